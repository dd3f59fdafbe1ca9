/** Looks at files: reads, hashes, unpacks, recognises and shows them to probes. It keeps nothing between files. */
import { hash } from 'node:crypto';
import { expand, isArchive } from './acquire/expand.ts';
import type { Limits } from './acquire/limits.ts';
import type { Reader } from './acquire/reader.ts';
import type { Sighting } from './acquire/sighting.ts';
import type { ShelvedMaterial } from './core/shelf.ts';
import type { Seen, SeenFile } from './judge/looked.ts';
import { observe } from './judge/observe.ts';
import { kernelInput } from './scan/lex.ts';

const headBytes = 4096;

/** Looks at a batch of files, in order. Throws only when our own code fails. */
export function lookAt(batch: readonly Sighting[], read: Reader, shelf: readonly ShelvedMaterial[], limits: Limits): readonly SeenFile[] {
  const files: SeenFile[] = [];
  for (const [sighting, got] of read(batch, kernelInput)) {
    if (got.bytes === undefined) {
      files.push({ path: sighting.path, seen: [{ size: sighting.size, sha256: got.sha256 ?? '', facts: [], blanks: [], trouble: got.trouble }] });
    } else {
      files.push({ path: sighting.path, seen: [...seenIn(got.bytes, sighting.path, shelf, limits)] });
    }
  }
  return files;
}

function* seenIn(bytes: Uint8Array, path: string, shelf: readonly ShelvedMaterial[], limits: Limits): Generator<Seen> {
  const archived = isArchive(bytes.subarray(0, headBytes), path) === undefined ? undefined : bytes.slice();
  yield one(bytes, path, shelf);
  if (archived === undefined) return;
  for (const entry of expand(archived, path, limits)) {
    const { inside, trouble } = entry;
    // A link holds no bytes of its own; what it points at is met at its own name.
    if (entry.link !== undefined) continue;
    if (entry.bytes === undefined) yield { inside, size: 0, sha256: '', facts: [], blanks: [], trouble: entry.trouble };
    else yield { ...one(entry.bytes, inside.slice(inside.lastIndexOf('!/') + 1).replace(/^\//, ''), shelf), inside, ...(trouble === undefined ? {} : { trouble }) };
  }
}

function one(bytes: Uint8Array, path: string, shelf: readonly ShelvedMaterial[]): Seen {
  // Digest first: the bytes lie where the kernel reads, and whatever a probe lexes beside them overwrites them.
  const sha256 = hash('sha256', bytes, 'hex');
  const looked = observe(shelf, bytes, { path, size: bytes.length, head: bytes.slice(0, headBytes) });
  return { ...looked, size: bytes.length, sha256 };
}
