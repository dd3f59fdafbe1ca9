/** What the kernel offers: run a lexer over the input area, then read the results where `layout` says. */
import { fillClasses } from './bytes';
import { lexC } from './c';
import { linesC } from './c-lines';
import { linesFamily } from './family';
import {
  CLASS, CODE, COUNTS, END, EVENTS, FAMILY, INPUT, INPUT_LIMIT, KIND, LINE, NOTE, NOTED, PARTNER, PICK, START, TAKEN, TOKEN_LIMIT, TOP, WORD_LIMIT, WORD_SIZE, WORDS,
} from './memory';
import { lexRust } from './rust';
import { events, noted, setUpBrackets, skeleton, untaken } from './skeleton';
import { begin, count, line, trouble, troubleLine } from './state';
import { setKeepComments } from './trivia';

export { addWord, clearWords } from './words';

/** Bits of `flags`. */
const TOKENS: u32 = 1;
const COMMENTS: u32 = 2;

export function setUp(): void {
  // The compiler's own data must stay below the tables.
  if (__heap_base > CLASS) unreachable();
  memory.grow(<i32>((TOP + 0xffff) >> 16) - memory.size());
  fillClasses();
  setUpBrackets();
}

/** Addresses and limits, by number, so that they are written down once. */
export function layout(which: u32): usize {
  switch (which) {
    case 0: return INPUT;
    case 1: return INPUT_LIMIT;
    case 2: return KIND;
    case 3: return START;
    case 4: return END;
    case 5: return LINE;
    case 6: return CODE;
    case 7: return TOKEN_LIMIT;
    case 8: return COUNTS;
    case 9: return WORDS;
    case 10: return WORD_SIZE;
    case 11: return WORD_LIMIT;
    case 12: return FAMILY;
    case 13: return INPUT - FAMILY - 64;
    case 14: return NOTE;
    case 15: return TAKEN;
    case 16: return PARTNER;
    case 17: return NOTED;
    case 18: return EVENTS;
    default: return PICK;
  }
}

/** Lexes the first `size` bytes of the input area as C or C++ and returns the number of tokens. */
export function runC(size: u32, flags: u32): u32 {
  setKeepComments((flags & COMMENTS) != 0);
  lexC(begin(size, (flags & TOKENS) != 0));
  return count;
}

/** Draws the skeleton of the `tokens` that `runC` made last and returns how many of them are taken. */
export function runSkeleton(tokens: u32): u32 {
  return skeleton(tokens);
}

export function notedCount(): u32 {
  return noted;
}

export function eventCount(): u32 {
  return events;
}

export function untakenCount(): u32 {
  return untaken;
}

/** Lexes as Rust. */
export function runRust(size: u32, flags: u32): u32 {
  setKeepComments((flags & COMMENTS) != 0);
  lexRust(begin(size, (flags & TOKENS) != 0));
  return count;
}

/** Counts the lines of C or C++ without tokens. */
export function runLinesC(size: u32): void {
  setKeepComments(false);
  linesC(begin(size, false));
}

/** Counts lines by the comment family in the family area. */
export function runFamily(size: u32): void {
  linesFamily(begin(size, false));
}

export function physicalLines(): u32 {
  return line - 1;
}

/** What went wrong in the last run (see state), and on which line. */
export function troubleOf(): u32 {
  return trouble;
}

export function troubleAt(): u32 {
  return troubleLine;
}
