/** Shows how far an inspection is: a line that rewrites itself on a terminal, plain lines elsewhere. Silent below a second. */
import { hasColour, plain, widthOf } from './terminal.ts';

export interface Progress {
  readonly phase: (name: string) => void;
  readonly advance: (files: number, bytes: number, ofFiles: number, ofBytes: number) => void;
  readonly remark: (text: string) => void;
  readonly done: () => void;
}

const silentMs = 1000;
const terminalEveryMs = 100;
const plainEveryMs = 5000;

export const noProgress: Progress = { phase: () => undefined, advance: () => undefined, remark: () => undefined, done: () => undefined };

/** @param now milliseconds of a steady clock */
export function showProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  const started = now();
  const live = stream.isTTY && hasColour(stream);
  let shown = started;
  let phase = '';
  let phaseStarted = started;
  let dirty = false;
  const write = (text: string): void => {
    const line = plain(text).slice(0, widthOf(stream) - 1);
    stream.write(live ? `\r\u001b[2K${line}` : `${line}\n`);
    dirty = live;
  };
  const due = (): boolean => now() - started > silentMs && now() - shown > (live ? terminalEveryMs : plainEveryMs);
  return {
    phase: (name) => {
      phase = name;
      phaseStarted = now();
      if (!due()) return;
      shown = now();
      write(`${name} …`);
    },
    advance: (files, bytes, ofFiles, ofBytes) => {
      if (!due()) return;
      shown = now();
      const seconds = Math.max((now() - phaseStarted) / 1000, 0.001);
      const rate = bytes / seconds;
      const left = rate > 0 ? Math.ceil((ofBytes - bytes) / rate) : 0;
      const share = ofBytes > 0 ? Math.floor((bytes / ofBytes) * 100) : 100;
      const bar = live ? `[${'#'.repeat(Math.floor(share / 5)).padEnd(20, '.')}] ` : '';
      write(`${phase} ${bar}${share}%  ${files} of ${ofFiles} files  ${(rate / 1e6).toFixed(0)} MB/s  about ${left} s left`);
    },
    remark: (text) => {
      if (dirty) stream.write('\r\u001b[2K');
      dirty = false;
      stream.write(`plumbline: ${plain(text)}\n`);
    },
    done: () => {
      if (dirty) stream.write('\r\u001b[2K');
      dirty = false;
    },
  };
}
