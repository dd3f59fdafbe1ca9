/** Prints to standard output, and waits until it took everything: exiting earlier would cut a large report. */
import { reasonOf } from '../acquire/walk.ts';
import { UsageError } from '../core/trouble.ts';

/** Resolves as well when the reader closed early (`| head`); throws `UsageError` when the text could not be written. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || reasonOf(error) === 'EPIPE') resolve();
      else reject(new UsageError('not-printed', `standard output could not be written: ${reasonOf(error)}`, 'make room, or name another place with --out'));
    });
  });
}
