/** Which conditional arms shape a file: all that leave brackets as they found them, else the first. It evaluates only a bare 0 or 1. */
import { Directive, latin1, TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import { bareValue } from '../../scan/conditionals.ts';
import { skeletonOf } from '../../scan/skeleton.ts';
import { noting } from './words.ts';

/** The walk as conditionals see it. `shape` is a number that two positions share when brackets and declarations stand alike. */
export interface Arms {
  readonly lexed: Lexed;
  /** Braces and directives of all arms, as the kernel lists them, and the first that does not lie behind the walk. */
  readonly events: Uint32Array;
  readonly eventCount: number;
  event: number;
  readonly open: Arm[];
  readonly includes: Set<string>;
  /** Open arms that only a C++ compiler reads. */
  plusplus: number;
  /** The file has an arm for C++ compilers: it is meant for both languages. */
  guarded: boolean;
  /** A stretch of assembly was opened and never closed: it is not looked for again. */
  endless: boolean;
}

interface Arm {
  readonly shape: number;
  /** A bare `#if 1`: the other arms are dead. */
  readonly sure: boolean;
  taken: boolean;
  plusplus: boolean;
}

export function openArms(lexed: Lexed): Arms {
  const { events, eventCount } = skeletonOf(lexed, noting);
  return { lexed, events, eventCount, event: 0, open: [], includes: new Set(), plusplus: 0, guarded: false, endless: false };
}

/** The place among the events of the first one at token `at` or behind it. The walk only goes forward. */
export function eventAt(arms: Arms, at: number): number {
  const { events, eventCount } = arms;
  let { event } = arms;
  while (event < eventCount && (events[event] ?? 0) < at) event += 1;
  arms.event = event;
  return event;
}

/** Handles the directive at token `at` and returns where structure goes on. */
export function passDirective(arms: Arms, at: number, shape: number): number {
  const { lexed, open } = arms;
  const directive = lexed.code[at] ?? 0;
  const next = afterDirective(arms, at);
  const top = open.at(-1);
  switch (directive) {
    case Directive.if:
    case Directive.ifdef:
    case Directive.ifndef: {
      const value = directive === Directive.if ? bareValue(lexed, at + 1) : '';
      const plusplus = directive !== Directive.ifndef && namesPlusplus(lexed, at, next);
      open.push({ shape, sure: value === '1', taken: value !== '0', plusplus });
      if (plusplus) {
        arms.plusplus += 1;
        arms.guarded = true;
      }
      return value === '0' ? nextArm(arms, next) : next;
    }
    case Directive.elif:
    case Directive.else:
      if (top === undefined) return next;
      leavePlusplus(arms, top);
      if (directive === Directive.elif && bareValue(lexed, at + 1) === '0') return nextArm(arms, next);
      if (top.taken && (top.sure || top.shape !== shape)) return nextArm(arms, next);
      top.taken = true;
      return next;
    case Directive.endif:
      if (top !== undefined) leavePlusplus(arms, top);
      open.pop();
      return next;
    case Directive.include:
      noteInclude(arms, at + 1);
      return next;
    case Directive.pragma:
    case Directive.other:
      return startsAssembly(lexed, at) ? afterAssembly(arms, next) : next;
    default:
      return next;
  }
}

/** `#pragma asm` and `#asm` of embedded compilers: what follows up to `endasm` is another language. */
function startsAssembly(lexed: Lexed, at: number): boolean {
  const short = (lexed.end[at] ?? 0) - (lexed.start[at] ?? 0) < 12;
  return short && /^#\s*(?:asm|pragma asm)$/i.test(wordsOf(lexed, at));
}

/** The directive's name and, for a pragma, the word behind it. */
function wordsOf(lexed: Lexed, at: number): string {
  const word = lexed.code[at] === Directive.pragma && lexed.kind[at + 1] === TokenKind.identifier ? ` ${tokenText(lexed, at + 1)}` : '';
  return tokenText(lexed, at) + word;
}

function afterAssembly(arms: Arms, from: number): number {
  const { lexed } = arms;
  if (arms.endless) return from;
  for (let at = from; at < lexed.count; at += 1) {
    if (lexed.kind[at] === TokenKind.directive && /endasm$/i.test(wordsOf(lexed, at).slice(-12))) return afterDirective(arms, at);
  }
  arms.endless = true;
  return from;
}

function leavePlusplus(arms: Arms, arm: Arm): void {
  if (arm.plusplus) arms.plusplus -= 1;
  arm.plusplus = false;
}

/** The end of a directive is the event behind its beginning. */
function afterDirective(arms: Arms, at: number): number {
  return (arms.events[eventAt(arms, at) + 1] ?? arms.lexed.count) + 1;
}

/** From inside an arm to the directive that ends it. */
function nextArm(arms: Arms, from: number): number {
  const { lexed, events, eventCount } = arms;
  const { kind, code, count } = lexed;
  let depth = 0;
  for (let event = eventAt(arms, from); event < eventCount; event += 1) {
    const p = events[event] ?? 0;
    if (kind[p] !== TokenKind.directive) continue;
    const directive = code[p] ?? 0;
    if (directive >= Directive.if && directive <= Directive.ifndef) depth += 1;
    else if (directive >= Directive.elif && directive <= Directive.endif) {
      if (depth === 0) return p;
      if (directive === Directive.endif) depth -= 1;
    }
  }
  return count;
}

const plusplusName = '__cplusplus';

function namesPlusplus(lexed: Lexed, from: number, to: number): boolean {
  for (let p = from + 1; p < to - 1; p += 1) {
    const length = (lexed.end[p] ?? 0) - (lexed.start[p] ?? 0);
    if (length === plusplusName.length && lexed.kind[p] === TokenKind.identifier && tokenText(lexed, p) === plusplusName) {
      return lexed.code[p - 1] !== 0x21 && lexed.code[p - 2] !== 0x21 && lexed.code[p - 3] !== 0x21;
    }
  }
  return false;
}

/** Names as written, without their brackets; an include through a macro names nothing that can be followed. */
function noteInclude(arms: Arms, at: number): void {
  const { bytes, kind, start, end } = arms.lexed;
  if (kind[at] !== TokenKind.string) return;
  const from = (start[at] ?? 0) + 1;
  const to = end[at] ?? 0;
  const closed = bytes[to - 1] === 0x22 || bytes[to - 1] === 0x3e;
  const name = latin1(bytes, from, closed ? to - 1 : to).trim();
  if (name !== '') arms.includes.add(name);
}
