/** Brackets and functions of a C or C++ file with the first arm of each conditional taken; no tree, no macros. */
import type { Lexed } from '../../scan/lexed.ts';
import { type Skeleton, skeletonOf } from '../../scan/skeleton.ts';
import { type FunctionSpan, functionsOf } from './spans.ts';
import { noting } from './words.ts';

/**
 * Positions in `partner`, `noted` and in the function spans index `tokens`, not the lexer's stream.
 * The arrays are the kernel's: valid until the next file is lexed.
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

/** Several probes ask about one file in a row: asking again costs nothing. */
export function structureOf(lexed: Lexed): Structure {
  if (last?.lexed === lexed) return last;
  const bare = { lexed, ...skeletonOf(lexed, noting) };
  last = { ...bare, functions: functionsOf(bare) };
  return last;
}
