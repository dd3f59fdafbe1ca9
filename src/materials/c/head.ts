/** The head of a declaration as the outline reads it, and the name it gives a function. It sees no bodies. */
import { TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import { Role, roles } from './roles.ts';

/** A name with a pair of parentheses behind it; tokens, or -1. */
export interface Candidate {
  readonly name: number;
  readonly open: number;
  readonly close: number;
  /** A macro makes the name: `FN(foo)(int x)`. */
  readonly made: boolean;
  /** The declarator stands in parentheses, `(*name(int))`; what follows them are parameters of what is returned. */
  readonly inside: boolean;
}

export const Mark = {
  open: 0x28, close: 0x29, less: 0x3c, greater: 0x3e, twoGreater: 0x3e3e, star: 0x2a, comma: 0x2c, colon: 0x3a, scope: 0x3a3a,
  semicolon: 0x3b, assign: 0x3d, braceOpen: 0x7b, braceClose: 0x7d, bracketOpen: 0x5b, bracketClose: 0x5d, arrow: 0x3e2d, tilde: 0x7e,
} as const;

/** The longest name that is kept; longer ones are cut, for they come from machines. */
const longestName = 160;

export function isMark(lexed: Lexed, at: number, mark: number): boolean {
  return lexed.kind[at] === TokenKind.punctuator && lexed.code[at] === mark;
}

export function isName(lexed: Lexed, at: number): boolean {
  return lexed.kind[at] === TokenKind.identifier;
}

export function roleOf(lexed: Lexed, at: number): number {
  return isName(lexed, at) ? (roles[lexed.code[at] ?? 0] ?? Role.name) : -1;
}

/** How far back a head is searched: enough for any real one, and hostile ones stay linear. */
export const headReach = 64;

/** Whether a type stands before the name: then a second name behind the parentheses is an attribute. */
export function hasType(lexed: Lexed, from: number, name: number): boolean {
  for (let at = Math.max(from, name - headReach); at < name; at += 1) {
    const role = roleOf(lexed, at);
    if (role === Role.name || role === Role.type || role === Role.aggregate || role === Role.enum) return true;
  }
  return false;
}

/** `(a, b)`: names alone, as in the list of a K&R definition (C23 dropped it, devices did not). */
export function listsNames(lexed: Lexed, candidate: Candidate): boolean {
  if (candidate.close <= candidate.open + 1) return false;
  for (let at = candidate.open + 1; at < candidate.close; at += 2) {
    if (roleOf(lexed, at) !== Role.name) return false;
    if (at + 1 < candidate.close && !isMark(lexed, at + 1, Mark.comma)) return false;
  }
  return true;
}

/** The name before a template argument list that ends at token `at`, or -1. */
export function nameBeforeAngles(lexed: Lexed, at: number, from: number): number {
  let depth = 0;
  for (let p = at; p >= from && p > at - 256; p -= 1) {
    if (isMark(lexed, p, Mark.greater)) depth += 1;
    else if (isMark(lexed, p, Mark.twoGreater)) depth += 2;
    else if (isMark(lexed, p, Mark.less)) {
      depth -= 1;
      if (depth <= 0) return isName(lexed, p - 1) ? p - 1 : -1;
    }
  }
  return -1;
}

/** The function's name as written, without spaces, within the classes it stands in. */
export function nameText(lexed: Lexed, candidate: Candidate, from: number, classes: readonly string[]): string {
  const { name } = candidate;
  const own = roleOf(lexed, name) === Role.operator ? operatorText(lexed, candidate) : madeText(lexed, candidate, from);
  const parts = [own];
  if (isMark(lexed, name - 1, Mark.tilde)) parts[0] = `~${own}`;
  let p = name - (isMark(lexed, name - 1, Mark.tilde) ? 2 : 1);
  while (p > from && parts.length < 8 && isMark(lexed, p, Mark.scope)) {
    const outer = isName(lexed, p - 1) ? p - 1 : nameBeforeAngles(lexed, p - 1, from);
    if (outer < from) break;
    parts.unshift(tokenText(lexed, outer));
    p = outer - 1;
  }
  return [...classes, ...parts].join('::').slice(0, longestName);
}

function operatorText(lexed: Lexed, candidate: Candidate): string {
  let text = 'operator';
  for (let at = candidate.name + 1; at < candidate.open; at += 1) {
    if (isName(lexed, at)) text += '_';
    text += tokenText(lexed, at);
  }
  return text;
}

/** `ISR(TIMER0_OVF_vect)`: where a macro alone heads a function its arguments are what tells it from the next one. */
function madeText(lexed: Lexed, candidate: Candidate, from: number): string {
  const own = tokenText(lexed, candidate.name);
  if (candidate.made) return own + between(lexed, candidate.name + 1, candidate.open);
  const alone = candidate.name === from && /^[A-Z][A-Z0-9_]*$/.test(own) && candidate.close > candidate.open + 1;
  if (!alone) return own;
  const short = candidate.close - candidate.open <= 4;
  return short ? own + between(lexed, candidate.open, candidate.close + 1) : `${own}(${tokenText(lexed, candidate.open + 1)})`;
}

function between(lexed: Lexed, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to && text.length < longestName; at += 1) text += tokenText(lexed, at).replace(/\s+/g, '_');
  return text;
}
