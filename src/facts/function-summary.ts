/** What the functions of a source file do to each other and to what they share, packed one value a file; it does not say who else calls them. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

/**
 * `functions` and `variables` are lines of fields divided by tabs; `functionOf` and `variableOf` read them.
 * `entries` are `name how` pairs: functions that something other than a call starts, by vector table or registration.
 * `addressed` are functions of this file whose address is taken. `unions` counts unions defined.
 */
export const functionSummary = factKind({
  word: 'function-summary',
  meaning: 'calls, shared data, entry points and unguarded parameters of the functions of a file',
  concerns: [],
  schema: z.strictObject({
    functions: z.array(z.string()),
    variables: z.array(z.string()),
    entries: z.array(z.string()),
    addressed: z.array(z.string()),
    unions: z.number().int().nonnegative(),
  }),
});

export default functionSummary;

/**
 * A call by name. `flags`: `c` within a critical section, `e` within an endless loop, `q` qualified by a class or
 * namespace, `d` of the function itself with a count of depth that goes up and is held against a limit.
 * `given` holds what is known of the arguments, `-` for nothing: `p2` hands on the third parameter as it came, `g2` the same after a
 * check, `k` is a constant, `t16:name` came from outside unchecked and is at most 16 bits wide, `u16:name` the same after a check.
 */
export interface SummedCall {
  readonly callee: string;
  readonly line: number;
  readonly flags: string;
  readonly given: readonly string[];
  /** Number of arguments. */
  readonly count: number;
}

/** `flags`: `r` read, `w` written, `m` read, changed and written back; capitals: the same within a critical section; then `e` within an endless loop. */
export interface SummedAccess {
  readonly name: string;
  readonly flags: string;
  readonly line: number;
}

/** A parameter that reaches a sink with no check: `limit` elements fit there, 0 when unknown. */
export interface SummedSink {
  readonly parameter: number;
  readonly rule: string;
  readonly line: number;
  readonly limit: number;
  readonly construct: string;
}

export interface SummedWait {
  readonly line: number;
  readonly construct: string;
}

export interface SummedFunction {
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  /** `s` static, `w` weak, `i` interrupt by its mark or name, `t` task by its mark or name, `+` a member of a class. */
  readonly marks: string;
  readonly parameters: number;
  readonly calls: readonly SummedCall[];
  readonly accesses: readonly SummedAccess[];
  readonly sinks: readonly SummedSink[];
  readonly waits: readonly SummedWait[];
  /** Positions of parameters that are compared or bounded before the function returns. */
  readonly checked: readonly number[];
  /** How often it uses `goto`, `jump` (setjmp and longjmp), `alloca`, `pointer` (a call through a pointer), `endless` (a loop without an end). */
  readonly uses: Readonly<Record<string, number>>;
}

/** `flags`: `s` static, `e` only declared here, `v` volatile, `a` atomic, `k` constant, `*` a pointer, `[` an array, `{` a structure or unknown. */
export interface SummedVariable {
  readonly name: string;
  readonly flags: string;
  readonly type: string;
  readonly line: number;
}

export function packFunction(f: SummedFunction): string {
  let packed = `${f.name}\tL${f.line}-${f.lastLine}`;
  if (f.marks !== '') packed += `\tM${f.marks}`;
  packed += `\tP${f.parameters}`;
  let between = '\tC';
  for (const { callee, line, flags, count, given } of f.calls) {
    packed += `${between}${callee}@${line - f.line}${flags}/${count}`;
    if (given.length > 0) packed += `(${given.join(',')}`;
    between = ' ';
  }
  between = '\tA';
  for (const { name, line, flags } of f.accesses) {
    packed += `${between}${name}@${line - f.line}${flags}`;
    between = ' ';
  }
  if (f.checked.length > 0) packed += `\tK${f.checked.join(' ')}`;
  between = '\tU';
  for (const name in f.uses) {
    packed += `${between}${name}@${f.uses[name] ?? 0}`;
    between = ' ';
  }
  for (const s of f.sinks) packed += `\tS${s.parameter} ${s.rule} ${s.line - f.line} ${s.limit} ${s.construct}`;
  for (const w of f.waits) packed += `\tW${w.line - f.line} ${w.construct}`;
  return packed;
}

const nothing: readonly never[] = [];

/** Read back for every function of a device each time it is judged: one walk over the fields, no expressions. */
export function functionOf(packed: string): SummedFunction {
  const fields = packed.split('\t');
  const [first = 0, lastLine = 0] = (fields[1] ?? '').slice(1).split('-').map(Number);
  let marks = '';
  let parameters = 0;
  let calls: readonly SummedCall[] = nothing;
  let accesses: readonly SummedAccess[] = nothing;
  let checked: readonly number[] = nothing;
  let uses: Readonly<Record<string, number>> = {};
  const sinks: SummedSink[] = [];
  const waits: SummedWait[] = [];
  for (let at = 2; at < fields.length; at++) {
    const field = fields[at] ?? '';
    const rest = field.slice(1);
    switch (field[0]) {
      case 'M': marks = rest; break;
      case 'P': parameters = Number(rest); break;
      case 'C': calls = rest.split(' ').map((item) => callOf(item, first)); break;
      case 'A': accesses = rest.split(' ').map((item) => accessOf(item, first)); break;
      case 'K': checked = rest.split(' ').map(Number); break;
      case 'U': uses = Object.fromEntries(rest.split(' ').map((item): [string, number] => [item.slice(0, item.indexOf('@')), Number(item.slice(item.indexOf('@') + 1))])); break;
      case 'S': {
        const [parameter = '0', rule = '', offset = '0', limit = '0', ...construct] = rest.split(' ');
        sinks.push({ parameter: Number(parameter), rule, line: first + Number(offset), limit: Number(limit), construct: construct.join(' ') });
        break;
      }
      case 'W': {
        const space = rest.indexOf(' ');
        waits.push({ line: first + Number(rest.slice(0, space)), construct: rest.slice(space + 1) });
        break;
      }
      default: break;
    }
  }
  return { name: fields[0] ?? '', line: first, lastLine, marks, parameters, calls, accesses, checked, uses, sinks, waits };
}

/** `callee@12ce/3(-,p0`. */
function callOf(item: string, first: number): SummedCall {
  const open = item.indexOf('(', item.indexOf('@'));
  const given = open < 0 ? nothing : item.slice(open + 1).split(',');
  const head = open < 0 ? item : item.slice(0, open);
  const slash = head.lastIndexOf('/');
  const sign = head.lastIndexOf('@', slash);
  const end = digitsEnd(head, sign + 1);
  return { callee: head.slice(0, sign), line: first + Number(head.slice(sign + 1, end)), flags: head.slice(end, slash), count: Number(head.slice(slash + 1)), given };
}

function accessOf(item: string, first: number): SummedAccess {
  const sign = item.lastIndexOf('@');
  const end = digitsEnd(item, sign + 1);
  return { name: item.slice(0, sign), line: first + Number(item.slice(sign + 1, end)), flags: item.slice(end) };
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at++;
  return at;
}

export function packVariable(v: SummedVariable): string {
  return [v.name, v.flags, v.type, v.line].join('\t');
}

export function variableOf(line: string): SummedVariable {
  const [name = '', flags = '', type = '', at = '0'] = line.split('\t');
  return { name, flags, type, line: Number(at) };
}
