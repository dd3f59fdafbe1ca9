/** The skeleton of a C or C++ file: tokens of the arms that are taken, with their brackets paired. It knows no functions and no rules. */
import { type Conditionals, conditionalsOf, mostWalks, pickArms } from './conditionals.ts';
import { kernel } from './kernel.ts';
import type { Lexed } from './lexed.ts';

/** Views on the kernel's memory, like the tokens themselves: valid until the next walk, or until the next file is lexed in this thread. */
export interface Skeleton {
  /** Tokens outside directives and in the arms that are taken; `count` of them. */
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
  /** Which walk it is: the first takes the largest arm of each conditional, the next ones what is left. */
  readonly walk: number;
}

interface Drawn {
  readonly of: Lexed;
  readonly noting: Uint8Array;
  readonly conditionals: Conditionals;
  /** Of each walk so far, its picks. */
  readonly picks: Uint8Array[];
  skeleton: Skeleton;
}

let drawn: Drawn | undefined;

/** Draws the skeleton of what was lexed last; `noting` is set at the numbers of the words to be noted. Asking again costs nothing. */
export function skeletonOf(lexed: Lexed, noting: Uint8Array): Skeleton {
  if (drawn?.of === lexed && drawn.noting === noting) {
    if (drawn.skeleton.walk !== 0) drawn.skeleton = run(lexed, noting, drawn.picks[0], 0);
    return drawn.skeleton;
  }
  const plain = run(lexed, noting, undefined, 0);
  const conditionals = plain.untaken === 0 ? none : conditionalsOf(lexed, plain.events, plain.eventCount);
  const picks = conditionals.hasChoice ? [new Uint8Array(conditionals.all.length)] : [];
  drawn = { of: lexed, noting, conditionals, picks, skeleton: plain };
  const [first] = picks;
  if (first !== undefined) {
    pickArms(conditionals, 0, first);
    drawn.skeleton = run(lexed, noting, first, 0);
  }
  return drawn.skeleton;
}

/** The next walk over the same file, through arms that none took so far; undefined when all were taken, or after so many walks. */
export function nextSkeleton(lexed: Lexed, noting: Uint8Array): Skeleton | undefined {
  const { walk } = drawn?.of === lexed && drawn.noting === noting ? drawn.skeleton : skeletonOf(lexed, noting);
  if (drawn === undefined || !drawn.conditionals.hasChoice || walk + 1 >= mostWalks) return undefined;
  let picks = drawn.picks[walk + 1];
  if (picks === undefined) {
    picks = new Uint8Array(drawn.conditionals.all.length);
    if (!pickArms(drawn.conditionals, walk + 1, picks)) return undefined;
    drawn.picks.push(picks);
  }
  drawn.skeleton = run(lexed, noting, picks, walk + 1);
  return drawn.skeleton;
}

/** The conditionals of a file whose skeleton was drawn. */
export function drawnConditionals(lexed: Lexed): Conditionals {
  return drawn?.of === lexed ? drawn.conditionals : none;
}

const none: Conditionals = { all: [], hasChoice: false };

function run(lexed: Lexed, noting: Uint8Array, picks: Uint8Array | undefined, walk: number): Skeleton {
  const k = kernel();
  k.note.set(noting);
  if (picks !== undefined) k.pick.set(picks);
  const count = k.runSkeleton(lexed.count);
  if (picks !== undefined) k.pick.fill(0, 0, picks.length);
  return {
    tokens: k.taken, count, partner: k.partner, noted: k.noted, notedCount: k.notedCount(), events: k.events, eventCount: k.eventCount(), untaken: k.untakenCount(), walk,
  };
}
