/** The skeleton of a C or C++ file: tokens of the arms that are taken, with their brackets paired. It knows no functions and no rules. */
import { kernel } from './kernel.ts';
import type { Lexed } from './lexed.ts';

/** Views on the kernel's memory, like the tokens themselves: valid until the next file is lexed in this thread. */
export interface Skeleton {
  /** Tokens outside directives and in the arms that are taken, first ones as a rule; `count` of them. */
  readonly tokens: Uint32Array;
  readonly count: number;
  /** For an opening or closing bracket the position of its partner in `tokens`, else -1. */
  readonly partner: Int32Array;
  /** Positions in `tokens` of the words that were to be noted, of every `[`, and of every `)` behind a star; `notedCount` of them. */
  readonly noted: Uint32Array;
  readonly notedCount: number;
  /** Lexer tokens of all arms, in order: braces outside directives, and of each directive its first token and its end (or the token count). */
  readonly events: Uint32Array;
  readonly eventCount: number;
  /** Tokens in arms that are not taken. */
  readonly untaken: number;
}

let drawn: { readonly of: Lexed; readonly noting: Uint8Array; readonly skeleton: Skeleton } | undefined;

/** Draws the skeleton of what was lexed last; `noting` is set at the numbers of the words to be noted. Asking again costs nothing. */
export function skeletonOf(lexed: Lexed, noting: Uint8Array): Skeleton {
  if (drawn?.of === lexed && drawn.noting === noting) return drawn.skeleton;
  const k = kernel();
  k.note.set(noting);
  const count = k.runSkeleton(lexed.count);
  const skeleton: Skeleton = {
    tokens: k.taken, count, partner: k.partner, noted: k.noted, notedCount: k.notedCount(), events: k.events, eventCount: k.eventCount(), untaken: k.untakenCount(),
  };
  drawn = { of: lexed, noting, skeleton };
  return skeleton;
}
