/** The eye of C18 for signed sums that were asked for their sign once, and grow again behind that. Unsigned sums, and those of one step, it leaves alone. */
import { Mark } from '../structure.ts';
import { markAt, type Raw } from './raw.ts';
import { type Code, type Range, written } from './reading/code.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { relationAt, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { allocations, copies } from './tables/copies.ts';

const plusAssign = 0x3d2b;

const rule: Rule = {
  id: 'C18',
  words: [...copies.keys(), ...allocations.keys()],
  shapes: [],
  suspects: asksSignAndGrows,
  *look(view) {
    for (const declared of view.declared().values()) {
      const seen = regrown(view, declared);
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

/** `< 0` or `<= 0`, and `+=` behind it. */
function asksSignAndGrows(raw: Raw): boolean {
  let asks = false;
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    const mark = markAt(raw, at);
    if (mark === Mark.less && markAt(raw, at + 2) === Mark.parenClose) asks = true;
    else if (asks && mark === plusAssign) return true;
  }
  return false;
}

/** C11 6.5 p5: a signed sum that does not fit is undefined; where it is negative, it passes `n <= room`. */
function regrown(view: FunctionView, { name, type, pointers, sizes, isParameter, initial }: Declared): Sighting | undefined {
  const { code, body } = view;
  if (isParameter || pointers > 0 || sizes.length > 0 || !/^(?:int|long|short|int(?:16|32|64)_t|ssize_t|ptrdiff_t)$/u.test(type)) return undefined;
  if (initial === undefined || !addsParameter(view, initial)) return undefined;
  const uses = usesOf(code, body, name);
  const asked = uses.find((at) => code.text(at + 1) === '<' && code.text(at + 2) === '0' && code.text(at + 3) === ')');
  const grows = asked === undefined ? undefined : uses.find((at) => at > asked && code.text(at + 1) === '+=' && code.isName(at + 2) && code.text(at + 3) === ';');
  if (asked === undefined || grows === undefined) return undefined;
  const other = code.text(grows + 2);
  // What is added was held against what is left below the largest number.
  if ([...uses, ...usesOf(code, body, other)].some((at) => at > asked && at < grows && leavesRoom(code, at, body))) return undefined;
  const later = uses.filter((at) => at > grows);
  const held = later.find((at) => /^<=?$/u.test(code.text(at + 1)) && code.text(at + 2) !== '0');
  if (held === undefined || later.some((at) => /^(?:<|<=|>|>=)$/u.test(code.text(at + 1)) && code.text(at + 2) === '0')) return undefined;
  return { at: { from: grows, to: grows + 3 }, detail: `${name} is a sum that was asked for its sign, and grows by ${other} behind that; when it then passes the largest ${type} it is negative, and held only against an upper limit`, confidence: 'medium', cwe: [190, 839] };
}

function addsParameter(view: FunctionView, range: Range): boolean {
  const { code } = view;
  let adds = false;
  let handed = false;
  for (let at = range.from; at < range.to; at++) {
    adds ||= code.text(at) === '+';
    handed ||= code.isName(at) && view.declared().get(code.text(at))?.isParameter === true && !/^(?:->|\.)$/u.test(code.text(at + 1));
  }
  return adds && handed;
}

/** `keep > INT_MAX - needed`. */
function leavesRoom(code: Code, at: number, body: Range): boolean {
  if (!/^[<>]=?$/u.test(relationAt(code, at, body))) return false;
  return /_MAX\b/u.test(written(code, { from: at, to: Math.min(semicolonFrom(code, at, body.to), at + 12) })) || /_MAX$/u.test(code.text(at - 2));
}
