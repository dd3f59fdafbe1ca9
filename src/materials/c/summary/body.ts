/** Walks the body of one function once and gathers its calls, accesses, loops and uses; it decides nothing about them. */
import type { SummedCall, SummedFunction } from '../../../facts/function-summary.ts';
import { TokenKind } from '../../../scan/lexed.ts';
import type { FunctionSpan } from '../spans.ts';
import { Mark } from '../structure.ts';
import { noting, wordNumber } from '../words.ts';
import { argumentsOf } from './arguments.ts';
import { guardsAt } from './guards.ts';
import { headOf } from './head.ts';
import { noteLocal, noteTaint, precedes } from './locals.ts';
import { goesBoundedDeeper } from './depth.ts';
import { kindHandedOn } from './dispatch.ts';
import { mostAccesses, mostCalls, onCall, onKeyword, onName } from './met.ts';
import { type Reading, Sign } from './reading.ts';
import { sinksOf } from './sinks.ts';
import { type CallSite, type Sieve, startWalk, use, type Walked } from './walked.ts';

const keywords = ('if else for while do switch case default return goto break continue sizeof typedef struct union enum class namespace template typename extern static inline const volatile ' +
  'register auto operator using public private protected virtual friend try catch throw noexcept override final constexpr explicit static_cast reinterpret_cast const_cast dynamic_cast ' +
  'new delete asm __asm __asm__ __attribute__ __attribute __declspec _Alignas alignas decltype defined typeof __typeof__ __typeof void int char unsigned').split(' ');
const isKeyword = new Uint8Array(noting.length + 1);
for (const name of keywords) isKeyword[wordNumber(name)] = 1;
isKeyword[0] = 0;
/** What may follow a name that is being declared: marks of one letter, set at their codes. */
const declares = new Uint8Array(128);
for (const mark of [Mark.assign, Mark.semicolon, Mark.comma, Mark.bracketOpen, Mark.colon, Mark.parenClose, Mark.braceOpen]) declares[mark] = 1;

/** `doubt` hears what was left out. */
export function summarise(reading: Reading, span: FunctionSpan, name: string, sieve: Sieve, doubt: (reason: string) => void): SummedFunction {
  const head = headOf(reading, span, name);
  const walked = startWalk(reading, span, head, sieve);
  walk(walked);
  const { sites, accesses, waits, uses } = walked;
  if (sites.length === mostCalls) doubt(`in ${name}: more than ${mostCalls} calls, the rest was not summed up`);
  if (accesses.size === mostAccesses) doubt(`in ${name}: more than ${mostAccesses} accesses to what it shares, the rest was not summed up`);
  const isGuarded = guarding(walked);
  return {
    name, line: reading.line(span.name), lastLine: reading.line(Math.min(span.bodyClose, reading.file.count - 1)), marks: head.marks, parameters: head.count,
    calls: callsOf(walked, name, sites, isGuarded), accesses: [...accesses.values()], waits: [...waits], uses: Object.fromEntries(uses),
    sinks: sinksOf(walked, isGuarded),
    checked: checkedOf(walked, isGuarded),
  };
}

/** The one loop over all tokens of a device: what is rare is done elsewhere, so that this stays small and fast. */
function walk(walked: Walked): void {
  const { reading, span, foreign } = walked;
  const { lexed, tokens } = reading.file;
  const { kind, code } = lexed;
  let before = 0;
  let beforeIsName = false;
  /** Open parentheses. */
  let depth = 0;
  for (let at = span.bodyOpen + 1; at < span.bodyClose; at++) {
    const token = tokens[at] ?? 0;
    const sort = kind[token];
    const number = code[token] ?? 0;
    if (sort !== TokenKind.identifier) {
      before = sort === TokenKind.punctuator ? number : 0;
      beforeIsName = false;
      if (before === Mark.parenOpen) depth++;
      else if (before === Mark.parenClose) {
        depth--;
        const next = tokens[at + 1] ?? 0;
        if (code[next] === Mark.parenOpen && kind[next] === TokenKind.punctuator) pointerCall(walked, at);
      }
      continue;
    }
    const previous = before;
    const afterName = beforeIsName;
    before = 0;
    beforeIsName = true;
    if (number > 0 && isKeyword[number] === 1) {
      beforeIsName = !precedes.has(number);
      onKeyword(walked, at, number);
      continue;
    }
    const next = tokens[at + 1] ?? 0;
    const after = kind[next] === TokenKind.punctuator ? (code[next] ?? 0) : 0;
    if (after === Mark.parenOpen) {
      onCall(walked, at, number, previous, afterName);
      continue;
    }
    if (previous === Sign.dot || previous === Sign.arrow) continue;
    if ((afterName || previous === Mark.star || (previous === Mark.comma && depth === 0)) && declares[after] === 1) noteLocal(walked, at, previous, after);
    if (after === Mark.assign && (foreign.size > 0 || reading.word(at + 2) > 0)) noteTaint(walked, at);
    onName(walked, at, token, previous, after);
  }
}

/** `(*callback)(x)`. */
function pointerCall(walked: Walked, at: number): void {
  const { mark, file } = walked.reading;
  if (mark((file.partner[at] ?? at) + 1) === Mark.star) use(walked, 'pointer');
}

function checkedOf({ parameters, places }: Walked, isGuarded: (name: string) => boolean): readonly number[] {
  const checked: number[] = [];
  for (const name of places.keys()) {
    const place = parameters.get(name);
    if (place !== undefined && isGuarded(name)) checked.push(place);
  }
  return checked.sort((a, b) => a - b);
}

function callsOf(walked: Walked, own: string, sites: readonly CallSite[], isGuarded: (name: string) => boolean): readonly SummedCall[] {
  const { calls } = walked;
  const found: SummedCall[] = [];
  for (const { at, flags: met, name } of sites) {
    const flags = name === own ? (goesBoundedDeeper(walked, at) ? `${met}d` : met) : met + kindHandedOn(walked, at);
    const { count, given } = name === 'new' || name === 'delete' ? nothing : argumentsOf(walked, at, isGuarded);
    const key = given.length === 0 ? (flags === '' ? name : `${name} ${flags}`) : `${name} ${flags} ${given.join(',')}`;
    if (calls.has(key)) continue;
    calls.add(key);
    found.push({ callee: name, line: walked.reading.line(at), flags, count, given });
  }
  return found;
}

const nothing = { count: 0, given: [] } as const;

/** Whether a parameter or a foreign local is checked anywhere in the body; asked once for each. */
function guarding(walked: Walked): (name: string) => boolean {
  const { guarded, places, tainted, reading } = walked;
  return (name) => {
    const found = guarded.get(name);
    if (found !== undefined) return found;
    const origin = tainted.get(name)?.at ?? -1;
    const isGuarded = (places.get(name) ?? []).some((at) => guardsAt(reading, at, origin));
    guarded.set(name, isGuarded);
    return isGuarded;
  };
}
