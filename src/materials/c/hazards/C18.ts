/** C18: a signed number held only against its upper limit before it becomes a size or an index; negative ones pass. */
import { TokenKind } from '../../../scan/lexed.ts';
import { wordNumber } from '../words.ts';
import { markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { type Code, type Range, written } from './reading/code.ts';
import { definedHere, kept } from './reading/callers.ts';
import type { Declared } from './reading/declaration.ts';
import { type FunctionView, takesCommandLine } from './reading/function-view.ts';
import { memberNumber } from './reading/member.ts';
import { calleeOf, relationAt, semicolonFrom, startOf, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { allocations, copies } from './tables/copies.ts';
import { scans } from './tables/strings.ts';

const signed = /^(?:signed |std::)?(?:int|short|long|short int|long int|long long|int(?:8|16|32|64)_t|ssize_t|s(?:8|16|32)(?:_t)?|signed char|int_fast\w*|ptrdiff_t|BaseType_t|INT(?:8|16|32|N))$|^signed$/u;
const sizes: ReadonlyMap<string, number> = new Map([...[...copies].map(([name, role]): [string, number] => [name, role.length]), ...allocations]);

const rule: Rule = {
  id: 'C18',
  words: sizes.keys(),
  shapes: ['index'],
  suspects: (raw) => comparesUpwards(raw) || noteInBody(raw, (at) => failing.has(wordAt(raw, at))) >= 0,
  *look(view) {
    const hosted = takesCommandLine(view);
    for (const declared of view.declared().values()) {
      // The number of arguments is never negative (C11 5.1.2.2.1 p2).
      if (hosted && declared.isParameter) continue;
      const seen = declared.pointers === 0 && declared.sizes.length === 0 && signed.test(declared.type) ? judged(view, declared) : undefined;
      if (seen !== undefined) yield seen;
    }
    for (const member of readMembers(view)) {
      const seen = signed.test(member.type) ? judged(view, member) : undefined;
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

/** Functions of C and POSIX that answer with -1 when they fail, and otherwise with a size (C11 7.21.9.4, POSIX.1-2017 lseek, read, recv). */
const minusOne: ReadonlySet<string> = new Set(['ftell', 'ftello', '_ftelli64', 'lseek', 'lseek64', '_lseek', 'read', 'pread', 'recv', 'recvfrom', 'recvmsg', 'lwip_recv', 'lwip_read']);
/** Those that the lexer watches for. */
const failing: ReadonlySet<number> = new Set([...minusOne].map(wordNumber).filter((number) => number !== 0));
const conditions: ReadonlySet<number> = new Set(['if', 'while'].map(wordNumber));

/** Some `if` or `while` holds something against a limit. */
function comparesUpwards(raw: Raw): boolean {
  let asks = false;
  let orders = false;
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    asks ||= conditions.has(wordAt(raw, at));
    const mark = markAt(raw, at);
    orders ||= mark === 0x3c || mark === 0x3e || mark === 0x3d3c || mark === 0x3d3e;
    if (asks && orders) return true;
  }
  return false;
}

const texts: ReadonlySet<string> = new Set(['atoi', 'atol', 'strtol', 'ftell', 'lseek']);

/** Members of the method's object that a number is read into. */
function readMembers(view: FunctionView): readonly Declared[] {
  const { code } = view;
  const names = new Set<string>();
  for (const call of view.calls()) {
    if (!texts.has(call.name)) continue;
    const before = code.text(call.at - 1) === '::' && code.text(call.at - 2) === 'std' ? call.at - 2 : call.at;
    if (code.text(before - 1) === '=' && /^[;{}]$/u.test(code.text(before - 3))) names.add(code.text(before - 2));
  }
  return [...names].map((name) => memberNumber(view, name)).filter((member) => member !== undefined);
}

function judged(view: FunctionView, declared: Declared): Sighting | undefined {
  const { code, body } = view;
  const { name } = declared;
  const uses = usesOf(code, body, name);
  const answered = declared.isParameter ? undefined : answersMinusOne(view, declared);
  if (answered !== undefined) return usedUnasked(view, uses, name, answered);
  // What this function counts itself, or what cannot be negative, is no number from elsewhere.
  const use = uses.find((at) => isSize(code, at, body) || isIndex(view, at, name));
  if (use === undefined || !(declared.isParameter || isBrought(view, declared) || isNegative(view, uses, use))) return undefined;
  const upper = uses.find((at) => at < use && /^(?:if|while)$/u.test(conditionWord(code, at, body)) && isUpper(view, at, name) && !isHeldAbove(code, at, use, body));
  if (upper === undefined || uses.some((at) => at !== upper && (asksLower(code, at, body) || (at < use && isHeldAbove(code, at, use, body))))) return undefined;
  const harm = isSize(code, use, body) ? `goes to ${calleeOf(code, use, body.from)} as a size` : 'is an index';
  return { at: isSize(code, use, body) ? callAround(code, use) : { from: startOf(code, use - 2), to: use + 2 }, detail: `${name} is signed and held only against an upper limit; a negative one passes and ${harm}`, confidence: 'medium', cwe: [839, 195] };
}

/** The call that gave the local its value, when -1 is among its answers. */
function answersMinusOne({ code, body }: FunctionView, { name, initial }: Declared): { readonly call: string; readonly at: number } | undefined {
  const callIn = (from: number, to: number): { readonly call: string; readonly at: number } | undefined => {
    for (let at = from; at < to; at++) if (code.isName(at) && code.text(at + 1) === '(' && minusOne.has(code.text(at)) && !/^(\.|->)$/u.test(code.text(at - 1))) return { call: code.text(at), at };
    return undefined;
  };
  const given = initial === undefined ? undefined : callIn(initial.from, initial.to);
  if (given !== undefined) return given;
  const uses = usesOf(code, body, name).filter((at) => code.text(at + 1) === '=');
  // Assigned more than once, or within a condition: which answer is used is not followed.
  const [only] = uses;
  if (only === undefined || uses.length > 1 || code.text(only - 1) === '(') return undefined;
  return callIn(only + 2, semicolonFrom(code, only + 2, body.to));
}

/** The answer becomes a size or an index, and no comparison tells -1 from the rest. */
function usedUnasked(view: FunctionView, uses: readonly number[], name: string, answered: { readonly call: string; readonly at: number }): Sighting | undefined {
  const { code, body } = view;
  const later = uses.filter((at) => at > answered.at);
  const use = later.find((at) => isSize(code, at, body) || isIndex(view, at, name));
  if (use === undefined || later.some((at) => at < use && (code.text(at + 1) === '=' || looksAt(code, at, body)))) return undefined;
  const how = isSize(code, use, body) ? `goes to ${calleeOf(code, use, body.from)} as a size` : 'is an index';
  return { at: isSize(code, use, body) ? callAround(code, use) : { from: startOf(code, use - 2), to: use + 2 }, detail: `${name} is what ${answered.call} answers, -1 when it fails; nothing tells that from a size, and it ${how}`, confidence: 'medium', cwe: [839, 195] };
}

/** Ordered against anything, or held equal to -1: `!n` and `n == 0` let -1 pass. */
function looksAt(code: Code, at: number, body: Range): boolean {
  const relation = relationAt(code, at, body);
  if (/^[<>]=?$/u.test(relation)) return true;
  const [before, after] = [code.text(at - 1), code.text(at + 1)];
  const other = /^[!=]=$/u.test(after) ? at + 2 : /^[!=]=$/u.test(before) ? at - 2 : -1;
  if (other >= 0) return code.text(other) !== '0';
  return /^[<>]=?$/u.test(before) || /^[<>]=?$/u.test(after) || after === '?' || /check|assert|valid|likely/iu.test(calleeOf(code, at, body.from));
}

/** The last setting before the use is to a negative constant. */
function isNegative({ code }: FunctionView, uses: readonly number[], use: number): boolean {
  const last = uses.findLast((at) => at < use && code.text(at + 1) === '=');
  if (last === undefined || code.text(last + 2) !== '-' || code.kind(last + 3) !== TokenKind.number || code.text(last + 4) !== ';') return false;
  // Handed on by its name or its address it may come back as something else.
  return !uses.some((at) => at > last && at < use && (/^[(,]$/u.test(code.text(at - 1)) || code.text(at - 1) === '&') && /^[),]$/u.test(code.text(at + 1)) && code.text(code.open(at + 1) - 1) !== 'if');
}

/** A local whose value comes from a call or from bytes, or from another number of that sort. */
function isBrought(view: FunctionView, { name, initial }: Declared, depth = 0): boolean {
  const { code, body } = view;
  let left = mostSettings;
  const isCopied = (range: Range): boolean => depth < mostCopies && left-- > 0 && isBroughtBy(view, range, depth + 1);
  if (initial !== undefined && (isOutside(code, initial) || isCopied(initial))) return true;
  return usesOf(code, body, name).some((at) => {
    if (code.text(at - 1) === '&') return scans.has(calleeOf(code, at, body.from));
    if (code.text(at + 1) !== '=') return false;
    const range = { from: at + 2, to: semicolonFrom(code, at + 2, body.to) };
    return isOutside(code, range) || isCopied(range);
  });
}

/** Copies of copies are followed this far. */
const mostCopies = 2;
const mostSettings = 8;

/** Another local, a static variable of this file with one setting, or what a function of this file answers. */
function isBroughtBy(view: FunctionView, { from, to }: Range, depth: number): boolean {
  const { code } = view;
  const name = code.text(from);
  if (!code.isName(from)) return false;
  if (to === from + 1) {
    const other = view.declared().get(name);
    if (other === undefined) return kept(view, name, (setter, range) => isBroughtBy(setter, range, depth)) ?? false;
    return isNumber(other) && !other.isParameter && isBrought(view, other, depth);
  }
  if (code.text(from + 1) !== '(' || code.close(from + 1) !== to - 1) return false;
  const called = definedHere(view.file, name);
  const end = called?.code.find('return', called.body)[0];
  const answer = called === undefined || end === undefined || called.code.text(end + 2) !== ';' ? undefined : called.declared().get(called.code.text(end + 1));
  return called !== undefined && answer !== undefined && isNumber(answer) && isBrought(called, answer, depth);
}

function isNumber({ pointers, sizes: dimensions, type }: Declared): boolean {
  return pointers === 0 && dimensions.length === 0 && signed.test(type);
}

/** Bytes put together, or the answer of a call that reads: such numbers can have their highest bit set. */
function isOutside(code: Code, range: Range): boolean {
  const text = written(code, range);
  if (/[?%]|& ?(?:0x[0-7]?[0-9a-f]{1,3}\b|\d+\b)|\b(?:strlen|sizeof|abs|min|MIN)\b/iu.test(text)) return false;
  return /<<|\((?:u?int\w*|short|signed)[^)]*\)\s*\w+\[|\((?:short|int8_t|int16_t|signed char)\) ?\w+\(|\b(?:atoi|strtol|read\w*|recv\w*|get\w*|parse\w*|ntoh[sl]|le16\w*|be16\w*|le32\w*|be32\w*)\b/iu.test(text) || /^\(?\s*(?:int8_t|int16_t|int32_t|int|short)\s*\)\s*\w+(?:->|\[)/u.test(text);
}

/** The keyword whose condition the position stands in. */
function conditionWord(code: Code, at: number, body: Range): string {
  for (let back = at - 1; back > body.from && back > at - 80; back--) {
    if (/^[;{}]$/u.test(code.text(back))) return '';
    if (code.text(back) === '(' && code.close(back) > at && /^(if|while|for)$/u.test(code.text(back - 1))) return code.text(back - 1);
  }
  return '';
}

/** `n > MAX`, `n <= MAX`, `MAX < n`, with something that is no `sizeof` and no size, which would make the comparison unsigned (C11 6.3.1.8). */
function isUpper(view: FunctionView, at: number, name: string): boolean {
  const { code } = view;
  const [before, after] = [code.text(at - 1), code.text(at + 1)];
  const right = /^(<|<=|>|>=)$/u.test(after);
  const left = /^(<|<=|>|>=)$/u.test(before);
  if (right === left) return false;
  const other = right ? at + 2 : at - 2;
  const text = code.text(other);
  if (/^[01]$/u.test(text) || text === name || text === '-' || /^(sizeof|ARRAY_SIZE|LWIP_ARRAYSIZE|size_t|strlen|UINT\w*)$/u.test(text) || /^\d+[uU]/u.test(text)) return false;
  // `n < static_cast<int>(sizeof text)` stays signed.
  if (text === 'static_cast' && code.text(other + 1) === '<' && code.text(other + 3) === '>') return /^(int|long|short|ssize_t|int\d+_t|ptrdiff_t)$/u.test(code.text(other + 2));
  if (text === '(') return /^(int|long|short|ssize_t|int\d+_t|ptrdiff_t)$/u.test(code.text(other + 1)) && code.text(other + 2) === ')';
  const declared = view.declared().get(text);
  if (declared !== undefined && !signed.test(declared.type)) return false;
  return declared !== undefined || /^\d/u.test(text) || /^[A-Z_][A-Z0-9_]*$/u.test(text) || /^k[A-Z]\w*$/u.test(text);
}

/**
 * `if (low < n) a[n] = 0;`: inside the condition the number is above something, which is a limit from below. So it is behind
 * `if (n < HEADER) return;`.
 */
function isHeldAbove(code: Code, at: number, use: number, body: Range): boolean {
  const isLarger = /^>=?$/u.test(code.text(at + 1)) || /^<=?$/u.test(code.text(at - 1));
  const isLess = /^<=?$/u.test(code.text(at + 1)) || /^>=?$/u.test(code.text(at - 1));
  if (isLarger === isLess) return false;
  let open = at;
  while (open > body.from && !(code.text(open) === '(' && code.close(open) > at && /^(?:if|while)$/u.test(code.text(open - 1)))) open--;
  if (open <= body.from) return false;
  const close = code.close(open);
  let end = code.text(close + 1) === '{' ? code.close(close + 1) : close + 1;
  while (end < body.to && code.text(close + 1) !== '{' && code.text(end) !== ';') end++;
  return isLarger ? use < end : use > end && code.text(open - 1) === 'if' && !joined(code, open, close) && leaves(code, close + 1, end);
}

/** Of conditions that hold together, one alone says nothing about the way behind. */
function joined(code: Code, open: number, close: number): boolean {
  for (let at = open; at < close; at++) if (code.text(at) === '&&') return true;
  return false;
}

/** The last statement of the stretch ends the way. */
function leaves(code: Code, from: number, end: number): boolean {
  let at = code.text(from) === '{' && code.text(end - 1) === ';' ? end - 2 : from;
  while (at > from && !/^[;{}]$/u.test(code.text(at - 1))) at--;
  return /^(return|break|continue|goto|exit|abort)$/u.test(code.text(at));
}

/** Held against zero or from below, converted to unsigned, masked, or handed to something that looks. */
function asksLower(code: Code, at: number, body: Range): boolean {
  const [before, after] = [code.text(at - 1), code.text(at + 1)];
  const other = /^(<|<=|>|>=|==)$/u.test(after) ? code.text(at + 2) : /^(<|<=|>|>=)$/u.test(before) ? code.text(at - 2) : '';
  if (/^(0|1|-)$/u.test(other)) return true;
  // `FIRST <= n && n <= LAST`: a named limit stands on the left of what it limits from below.
  if (/^<=?$/u.test(before) && /^[A-Z_][A-Z0-9_]*$/u.test(code.text(at - 2))) return true;
  if (before === ')' && /unsigned|uint|size_t|u8|u16|u32/u.test(written(code, { from: code.open(at - 1), to: at })) && relationAt(code, at, body) !== '') return true;
  if (after === '&' && code.text(at + 2) !== '&' && !code.isName(at + 2)) return true;
  if (after === '%' || after === '++' || after === '--' || before === '++' || before === '--') return after !== '%';
  return /abs|clamp|constrain|limit|max|valid|check|assert/iu.test(calleeOf(code, at, body.from)) || before === '!' || (before === '(' && after === ')' && /^(if|while)$/u.test(code.text(at - 2)));
}

function isSize(code: Code, at: number, body: Range): boolean {
  const place = sizes.get(calleeOf(code, at, body.from));
  if (place === undefined) return false;
  let commas = 0;
  for (let back = at - 1; back > body.from; back--) {
    const text = code.text(back);
    if (text === ')' || text === ']') back = code.open(back);
    else if (text === '(') break;
    else if (text === ',') commas++;
  }
  return commas === place;
}

/** `a[n]` alone between the brackets, of an array. */
function isIndex(view: FunctionView, at: number, name: string): boolean {
  const { code } = view;
  return code.text(at - 1) === '[' && code.text(at + 1) === ']' && code.text(at) === name && code.isName(at - 2);
}

function callAround(code: Code, at: number): Range {
  for (let back = at; back > at - 60; back--) if (code.text(back) === '(' && code.isName(back - 1) && code.close(back) > at) return { from: back - 1, to: code.close(back) + 1 };
  return { from: at, to: at + 1 };
}
