/** C12: memory or a handle that may not have been given, used before anybody looked; what a callee checks is not seen. */
import { definedHere } from './reading/callers.ts';
import { type Call, rangeOf, storedBy } from './reading/calls.ts';
import { type Code, written } from './reading/code.ts';
import type { FunctionView } from './reading/function-view.ts';
import { calleeOf, semicolonFrom, usesOf } from './reading/uses.ts';
import type { Rule, Sighting } from './rule.ts';
import { allocations } from './tables/copies.ts';

/** Calls that answer with a null pointer when there is nothing to give. Those that never do are left out: `xmalloc` and `g_malloc` end the program, `png_malloc` leaves by `png_error`. */
const may: ReadonlySet<string> = new Set([
  ...[...allocations.keys()].filter((name) => !/^(?:(?:x|g_|X)\w*|OPENSSL_malloc|png_malloc)$/u.test(name)),
  'calloc', 'pvPortCalloc', 'k_calloc', 'strdup', 'strndup', 'fopen', 'fdopen', 'opendir', 'getenv', 'gethostbyname', 'pbuf_alloc', 'netbuf_new', 'net_buf_alloc',
  'xQueueCreate', 'xSemaphoreCreateMutex', 'xSemaphoreCreateBinary', 'nothrow',
]);

/** Functions that look at what they are handed, or that take a null pointer for nothing to do. */
const harmless = /^(?:free|kfree|k_free|vPortFree|realloc|if|while|return|sizeof|assert\w*|configASSERT|LWIP_ASSERT|is_?null|\w*check\w*|\w*valid\w*|\w*assert\w*|\w*ASSERT\w*|likely|unlikely|printf|snprintf|fprintf)$/iu;

const rule: Rule = {
  id: 'C12',
  words: may,
  shapes: [],
  *look(view) {
    const told = new Set<string>();
    yield* withoutThrowing(view);
    for (const call of view.calls()) {
      const name = call.isMethod || call.name === 'nothrow' || !may.has(call.name) ? undefined : holderOf(view, call);
      if (name === undefined || told.has(name)) continue;
      const use = firstUse(view, name, call.close + 1);
      if (use === undefined) continue;
      told.add(name);
      yield { at: rangeOf(call), detail: `${name} is what ${call.name} answers, and ${use} before anything asks whether it is null`, confidence: 'high', cwe: [690, 476] };
    }
  },
};

export default rule;

/** `auto *p = new (std::nothrow) T[n];` answers with a null pointer instead of throwing (C++17 [expr.new] p13). */
function* withoutThrowing(view: FunctionView): Iterable<Sighting> {
  const { code, body } = view;
  for (let at = body.from; at < body.to; at++) {
    if (code.text(at) !== 'nothrow' || code.text(at + 1) !== ')') continue;
    const open = code.open(at + 1);
    if (code.text(open - 1) !== 'new' || code.text(open - 2) !== '=' || !code.isName(open - 3)) continue;
    const end = semicolonFrom(code, at, body.to);
    const name = code.text(open - 3);
    const use = firstUse(view, name, end);
    if (use !== undefined) yield { at: { from: open - 1, to: end }, detail: `${name} is what new (std::nothrow) answers, and ${use} before anything asks whether it is null`, confidence: 'high', cwe: [690, 476] };
  }
}

/** The name that the answer is stored in, when nothing but casts stands between. */
function holderOf({ code, body }: FunctionView, call: Call): string | undefined {
  const at = storedBy(code, call, body.from);
  if (at === undefined) return undefined;
  let from = at - 1;
  while ((code.text(from - 1) === '.' || code.text(from - 1) === '->') && code.isName(from - 2)) from -= 2;
  // Inside a condition the answer is looked at where it is given.
  if (code.text(from - 1) === '(' ) return undefined;
  // `*out = malloc(n)`: what `out` points at may be null, not `out`.
  let star = from - 1;
  while (code.text(star) === '*' && code.text(star - 1) === '*') star--;
  if (code.text(star) === '*' && isUnary(code, star)) return undefined;
  return written(code, { from, to: at });
}

/** How the name is first used behind the call: in words, or nothing when it is looked at first or handed on. */
function firstUse(view: FunctionView, name: string, from: number, depth = 0): string | undefined {
  const { code, body } = view;
  for (const at of usesOf(code, { from, to: body.to }, name)) {
    const before = code.text(at - 1);
    const end = at + name.split(/(?:->|\.)/u).length * 2 - 1;
    const after = code.text(end);
    if (after === '=' && !/^[*]$/u.test(before)) return undefined;
    if (after === '->' || (before === '*' && isUnary(code, at - 1))) return 'it is followed';
    if (after === '[') return 'it is indexed';
    if (/^(==|!=|!|&&|\|\||\?)$/u.test(after) || /^(!|==|!=|&&|\|\|)$/u.test(before)) return undefined;
    const callee = calleeOf(code, at, body.from);
    if (/^(memcpy|memmove|memset|strcpy|strncpy|strcat|strcmp|strlen|wcscpy|wcsncpy|wcscat|wcslen|wcscmp|wmemset|wmemcpy|fread|fwrite|fgets|fputs|fputc|fgetc|fclose|fprintf|sprintf|snprintf|fseek|ftell|MEMCPY|SMEMCPY)$/u.test(callee) && before !== '&') return `it goes to ${callee}`;
    if (callee === '' || harmless.test(callee) || before === '&' || depth > 0) return undefined;
    return usedBy(view, at, callee);
  }
  return undefined;
}

/** How a function of the same file first uses the parameter that it is handed at a position. */
function usedBy(view: FunctionView, at: number, callee: string): string | undefined {
  const call = view.calls().findLast(({ open, close }) => open < at && at < close);
  const place = call?.name === callee ? call.arguments.findIndex(({ from, to }) => from <= at && at < to) : -1;
  const called = place < 0 || call?.isMethod === true ? undefined : definedHere(view.file, callee);
  const parameter = called === undefined ? undefined : [...called.declared().values()].filter(({ isParameter }) => isParameter)[place]?.name;
  if (called === undefined || parameter === undefined) return undefined;
  const use = firstUse(called, parameter, called.body.from, 1);
  return use === undefined ? undefined : `${callee} is handed it, where ${use}`;
}

function isUnary(code: Code, star: number): boolean {
  const before = code.text(star - 1);
  return !(code.isName(star - 1) || before === ')' || before === ']') || before === 'return';
}
