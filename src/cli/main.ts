/** The command line: finds the command that is asked for, loads it, and turns its outcome into an exit code. */
import { helpOf, helpOfGroup, isGroup, readCommandLine, type Command, type CommandGroup } from './command-line.ts';
import { commandNamed, commandNames, overview } from './commands.ts';
import { codes } from './options.ts';

const help = async (): Promise<string> => `The building inspector for medical device software: judges a device against a
versioned building code, with evidence for each answer.

Usage: plumbline <command> [options]

${await overview()}

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
    process.stderr.write(await help());
    return 64;
  }
  if (first === '--version' || first === '-V') return show(`${(await import('./version.ts')).versionOf()}\n`);
  const asksHelp = first === 'help';
  const [named = '', ...after] = asksHelp ? rest : [first, ...rest];
  if (named === '' || named === '--help' || named === '-h') return show(await help());
  const found = await commandNamed(named);
  if (found === undefined) throw (await import('./outcome.ts')).noSuchCommand(named, commandNames());
  return isGroup(found) ? runPart(found, after, asksHelp) : run(found, after, asksHelp);
}

async function runPart(group: CommandGroup, [named = '', ...rest]: readonly string[], asksHelp: boolean): Promise<number> {
  if (named === '' && !asksHelp) {
    process.stderr.write(helpOfGroup(group));
    return 64;
  }
  if (named === '' || named === '--help' || named === '-h') return show(helpOfGroup(group));
  const names = group.commands.map(({ name }) => name.split(' ').at(-1) ?? '');
  const command = group.commands[names.indexOf(named)];
  if (command === undefined) throw (await import('./outcome.ts')).noSuchCommand(named, names, group.name);
  return run(command, rest, asksHelp);
}

async function run(command: Command, rest: readonly string[], asksHelp: boolean): Promise<number> {
  const asked = asksHelp ? 'help' : readCommandLine(command, rest);
  return asked === 'help' ? show(helpOf(command)) : command.run(asked.given, asked.values);
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
