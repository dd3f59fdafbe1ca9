/** C05: something taken off an unsigned length before anybody asked whether that much is there; callers are not followed. */
import { wordNumber } from '../words.ts';
import { markAt, noteInBody, type Raw, wordAt } from './raw.ts';
import { isForeign, isMessage, parametersOf, takesForeign } from './parameters.ts';
import { constantsHanded } from './reading/callers.ts';
import { type Code, type Range, written } from './reading/code.ts';
import { constantValue, sizeOfType } from './reading/constants.ts';
import type { Declared } from './reading/declaration.ts';
import type { FunctionView } from './reading/function-view.ts';
import { pathEnd } from './reading/place.ts';
import { isCompared, relationAt, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { foreignWords } from './tables/foreign.ts';

const lengthName = /(?:len|length|size|siz|count|cnt|bytes|avail|remain\w*|left|rest|total|dlc|received|got|arrived|whole)(?:gth)?(?:_?in)?$|^(?:n|l|sz)$/iu;
const textLengths: ReadonlySet<string> = new Set(['strlen', 'strnlen', 'wcslen', 'AsciiStrLen', 'StrLen']);
const [minus, minusAssign] = [0x2d, 0x3d2d];

const rule: Rule = {
  id: 'C05',
  words: [...foreignWords, ...textLengths],
  shapes: ['bytes'],
  suspects: (raw) => subtracts(raw) && (takesText(raw) || takesForeign(raw)) && (raw.hasSource || parametersOf(raw).some((each) => isLength(each) || isMessage(each) || isForeign(each))),
  *look(view) {
    const { code, body } = view;
    for (let at = body.from; at < body.to; at++) {
      const operator = code.text(at);
      if (operator !== '-' && operator !== '-=') continue;
      const seen = subtraction(view, at);
      if (seen !== undefined) yield seen;
    }
  },
};

export default rule;

function subtracts(raw: Raw): boolean {
  for (let at = raw.span.bodyOpen; at < raw.span.bodyClose; at++) {
    const mark = markAt(raw, at);
    if (mark === minus || mark === minusAssign) return true;
  }
  return false;
}

const textNumbers: ReadonlySet<number> = new Set([...textLengths].map(wordNumber));

/** A text is measured, and there is a parameter that points at characters. */
function takesText(raw: Raw): boolean {
  return noteInBody(raw, (at) => textNumbers.has(wordAt(raw, at))) >= 0 && parametersOf(raw).some(isText);
}

function isText({ type, pointers, isParameter }: Declared): boolean {
  return isParameter && pointers === 1 && /^(?:char|CHAR8|CHAR16|wchar_t|void)$/u.test(type);
}

function isLength({ name, pointers, sizes, type }: Declared): boolean {
  return pointers === 0 && sizes.length === 0 && isUnsigned(type) && lengthName.test(name);
}

function isUnsigned(type: string): boolean {
  return /^(?:size_t|std::size_t|unsigned\b.*|u?int(?:8|16|32|64)_t|u(?:8|16|32)(?:_t)?|uint\d*|UINT(?:N|8|16|32)|BYTE|WORD|DWORD|u_int\w*|u_short|UBaseType_t)$/u.test(type) && !/^int/u.test(type);
}

/** `for (i = len - 16; i >= 0; …)`: what came out is held against 0 before it is used, and the name is a signed one. */
function isHeldAfterwards({ code, body, declared }: FunctionView, minusAt: number): boolean {
  let from = minusAt;
  while (from > body.from && !/^[;{}(,]$/u.test(code.text(from - 1))) from--;
  const name = code.isName(from) && code.text(from + 1) === '=' ? from : code.text(from + 2) === '=' ? from + 1 : -1;
  const type = name < 0 ? '' : (declared().get(code.text(name))?.type ?? '');
  if (!/^(?:int|long|short|signed\b.*|ssize_t|int(?:16|32|64)_t|ptrdiff_t)$/u.test(type)) return false;
  const next = semicolonFrom(code, minusAt, body.to) + 1;
  const asked = code.text(next) === 'if' || code.text(next) === 'while' ? next + 2 : next;
  return code.text(asked) === code.text(name) && /^(?:>=|>|<|<=)$/u.test(code.text(asked + 1)) && /^[01]$/u.test(code.text(asked + 2));
}

function subtraction(view: FunctionView, at: number): Sighting | undefined {
  const { code } = view;
  let name = at - 1;
  if (!code.isName(name) || code.text(name - 1) === '-') return undefined;
  if (code.text(name - 1) === '->' && code.isName(name - 2)) name -= 2;
  else if (/^(\.|->|::)$/u.test(code.text(name - 1))) return undefined;
  const path = written(code, { from: name, to: at });
  // `text + size - 1` takes 1 off a pointer: the sum is made first (C11 6.5.6).
  if (code.text(name - 1) === '+' && (view.declared().get(code.text(name - 2))?.pointers ?? 0) > 0) return undefined;
  const declared = view.declared().get(code.text(name));
  if (declared === undefined || !(name === at - 1 ? isLength(declared) : isMessage(declared) && lengthName.test(code.text(at - 1)))) return undefined;
  const text = textLength(view, at + 1);
  const taken = text ?? operand(view, at + 1);
  if (taken === undefined || (text === undefined && !isHead(view, taken))) return undefined;
  const off = constantValue(code, taken, view.file.constants());
  if (code.text(at) === '-' && isHeldAfterwards(view, at)) return undefined;
  if (off === 0 || (text === undefined ? isBounded(view, path, declared, at) : isWeighed(view, path, at))) return undefined;
  if (name === at - 1 && !(text !== undefined && declared.isParameter && [...view.declared().values()].some(isText)) && !isFromOutside(view, path, declared, at)) return undefined;
  // Sizes that the file itself wrote down at every call, none of which is known to be too small, are nobody's message.
  if (declared.isParameter && name === at - 1 && constantsHanded(view, path)?.every((value) => value === undefined || off === undefined || value >= off) === true) return undefined;
  const end = code.text(at) === '-=' ? taken.to : Math.max(taken.to, at + 2);
  return {
    at: { from: name, to: end },
    detail: `${written(code, taken, 80)} is taken off ${path}, which ${declared.isParameter ? 'the caller hands over' : 'comes from the bytes'}; nothing asks first whether it is that large, and an unsigned length wraps to a huge one`,
    confidence: 'medium',
    cwe: [191, 125],
  };
}

/** `strlen(text) + 1`, with casts in front: the bytes themselves say how much that is. */
function textLength({ code, body }: FunctionView, from: number): Range | undefined {
  let at = from;
  while (at < body.to && code.text(at) === '(') at = code.close(at) > at && isCastLike(code, at) ? code.close(at) + 1 : at + 1;
  if (!textLengths.has(code.text(at)) || code.text(at + 1) !== '(') return undefined;
  let to = code.close(at + 1) + 1;
  while (to < body.to && code.text(to) !== ';' && code.text(to) !== ',') to++;
  return { from, to };
}

function isCastLike(code: Code, open: number): boolean {
  for (let at = open + 1; at < code.close(open); at++) if (!code.isName(at)) return false;
  return true;
}

/** `while (len > 0)` says that something is left, and not that a whole text is. */
function isWeighed(view: FunctionView, path: string, at: number): boolean {
  const { code, body } = view;
  return usesOf(code, { from: body.from, to: at }, path).some((use) => {
    const end = use + path.split(/->|\./u).length * 2 - 1;
    const [before, after] = [code.text(use - 1), code.text(end)];
    const other = /^[<>]=?$/u.test(after) ? code.text(end + 1) : /^[<>]=?$/u.test(before) ? code.text(use - 2) : '';
    return other !== '' && !/^[01]$/u.test(other);
  });
}

/** What is taken off: a number, `sizeof`, a macro, a place or a call; nothing for pointers and strange shapes. */
function operand(view: FunctionView, from: number): Range | undefined {
  const { code, body } = view;
  if (code.text(from) === '(') return { from, to: code.close(from) + 1 };
  if (code.text(from) === 'sizeof' || (code.isName(from) && code.text(from + 1) === '(')) return { from, to: (code.text(from + 1) === '(' ? code.close(from + 1) : pathEnd(code, { from: from + 1, to: body.to }) - 1) + 1 };
  if (code.isName(from)) return { from, to: pathEnd(code, { from, to: body.to }) };
  return /^\d/u.test(code.text(from)) ? { from, to: from + 1 } : undefined;
}

/** Compared from below, clamped or made from something larger before, in a condition around it or earlier in the function. */
function isBounded(view: FunctionView, path: string, declared: Declared | undefined, at: number): boolean {
  const { code, body } = view;
  if (usesOf(code, { from: body.from, to: at }, path).some((use) => boundsBelow(view, path, use))) return true;
  if (declared === undefined || declared.isParameter || declared.at < body.from) return false;
  const { initial } = declared;
  return initial !== undefined && /\b(?:min|MIN|clamp|sizeof|strlen|strnlen|wcslen)\b|[%?]/u.test(written(code, initial));
}

/** A look at the length that says how large it is at least; against another length from above, `n > room`, says nothing of that. */
function boundsBelow(view: FunctionView, path: string, use: number): boolean {
  const { code, body } = view;
  const end = use + path.split(/->|\./u).length * 2 - 1;
  const [after, before] = [code.text(end), code.text(use - 1)];
  const upper = /^>=?$/u.test(after) ? end + 1 : /^<=?$/u.test(before) ? use - 2 : -1;
  if (upper >= 0 && !isLoopHead(code, use)) {
    const other = view.declared().get(code.text(upper));
    if (other !== undefined && lengthName.test(other.name)) return false;
  }
  return relationAt(code, use, body) !== '' || isCompared(code, { from: use, to: end }, path, body);
}

function isLoopHead(code: Code, at: number): boolean {
  for (let back = at; back > at - 40; back--) {
    if (/^[;{}]$/u.test(code.text(back))) return false;
    if (/^(while|for)$/u.test(code.text(back))) return true;
  }
  return false;
}

/** A parameter beside bytes, or a local that is read from them. */
function isFromOutside(view: FunctionView, path: string, declared: Declared, at: number): boolean {
  const { code, body } = view;
  if (declared.isParameter) return [...view.declared().values()].some((each) => each.isParameter && each.pointers === 1 && (sizeOfType(each.type) === 1 || each.type === 'void'));
  if (declared.initial !== undefined && isParsed(view, declared.initial)) return true;
  for (let i = body.from; i < at; i++) {
    if (code.text(i) !== path || code.text(i + 1) !== '=') continue;
    if (isParsed(view, { from: i + 2, to: semicolonFrom(code, i + 2, body.to) })) return true;
  }
  return false;
}

/** An element of bytes that a parameter points at, or a conversion from them. */
function isParsed(view: FunctionView, range: Range): boolean {
  const { code } = view;
  for (let at = range.from; at < range.to; at++) {
    if (code.text(at) === '?' || code.text(at) === '%') return false;
    if (code.text(at) === '&' && code.text(at + 1) !== '&' && /^(\d|0x)/u.test(code.text(at + 1))) return false;
    if (code.isName(at) && foreignCalls.has(code.text(at)) && code.text(at + 1) === '(') return true;
    const declared = code.isName(at) && code.text(at + 1) === '[' ? view.declared().get(code.text(at)) : undefined;
    if (declared?.isParameter === true && declared.pointers === 1 && sizeOfType(declared.type) === 1) return true;
  }
  return false;
}

const foreignCalls: ReadonlySet<string> = new Set(foreignWords.filter((word) => /ntoh|be16|be32|le16|le32|pull|UINT|short_be|long_be/iu.test(word)));

/** What heads, tails and prefixes are: numbers, `sizeof`, macros and enumerators. Other variables may well be smaller. */
function isHead(view: FunctionView, range: Range): boolean {
  const { code } = view;
  if (code.text(range.from) === 'sizeof') return true;
  for (let at = range.from; at < range.to; at++) {
    if (code.isName(at) && !/^[A-Z][A-Z0-9_]*$/u.test(code.text(at)) && !(code.text(at).startsWith('k') && /^[A-Z]/u.test(code.text(at)[1] ?? '')) && code.text(at) !== 'sizeof' && code.text(at - 1) !== '(') return false;
    if (code.text(at) === '-') return false;
  }
  return true;
}
