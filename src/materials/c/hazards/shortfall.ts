/** The eyes of C05 for three spellings of one mistake in which the number that is too large has no name of its own, or had none a moment ago. */
import { type Code, type Range, written } from './reading/code.ts';
import { constantValue, numberOf } from './reading/constants.ts';
import type { FunctionView } from './reading/function-view.ts';
import { pathEnd } from './reading/place.ts';
import { relationAt, semicolonFrom, startOf, usesOf } from './reading/uses.ts';
import { markAt, type Raw } from './raw.ts';
import type { Rule, Sighting } from './rule.ts';
import { copies } from './tables/copies.ts';

const [minus, minusAssign, shiftLeft, question, slash] = [0x2d, 0x3d2d, 0x3c3c, 0x3f, 0x2f];
/** Bytes put together, or a choice, take no more tokens than this from where they begin. */
const near = 24;

/** Woken by more than the other half of C05, which would then speak of lengths that nothing says come from outside. */
const rule: Rule = {
  id: 'C05',
  words: copies.keys(),
  shapes: ['bytes', 'index'],
  suspects: mayFallShort,
  look: shortfalls,
};

export default rule;

/** `-=` and `- (` with a shift near by, `?` with a minus near by, `/ 8 - 1`. */
function mayFallShort(raw: Raw): boolean {
  const { bodyOpen, bodyClose } = raw.span;
  let [taken, asked] = [-near, -near];
  for (let at = bodyOpen; at < bodyClose; at++) {
    const mark = markAt(raw, at);
    if (mark === minus || mark === minusAssign) {
      if (at - asked < near || markAt(raw, at - 2) === slash) return true;
      taken = at;
    } else if (mark === question) asked = at;
    else if (mark === shiftLeft && at - taken < near) return true;
  }
  return false;
}

function* shortfalls(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (let at = body.from; at < body.to; at++) {
    const mark = code.mark(at);
    const seen = mark === minusAssign ? bytesTaken(view, at) : mark === minus ? quotientTaken(view, at) : mark === question ? cutToRest(view, at) : undefined;
    if (seen !== undefined) yield seen;
  }
}

const lengthName = /(?:len|length|size|count|bytes|avail|remain\w*|left|rest|total)$/iu;

/** `len -= (p[0] << 8) | p[1]`: what is taken off is put together on the spot, so nothing can have asked for it by name. */
function bytesTaken(view: FunctionView, at: number): Sighting | undefined {
  const { code, body } = view;
  if (!code.isName(at - 1) || !lengthName.test(code.text(at - 1))) return undefined;
  const range = { from: at + 1, to: semicolonFrom(code, at + 1, body.to) };
  const value = written(code, range);
  if (!/\[[^\]]+\] ?<< ?8\b.*\[[^\]]+\]/u.test(value) || /[?%&]/u.test(value)) return undefined;
  // The same bytes were put together in a comparison before.
  if (sameBefore(code, range, body).some((use) => relationAt(code, use, body) !== '')) return undefined;
  const from = startOf(code, at - 1);
  const path = written(code, { from, to: at });
  const declared = view.declared().get(path);
  if (declared !== undefined && (declared.pointers > 0 || /^(?:int|long|short|ssize_t|float|double)\b|^int\d/u.test(declared.type))) return undefined;
  return { at: { from, to: range.to }, detail: `${written(code, range, 80)}, a number made of bytes, is taken off ${path}; nothing asks first whether it is that large, and an unsigned length wraps to a huge one`, confidence: 'medium', cwe: [191, 125] };
}

function sameBefore(code: Code, range: Range, body: Range): readonly number[] {
  const tokens = Array.from({ length: range.to - range.from }, (_, index) => code.text(range.from + index));
  const [first = ''] = tokens.filter((token) => /^\w/u.test(token));
  const skip = tokens.indexOf(first);
  return code.find(first, { from: body.from, to: range.from }).filter((at) => tokens.slice(skip).every((token, index) => code.text(at + index) === token || /^[()]$/u.test(token)));
}

/** `(n + 2) / 8 - 1` of a number that was just read: a small one makes it 0, and 0 - 1 is no length. */
function quotientTaken(view: FunctionView, at: number): Sighting | undefined {
  const { code, body, file } = view;
  const [divisor, off] = [constantOf(view, at - 1), constantOf(view, at + 1)];
  if (divisor === undefined || off === undefined || divisor < 2 || off < 1 || code.text(at - 2) !== '/' || code.text(at + 2) !== ';') return undefined;
  const close = at - 3;
  const range = code.text(close) === ')' ? { from: code.open(close) + 1, to: close } : { from: close, to: close + 1 };
  let added = 0;
  let name = '';
  for (let i = range.from; i < range.to; i++) {
    const value = constantValue(code, { from: i, to: i + 1 }, file.constants());
    if (value !== undefined) added += value;
    else if (code.isName(i) && name === '') name = code.text(i);
    else if (code.text(i) !== '+') return undefined;
  }
  const declared = view.declared().get(name);
  // Two blocks may each have one of this name; of what sort it is here is then not told, and it was read from bytes all the same.
  if (declared === undefined || declared.isParameter || declared.pointers > 0 || !/^(?:u?int(?:8|16|32)_t|u(?:8|16|32)(?:_t)?|unsigned\b.*|UINT(?:8|16|32)|size_t|)$/u.test(declared.type) || added >= divisor * off) return undefined;
  const uses = usesOf(code, { from: body.from, to: at }, name);
  const isRead = uses.some((use) => code.text(use + 1) === '=' && isFromBytes(code, use + 2));
  if (!isRead || uses.some((use) => use < range.from && relationAt(code, use, body) !== '')) return undefined;
  return { at: { from: range.from - 1, to: at + 2 }, detail: `${written(code, { from: range.from, to: range.to })} may be less than ${divisor * off}, and what is left of it after the division is then too little to take ${off} off; ${name} was read from bytes and held against nothing`, confidence: 'medium', cwe: [191] };
}

function constantOf({ code, file }: FunctionView, at: number): number | undefined {
  return numberOf(code.text(at)) ?? file.constants().get(code.text(at));
}

/** `*p;`, `*p++;`, `p[1];` and nothing else. */
function isFromBytes(code: Code, from: number): boolean {
  const end = semicolonFrom(code, from, from + 12);
  return /^(?:\*\w+(?:\+\+)?|[\w.>-]+\[[^\]]*\])$/u.test(written(code, { from, to: end }).replaceAll(' ', ''));
}

/** `x + n > most ? most - x : n`, where `x` is a difference and may itself be beyond `most`. */
function cutToRest(view: FunctionView, at: number): Sighting | undefined {
  const { code, body } = view;
  // most - x :
  const most = { from: at + 1, to: pathEnd(code, { from: at + 1, to: body.to }) };
  const x = most.to + 1;
  if (most.to === most.from || code.text(most.to) !== '-' || !code.isName(x) || code.text(x + 1) !== ':') return undefined;
  const [limit, name] = [written(code, most), code.text(x)];
  let from = at;
  while (from > body.from && !/^(?:[;{},?:=]|&&|\|\||return)$/u.test(code.text(from - 1)) && !(code.text(from - 1) === '(' && code.close(from - 1) >= at)) from--;
  const asked = written(code, { from, to: at }).replace(/^\((.*)\)$/u, '$1');
  const escaped = limit.replaceAll(/[.[\]()]/gu, '\\$&');
  if (!new RegExp(`^(?:\\w.* \\+ ${name}|${name} \\+ .*) >=? ${escaped}$|^${escaped} <=? (?:.* \\+ ${name}|${name} \\+ .*)$`, 'u').test(asked)) return undefined;
  const declared = view.declared().get(name);
  if (declared === undefined || declared.isParameter || declared.pointers > 0) return undefined;
  const uses = usesOf(code, { from: body.from, to: from }, name);
  const set = uses.findLast((use) => code.text(use + 1) === '=');
  if (set === undefined || !isDifference(code, { from: set + 2, to: semicolonFrom(code, set + 2, body.to) })) return undefined;
  if (uses.some((use) => use > set && /^[<>]=?$/u.test(relationAt(code, use, body)))) return undefined;
  return { at: { from, to: x + 1 }, detail: `${name} is taken off ${limit} where both together are more; that ${name} alone is not more already, nothing asks, and then an unsigned rest wraps to a huge one`, confidence: 'medium', cwe: [191, 787] };
}

/** `a - b` of two places. */
function isDifference(code: Code, { from, to }: Range): boolean {
  const middle = pathEnd(code, { from, to });
  return middle > from && code.text(middle) === '-' && pathEnd(code, { from: middle + 1, to }) === to;
}
