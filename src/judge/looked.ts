/** What was seen of one sighting, compact enough to cross threads and to be kept: the file and whatever lay inside it. */
import type { Looked } from './observe.ts';

/** One artifact. `inside` is set for what an archive held; `sha256` is empty when the bytes could not be had. */
export interface Seen extends Looked {
  readonly inside?: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file with what it holds, the file first. */
export interface SeenFile {
  readonly path: string;
  readonly seen: readonly Seen[];
}
