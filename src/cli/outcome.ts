/** What the process tells its caller: exit codes (DESIGN §3, law 9) and the words for trouble. */
import type { Standing } from '../core/verdict.ts';
import { UsageError } from '../core/trouble.ts';
import { plain } from './terminal.ts';

export const exitCodes = { conforming: 0, nonconforming: 1, undetermined: 2, usage: 64, fault: 70 } as const;

/** A gate that cannot decide does not open. */
export function exitCodeOf(standing: Standing): number {
  if (standing === 'nonconforming') return exitCodes.nonconforming;
  return standing === 'undetermined' ? exitCodes.undetermined : exitCodes.conforming;
}

/** Prints an error to standard error and answers with the exit code it calls for. */
export function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`plumbline: ${plain(error.message)}\n  what now: ${plain(error.next)}\n`);
    return exitCodes.usage;
  }
  const message = error instanceof Error ? (process.env['PLUMBLINE_TRACE'] === undefined ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(
    `plumbline: this is our fault, not the device's: ${plain(message)}\n` +
      '  no inspection was made, so nothing was found and nothing was passed\n' +
      '  what now: run again with PLUMBLINE_TRACE=1 and report what it prints; setting the named file aside in plumbline.yaml lets the rest be inspected\n',
  );
  return exitCodes.fault;
}

/** Says what is wrong with the words of a command line, in the form of every other message; `said` is commander's sentence. */
export function reportMisuse(said: string, command: string): number {
  const [first = '', suggestion] = said.split('\n');
  const what = first
    .replace(/^error: /, '')
    .replace(/ is invalid\. /, ' is invalid: ')
    .replace(/\. Expected/, ': expected')
    .replace(/\.$/, '');
  const meant = suggestion === undefined ? '' : `${suggestion.replace(/^\(Did you mean (.*)\?\)$/, 'did you mean $1?')} `;
  const help = ['inspect', 'init', 'explain'].includes(command) ? `plumbline ${command} --help` : 'plumbline --help';
  process.stderr.write(`plumbline: ${plain(what)}\n  what now: ${plain(meant)}${help} shows what there is\n`);
  return exitCodes.usage;
}
