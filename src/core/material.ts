/** How stuff is recognised and parsed, and how it is looked at. Materials are pure: bytes in, observations out. */
import type { Observation, Word } from './fact.ts';
import type { Nature } from './nature.ts';

/**
 * An artifact as recognition sees it.
 * `head` holds the first bytes (at most 4096) and `size` all bytes; `path` is the innermost name, with `/`.
 */
export interface Sight {
  readonly path: string;
  readonly size: number;
  readonly head: Uint8Array;
}

/**
 * How firmly a material claims an artifact: by its bytes, by its whole file name, by its file name extension, or
 * because it reads as text. The firmest claim wins; two equally firm claims on one artifact are a fault.
 */
export const claims = ['text', 'extension', 'name', 'content'] as const;
export type Claim = (typeof claims)[number];

/** Says that the bytes are of this material but cannot be read further; every word the probes state becomes a blank. */
export interface Unreadable {
  readonly unreadable: string;
}

export function isUnreadable(form: unknown): form is Unreadable {
  return typeof form === 'object' && form !== null && 'unreadable' in form;
}

/** A sort of stuff: default export of `src/materials/<name>/material.ts`. */
export interface Material<Form> {
  readonly name: string;
  readonly nature: Nature;
  readonly recognise: (sight: Sight) => Claim | undefined;
  /** Never throws on foreign bytes. `bytes` may be a view that is reused after all probes have looked. */
  readonly parse: (bytes: Uint8Array, sight: Sight) => Form | Unreadable;
}

/** One way to look at a material: default export of `src/materials/<material>/<name>.probe.ts`. Pure. */
export interface Probe<Form> {
  readonly name: string;
  /** Raised whenever the same bytes may yield other observations; part of every cache key and inspection. */
  readonly revision: number;
  readonly states: readonly Word[];
  readonly look: (form: Form, sight: Sight) => Iterable<Observation>;
}
