/** What the process tells its caller: exit codes (DESIGN §3, law 9) and the words for trouble. */
import type { Standing } from '../core/verdict.ts';
import { UsageError } from '../core/trouble.ts';
import { nearest } from './nearest.ts';
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

/** The answer to a command that there is none of; a path in its place most likely forgot `inspect`. `group` names the group it was sought in. */
export function noSuchCommand(given: string, known: readonly string[], group = ''): UsageError {
  const [near] = nearest(given, known);
  const isPath = group === '' && /[./\\]/.test(given) && !given.startsWith('-');
  const meant = near !== undefined ? `did you mean ${near}? ` : isPath ? `did you mean plumbline inspect ${given}? ` : '';
  const within = group === '' ? 'plumbline' : `plumbline ${group}`;
  return new UsageError('no-such-command', `there is no command "${given}"${group === '' ? '' : ` of ${group}`}`, `${meant}${within} --help shows what there is`);
}
