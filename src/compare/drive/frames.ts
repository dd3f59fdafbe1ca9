/** Talks to a runner or harness in length-prefixed frames over its standard streams. It knows nothing of what they hold. */
import { spawn, type ChildProcess } from 'node:child_process';

export interface Link {
  /** Sends inputs; `each` is called with every frame that comes back. Resolves with the number of frames, also when the other side died early. */
  readonly ask: (inputs: readonly Uint8Array[], each: (frame: Buffer, index: number) => void) => Promise<number>;
  /** The end of what the other side wrote to its standard error since the last question. */
  readonly said: () => Buffer;
  /** The byte that the other side begins with: what it can do, as bits. 0 when it did not begin. */
  readonly opening: () => number;
  readonly alive: () => boolean;
  readonly close: () => Promise<void>;
}

const saidMost = 65536;
const largestFrame = 256 << 20;

/**
 * Starts the program in its own process group with `environment` and nothing else of ours.
 * @param stallMs without any answer for so long the other side is taken for hung and killed
 */
export function link(program: string, words: readonly string[], environment: Readonly<Record<string, string>>, stallMs: number): Promise<Link> {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: { ...environment } });
  let waiting: Buffer[] = [];
  let size = 0;
  let heard: () => void = () => undefined;
  let ended = false;
  let errors: Buffer[] = [];
  let opening = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    size += chunk.length;
    heard();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk);
    if (errors.length > 64) errors = [Buffer.concat(errors).subarray(-saidMost)];
  });
  child.stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      errors.push(Buffer.from(String(error)));
      ended = true;
      heard();
      resolve();
    });
    child.on('close', () => {
      ended = true;
      heard();
      resolve();
    });
  });

  const enough = async (count: number): Promise<boolean> => {
    while (size < count && !ended) {
      const stalled = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), stallMs);
        heard = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      if (stalled) killGroup(child);
    }
    return size >= count;
  };
  const take = (count: number): Buffer => {
    const all = waiting.length === 1 ? (waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(waiting);
    waiting = all.length > count ? [all.subarray(count)] : [];
    size -= count;
    return all.subarray(0, count);
  };

  const made: Link = {
    ask: async (inputs, each) => {
      errors = [];
      const head = Buffer.alloc(4);
      head.writeUInt32LE(inputs.length);
      child.stdin.write(Buffer.concat([head, ...inputs.flatMap((input) => [lengthOf(input), input])]));
      for (let index = 0; index < inputs.length; index++) {
        if (!(await enough(4))) return index;
        const length = take(4).readUInt32LE();
        if (length > largestFrame || !(await enough(length))) return index;
        each(take(length), index);
      }
      return inputs.length;
    },
    said: () => Buffer.concat(errors).subarray(-saidMost),
    opening: () => opening,
    alive: () => !ended,
    close: async () => {
      child.stdin.end();
      const timer = setTimeout(() => killGroup(child), 500);
      await gone;
      clearTimeout(timer);
    },
  };
  return (async () => {
    if (await enough(1)) opening = take(1)[0] ?? 0;
    if (ended) await gone;
    return made;
  })();
}

function lengthOf(input: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(input.length);
  return bytes;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
