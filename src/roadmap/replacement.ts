/** Of what kind a unit is, by its names, and which memory-safe candidates the table knows for that kind and this hardware. */
import type { Candidate } from './model.ts';
import type { Part } from './parts.ts';
import type { Names } from './reach.ts';
import type { Tables } from './tables.ts';
import { among } from './words.ts';

export interface Kinds {
  readonly titles: readonly string[];
  readonly ids: readonly string[];
  readonly candidates: readonly Candidate[];
  /** Those that take apart what comes from outside, by what name. */
  readonly outside: readonly string[];
}

/** What needs std, a heap or a virtual machine is no candidate on a bare microcontroller. */
export function kindsOf(names: Names, tables: Tables, part: Part | undefined): Kinds {
  const ownKinds = tables.replacements.filter(({ words }) => among(names.own, words).length > 0);
  // Framing is what is left when nothing more telling is known.
  const kinds = ownKinds.length > 1 ? ownKinds.filter(({ kind }) => kind !== 'framing' && kind !== 'configuration') : ownKinds;
  const isBare = part?.family !== undefined && part.system?.id !== 'linux';
  const fits = ({ needs }: Candidate): boolean => !isBare || !/^(?:std|\.NET|JVM|Python|x86)/.test(needs);
  return { titles: kinds.map(({ title }) => title), ids: kinds.map(({ kind }) => kind), outside: kinds.filter(({ outside }) => outside).map(({ title }) => title), candidates: kinds.flatMap(({ candidates }) => candidates.filter(fits)) };
}
