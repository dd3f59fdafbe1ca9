/** Passes over bracketed stretches of a file: bodies, parameter lists, template heads. It keeps nothing of what is inside. */
import { TokenKind } from '../../scan/lexed.ts';
import { eventAt, passDirective } from './arms.ts';
import { Mark } from './head.ts';
import { shapeOf, type Walk } from './walk.ts';

/** From `{` to behind its `}`, or to the end of the file. `head` is the declaration's first token. */
export function passBraces(w: Walk, at: number, head = -1): number {
  const { lexed } = w;
  const { kind, code, count } = lexed;
  const outside = w.depth;
  const byColumn = w.byColumn && (inFirstColumn(w, at) || (head >= 0 && inFirstColumn(w, head)));
  w.depth += 1;
  const { events, eventCount } = w;
  for (let event = eventAt(w, at + 1); event < eventCount; ) {
    const p = events[event] ?? 0;
    if (kind[p] === TokenKind.directive) {
      const next = passDirective(w, p, shapeOf(w));
      if (next >= count) break;
      event = eventAt(w, next);
      continue;
    }
    if (code[p] === Mark.braceOpen) w.depth += 1;
    else {
      w.depth = byColumn && inFirstColumn(w, p) ? outside : w.depth - 1;
      if (w.depth <= outside) return p + 1;
    }
    event += 1;
  }
  return count;
}

/** From `(` to behind its `)`. A brace in the first column, or one that closes too much, says that a `)` is missing. */
export function passParentheses(w: Walk, at: number): number {
  const { lexed } = w;
  const { kind, code, count } = lexed;
  let braces = 0;
  w.parentheses = 1;
  let p = at + 1;
  while (p < count) {
    if (kind[p] === TokenKind.directive) {
      p = passDirective(w, p, shapeOf(w));
      continue;
    }
    if (kind[p] === TokenKind.punctuator) {
      const mark = code[p];
      if (mark === Mark.open) w.parentheses += 1;
      else if (mark === Mark.close) {
        w.parentheses -= 1;
        if (w.parentheses === 0) return p + 1;
      } else if (mark === Mark.braceOpen) {
        if (braces === 0 && inFirstColumn(w, p)) break;
        braces += 1;
      } else if (mark === Mark.braceClose) {
        if (braces === 0) break;
        braces -= 1;
      }
    }
    p += 1;
  }
  w.parentheses = 0;
  return p;
}

/** From `[` to behind its `]`; gives up at what no subscript or attribute holds, never to look there twice. */
export function passSquare(w: Walk, at: number): number {
  const { kind, code, count } = w.lexed;
  let depth = 0;
  let p = at;
  for (; p < count && kind[p] !== TokenKind.directive; p += 1) {
    if (kind[p] !== TokenKind.punctuator) continue;
    if (code[p] === Mark.bracketOpen) depth += 1;
    else if (code[p] === Mark.semicolon || code[p] === Mark.braceOpen || code[p] === Mark.braceClose) break;
    else if (code[p] === Mark.bracketClose) {
      depth -= 1;
      if (depth === 0) return p + 1;
    }
  }
  return p;
}

/** From the `<` of a template head to behind its `>`; gives up at what no such head holds. */
export function passAngles(w: Walk, at: number): number {
  const { kind, code, count } = w.lexed;
  let depth = 0;
  let inner = 0;
  let p = at;
  for (; p < count && kind[p] !== TokenKind.directive; p += 1) {
    if (kind[p] !== TokenKind.punctuator) continue;
    const mark = code[p];
    if (mark === Mark.semicolon || mark === Mark.braceOpen || mark === Mark.braceClose) break;
    if (mark === Mark.open) inner += 1;
    else if (mark === Mark.close) inner -= 1;
    else if (inner > 0) continue;
    else if (mark === Mark.less) depth += 1;
    else if (mark === Mark.greater || mark === Mark.twoGreater) {
      depth -= mark === Mark.greater ? 1 : 2;
      if (depth <= 0) return p + 1;
    }
  }
  return p;
}

function inFirstColumn(w: Walk, token: number): boolean {
  const { bytes, start } = w.lexed;
  const offset = start[token] ?? 0;
  const before = bytes[offset - 1];
  return offset === 0 || before === 0x0a || before === 0x0d;
}
