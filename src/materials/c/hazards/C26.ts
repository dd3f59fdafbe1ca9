/** C26: bytes from outside handed to a function that reads until a zero, with nobody having put one there. */
import { callersOf, definedHere } from './reading/callers.ts';
import { rangeOf } from './reading/calls.ts';
import { type Code, type Range, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { isForeign } from './parameters.ts';
import { pathEnd, withoutCasts } from './reading/place.ts';
import { constantValue } from './reading/constants.ts';
import { usesOf } from './reading/uses.ts';
import type { Rule } from './rule.ts';
import { receivers } from './tables/copies.ts';

/** Functions that read their argument to its zero, and which argument. */
const readers: ReadonlyMap<string, readonly number[]> = new Map([
  ['strlen', [0]], ['strcpy', [1]], ['strcat', [1]], ['strcmp', [0, 1]], ['strcasecmp', [0, 1]], ['strchr', [0]], ['strrchr', [0]], ['strstr', [0]], ['strtok', [0]],
  ['strdup', [0]], ['strpbrk', [0]], ['strspn', [0]], ['strcspn', [0]], ['atoi', [0]], ['atol', [0]], ['atof', [0]], ['strtol', [0]], ['strtoul', [0]], ['strtod', [0]], ['sscanf', [0]], ['puts', [0]],
]);

const rule: Rule = {
  id: 'C26',
  words: readers.keys(),
  shapes: [],
  also: { words: [...receivers.keys(), 'memcpy', 'memmove'], shapes: ['bytes'] },
  *look(view) {
    const told = new Set<string>();
    for (const call of view.calls()) {
      if (call.isMethod) continue;
      for (const place of readers.get(call.name) ?? []) {
        const argument = call.arguments[place];
        const found = argument === undefined ? undefined : unended(view, argument, call.at);
        if (found === undefined || told.has(found.path)) continue;
        told.add(found.path);
        yield { at: rangeOf(call), detail: `${call.name} reads ${found.path} up to a zero; ${found.why}, and nothing here puts a zero at its end`, confidence: 'medium', cwe: [126, 170] };
      }
    }
  },
};

export default rule;

function unended(view: FunctionView, given: Range, at: number): { readonly path: string; readonly why: string } | undefined {
  const { code, body } = view;
  const range = withoutCasts(code, given);
  const start = code.text(range.from) === '&' ? range.from + 1 : range.from;
  if (!code.isName(start)) return undefined;
  const end = pathEnd(code, { from: start, to: range.to });
  let path = written(code, { from: start, to: end });
  if (path.endsWith(']')) path = path.slice(0, path.lastIndexOf('['));
  const declared = view.declared().get(path);
  if (declared?.isParameter === true) {
    // Bytes taken for text by a cast: messages carry no zero unless their format says so.
    const cast = range.from !== given.from;
    if (!isForeign(declared) || !cast || /^(?:\w*(?:str|string|text|name|line|word|path|label|title|msg_text)|s|sz\w*|pc\w*)$/iu.test(path) || isEnded(code, { from: body.from, to: at }, path) || isEndedByCallers(view, path)) return undefined;
    return { path, why: 'it is bytes that the caller hands over' };
  }
  const filled = view.calls().find((call) => {
    const place = receivers.get(call.name) ?? (/^(?:memcpy|memmove)$/u.test(call.name) ? 0 : undefined);
    const target = place === undefined ? undefined : call.arguments[place];
    return call.at < at && !call.isMethod && target !== undefined && usesOf(code, target, path).length > 0;
  });
  if (filled === undefined || isEnded(code, { from: body.from, to: at }, path) || startsAsZero(view, path, filled.at)) return undefined;
  const size = filled.arguments.at(filled.name === 'fread' ? 1 : filled.name.startsWith('recv') || filled.name.endsWith('recv') ? 2 : 2);
  if (declared?.initial !== undefined && size !== undefined && isLess(view, size, path)) return undefined;
  const member = view.arraySize(path);
  if (declared === undefined && member === undefined) return undefined;
  if ((declared?.isStatic === true || declared === undefined) && size !== undefined && isLess(view, size, path)) return undefined;
  return { path, why: `${filled.name} filled it` };
}

/** Every call of a static function hands over something that its caller, or what filled it there, put a zero behind. */
function isEndedByCallers(view: FunctionView, parameter: string): boolean {
  const place = placeOf(view, parameter);
  const callers = place < 0 ? undefined : callersOf(view);
  return callers?.every(({ view: caller, call }) => {
    const given = call.arguments[place];
    const range = given === undefined ? undefined : withoutCasts(caller.code, given);
    if (range === undefined || range.to !== range.from + 1) return false;
    const path = caller.code.text(range.from);
    const before = { from: caller.body.from, to: call.at };
    return isEnded(caller.code, before, path) || isFilledWithEnd(caller, path, call.at);
  }) === true;
}

/** `load(file, &text, &size)`, whose body in this file stores a zero through that parameter: `(*text)[*size] = 0`. */
function isFilledWithEnd(view: FunctionView, path: string, before: number): boolean {
  return view.calls().some((call) => {
    if (call.at >= before || call.isMethod) return false;
    const place = call.arguments.findIndex((given) => written(view.code, given) === `&${path}`);
    const filler = place < 0 ? undefined : definedHere(view.file, call.name);
    const parameter = filler === undefined ? undefined : [...filler.declared().values()].filter(({ isParameter }) => isParameter)[place]?.name;
    return filler !== undefined && parameter !== undefined && storesZeroThrough(filler, parameter);
  });
}

function storesZeroThrough({ code, body }: FunctionView, parameter: string): boolean {
  return usesOf(code, body, parameter).some((at) => {
    if (code.text(at - 1) !== '*' || code.text(at - 2) !== '(' || code.text(at + 1) !== ')' || code.text(at + 2) !== '[') return false;
    const close = code.close(at + 2);
    return code.text(close + 1) === '=' && /^(0|'\\0')$/u.test(code.text(close + 2));
  });
}

function placeOf(view: FunctionView, parameter: string): number {
  return [...view.declared().values()].filter(({ isParameter }) => isParameter).findIndex(({ name }) => name === parameter);
}

/** The call is given less than the whole array, so that memory which starts as zero keeps its last one. */
function isLess(view: FunctionView, size: Range, path: string): boolean {
  const whole = view.arraySize(path)?.bytes;
  const value = constantValue(view.code, size, view.file.constants());
  if (value !== undefined && whole !== undefined) return value < whole;
  return /- ?\d+[uU]?\)?$/u.test(written(view.code, size));
}

/** `text = calloc(length + 1, 1)`: memory that is zero, and one more than the bytes that go into it. */
function startsAsZero({ code, body }: FunctionView, path: string, before: number): boolean {
  return usesOf(code, { from: body.from, to: before }, path).some((at) => {
    const end = at + path.split(/->|\./u).length * 2 - 1;
    if (code.text(end) !== '=') return false;
    let call = end + 1;
    while (code.text(call) === '(') call = code.close(call) + 1;
    return /calloc|zalloc/iu.test(code.text(call)) && code.text(call + 1) === '(' && /\+ ?1\b/u.test(written(code, { from: call + 2, to: code.close(call + 1) }));
  });
}

/** A store at an index or through it, or a call that ends or looks for the end: `buf[n] = 0`, `memchr(buf, 0, n)`. */
function isEnded(code: Code, range: Range, path: string): boolean {
  const parts = path.split(/->|\./u).length * 2 - 1;
  return usesOf(code, range, path).some((at) => {
    const next = at + parts;
    if (code.text(next) === '[') {
      const close = code.close(next);
      return (code.text(close + 1) === '=' && code.text(close + 2) !== '=') || /^(==|!=)$/u.test(code.text(close + 1));
    }
    for (let back = at - 1; back > at - 6 && back >= range.from; back--) {
      if (code.text(back) === '(' && /^(memchr|strnlen|memset|bzero|snprintf|strlcpy|fgets|isText|is_text|is_terminated|terminate\w*)$/u.test(code.text(back - 1))) return true;
    }
    return false;
  });
}
