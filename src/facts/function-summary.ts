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
 * namespace, `d` of the function itself with a count of depth that goes up and is held against a limit; `=` or `!` and a number that
 * stands for a comparison, when the call hands its first parameter on only where that holds, or does not.
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
const unused: Readonly<Record<string, number>> = {};
const foreignArgument = /[(,]t\d/u;

/** Where a field of one letter begins in a packed function, or -1. */
function fieldAt(packed: string, letter: string): number {
  const at = packed.indexOf(`\t${letter}`);
  return at < 0 ? -1 : at + 2;
}

function fieldOf(packed: string, letter: string): string {
  const at = fieldAt(packed, letter);
  if (at < 0) return '';
  const end = packed.indexOf('\t', at);
  return end < 0 ? packed.slice(at) : packed.slice(at, end);
}

/**
 * A function read back from its packing. Every function of a device is read each time it is judged, and few questions are
 * asked of most: a field is unpacked when it is first asked for.
 */
export class PackedFunction implements SummedFunction {
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly marks: string;
  readonly parameters: number;
  readonly #packed: string;
  #calls: readonly SummedCall[] | undefined;
  #accesses: readonly SummedAccess[] | undefined;
  #checked: readonly number[] | undefined;
  #uses: Readonly<Record<string, number>> | undefined;

  constructor(packed: string) {
    this.#packed = packed;
    const nameEnd = packed.indexOf('\t');
    const dash = packed.indexOf('-', nameEnd);
    this.name = packed.slice(0, nameEnd);
    this.line = numberAt(packed, nameEnd + 2);
    this.lastLine = numberAt(packed, dash + 1);
    this.marks = fieldOf(packed, 'M');
    this.parameters = numberAt(packed, fieldAt(packed, 'P'));
  }
  get calls(): readonly SummedCall[] {
    return (this.#calls ??= this.#readCalls());
  }
  /** False where no call is given a number from outside that nothing checked: a look at the packed text, which may say true for less. */
  get mayHandOn(): boolean {
    return foreignArgument.test(this.#packed);
  }
  get accesses(): readonly SummedAccess[] {
    return (this.#accesses ??= this.#items('A', accessOf));
  }
  get checked(): readonly number[] {
    return (this.#checked ??= this.#items('K', Number));
  }
  get uses(): Readonly<Record<string, number>> {
    return (this.#uses ??= fieldAt(this.#packed, 'U') < 0 ? unused : Object.fromEntries(this.#items('U', (item): [string, number] => [item.slice(0, item.indexOf('@')), Number(item.slice(item.indexOf('@') + 1))])));
  }
  get sinks(): readonly SummedSink[] {
    return this.#fields('S').map((field) => {
      const [parameter = '0', rule = '', offset = '0', limit = '0', ...construct] = field.split(' ');
      return { parameter: Number(parameter), rule, line: this.line + Number(offset), limit: Number(limit), construct: construct.join(' ') };
    });
  }
  get waits(): readonly SummedWait[] {
    return this.#fields('W').map((field) => {
      const space = field.indexOf(' ');
      return { line: this.line + Number(field.slice(0, space)), construct: field.slice(space + 1) };
    });
  }

  /** As `#items`, without a text for each item: calls are most of what is packed. */
  #readCalls(): readonly SummedCall[] {
    const packed = this.#packed;
    let at = fieldAt(packed, 'C');
    if (at < 0) return nothing;
    const tab = packed.indexOf('\t', at);
    const end = tab < 0 ? packed.length : tab;
    const calls: SummedCall[] = [];
    while (at < end) {
      const space = packed.indexOf(' ', at);
      const stop = space < 0 || space > end ? end : space;
      calls.push(callIn(packed, at, stop, this.line));
      at = stop + 1;
    }
    return calls;
  }

  #items<Item>(letter: string, read: (item: string, first: number) => Item): readonly Item[] {
    const field = fieldOf(this.#packed, letter);
    return field === '' ? nothing : field.split(' ').map((item) => read(item, this.line));
  }

  /** The fields of a letter that may stand more than once. */
  #fields(letter: string): readonly string[] {
    return this.#packed.includes(`\t${letter}`) ? this.#packed.split('\t').filter((field, at) => at > 0 && field.startsWith(letter)).map((field) => field.slice(1)) : nothing;
  }
}

export function functionOf(packed: string): SummedFunction {
  return new PackedFunction(packed);
}

function numberAt(text: string, from: number): number {
  let value = 0;
  for (let at = Math.max(from, 0); at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** `callee@12ce/3(-,p0` between two places of a packed function. */
function callIn(packed: string, from: number, to: number, first: number): SummedCall {
  const bracket = packed.indexOf('(', packed.indexOf('@', from));
  const open = bracket < 0 || bracket > to ? to : bracket;
  const slash = packed.lastIndexOf('/', open - 1);
  const sign = packed.lastIndexOf('@', slash);
  const end = digitsEnd(packed, sign + 1);
  return {
    callee: packed.slice(from, sign),
    line: first + numberAt(packed, sign + 1),
    flags: end === slash ? '' : packed.slice(end, slash),
    count: numberAt(packed, slash + 1),
    given: open === to ? nothing : packed.slice(open + 1, to).split(','),
  };
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
