/** Chooses arms of conditionals, walk by walk, until each was taken once. It evaluates nothing but a bare 0 or 1, and knows no macro. */
import { Directive, type Lexed, TokenKind } from './lexed.ts';

/** More ways than these are hostile or generated: what is left then stays unread, and is counted. */
export const mostWalks = 16;
/** The kernel counts arms in a byte. */
const mostArms = 250;

export interface Arm {
  /** The first token behind the directive, and the directive that ends the arm. */
  readonly from: number;
  to: number;
  /** What its braces add up to. */
  net: number;
  /** Behind a bare zero, or beside a bare one: no compiler ever reads it. */
  readonly isDead: boolean;
  isTaken: boolean;
  /** It was taken, and so was every arm in it. */
  isDone: boolean;
}

export interface Conditional {
  readonly arms: Arm[];
  /** The arm it stands in. */
  readonly within: Arm | undefined;
}

export interface Conditionals {
  readonly all: readonly Conditional[];
  /** Some arm has another beside it, so that one walk is not enough. */
  readonly hasChoice: boolean;
}

/** Conditionals in the order of their beginnings, from the events of the skeleton. */
export function conditionalsOf(lexed: Lexed, events: Uint32Array, eventCount: number): Conditionals {
  const all: Conditional[] = [];
  const open: Conditional[] = [];
  let hasChoice = false;
  for (let event = 0; event < eventCount; event++) {
    const token = events[event] ?? 0;
    const arm = open.at(-1)?.arms.at(-1);
    if (lexed.kind[token] !== TokenKind.directive) {
      if (arm !== undefined) arm.net += lexed.code[token] === braceOpen ? 1 : -1;
      continue;
    }
    const next = (events[++event] ?? lexed.count) + 1;
    const directive = lexed.code[token] ?? 0;
    if (directive >= Directive.if && directive <= Directive.ifndef) {
      const opened = { arms: [{ from: next, to: lexed.count, net: 0, isDead: directive === Directive.if && bareValue(lexed, token + 1) === '0', isTaken: false, isDone: false }], within: arm };
      all.push(opened);
      open.push(opened);
    } else if (directive === Directive.elif || directive === Directive.else) {
      const top = open.at(-1);
      if (top === undefined || arm === undefined) continue;
      arm.to = token;
      const isDead = isSure(lexed, top) || (directive === Directive.elif && bareValue(lexed, token + 1) === '0');
      top.arms.push({ from: next, to: lexed.count, net: 0, isDead, isTaken: false, isDone: false });
      hasChoice = true;
    } else if (directive === Directive.endif && arm !== undefined) {
      arm.to = token;
      const closed = open.pop();
      // An arm adds to the one around it what its own conditional adds whichever way it goes.
      if (closed?.within !== undefined) closed.within.net += closed.arms[0]?.net ?? 0;
    }
  }
  return { all, hasChoice };
}

const braceOpen = 0x7b;

function isSure(lexed: Lexed, { arms }: Conditional): boolean {
  const number = (arms[0]?.from ?? 0) - 2;
  return number > 0 && lexed.kind[number - 1] === TokenKind.directive && lexed.code[number - 1] === Directive.if && bareValue(lexed, number) === '1';
}

/** `0` or `1` when that is the whole condition, or `0` when the condition is `0 && …`. */
export function bareValue(lexed: Lexed, at: number): string {
  const start = lexed.start[at] ?? 0;
  if (lexed.kind[at] !== TokenKind.number || lexed.end[at] !== start + 1) return '';
  const ends = lexed.kind[at + 1] === TokenKind.directiveEnd;
  const digit = lexed.bytes[start];
  if (digit === 0x30 && (ends || lexed.code[at + 1] === 0x2626)) return '0';
  return digit === 0x31 && ends ? '1' : '';
}

/**
 * Writes the picks of a walk, the largest arms that no earlier walk took; false when nothing is left to take. Where the arms of a
 * conditional differ in their braces, others in the file are likely to fit them: those go together, all the first, all the second.
 */
export function pickArms({ all }: Conditionals, walk: number, picks: Uint8Array): boolean {
  let isNew = false;
  const live = new Set<Arm>();
  markDone(all);
  all.forEach(({ arms, within }, index) => {
    const crooked = isCrooked(arms);
    const picked = crooked ? crookedArm(arms, walk) : straightArm(arms);
    picks[index] = picked < 0 ? (crooked && walk > 0 ? 0xff : 0) : picked + 1;
    const arm = arms[picked];
    if (arm === undefined || (within !== undefined && !live.has(within))) return;
    live.add(arm);
    if (!arm.isTaken && arm.to > arm.from) isNew = true;
    arm.isTaken = true;
  });
  return isNew;
}

/** From the inside out: what stands in an arm comes behind it. */
function markDone(all: readonly Conditional[]): void {
  for (const { arms } of all) for (const arm of arms) arm.isDone = arm.isTaken || arm.isDead;
  for (const { arms, within } of all.toReversed()) if (within !== undefined && !within.isDead && !arms.every(({ isDone }) => isDone)) within.isDone = false;
}

/** A conditional without an `#else` leaves the braces alone when it is not taken. */
function isCrooked(arms: readonly Arm[]): boolean {
  const net = arms[0]?.net ?? 0;
  return arms.some((arm) => arm.net !== net) || (arms.length === 1 && net !== 0);
}

function crookedArm(arms: readonly Arm[], walk: number): number {
  let left = walk;
  return arms.slice(0, mostArms).findIndex(({ isDead }) => !isDead && left-- === 0);
}

function straightArm(arms: readonly Arm[]): number {
  const alive = arms.slice(0, mostArms).map((arm, index) => ({ arm, index })).filter(({ arm }) => !arm.isDead);
  const fresh = alive.filter(({ arm }) => !arm.isDone);
  const [best] = (fresh.length > 0 ? fresh : alive).sort((a, b) => b.arm.to - b.arm.from - (a.arm.to - a.arm.from) || a.index - b.index);
  return best?.index ?? -1;
}

/** Stretches of tokens that no compiler reads, outermost ones first. */
export function deadArms({ all }: Conditionals): readonly { readonly from: number; readonly to: number }[] {
  return all.flatMap(({ arms }) => arms.filter(({ isDead }) => isDead));
}
