/** Walks the body of one function once and gathers its calls, accesses, loops and uses; it decides nothing about them. */
import type { SummedAccess, SummedCall, SummedFunction, SummedWait } from '../../../facts/function-summary.ts';
import { TokenKind } from '../../../scan/lexed.ts';
import { copies, receivers } from '../hazards/tables/copies.ts';
import type { FunctionSpan } from '../spans.ts';
import { Mark } from '../structure.ts';
import { noting, wordNumber } from '../words.ts';
import { accessAt } from './access.ts';
import { argumentsOf } from './arguments.ts';
import { guardsAt } from './guards.ts';
import { headOf } from './head.ts';
import { noteLocal, noteReceived, noteTaint, precedes } from './locals.ts';
import { loopAt } from './loops.ts';
import { changing, type Reading, Sign } from './reading.ts';
import { register } from './register.ts';
import { loopSinks, sinkOfCall, sinkOfIndex, sinksOf } from './sinks.ts';
import { doingOf } from './tables.ts';
import { isLocal, letThrough, restart, type Sieve, slotAt, type Walked } from './walked.ts';
import { written } from './written.ts';

const keywords = ('if else for while do switch case default return goto break continue sizeof typedef struct union enum class namespace template typename extern static inline const volatile ' +
  'register auto operator using public private protected virtual friend try catch throw noexcept override final constexpr explicit static_cast reinterpret_cast const_cast dynamic_cast ' +
  'new delete asm __asm __asm__ __attribute__ __attribute __declspec _Alignas alignas decltype defined typeof __typeof__ __typeof void int char unsigned').split(' ');
const isKeyword = new Uint8Array(noting.length + 1);
for (const name of keywords) isKeyword[wordNumber(name)] = 1;
isKeyword[0] = 0;
const [gotoWord, whileWord, forWord, doWord, newWord, deleteWord, ifWord] = ['goto', 'while', 'for', 'do', 'new', 'delete', 'if'].map(wordNumber) as [number, number, number, number, number, number, number];
const copyWord = new Uint8Array(noting.length + 1);
for (const name of copies.keys()) copyWord[wordNumber(name)] = 1;
const jumps = /^_?_?(?:builtin_)?(?:sig)?(?:setjmp|longjmp)$/u;
const stackTakers = /^(?:alloca|__builtin_alloca|_alloca|_malloca|ALLOCA)$/u;
/** What may follow a name that is being declared. */
const declares: ReadonlySet<number> = new Set([Mark.assign, Mark.semicolon, Mark.comma, Mark.bracketOpen, Mark.colon, Mark.parenClose, Mark.braceOpen]);

/** A generated dispatcher may call thousands; further calls are not told. */
const mostCalls = 2_000;
const mostAccesses = 400;

interface CallSite {
  readonly at: number;
  readonly flags: string;
  readonly name: string;
}

/** `doubt` hears what was left out. */
export function summarise(reading: Reading, span: FunctionSpan, name: string, sieve: Sieve, doubt: (reason: string) => void): SummedFunction {
  const { lexed, tokens, partner } = reading.file;
  const { kind, code, start, end, bytes } = lexed;
  const { line, text, close } = reading;
  const head = headOf(reading, span, name);
  restart(sieve);
  for (const parameter of head.parameters.keys()) letThrough(sieve, parameter);
  const walked: Walked = {
    reading, span, parameters: head.parameters, foreign: new Set(head.foreign), declared: [], locals: new Set(), arrays: new Map(), tainted: new Map(), places: new Map(),
    candidates: [], sieve, critical: 0,
  };
  const sites: CallSite[] = [];
  const accesses = new Map<string, SummedAccess>();
  const waits: SummedWait[] = [];
  const uses: Record<string, number> = {};
  const use = (what: string): void => { uses[what] = (uses[what] ?? 0) + 1; };
  const endless: number[] = [];
  const guardedBlocks: number[] = [];
  const tails = new Set<number>();
  let before = 0;
  let beforeIsName = false;
  for (let at = span.bodyOpen + 1; at < span.bodyClose; at++) {
    const token = tokens[at] ?? 0;
    const sort = kind[token];
    const number = code[token] ?? 0;
    if (sort !== TokenKind.identifier) {
      before = sort === TokenKind.punctuator ? number : 0;
      beforeIsName = false;
      if (before === Mark.parenClose && isPointerCall(reading, at, partner)) use('pointer');
      continue;
    }
    const previous = before;
    const afterName = beforeIsName;
    before = 0;
    beforeIsName = true;
    if (endless.length > 0) while ((endless.at(-1) ?? Infinity) < at) endless.pop();
    if (guardedBlocks.length > 0 && (guardedBlocks.at(-1) ?? Infinity) < at) {
      guardedBlocks.pop();
      walked.critical--;
    }
    if (number > 0 && isKeyword[number] === 1) {
      beforeIsName = !precedes.has(number);
      if (number === gotoWord) use('goto');
      else if (number === forWord || number === doWord || (number === whileWord && !tails.has(at))) {
        const loop = loopAt(reading, at);
        if (loop.tail !== undefined) tails.add(loop.tail);
        if (loop.sort === 'endless') {
          endless.push(loop.end);
          if (!loop.leaves) use('endless');
        } else if (loop.sort === 'halt') use('halt');
        else if (loop.sort === 'wait') waits.push({ line: line(at), construct: `while (${written(reading, loop.condition.from, loop.condition.to, 120)})` });
        if (number === forWord) loopSinks(walked, at);
      } else if ((number === newWord && reading.isName(at + 1)) || number === deleteWord) sites.push({ at, flags: flagsOf(walked, endless), name: number === newWord ? 'new' : 'delete' });
      continue;
    }
    const next = tokens[at + 1] ?? 0;
    const after = kind[next] === TokenKind.punctuator ? (code[next] ?? 0) : 0;
    const isMember = previous === Sign.dot || previous === Sign.arrow;
    if (after === Mark.parenOpen) {
      const spelling = text(at);
      const doing = doingOf(spelling);
      if (doing === 'none') { /* an ordinary call */ }
      else if (doing === 'enter') walked.critical++;
      else if (doing === 'leave') walked.critical = Math.max(0, walked.critical - 1);
      else if (doing === 'guarded-block') {
        walked.critical++;
        guardedBlocks.push(close(close(at + 1) + 1));
      } else register(reading, at, doing);
      if (isMember) {
        if (!reading.isPlusplus) use('pointer');
        continue;
      }
      if (afterName) continue;
      if (number > 0) {
        if (jumps.test(spelling)) use('jump');
        else if (stackTakers.test(spelling)) use('alloca');
        const received = receivers.get(spelling);
        if (received !== undefined) noteReceived(walked, at, received);
        if (copyWord[number] === 1) sinkOfCall(walked, at, spelling);
      }
      if (sites.length < mostCalls) sites.push({ at, flags: flagsOf(walked, endless) + (previous === Sign.scope ? 'q' : ''), name: spelling });
      continue;
    }
    if (isMember) continue;
    if ((afterName || previous === Mark.star || previous === Mark.comma) && declares.has(after)) noteLocal(walked, at, previous, after);
    const assigned = after === Mark.assign;
    if (assigned && walked.foreign.size + number > 0 || (assigned && reading.word(at + 2) > 0)) noteTaint(walked, at);
    const slot = slotAt(bytes, start[token] ?? 0, end[token] ?? 0);
    if (sieve.own[slot] === 1) {
      const spelling = text(at);
      if (walked.parameters.has(spelling) || walked.tainted.has(spelling)) {
        const known = walked.places.get(spelling);
        if (known === undefined) walked.places.set(spelling, [at]);
        else known.push(at);
        if (previous === Mark.bracketOpen) sinkOfIndex(walked, at, spelling);
        continue;
      }
    }
    const changes = assigned || changing.has(after) || after === Sign.increment || after === Sign.decrement || previous === Sign.increment || previous === Sign.decrement;
    const asked = !changes && isAsked(reading, at, previous);
    if (sieve.file[slot] !== 1 && !changes && !asked) continue;
    const spelling = text(at);
    if (reading.functionNames.has(spelling)) reading.addressed.add(spelling);
    if (accesses.size >= mostAccesses || (!reading.variables.has(spelling) && !changes && !asked) || isLocal(walked, spelling)) continue;
    const access = accessAt(walked, at, spelling, asked);
    if (access !== undefined && !accesses.has(access.name + access.flags)) accesses.set(access.name + access.flags, access);
  }
  if (sites.length === mostCalls) doubt(`in ${name}: more than ${mostCalls} calls, the rest was not summed up`);
  if (accesses.size === mostAccesses) doubt(`in ${name}: more than ${mostAccesses} accesses to what it shares, the rest was not summed up`);
  const isGuarded = guarding(walked);
  return {
    name, line: line(span.name), lastLine: line(Math.min(span.bodyClose, reading.file.count - 1)), marks: head.marks, parameters: head.count,
    calls: callsOf(walked, sites, isGuarded), accesses: [...accesses.values()], waits, uses,
    sinks: sinksOf(walked, isGuarded),
    checked: [...walked.parameters].filter(([parameter]) => isGuarded(parameter)).map(([, place]) => place),
  };
}

/** `(*callback)(x)`. */
function isPointerCall({ mark }: Reading, at: number, partner: Int32Array): boolean {
  return mark(at + 1) === Mark.parenOpen && mark((partner[at] ?? at) + 1) === Mark.star;
}

/** `if (name`, `while (!name`: a condition that asks it. */
function isAsked({ mark, word }: Reading, at: number, previous: number): boolean {
  const open = previous === Sign.not ? at - 2 : at - 1;
  if (mark(open) !== Mark.parenOpen) return false;
  const asking = word(open - 1);
  return asking === ifWord || asking === whileWord;
}

function callsOf(walked: Walked, sites: readonly CallSite[], isGuarded: (name: string) => boolean): readonly SummedCall[] {
  const calls = new Map<string, SummedCall>();
  for (const { at, flags, name } of sites) {
    const given = name === 'new' || name === 'delete' ? { count: 0, given: [] } : argumentsOf(walked, at, isGuarded);
    const key = given.given.length === 0 ? name + flags : `${name} ${flags} ${given.given.join(',')}`;
    if (!calls.has(key)) calls.set(key, { callee: name, line: walked.reading.line(at), flags, ...given });
  }
  return [...calls.values()];
}

function flagsOf({ critical }: Walked, endless: readonly number[]): string {
  return critical > 0 ? (endless.length > 0 ? 'ce' : 'c') : endless.length > 0 ? 'e' : '';
}

/** Whether a parameter or a foreign local is checked anywhere in the body; asked once for each. */
function guarding(walked: Walked): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const origin = walked.tainted.get(name)?.at ?? -1;
    const guarded = (walked.places.get(name) ?? []).some((at) => guardsAt(walked.reading, at, origin));
    known.set(name, guarded);
    return guarded;
  };
}
