/** C27: the address of something that ends with the function, handed out of it; what a callee keeps is not seen. */
import { tokenText } from '../../../scan/lexed.ts';
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { type Range, written } from './reading/code.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { pathEnd, withoutCasts } from './reading/place.ts';
import type { Rule } from './rule.ts';
import { semicolonFrom } from './reading/uses.ts';

const rule: Rule = {
  id: 'C27',
  words: ['return'],
  shapes: ['array'],
  suspects: (raw) => mayReturnLocal(raw),
  *look(view) {
    const { code, body } = view;
    if (!answersPointer(view)) return;
    for (let at = body.from; at < body.to; at++) {
      if (code.text(at) !== 'return') continue;
      let to = at + 1;
      while (to < body.to && code.text(to) !== ';' && code.text(to) !== '}') to++;
      const name = localOf(view, { from: at + 1, to }, at);
      if (name !== undefined) yield { at: { from: at, to }, detail: `${name} ends with ${view.name}, and its address is returned`, confidence: 'high', cwe: [562] };
    }
  },
};

export default rule;

const returns = wordNumber('return');
const ampersand = 0x26;

/** `return &…`, or `return` of a single name or of a sum that begins with one. */
function mayReturnLocal(raw: Raw): boolean {
  return noteInBody(raw, (at) => {
    if (wordAt(raw, at) !== returns) return false;
    let next = at + 1;
    while (markAt(raw, next) === Mark.parenOpen || markAt(raw, next) === Mark.parenClose || markAt(raw, next) === Mark.star) next++;
    return markAt(raw, next) === ampersand || returnsName(raw, next);
  }) >= 0;
}

function returnsName(raw: Raw, at: number): boolean {
  const after = markAt(raw, at + 1);
  return after === Mark.semicolon || after === Mark.parenClose || after === 0x2b;
}

/** `char *f(…)`: in C++ an array that is returned as a string of a class is copied. A type that hides a pointer in its name is not known to be one. */
function answersPointer({ file, code }: FunctionView): boolean {
  const { tokens, lexed } = file.structure;
  const text = (at: number): string => (at < 0 ? '' : tokenText(lexed, tokens[at] ?? 0));
  let at = code.whole.from - 1;
  while (text(at) === '::') at -= 2;
  while (/^(const|volatile|[A-Z][A-Z0-9_]*)$/u.test(text(at)) && /^[*&]$/u.test(text(at - 1))) at--;
  return /^[*&)]$/u.test(text(at)) || text(at) === 'auto';
}

function localOf(view: FunctionView, given: Range, before: number): string | undefined {
  const { code } = view;
  const range = withoutCasts(code, given);
  const addressed = code.text(range.from) === '&' && code.isName(range.from + 1);
  const start = addressed ? range.from + 1 : range.from;
  if (!code.isName(start)) return undefined;
  const end = pathEnd(code, { from: start, to: range.to });
  const name = code.text(start);
  const declared = view.declared().get(name);
  if (declared === undefined || declared.isStatic) return undefined;
  const path = written(code, { from: start, to: end });
  if (addressed) {
    // What a pointer points at lives elsewhere: `&p->next`, `&p[1]`.
    const through = declared.pointers > 0 && path !== name;
    return end === range.to && !through && isLocal(declared) ? name : undefined;
  }
  if (path !== name || !isLocal(declared)) return undefined;
  if (declared.sizes.length > 0 && (end === range.to || code.text(end) === '+')) return name;
  return declared.pointers === 1 && end === range.to ? aliasOf(view, name, before) : undefined;
}

/** A parameter's own address ends too, but not that of what an array parameter stands for. */
function isLocal({ isParameter, sizes, type }: Declared): boolean {
  // `STORAGE struct host host;`: the macro may say `static`. Two blocks that declare one name leave it without a type.
  if (type === '' || /^[A-Z][A-Z0-9_]+ /u.test(type)) return false;
  return !isParameter || sizes.length === 0;
}

/** `p = local;` or `p = &local;` as the last thing the pointer was given. */
function aliasOf(view: FunctionView, pointer: string, before: number): string | undefined {
  const { code, body } = view;
  for (let at = before - 1; at > body.from; at--) {
    if (code.text(at) !== pointer || code.text(at + 1) !== '=' || code.text(at - 1) === '.' || code.text(at - 1) === '->') continue;
    const to = semicolonFrom(code, at + 2, before);
    const value = withoutCasts(code, { from: at + 2, to });
    const addressed = code.text(value.from) === '&';
    const name = code.text(addressed ? value.from + 1 : value.from);
    const declared = view.declared().get(name);
    if (declared === undefined || declared.isStatic || declared.isParameter || value.to !== value.from + (addressed ? 2 : 1)) return undefined;
    return addressed ? (declared.pointers === 0 ? name : undefined) : declared.sizes.length > 0 ? name : undefined;
  }
  return undefined;
}
