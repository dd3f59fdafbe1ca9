/** The skeleton of C tokens: which arms of conditionals are taken, which brackets pair, where something noteworthy stands. It reads no text but a `0`. */
import { ARMS, CODE, END, EVENTS, INPUT, KIND, LEFT, NOTE, NOTED, OPEN, PARTNER, PICK, START, TAKEN, WORD_LIMIT } from './memory';
import { DIRECTIVE, DIRECTIVE_END, NUMBER, PUNCTUATOR } from './state';

const NONE: u32 = 0xffffffff;
/** How far a stray `)` or `]` looks for its opener, so that hostile nesting stays linear. */
const STRAY_REACH: u32 = 8;

/** Bits of an open conditional: whether tokens counted before it, and whether one of its arms was taken. */
const LIVE: u8 = 1;
const HAD: u8 = 2;

export let noted: u32 = 0;
export let events: u32 = 0;
export let untaken: u32 = 0;
let taken: u32 = 0;
let depth: u32 = 0;
let braces: u32 = 0;
let arms: u32 = 0;
let conditionals: u32 = 0;

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function get(base: usize, at: u32): u32 {
  return load<u32>(base + (<usize>at << 2));
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function set(base: usize, at: u32, value: u32): void {
  store<u32>(base + (<usize>at << 2), value);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function note(at: u32): void {
  set(NOTED, noted++, at);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function event(token: u32): void {
  set(EVENTS, events++, token);
}

/** What stands at the punctuators in the table that holds the words to be noted: brackets are looked at, others are not. */
const BRACKETS: usize = NOTE + WORD_LIMIT;

export function setUpBrackets(): void {
  store<u16>(BRACKETS + 0x28, 0x0101);
  store<u8>(BRACKETS + 0x5b, 1);
  store<u8>(BRACKETS + 0x5d, 1);
  store<u8>(BRACKETS + 0x7b, 1);
  store<u8>(BRACKETS + 0x7d, 1);
}

/** Walks the first `count` tokens of the last run and returns how many were taken. */
export function skeleton(count: u32): u32 {
  noted = events = untaken = taken = depth = braces = arms = conditionals = 0;
  let on: u32 = 1;
  for (let token: u32 = 0; token < count; token++) {
    const kind = load<u8>(KIND + token);
    if (kind >= DIRECTIVE) {
      if (kind != DIRECTIVE) continue;
      event(token);
      on = directive(token, count, on);
      while (token < count && load<u8>(KIND + token) != DIRECTIVE_END) token++;
      event(token);
      continue;
    }
    // Stores without a branch: what is not taken is overwritten by what comes next.
    const at = taken;
    const code = get(CODE, token);
    set(TAKEN, at, token);
    set(PARTNER, at, NONE);
    taken += on;
    untaken += 1 - on;
    const isMark = kind == PUNCTUATOR;
    if (load<u8>(select<usize>(BRACKETS + (code < 0x80 ? code : 0), NOTE + code, isMark)) == 0) continue;
    if (isMark) {
      if (code >= 0x7b) event(token);
      if (on) bracket(at, code);
    } else if (on) note(at);
  }
  return taken;
}

/** Whether tokens count behind a directive, when they did before it: the arm that was picked, else the first that is no bare zero. */
function directive(token: u32, count: u32, on: u32): u32 {
  const code = get(CODE, token);
  if (code >= 1 && code <= 3) {
    const pick = load<u8>(PICK + conditionals++);
    const wanted = pick != 0 ? pick == 1 : !(code == 1 && isZero(token + 1, count));
    store<u8>(LEFT + arms, pick);
    store<u8>(ARMS + arms++, (on ? LIVE : 0) | (wanted ? HAD : 0));
    return on && wanted ? 1 : 0;
  }
  if (arms == 0 || code < 4 || code > 6) return on;
  if (code == 6) return (load<u8>(ARMS + --arms) & LIVE) != 0 ? 1 : 0;
  const last = ARMS + arms - 1;
  const arm = load<u8>(last);
  const left = load<u8>(LEFT + arms - 1);
  if (left > 1) store<u8>(LEFT + arms - 1, left - 1);
  const wanted = left != 0 ? left == 2 : (arm & HAD) == 0 && !(code == 4 && isZero(token + 1, count));
  if (wanted) store<u8>(last, arm | HAD);
  return wanted && (arm & LIVE) != 0 ? 1 : 0;
}

/** A bare `#if 0`. */
function isZero(token: u32, count: u32): bool {
  if (token + 1 >= count || load<u8>(KIND + token) != NUMBER || load<u8>(KIND + token + 1) != DIRECTIVE_END) return false;
  const start = get(START, token);
  return get(END, token) == start + 1 && load<u8>(INPUT + start) == 0x30;
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function markAt(at: u32): u32 {
  return get(CODE, get(TAKEN, at));
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function join(first: u32, second: u32): void {
  set(PARTNER, first, second);
  set(PARTNER, second, first);
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function bracket(at: u32, code: u32): void {
  if (code == 0x28 || code == 0x5b || code == 0x7b) {
    set(OPEN, depth++, at);
    if (code == 0x7b) braces++;
    else if (code == 0x5b) note(at);
  } else if (code == 0x7d) {
    // A brace is trusted over the parentheses inside it: a macro may hide one of a pair, seldom a brace.
    if (braces == 0) return;
    while (depth > 0 && markAt(get(OPEN, depth - 1)) != 0x7b) depth--;
    braces--;
    join(get(OPEN, --depth), at);
  } else if (code == 0x29 || code == 0x5d) {
    if (code == 0x29 && at > 0 && markAt(at - 1) == 0x2a) note(at);
    close(at, code == 0x29 ? 0x28 : 0x5b);
  }
}

// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function close(at: u32, wanted: u32): void {
  const lowest = depth > STRAY_REACH ? depth - STRAY_REACH : 0;
  for (let down = depth; down > lowest; down--) {
    const opener = get(OPEN, down - 1);
    const found = markAt(opener);
    if (found == 0x7b) return;
    if (found == wanted) {
      depth = down - 1;
      join(opener, at);
      return;
    }
  }
}
