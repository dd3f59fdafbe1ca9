/** The command line: names the commands, loads the one that is asked for, and turns its outcome into an exit code. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCodes, report, reportMisuse } from './outcome.ts';
import { versionOf } from './version.ts';

const list = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];
const count = (value: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('give a whole number from 1');
  return Number(value);
};
/** A day that the calendar has; `Date` alone would take 30 February for 1 March. */
const date = (value: string): string => {
  const day = new Date(`${value}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  if (!isDay) throw new InvalidArgumentError('give a day of the calendar, YYYY-MM-DD');
  return value;
};

// print.ts answers for what cannot be written; unheard, the same error would end the process as a crash.
process.stdout.on('error', () => undefined);

const program = new Command('plumbline')
  .description('The building inspector for medical device software: judges a device against a versioned\nbuilding code, with evidence for each answer.')
  .version(versionOf(), '-V, --version', 'print the version')
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .addHelpText('after', `
Examples:
  plumbline inspect .                       look at this folder
  plumbline inspect . --out report.html     and write a report to read
  plumbline inspect . --baseline last.json  fail only on what is new
  plumbline explain data-is-not-executable  read an element of the code
  plumbline init                            write a manifest from what is here

Exit codes:
  0 conforming · 1 nonconforming · 2 undetermined · 64 usage · 70 our fault`);

program
  .command('inspect')
  .description('judge a device: a folder, a file, or a revision of a git repository')
  .argument('[path]', 'the device', '.')
  .option('--revision <rev>', 'a revision of the git repository at PATH instead of its files')
  .option('--edition <id>', 'edition of the code (default: the manifest\'s, else the newest)')
  .option('--level <n>', 'level of the edition instead of the derived one', count)
  .option('--format <name>', 'text, json, sarif, markdown or html; may be given several times (default: by the ending of --out, else text)', list)
  .option('--out <target>', 'a folder, a file, or - for standard output')
  .option('--baseline <file>', 'an earlier inspection (JSON); report and gate only what is new')
  .option('--as-of <date>', 'the day the inspection speaks of (default: today, UTC)', date)
  .option('--codebook <dir>', 'load more law from a folder; may be given several times', list)
  .option('--jobs <n>', 'worker threads (default: one per core, at most 8)', count)
  .option('--no-cache', 'look at every byte again and keep nothing')
  .option('--quiet', 'no progress and no summary')
  .addHelpText('after', `
Examples:
  plumbline inspect firmware/ --edition ieee-2015
  plumbline inspect . --format json --out - | jq .standing
  plumbline inspect . --format sarif --format html --out report/
  plumbline inspect . --revision v2.1 --as-of 2026-06-30

Exit codes:
  0 conforming · 1 nonconforming · 2 undetermined · 64 usage · 70 our fault`)
  .action(async (path: string, options: Record<string, unknown>) => {
    const { inspectCommand } = await import('./inspect.ts');
    process.exitCode = await inspectCommand(path, options);
  });

program
  .command('init')
  .description('write plumbline.yaml from what is here; asks only on a terminal')
  .argument('[path]', 'the folder of the device', '.')
  .option('--yes', 'ask nothing, write what was inferred')
  .option('--force', 'replace a manifest that is there')
  .addHelpText('after', `
Example:
  plumbline init firmware/ --yes && plumbline inspect firmware/`)
  .action(async (path: string, options: Record<string, unknown>) => {
    const { initCommand } = await import('./init.ts');
    process.exitCode = await initCommand(path, options);
  });

program
  .command('explain')
  .description('show the page of an element, a rule, a word, a probe, a tally or a finding')
  .argument('<id>', 'for example C01, hazard, c/hazard, data-is-not-executable, or a finding\'s fingerprint')
  .option('--from <file>', 'the inspection (JSON) that holds the finding')
  .option('--codebook <dir>', 'load more law from a folder; may be given several times', list)
  .addHelpText('after', `
Examples:
  plumbline explain C01
  plumbline explain 3f2a… --from inspection.json`)
  .action(async (id: string, options: Record<string, unknown>) => {
    const { explainCommand } = await import('./explain.ts');
    process.exitCode = await explainCommand(id, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.exitCode = report(error);
  else if (error.exitCode === 0) process.exitCode = exitCodes.conforming;
  // Without a command the help was shown, which is all there is to say.
  else process.exitCode = error.code === 'commander.help' ? exitCodes.usage : reportMisuse(error.message, process.argv[2] ?? '');
}
