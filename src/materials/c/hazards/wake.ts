/** Tells which rules a function wakes, by one walk over what the kernel noted of it; it reads no text. */
import { TokenKind } from '../../../scan/lexed.ts';
import type { FunctionSpan } from '../spans.ts';
import { Mark, type Structure } from '../structure.ts';
import { wordNumber, words } from '../words.ts';
import { type Call, type Rule, type Shape, shapes } from './rule.ts';
import { rules } from './rules.ts';
import { byteWords } from './tables/bytes.ts';
import { receivers } from './tables/copies.ts';
import { sourceWords } from './tables/foreign.ts';

/** Bit n of an entry: the word wakes rule n. */
const size = words.names.length + 1;
const first = masks((rule) => rule);
const second = masks((rule) => rule.also);
/** Rules that ask for one thing only. */
const single = rules.reduce((all, rule, index) => (rule.also === undefined ? all | (1 << index) : all), 0);
const isByte = new Uint8Array(size);
for (const word of byteWords) isByte[wordNumber(word)] = 1;
/** 1: foreign data may enter by it, 2: it receives. */
const source = new Uint8Array(size);
for (const word of sourceWords) source[wordNumber(word)] = 1;
for (const word of receivers.keys()) source[wordNumber(word)] = 3;
source[0] = 0;
const [charWord, unsignedWord] = [wordNumber('char'), wordNumber('unsigned')];
const notTypes: ReadonlySet<number> = new Set(['return', 'else', 'case', 'sizeof', 'goto', 'delete', 'throw'].map(wordNumber));

interface Masks {
  readonly words: Int32Array;
  readonly shapes: Readonly<Record<Shape, number>>;
}

function masks(part: (rule: Rule) => Call | undefined): Masks {
  const byWord = new Int32Array(size);
  const byShape: Record<Shape, number> = { array: 0, cast: 0, index: 0, bytes: 0 };
  rules.forEach((rule, index) => {
    const bit = 1 << index;
    const call = part(rule);
    for (const word of call?.words ?? []) byWord[wordNumber(word)] = (byWord[wordNumber(word)] ?? 0) | bit;
    for (const shape of shapes) if (call?.shapes.includes(shape) === true) byShape[shape] |= bit;
  });
  byWord[0] = 0;
  return { words: byWord, shapes: byShape };
}

/** Asks function after function, in order: where the notes of one begin is where those of the last ended. */
export interface Waker {
  readonly file: Structure;
  /** The next note to be read. */
  at: number;
}

export function wokenBy(waker: Waker, span: FunctionSpan): readonly Rule[] {
  const { file } = waker;
  const { tokens, noted, notedCount } = file;
  const { kind, code } = file.lexed;
  while (waker.at < notedCount && (noted[waker.at] ?? 0) < span.parametersOpen) waker.at++;
  const from = waker.at;
  let found = 0;
  let also = 0;
  let sources = 0;
  for (; waker.at < notedCount; waker.at++) {
    const at = noted[waker.at] ?? 0;
    if (at >= span.bodyClose) break;
    const token = tokens[at] ?? 0;
    const number = code[token] ?? 0;
    if (kind[token] === TokenKind.identifier) {
      found |= first.words[number] ?? 0;
      also |= second.words[number] ?? 0;
      sources |= source[number] ?? 0;
      const isChar = number === charWord && code[tokens[at - 1] ?? 0] === unsignedWord;
      if ((isByte[number] === 1 || isChar) && (at < span.parametersClose || code[tokens[at + 1] ?? 0] === Mark.star)) {
        found |= first.shapes.bytes;
        also |= second.shapes.bytes;
      }
    } else if (number === Mark.bracketOpen) {
      found |= first.shapes.index;
      also |= second.shapes.index;
      // Two names in a row before a bracket declare an array; `return a[…` only looks so.
      if (kind[tokens[at - 1] ?? 0] === TokenKind.identifier && isTypeEnd(file, at - 2)) found |= first.shapes.array;
    } else if (at > span.bodyOpen) found |= first.shapes.cast;
  }
  const woken = found & (also | single);
  if (woken === 0) return none;
  const raw = { file, span, from, to: waker.at, hasSource: (sources & 1) !== 0, receives: (sources & 2) !== 0 };
  return rules.filter((rule, index) => (woken & (1 << index)) !== 0 && rule.suspects?.(raw) !== false);
}

const none: readonly Rule[] = [];

function isTypeEnd(file: Structure, at: number): boolean {
  const token = file.tokens[at] ?? 0;
  return file.lexed.kind[token] === TokenKind.identifier && !notTypes.has(file.lexed.code[token] ?? 0);
}
