/** The skeleton of C tokens: which arms of conditionals are taken, which brackets pair, where something noteworthy stands. It reads no text but a `0`. */
import { CODE, END, EVENTS, INPUT, KIND, NOTE, NOTED, OPEN, ARMS, PARTNER, START, TAKEN } from './memory';
import { COMMENT, DIRECTIVE, DIRECTIVE_END, IDENTIFIER, NUMBER, PUNCTUATOR } from './state';

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

// @ts-ignore: decorator
@inline
function get(base: usize, at: u32): u32 {
  return load<u32>(base + (<usize>at << 2));
}

// @ts-ignore: decorator
@inline
function set(base: usize, at: u32, value: u32): void {
  store<u32>(base + (<usize>at << 2), value);
}

// @ts-ignore: decorator
@inline
function note(at: u32): void {
  set(NOTED, noted++, at);
}

// @ts-ignore: decorator
@inline
function event(token: u32): void {
  set(EVENTS, events++, token);
}

/** Walks the first `count` tokens of the last run and returns how many were taken. */
export function skeleton(count: u32): u32 {
  noted = events = untaken = taken = depth = braces = 0;
  let arms: u32 = 0;
  let on = true;
  for (let token: u32 = 0; token < count; token++) {
    const kind = load<u8>(KIND + token);
    if (kind == DIRECTIVE) {
      event(token);
      const directive = get(CODE, token);
      if (directive >= 1 && directive <= 3) {
        const wanted = !(directive == 1 && isZero(token + 1, count));
        store<u8>(ARMS + arms++, (on ? LIVE : 0) | (wanted ? HAD : 0));
        on = on && wanted;
      } else if ((directive == 4 || directive == 5) && arms > 0) {
        const last = ARMS + arms - 1;
        const arm = load<u8>(last);
        const wanted = (arm & HAD) == 0 && !(directive == 4 && isZero(token + 1, count));
        on = (arm & LIVE) != 0 && wanted;
        if (wanted) store<u8>(last, arm | HAD);
      } else if (directive == 6 && arms > 0) on = (load<u8>(ARMS + --arms) & LIVE) != 0;
      while (token < count && load<u8>(KIND + token) != DIRECTIVE_END) token++;
      event(token);
    } else if (kind != COMMENT && kind != DIRECTIVE_END) {
      const code = get(CODE, token);
      if (kind == PUNCTUATOR && (code == 0x7b || code == 0x7d)) event(token);
      if (!on) {
        untaken++;
        continue;
      }
      const at = taken++;
      set(TAKEN, at, token);
      set(PARTNER, at, NONE);
      if (kind == IDENTIFIER) {
        if (load<u8>(NOTE + code) != 0) note(at);
      } else if (kind == PUNCTUATOR) bracket(at, code);
    }
  }
  return taken;
}

/** A bare `#if 0`. */
function isZero(token: u32, count: u32): bool {
  if (token + 1 >= count || load<u8>(KIND + token) != NUMBER || load<u8>(KIND + token + 1) != DIRECTIVE_END) return false;
  const start = get(START, token);
  return get(END, token) == start + 1 && load<u8>(INPUT + start) == 0x30;
}

// @ts-ignore: decorator
@inline
function markAt(at: u32): u32 {
  return get(CODE, get(TAKEN, at));
}

// @ts-ignore: decorator
@inline
function join(first: u32, second: u32): void {
  set(PARTNER, first, second);
  set(PARTNER, second, first);
}

// @ts-ignore: decorator
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

// @ts-ignore: decorator
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
