/** Reads the bytes of a batch, wherever they come from. Every worker opens its own. It never throws for what the device does. */
import { createHash } from 'node:crypto';
import { runGit } from './git-run.ts';
import { crossed, defaultLimits, type Limits } from './limits.ts';
import { readInto, type Got, type Provider } from './read.ts';
import type { Origin, Sighting } from './sighting.ts';

/** Yields each sighting of the batch, in order, with what was got. Bytes are only good until the next step. */
export type Reader = (batch: readonly Sighting[], provide: Provider) => Iterable<readonly [Sighting, Got]>;

export function openReader(origin: Origin, limits: Limits = defaultLimits): Reader {
  if (origin.kind === 'git') return (batch, provide) => readBlobs(origin, batch, provide, limits);
  return function* (batch, provide) {
    for (const sighting of batch) yield [sighting, readInto(origin.root, sighting, provide, limits)];
  };
}

/** Bytes asked of git in one go: its answer lies in memory twice before it is read, in every thread. */
const mostAsked = 2 * 1024 * 1024;

/**
 * Few `cat-file --batch` per batch: their input is ids only, which hold no name and no option. Links are read too:
 * their bytes are their text.
 */
function* readBlobs(origin: Origin & { readonly kind: 'git' }, batch: readonly Sighting[], provide: Provider, limits: Limits): Generator<readonly [Sighting, Got]> {
  for (const asked of portions(batch)) yield* readPortion(origin, asked, provide, limits);
}

function* portions(batch: readonly Sighting[]): Generator<readonly Sighting[]> {
  let from = 0;
  let bytes = 0;
  for (const [at, { size }] of batch.entries()) {
    if (at > from && bytes + size > mostAsked) {
      yield batch.slice(from, at);
      from = at;
      bytes = 0;
    }
    bytes += size;
  }
  yield batch.slice(from);
}

function* readPortion(origin: Origin & { readonly kind: 'git' }, batch: readonly Sighting[], provide: Provider, limits: Limits): Generator<readonly [Sighting, Got]> {
  const wanted = batch.filter((sighting) => isReadable(sighting) && sighting.size <= limits.maxFileBytes);
  const input = wanted.map((sighting) => `${sighting.objectId}\n`).join('');
  const answer = wanted.length === 0 ? undefined : runGit(origin.repository, ['cat-file', '--batch'], { input, safe: origin.safe });
  const out = answer?.stdout ?? new Uint8Array(0);
  let at = 0;
  for (const sighting of batch) {
    if (!isReadable(sighting)) {
      yield [sighting, { trouble: sighting.trouble ?? 'no regular file' }];
    } else if (sighting.size > limits.maxFileBytes) {
      yield [sighting, oversize(origin, sighting, limits)];
    } else {
      const { got, next } = take(out, at, sighting, provide, answer?.complaint ?? '');
      at = next;
      yield [sighting, got];
    }
  }
}

function isReadable(sighting: Sighting): boolean {
  return sighting.trouble === undefined && sighting.sort !== 'special' && /^[0-9a-f]{40,64}$/.test(sighting.objectId ?? '');
}

/** One answer: `<id> blob <size>\n<bytes>\n`, or `<id> missing\n`. */
function take(out: Uint8Array, at: number, sighting: Sighting, provide: Provider, complaint: string): { readonly got: Got; readonly next: number } {
  const end = out.indexOf(10, at);
  if (end < 0) return { got: { trouble: `git gave no answer for the object${complaint === '' ? '' : `: ${complaint}`}` }, next: out.length };
  const [id, type, length] = Buffer.from(out.subarray(at, Math.min(end, at + 200))).toString('latin1').split(' ');
  if (id !== sighting.objectId || type !== 'blob') return { got: { trouble: 'the object is missing from the repository' }, next: end + 1 };
  const size = Number(length);
  const bytes = out.subarray(end + 1, end + 1 + size);
  if (bytes.length !== sighting.size) return { got: { trouble: 'the object is not as long as it was listed' }, next: end + 2 + size };
  const memory = provide(size);
  memory.set(bytes);
  return { got: { bytes: memory.subarray(0, size) }, next: end + 2 + size };
}

/** Digest of a blob too large to look into, as long as git hands it over at all. */
function oversize(origin: Origin & { readonly kind: 'git' }, sighting: Sighting, limits: Limits): Got {
  const reason = crossed(`${sighting.size} bytes are too many to look into`, 'maxFileBytes', limits);
  const answer = runGit(origin.repository, ['cat-file', 'blob', sighting.objectId ?? ''], { safe: origin.safe });
  return answer.ok ? { trouble: `${reason}; only the digest was taken`, sha256: createHash('sha256').update(answer.stdout).digest('hex') } : { trouble: reason };
}
