/** Loops of a body: those without an end, and those that do nothing but wait for something to change. Counting loops are not looked at. */
import { Mark } from '../structure.ts';
import { wordNumber } from '../words.ts';
import { isCapital, type Reading, Sign } from './reading.ts';

const [whileWord, forWord, doWord, returnWord, breakWord, gotoWord, continueWord] = ['while', 'for', 'do', 'return', 'break', 'goto', 'continue'].map(wordNumber) as [number, number, number, number, number, number, number];

export interface Loop {
  /** Position behind the body. */
  readonly end: number;
  readonly sort: 'endless' | 'halt' | 'wait' | 'other';
  /** Nothing in its body leaves it. */
  readonly leaves: boolean;
  readonly condition: { readonly from: number; readonly to: number };
  /** Where the `while` at the end of a `do` stands: it begins no loop of its own. */
  readonly tail?: number;
}

const other: Loop = { end: 0, sort: 'other', leaves: true, condition: { from: 0, to: 0 } };

/** Reads the loop whose keyword stands at `at`. */
export function loopAt(reading: Reading, at: number): Loop {
  const { mark, word, close } = reading;
  if (word(at) === doWord) return doLoop(reading, at);
  const open = at + 1;
  const end = close(open);
  if (mark(open) !== Mark.parenOpen || end === open) return other;
  const condition = { from: open + 1, to: end };
  const isEndless = word(at) === forWord ? mark(open + 1) === Mark.semicolon && mark(open + 2) === Mark.semicolon : isTrue(reading, condition);
  if (word(at) === forWord && !isEndless) return other;
  const empty = emptyBody(reading, end + 1);
  if (isEndless) {
    if (empty > 0) return { end: empty, sort: 'halt', leaves: false, condition };
    const bodyEnd = mark(end + 1) === Mark.braceOpen ? close(end + 1) : end + 1;
    return { end: bodyEnd, sort: 'endless', leaves: hasExit(reading, end + 1, bodyEnd), condition };
  }
  return empty > 0 && waits(reading, condition) ? { end: empty, sort: 'wait', leaves: true, condition } : other;
}

function doLoop(reading: Reading, at: number): Loop {
  const { mark, word, close } = reading;
  const end = close(at + 1);
  if (mark(at + 1) !== Mark.braceOpen) return { ...other, tail: endOfStatement(reading, at + 1) };
  const tail = end + 1;
  if (end === at + 1 || word(tail) !== whileWord || mark(end + 2) !== Mark.parenOpen) return { ...other, tail };
  const condition = { from: end + 3, to: close(end + 2) };
  if (isTrue(reading, condition)) return { end, sort: 'endless', leaves: hasExit(reading, at + 1, end), condition, tail };
  return emptyBody(reading, at + 1) > 0 && waits(reading, condition) ? { end, sort: 'wait', leaves: true, condition, tail } : { ...other, tail };
}

/** Behind the semicolon of a simple statement. */
function endOfStatement({ mark, close }: Reading, from: number): number {
  let at = from;
  while (at < from + 200 && mark(at) !== Mark.semicolon && mark(at) !== Mark.braceClose) at = mark(at) === Mark.parenOpen ? close(at) + 1 : at + 1;
  return at + 1;
}

function isTrue({ text, isNumber }: Reading, { from, to }: Loop['condition']): boolean {
  return to === from + 1 && (isNumber(from) ? text(from) !== '0' : /^(?:true|TRUE|pdTRUE|FOREVER)$/u.test(text(from)));
}

/** Statements that only pass the time. */
const idle = /^(?:__NOP|_NOP|NOP|nop|__nop|_nop_|__no_operation|__WFI|__WFE|__wfi|__wfe|asm|__asm|__asm__|cpu_relax|tight_loop_contents|barrier|__DSB|__ISB|__DMB|yield|taskYIELD|portYIELD|sched_yield|CPU_RELAX|continue)$/u;

/** The position behind a body that does nothing, or 0. */
function emptyBody({ mark, text, close, isName, word }: Reading, at: number): number {
  if (mark(at) === Mark.semicolon) return at + 1;
  if (mark(at) !== Mark.braceOpen) return 0;
  const end = close(at);
  for (let p = at + 1; p < end; ) {
    if (mark(p) === Mark.semicolon) p++;
    else if (isName(p) && (idle.test(text(p)) || word(p) === continueWord)) {
      while (p < end && mark(p) !== Mark.semicolon) p++;
    } else return 0;
  }
  return end + 1;
}

/** Names by which a condition shows that it counts, or looks at a clock. */
const bounded = /time|tick|count|cnt|retr|tries|loop|millis|micros|deadline|elapsed|delay|limit|attempt|wait|timer|now|DWT|SysTick|CYCCNT/iu;

/** Functions that by their names ask a state and do nothing else. */
const asking = /(?:^|_|is_?)(?:busy|ready|done|idle|complete|finished)(?:_get|_read)?$|(?:Is|is|get)(?:Busy|Ready|Done|Idle|Complete)$/u;

/** Whether a condition asks hardware or a volatile variable, and holds nothing that would end the waiting. */
function waits({ mark, isName, text, word, variables }: Reading, { from, to }: Loop['condition']): boolean {
  let asks = false;
  if (to - from > 60) return false;
  for (let at = from; at < to; at++) {
    const here = mark(at);
    if (here === Sign.increment || here === Sign.decrement || here === Mark.assign || here === Mark.less || here === Mark.greater) return false;
    if (here === Sign.arrow) asks = true;
    if (!isName(at)) continue;
    const name = text(at);
    if (bounded.test(name)) return false;
    const called = mark(at + 1) === Mark.parenOpen;
    if (called && !isCapital(name)) {
      if (!asking.test(name)) return false;
      asks = true;
    }
    const flags = variables.get(name)?.flags ?? '';
    // A name in capitals that stands first is a register or asks one; `& FLAG` behind it is only the bit.
    if (flags.includes('v') || (isCapital(name) && name.length > 2 && word(at) === -1 && (called || mark(at + 1) === Sign.ampersand || mark(at + 1) === Sign.dot || to - from <= 2))) asks = true;
  }
  return asks;
}

/** A body longer than this does more than loop: it is taken to have an exit, and hostile nesting stays cheap. */
const longestSearch = 4_000;

function hasExit({ word }: Reading, from: number, to: number): boolean {
  if (to - from > longestSearch) return true;
  for (let at = from; at < to; at++) {
    const number = word(at);
    if (number === returnWord || number === breakWord || number === gotoWord) return true;
  }
  return false;
}
