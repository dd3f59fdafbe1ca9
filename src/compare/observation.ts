/** What was seen of one program on one input. It compares nothing. */

/** How a run ended. `too-much` is a limit of output, file size or processor time; `not-started` is no run at all. */
export const endings = ['exited', 'signalled', 'timed-out', 'too-much', 'not-started'] as const;
export type Ending = (typeof endings)[number];

/** A file that the program left in its private folder. */
export interface LeftFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One run. Times in microseconds, memory in kilobytes (1024 bytes), as the kernel accounts them. */
export interface Observation {
  readonly ending: Ending;
  /** Exit status, or the number of the signal. */
  readonly code: number;
  readonly output: Uint8Array;
  readonly error: Uint8Array;
  readonly files: readonly LeftFile[];
  readonly cpuUs: number;
  readonly wallUs: number;
  /** Peak resident memory; 0 where the driver does not know it. */
  readonly memoryKb: number;
  /** Bytes of heap that were not given back at the end of the run; 0 where the driver does not know it. */
  readonly kept: number;
}

/** Words of a crash report that a program writes before it gives up by itself, with an exit status and no signal. */
const crashWords: readonly RegExp[] = [
  /thread '.*' (?:\(\d+\) )?panicked at/,
  /^panic: /m,
  /ERROR: (?:Address|Leak|Memory|Thread)Sanitizer/,
  /runtime error: /,
];

/** A crash: a signal, or a report of one. On a device a panic is a reset, so it counts. */
export function crashed(run: Observation): boolean {
  if (run.ending === 'signalled') return true;
  if (run.ending !== 'exited' || run.error.length === 0) return false;
  const said = Buffer.from(run.error.subarray(0, 16384)).toString('latin1');
  return crashWords.some((word) => word.test(said));
}

/** The kind of crash in a few words, the same for the same fault: `AddressSanitizer: heap-buffer-overflow in parse`. */
export function crashKind(run: Observation): string {
  const said = Buffer.from(run.error.subarray(0, 65536)).toString('latin1');
  const sanitizer = /ERROR: (\w+Sanitizer): ([\w-]+)/.exec(said);
  // Unsymbolised frames name the module and the offset in it; those of the sanitizer's own library are passed over.
  const frame = /#\d+ 0x[0-9a-f]+\s+(?:in (\w[\w:~]*) |\((?!\S*lib[act]\w*san\.so)\S*?([^/\s]+\+0x[0-9a-f]+)\))/.exec(said.slice(sanitizer?.index ?? 0))?.slice(1).find((part) => part !== undefined);
  if (sanitizer !== null) return `${sanitizer[1] ?? ''}: ${sanitizer[2] ?? ''}${frame === undefined ? '' : ` in ${frame}`}`;
  const undefinedBehaviour = /([\w./-]+):\d+:\d+: runtime error: ([^\n]{1,80})/.exec(said);
  if (undefinedBehaviour !== null) return `undefined behaviour: ${(undefinedBehaviour[2] ?? '').replace(/0x[0-9a-f]+|-?\d+/g, '#')}`;
  const panic = /panicked at ([^\n:]+:\d+)/.exec(said);
  if (panic !== null) return `panic at ${panic[1] ?? ''}`;
  return run.ending === 'signalled' ? `signal ${signalName(run.code)}` : 'a crash report';
}

const signals: Readonly<Record<number, string>> = { 3: 'SIGQUIT', 4: 'SIGILL', 5: 'SIGTRAP', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE', 9: 'SIGKILL', 11: 'SIGSEGV', 13: 'SIGPIPE', 15: 'SIGTERM', 31: 'SIGSYS' };

/** The name of a signal (signal(7), Linux on x86 and Arm). */
export function signalName(number: number): string {
  return signals[number] ?? `${number}`;
}
