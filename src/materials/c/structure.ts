/** Brackets and functions of a C or C++ file, walk by walk over the arms of its conditionals; no tree, no macros. */
import type { Lexed } from '../../scan/lexed.ts';
import { nextSkeleton, type Skeleton, skeletonOf } from '../../scan/skeleton.ts';
import { type FunctionSpan, functionsOf } from './spans.ts';
import { noting } from './words.ts';

/**
 * Positions in `partner`, `noted` and in the function spans index `tokens`, not the lexer's stream.
 * The arrays are the kernel's: valid until the next walk, or until the next file is lexed.
 */
export interface Structure extends Skeleton {
  readonly lexed: Lexed;
  readonly functions: readonly FunctionSpan[];
}

/** Punctuators as the kernel packs them. */
export const Mark = {
  parenOpen: 0x28, parenClose: 0x29, bracketOpen: 0x5b, bracketClose: 0x5d, braceOpen: 0x7b, braceClose: 0x7d,
  semicolon: 0x3b, comma: 0x2c, assign: 0x3d, star: 0x2a, colon: 0x3a, less: 0x3c, greater: 0x3e,
} as const;

let last: Structure | undefined;

/** The first walk, with the largest arm of each conditional. Several probes ask about one file in a row: asking again costs nothing. */
export function structureOf(lexed: Lexed): Structure {
  const skeleton = skeletonOf(lexed, noting);
  if (last?.lexed === lexed && last.walk === 0) return last;
  return (last = structured(lexed, skeleton));
}

/** The next walk; undefined when every arm was taken, or the limit of walks is reached. */
export function nextStructure(lexed: Lexed): Structure | undefined {
  const skeleton = nextSkeleton(lexed, noting);
  return skeleton === undefined ? undefined : (last = structured(lexed, skeleton));
}

function structured(lexed: Lexed, skeleton: Skeleton): Structure {
  const bare = { lexed, ...skeleton };
  return { ...bare, functions: functionsOf(bare) };
}
