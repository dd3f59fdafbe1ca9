/** Where a parameter decides over memory: a copy length or an index into an array of known place. Pointers of unknown size are left alone. */
import type { SummedSink } from '../../../facts/function-summary.ts';
import { constantsOf } from '../hazards/reading/constants.ts';
import { copies } from '../hazards/tables/copies.ts';
import { Mark } from '../structure.ts';
import { isLocal, type Walked } from './walked.ts';
import { pastCast } from './origin.ts';
import { Sign } from './reading.ts';
import { written } from './written.ts';

export interface Candidate {
  readonly name: string;
  readonly rule: 'C03' | 'C04';
  readonly at: number;
  readonly to: number;
  /** The array it stands for. */
  readonly array: string;
}

const mostCandidates = 200;
/** Further into the body of a loop its counter is not followed. */
const longestLoop = 400;

/** `memcpy(array, from, n)`: `n` is a parameter as it came. */
export function sinkOfCall(walked: Walked, at: number, callee: string): void {
  const role = copies.get(callee);
  if (role === undefined || role.to < 0 || role.times !== undefined || walked.parameters.size === 0) return;
  const length = argumentAt(walked, at, role.length);
  const target = argumentAt(walked, at, role.to);
  if (length === undefined || target === undefined) return;
  const { reading, parameters } = walked;
  const start = pastCast(reading, length.from, length.to);
  if (start + 1 !== length.to || !parameters.has(reading.text(start))) return;
  const array = arrayAt(walked, target.from, target.to);
  if (array !== '') put(walked, { name: reading.text(start), rule: 'C03', at, to: reading.close(at + 1) + 1, array });
}

/** `array[n]`. The element may be read or written; its address alone counts too. */
export function sinkOfIndex(walked: Walked, at: number, name: string): void {
  const { reading, parameters } = walked;
  const { mark, isName, text } = reading;
  if (!parameters.has(name) || mark(at + 1) !== Mark.bracketClose || !isName(at - 2) || mark(at - 3) === Sign.dot || mark(at - 3) === Sign.arrow) return;
  const array = text(at - 2);
  if (isArray(walked, array)) put(walked, { name, rule: 'C04', at: at - 2, to: at + 2, array });
}

/** `for (i = 0; i < n; i++) array[i] = …`: the counter carries the parameter. */
export function loopSinks(walked: Walked, at: number): void {
  const { reading, parameters, span } = walked;
  const { mark, close, isName, text } = reading;
  if (parameters.size === 0) return;
  const end = close(at + 1);
  let from = at + 2;
  while (from < end && mark(from) !== Mark.semicolon) from++;
  const relation = mark(from + 2);
  // Anything behind the comparison, as `&& i < 8`, is a bound of its own.
  if (!isName(from + 1) || (relation !== Mark.less && relation !== Sign.unequal) || !isName(from + 3) || mark(from + 4) !== Mark.semicolon || !parameters.has(text(from + 3))) return;
  const counter = text(from + 1);
  const bodyEnd = Math.min(mark(end + 1) === Mark.braceOpen ? close(end + 1) : end + 40, end + longestLoop, span.bodyClose);
  let found: Candidate | undefined;
  for (let p = end + 1; p < bodyEnd; p++) {
    if (!isName(p) || text(p) !== counter) continue;
    const [before, after] = [mark(p - 1), mark(p + 1)];
    if (before === Mark.less || before === Mark.greater || after === Mark.less || after === Mark.greater || after === Sign.atLeast || after === Sign.equal || after === Sign.atMost) return;
    if (before === Mark.bracketOpen && after === Mark.bracketClose && isName(p - 2) && mark(p - 3) !== Sign.dot && mark(p - 3) !== Sign.arrow && isArray(walked, text(p - 2))) {
      found ??= { name: text(from + 3), rule: 'C04', at: p - 2, to: p + 2, array: text(p - 2) };
    }
  }
  if (found !== undefined) put(walked, found);
}

function put({ candidates }: Walked, candidate: Candidate): void {
  if (candidates.length < mostCandidates) candidates.push(candidate);
}

export function sinksOf(walked: Walked, isGuarded: (name: string) => boolean): readonly SummedSink[] {
  const { candidates, parameters, reading, arrays } = walked;
  const found = new Map<string, SummedSink>();
  for (const { name, rule, at, to, array } of candidates) {
    if (isGuarded(name)) continue;
    const key = `${rule} ${name}`;
    if (found.has(key)) continue;
    found.set(key, { parameter: parameters.get(name) ?? 0, rule, line: reading.line(at), limit: arrays.get(array) || sizeInFile(walked, array), construct: written(reading, at, to, 100) });
  }
  return [...found.values()];
}

/** Sizes of the arrays that the last file declares, where they are numbers or constants of the file. */
let measured: { readonly reading: Walked['reading']; readonly sizes: ReadonlyMap<string, number> } | undefined;

function sizeInFile({ reading }: Walked, array: string): number {
  if (measured?.reading !== reading) measured = { reading, sizes: sizesOf(reading) };
  return measured.sizes.get(array) ?? 0;
}

function sizesOf({ file, text, mark, isName, isNumber, variables }: Walked['reading']): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (let at = 0; at < file.count; at++) {
    if (mark(at) !== Mark.bracketOpen || mark(at + 2) !== Mark.bracketClose || !isName(at - 1) || (!isName(at - 2) && mark(at - 2) !== Mark.comma)) continue;
    const name = text(at - 1);
    if (!variables.has(name) || sizes.has(name)) continue;
    sizes.set(name, isNumber(at + 1) ? Number(text(at + 1)) || 0 : (constantsOf(file).get(text(at + 1)) ?? 0));
  }
  return sizes;
}

function isArray(walked: Walked, name: string): boolean {
  if (walked.arrays.has(name)) return true;
  return (walked.reading.variables.get(name)?.flags.includes('[') ?? false) && !isLocal(walked, name);
}

/** The array that a destination names: `array`, `&array[0]`. */
function arrayAt(walked: Walked, from: number, to: number): string {
  const { isName, text, mark } = walked.reading;
  const start = mark(from) === Sign.ampersand ? from + 1 : from;
  if (!isName(start) || !isArray(walked, text(start))) return '';
  return start + 1 === to || (start > from && mark(start + 1) === Mark.bracketOpen) ? text(start) : '';
}

function argumentAt({ reading }: Walked, at: number, place: number): { readonly from: number; readonly to: number } | undefined {
  const { mark, close } = reading;
  const end = close(at + 1);
  let from = at + 2;
  let index = 0;
  for (let p = from; p <= end; p++) {
    const here = mark(p);
    if (p === end || here === Mark.comma) {
      if (index === place) return from < p ? { from, to: p } : undefined;
      index++;
      from = p + 1;
    } else if (here === Mark.parenOpen || here === Mark.bracketOpen || here === Mark.braceOpen) p = Math.max(p, close(p));
  }
  return undefined;
}
