/** The command line: declares the commands, loads the one that is asked for, and turns its outcome into an exit code. */
import { columnsOf, helpOf, readCommandLine, type Command, type Unfit } from './command-line.ts';

const count = (text: string): number | Unfit => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : { wanted: 'give a whole number from 1' });

/** A day that the calendar has; `Date` alone would take 30 February for 1 March. */
const date = (text: string): string | Unfit => {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return isDay ? text : { wanted: 'give a day of the calendar, YYYY-MM-DD' };
};

const codes = `Exit codes:
  0 conforming · 1 nonconforming · 2 undetermined · 64 usage · 70 our fault`;

const codebook = { name: 'codebook', value: 'dir', many: true, about: 'load more law from a folder; may be given several times' };

const commands: readonly Command[] = [
  {
    name: 'inspect',
    about: 'Judges a device: a folder, a file, or a revision of a git repository.',
    argument: { name: 'path', about: 'the device', otherwise: '.' },
    options: [
      { name: 'revision', value: 'rev', about: 'a revision of the git repository at PATH instead of its files' },
      { name: 'edition', value: 'id', about: "edition of the code (default: the manifest's, else the newest)" },
      { name: 'level', value: 'n', about: 'level of the edition instead of the derived one', read: count },
      { name: 'format', value: 'name', many: true, about: 'text, json, sarif, markdown or html; may be given several times (default: by the ending of --out, else text)' },
      { name: 'out', value: 'target', about: 'a folder, a file, or - for standard output' },
      { name: 'baseline', value: 'file', about: 'an earlier inspection (JSON); report and gate only what is new' },
      { name: 'as-of', value: 'date', about: 'the day the inspection speaks of (default: today, UTC)', read: date },
      codebook,
      { name: 'jobs', value: 'n', about: 'worker threads (default: one per core, at most 8)', read: count },
      { name: 'no-cache', about: 'look at every byte again and keep nothing' },
      { name: 'quiet', about: 'no progress and no summary' },
    ],
    more: `Examples:
  plumbline inspect firmware/ --edition ieee-2015
  plumbline inspect . --format json --out - | jq .standing
  plumbline inspect . --format sarif --format html --out report/
  plumbline inspect . --revision v2.1 --as-of 2026-06-30

${codes}`,
    run: async (path, values) => (await import('./inspect.ts')).inspectCommand(path, values),
  },
  {
    name: 'init',
    about: 'Writes plumbline.yaml from what is here; asks only on a terminal.',
    argument: { name: 'path', about: 'the folder of the device', otherwise: '.' },
    options: [
      { name: 'yes', about: 'ask nothing, write what was inferred' },
      { name: 'force', about: 'replace a manifest that is there' },
    ],
    more: 'Example:\n  plumbline init firmware/ --yes && plumbline inspect firmware/',
    run: async (path, values) => (await import('./init.ts')).initCommand(path, values),
  },
  {
    name: 'explain',
    about: 'Shows the page of an element, a rule, a word, a probe, a tally or a finding.',
    argument: { name: 'id', about: "for example C01, hazard, c/hazard, data-is-not-executable, or a finding's fingerprint" },
    options: [{ name: 'from', value: 'file', about: 'the inspection (JSON) that holds the finding' }, codebook],
    more: 'Examples:\n  plumbline explain C01\n  plumbline explain 3f2a… --from inspection.json',
    run: async (id, values) => (await import('./explain.ts')).explainCommand(id, values),
  },
];

const help = `The building inspector for medical device software: judges a device against a
versioned building code, with evidence for each answer.

Usage: plumbline <command> [options]

${columnsOf([...commands.map(({ name, argument, about }) => [`${name} ${argument.otherwise === undefined ? `<${argument.name}>` : `[${argument.name}]`}`, about] as const), ['--help', 'show this, or the help of a command'], ['--version', 'print the version']])}

Examples:
  plumbline inspect .                       look at this folder
  plumbline inspect . --out report.html     and write a report to read
  plumbline inspect . --baseline last.json  fail only on what is new
  plumbline explain data-is-not-executable  read an element of the code
  plumbline init                            write a manifest from what is here

${codes}
`;

async function main([first = '', ...rest]: readonly string[]): Promise<number> {
  if (first === '') {
    process.stderr.write(help);
    return 64;
  }
  if (first === '--version' || first === '-V') return show(`${(await import('./version.ts')).versionOf()}\n`);
  const named = first === 'help' ? (rest[0] ?? '') : first;
  if (named === '' || named === '--help' || named === '-h') return show(help);
  const command = commands.find(({ name }) => name === named);
  if (command === undefined) throw (await import('./outcome.ts')).noSuchCommand(named, commands.map(({ name }) => name));
  const asked = first === 'help' ? 'help' : readCommandLine(command, rest);
  return asked === 'help' ? show(helpOf(command)) : command.run(asked.argument, asked.values);
}

function show(text: string): number {
  process.stdout.write(text);
  return 0;
}

// print.ts answers for what cannot be written; unheard, the same error would end the process as a crash.
process.stdout.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = (await import('./outcome.ts')).report(error);
}
