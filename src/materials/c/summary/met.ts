/** What the walk over a body does at the keywords, calls and names that it meets. */
import { copies, receivers } from '../hazards/tables/copies.ts';
import { Mark } from '../structure.ts';
import { noting, wordNumber } from '../words.ts';
import { accessAt } from './access.ts';
import { noteReceived } from './locals.ts';
import { loopAt } from './loops.ts';
import { changing, type Reading, Sign } from './reading.ts';
import { register } from './register.ts';
import { loopSinks, sinkOfCall, sinkOfIndex } from './sinks.ts';
import { walksOn } from './scans.ts';
import { doingOf } from './tables.ts';
import { isLocal, slotAt, use, type Walked } from './walked.ts';
import { written } from './written.ts';

const [gotoWord, whileWord, forWord, doWord, newWord, deleteWord, ifWord] = ['goto', 'while', 'for', 'do', 'new', 'delete', 'if'].map(wordNumber) as [number, number, number, number, number, number, number];
const copyWord = new Uint8Array(noting.length + 1);
for (const name of copies.keys()) copyWord[wordNumber(name)] = 1;
const jumps = /^_?_?(?:builtin_)?(?:sig)?(?:setjmp|longjmp)$/u;
const stackTakers = /^(?:alloca|__builtin_alloca|_alloca|_malloca|ALLOCA)$/u;

/** A generated dispatcher may call thousands; further calls are not told. */
export const mostCalls = 2_000;
export const mostAccesses = 400;

export function onKeyword(walked: Walked, at: number, number: number): void {
  const { reading, endless, tails, waits } = walked;
  if (number === gotoWord) use(walked, 'goto');
  else if (number === forWord || number === doWord || (number === whileWord && !tails.has(at))) {
    const loop = loopAt(reading, at);
    if (loop.tail !== undefined) tails.add(loop.tail);
    if (loop.sort === 'endless') {
      endless.push(loop.end);
      if (!loop.leaves) use(walked, 'endless');
    } else if (loop.sort === 'halt') use(walked, 'halt');
    else if (loop.sort === 'wait' || (number === whileWord && walksOn(reading, at))) waits.push({ line: reading.line(at), construct: `while (${written(reading, loop.sort === 'wait' ? loop.condition.from : at + 2, loop.sort === 'wait' ? loop.condition.to : reading.close(at + 1), 120)})` });
    if (number === forWord) loopSinks(walked, at);
  } else if (number === newWord && reading.isName(at + 1)) site(walked, at, 'new', '');
  else if (number === deleteWord) site(walked, at, 'delete', '');
}

export function onCall(walked: Walked, at: number, number: number, previous: number, afterName: boolean): void {
  const { reading } = walked;
  leaveBlocks(walked, at);
  const { start, end, bytes } = reading.file.lexed;
  const token = reading.file.tokens[at] ?? 0;
  const slot = slotAt(bytes, start[token] ?? 0, end[token] ?? 0);
  const spelling = reading.text(at);
  // Most calls are ordinary, and most names have been met before.
  if (ordinary[slot] !== spelling) {
    const doing = doingOf(spelling);
    if (doing === 'none') ordinary[slot] = spelling;
    else act(walked, at, doing);
  }
  if (previous === Sign.dot || previous === Sign.arrow) {
    // In C++ it is a method as a rule.
    if (!reading.isPlusplus) use(walked, 'pointer');
    return;
  }
  // `Type name(…)` declares.
  if (afterName) return;
  if (number > 0) {
    if (jumps.test(spelling)) use(walked, 'jump');
    else if (stackTakers.test(spelling)) use(walked, 'alloca');
    const received = receivers.get(spelling);
    if (received !== undefined) noteReceived(walked, at, received);
    if (copyWord[number] === 1) sinkOfCall(walked, at, spelling);
  }
  // Names in capitals are macros': they lead to no function; one that asks where it runs still tells something.
  if (!isShouted(bytes, start[token] ?? 0, end[token] ?? 0) || /I[RS][QR]/u.test(spelling)) site(walked, at, spelling, previous === Sign.scope ? 'q' : '');
}

/** Names of ordinary calls by their slots. */
const ordinary: string[] = new Array<string>(4096).fill('');

function isShouted(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x61 && byte <= 0x7a) return false;
  }
  return true;
}

function act(walked: Walked, at: number, doing: Exclude<ReturnType<typeof doingOf>, 'none'>): void {
  const { reading, guardedBlocks } = walked;
  if (doing === 'enter') walked.critical++;
  else if (doing === 'leave') walked.critical = Math.max(0, walked.critical - 1);
  else if (doing === 'guarded-block') {
    walked.critical++;
    guardedBlocks.push(reading.close(reading.close(at + 1) + 1));
  } else register(reading, at, doing);
}

function site(walked: Walked, at: number, name: string, qualified: string): void {
  leaveBlocks(walked, at);
  const { sites, critical, endless } = walked;
  if (sites.length < mostCalls) sites.push({ at, flags: `${critical > 0 ? 'c' : ''}${endless.length > 0 ? 'e' : ''}${qualified}`, name });
}

/** Blocks and loops that ended before this position. */
function leaveBlocks(walked: Walked, at: number): void {
  const { endless, guardedBlocks } = walked;
  while (endless.length > 0 && (endless.at(-1) ?? Infinity) < at) endless.pop();
  while (guardedBlocks.length > 0 && (guardedBlocks.at(-1) ?? Infinity) < at) {
    guardedBlocks.pop();
    walked.critical--;
  }
}

export function onName(walked: Walked, at: number, token: number, previous: number, after: number): void {
  const { reading, sieve, parameters, tainted, places, accesses } = walked;
  const { start, end, bytes } = reading.file.lexed;
  const slot = slotAt(bytes, start[token] ?? 0, end[token] ?? 0);
  if (sieve.own[slot] === 1) {
    const spelling = reading.text(at);
    if (parameters.has(spelling) || tainted.has(spelling)) {
      const known = places.get(spelling);
      if (known === undefined) places.set(spelling, [at]);
      else known.push(at);
      if (previous === Mark.bracketOpen) sinkOfIndex(walked, at, spelling);
      return;
    }
  }
  const changes = after === Mark.assign || (after > 0xff && (after === Sign.increment || after === Sign.decrement || changing.has(after))) || previous === Sign.increment || previous === Sign.decrement;
  const asked = (previous === Mark.parenOpen || previous === Sign.not) && !changes && isAsked(reading, at, previous);
  if (sieve.file[slot] !== 1 && !changes && !asked) return;
  const spelling = reading.text(at);
  if (reading.functionNames.has(spelling)) reading.addressed.add(spelling);
  if (accesses.size >= mostAccesses || (!reading.variables.has(spelling) && !changes && !asked) || isLocal(walked, spelling)) return;
  leaveBlocks(walked, at);
  const access = accessAt(walked, at, spelling, asked);
  if (access === undefined) return;
  const key = `${access.name} ${access.flags}`;
  if (!accesses.has(key)) accesses.set(key, access);
}

/** `if (name`, `while (!name`: a condition that asks it. */
function isAsked({ mark, word }: Reading, at: number, previous: number): boolean {
  const open = previous === Sign.not ? at - 2 : at - 1;
  if (mark(open) !== Mark.parenOpen) return false;
  const asking = word(open - 1);
  return asking === ifWord || asking === whileWord;
}

