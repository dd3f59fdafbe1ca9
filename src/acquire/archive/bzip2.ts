/** Unpacks bzip2 streams. Each block is bounded by its header, and every run is checked against the room left. */
import { nameWithin, rest, type Piece, type Unpack } from './piece.ts';
import { filled, reserve, sinkOf, type Sink } from './sink.ts';
import { bitsOf, readBits, type Bits } from './bits.ts';
import { readTables, type Tables } from './bzip2-tables.ts';

const damaged = 'the bzip2 stream is damaged or cut off';

export const unpackBzip2: Unpack = function* (bytes, name, allowance): Generator<Piece> {
  if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
  const sink = sinkOf(allowance.room(), bytes.length * 4);
  const trouble = streams(bytes, sink, allowance.why, () => (allowance.next() ? undefined : allowance.spent()));
  allowance.spend(sink.length);
  yield trouble === undefined ? { name: nameWithin(name), bytes: filled(sink) } : { name: nameWithin(name), trouble };
};

/** Streams may follow one another, each from a whole byte on. */
function streams(bytes: Uint8Array, sink: Sink, why: () => string, stop: () => string | undefined): string | undefined {
  const bits = bitsOf(bytes);
  while (bits.at < bytes.length) {
    const level = (bytes[bits.at + 3] ?? 0) - 0x30;
    if (Buffer.from(bytes.subarray(bits.at, bits.at + 3)).toString('latin1') !== 'BZh' || level < 1 || level > 9) {
      return sink.length === 0 ? damaged : 'bytes that are no bzip2 stream follow the end';
    }
    bits.at += 4;
    for (;;) {
      const high = readBits(bits, 24);
      const low = readBits(bits, 24);
      const sum = readBits(bits, 32);
      // The digits of the square root of pi end a stream, those of pi open a block.
      if (high === 0x177245 && low === 0x385090) break;
      if (high !== 0x314159 || low !== 0x265359 || bits.isOver) return damaged;
      const stopped = stop();
      if (stopped !== undefined) return stopped;
      const from = sink.length;
      const trouble = block(bits, level * 100_000, sink, why);
      if (trouble !== undefined) return trouble;
      if (sumOf(sink.buffer, from, sink.length) !== sum >>> 0) return 'the check sum of the bzip2 stream does not match';
    }
    if (bits.isOver) return damaged;
    bits.have = 0;
  }
  return undefined;
}

function block(bits: Bits, size: number, sink: Sink, why: () => string): string | undefined {
  // A set first bit marks a block of bzip2 before 0.9.5, which shuffled bytes.
  if (readBits(bits, 1) !== 0) return 'the bzip2 stream is of a version before 0.9.5, which is not understood';
  const origin = readBits(bits, 24);
  const tables = readTables(bits);
  if (tables === undefined) return damaged;
  const letters = new Uint32Array(size);
  const count = decode(bits, tables, letters);
  if (count === undefined || (count > 0 && origin >= count)) return damaged;
  return count === 0 || unsort(letters, count, origin, sink) ? undefined : why();
}

/** Huffman codes, then runs of the foremost symbol, then move-to-front; the number of letters or undefined. */
function decode(bits: Bits, tables: Tables, letters: Uint32Array): number | undefined {
  const front = tables.symbols.slice();
  const endOfBlock = front.length + 1;
  let count = 0;
  let run = 0;
  let place = 1;
  for (let group = 0, left = 0; ; left--) {
    if (left === 0) {
      left = 50;
      group += 1;
    }
    const table = tables.groups[tables.selectors[group - 1] ?? -1];
    if (table === undefined || bits.isOver) return undefined;
    let length = table.shortest;
    let code = readBits(bits, length);
    while (code > (table.limits[length] ?? -1)) {
      if (++length > table.longest) return undefined;
      code = (code << 1) | readBits(bits, 1);
    }
    const symbol = table.order[code - (table.bases[length] ?? 0)];
    if (symbol === undefined) return undefined;
    if (symbol < 2) {
      // A run is written in bijective base 2: RUNA adds one, RUNB two of the place.
      run += place << symbol;
      place <<= 1;
      if (run > letters.length) return undefined;
      continue;
    }
    if (run > 0) {
      if (count + run > letters.length) return undefined;
      letters.fill(front[0] ?? 0, count, count + run);
      count += run;
      run = 0;
    }
    place = 1;
    if (symbol === endOfBlock) return count;
    const letter = front[symbol - 1] ?? 0;
    front.copyWithin(1, 0, symbol - 1);
    front[0] = letter;
    if (count >= letters.length) return undefined;
    letters[count++] = letter;
  }
}

/** Undoes the sorting (Burrows-Wheeler), then the first run-length code: four equal bytes are followed by a count. */
function unsort(letters: Uint32Array, count: number, origin: number, sink: Sink): boolean {
  const starts = new Uint32Array(257);
  for (let at = 0; at < count; at++) tally(starts, ((letters[at] ?? 0) & 0xff) + 1, 1);
  for (let letter = 0; letter < 256; letter++) tally(starts, letter + 1, starts[letter] ?? 0);
  for (let at = 0; at < count; at++) {
    const letter = (letters[at] ?? 0) & 0xff;
    const place = starts[letter] ?? 0;
    starts[letter] = place + 1;
    letters[place] = ((letters[place] ?? 0) & 0xff) | (at << 8);
  }
  let next = (letters[origin] ?? 0) >>> 8;
  let previous = -1;
  let equal = 0;
  for (let left = count; left > 0; left--) {
    const cell = letters[next] ?? 0;
    const letter = cell & 0xff;
    next = cell >>> 8;
    const times = equal === 4 ? letter : 1;
    if (!reserve(sink, times)) return false;
    if (equal === 4) {
      sink.buffer.fill(previous, sink.length, sink.length + times);
      equal = 0;
      previous = -1;
    } else {
      sink.buffer[sink.length] = letter;
      equal = letter === previous ? equal + 1 : 1;
      previous = letter;
    }
    sink.length += times;
  }
  return true;
}

function tally(counts: Uint32Array, at: number, more: number): void {
  counts[at] = (counts[at] ?? 0) + more;
}

const sums = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});

/** CRC-32 with the bits of each byte in the other order than elsewhere. */
function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0xffffffff;
  for (let at = from; at < to; at++) sum = ((sum << 8) ^ (sums[((sum >>> 24) ^ (bytes[at] ?? 0)) & 0xff] ?? 0)) >>> 0;
  return ~sum >>> 0;
}
