/** Unpacks xz streams (the .xz file format 1.2.1). It knows the LZMA2 filter only and says so when another one was used. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc64 } from './crc64.ts';
import { decodeLzma, lzmaState, resetState, setProperties, type LzmaState } from './lzma.ts';
import { nameWithin, rest, type Piece, type Unpack } from './piece.ts';
import { filled, reserve, sinkOf, type Sink } from './sink.ts';

const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
/** Size of the check behind each block, by its number (section 2.1.1.2). */
const checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

export const unpackXz: Unpack = function* (bytes, name, allowance): Generator<Piece> {
  if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
  const sink = sinkOf(allowance.room(), bytes.length * 4);
  const trouble = streams(bytes, sink, allowance.why, () => allowance.next());
  allowance.spend(sink.length);
  yield trouble === undefined ? { name: nameWithin(name), bytes: filled(sink) } : { name: nameWithin(name), trouble };
};

/** Streams may follow one another with zeros between them (section 2.2). Answers with a trouble or nothing. */
function streams(bytes: Uint8Array, sink: Sink, why: () => string, mayGoOn: () => boolean): string | undefined {
  let at = 0;
  while (at < bytes.length) {
    if (at > 0 && isZeroWord(bytes, at)) {
      at += 4;
      continue;
    }
    if (!magic.every((byte, index) => bytes[at + index] === byte)) return 'bytes that are no xz stream follow the end';
    const check = (bytes[at + 7] ?? 0) & 15;
    at += 12;
    while (bytes[at] !== 0) {
      if (at >= bytes.length) return cut;
      if (!mayGoOn()) return 'the stream has too many blocks';
      const next = block(bytes, at, check, sink, why);
      if (typeof next === 'string') return next;
      at = next;
    }
    at = afterIndex(bytes, at) + 12;
    if (at > bytes.length) return cut;
  }
  return undefined;
}

const cut = 'the xz stream is cut off';
const damaged = 'the xz stream is damaged';

function isZeroWord(bytes: Uint8Array, at: number): boolean {
  return at + 4 <= bytes.length && bytes.subarray(at, at + 4).every((byte) => byte === 0);
}

/** Section 3: header, chunks, padding, check. Answers with the position behind it or a trouble. */
function block(bytes: Uint8Array, start: number, check: number, sink: Sink, why: () => string): number | string {
  const headerSize = ((bytes[start] ?? 0) + 1) * 4;
  const flags = bytes[start + 1] ?? 0;
  if (start + headerSize > bytes.length) return cut;
  let at = start + 2;
  if ((flags & 0x40) !== 0) at = afterNumber(bytes, at);
  if ((flags & 0x80) !== 0) at = afterNumber(bytes, at);
  if ((flags & 3) !== 0 || bytes[at] !== 0x21) return 'the xz stream uses a filter other than LZMA2, which is not understood';
  const from = sink.length;
  const end = chunks(bytes, start + headerSize, sink, why);
  if (typeof end === 'string') return end;
  const checkAt = end + ((4 - ((end - start) & 3)) & 3);
  const after = checkAt + (checkSizes[check] ?? 0);
  if (after > bytes.length) return cut;
  return isSound(filled(sink).subarray(from), check, bytes.subarray(checkAt, after)) ? after : 'the check sum of the xz stream does not match';
}

/** LZMA2: a control byte says what the next chunk resets and how long it is, so no chunk can surprise. */
function chunks(bytes: Uint8Array, start: number, sink: Sink, why: () => string): number | string {
  const lzma = lzmaState();
  let dictionary = sink.length;
  let at = start;
  let isReady = false;
  for (;;) {
    const control = bytes[at++];
    if (control === undefined) return cut;
    if (control === 0) return at;
    if (control === 1 || control >= 0xe0) dictionary = sink.length;
    if (control < 0x80) {
      if (control > 2) return damaged;
      const size = word(bytes, at) + 1;
      at += 2;
      if (at + size > bytes.length) return cut;
      if (!reserve(sink, size)) return why();
      sink.buffer.set(bytes.subarray(at, at + size), sink.length);
      sink.length += size;
      at += size;
      continue;
    }
    const size = ((control & 0x1f) << 16) + word(bytes, at) + 1;
    const packed = word(bytes, at + 2) + 1;
    at += 4;
    isReady = prepare(lzma, control, bytes[at] ?? 0xff, isReady);
    if (!isReady) return damaged;
    if (control >= 0xc0) at += 1;
    if (at + packed > bytes.length) return cut;
    if (!reserve(sink, size)) return why();
    if (!decodeLzma(lzma, bytes, at, at + packed, sink.buffer, sink.length, sink.length + size, dictionary)) return damaged;
    sink.length += size;
    at += packed;
  }
}

/** 0x80: nothing, 0xa0: state, 0xc0: state and properties, 0xe0: dictionary as well. The first chunk must set properties. */
function prepare(lzma: LzmaState, control: number, properties: number, isReady: boolean): boolean {
  if (control >= 0xc0 && !setProperties(lzma, properties)) return false;
  if (control < 0xc0 && !isReady) return false;
  if (control >= 0xa0) resetState(lzma);
  return true;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Numbers of variable length (section 1.2): at most nine bytes. */
function afterNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + 8 && ((bytes[at] ?? 0) & 0x80) !== 0) at += 1;
  return at + 1;
}

/** The index repeats the sizes of the blocks; it is passed over (section 4). */
function afterIndex(bytes: Uint8Array, start: number): number {
  let count = 0;
  const records = afterNumber(bytes, start + 1);
  for (let at = records - 1; at > start; at--) count = count * 128 + ((bytes[at] ?? 0) & 0x7f);
  let at = records;
  for (let left = count * 2; left > 0 && at < bytes.length; left--) at = afterNumber(bytes, at);
  return at + ((4 - ((at - start) & 3)) & 3) + 4;
}

function isSound(content: Uint8Array, check: number, sum: Uint8Array): boolean {
  if (check === 1) return crc32(content) === new DataView(sum.buffer, sum.byteOffset, 4).getUint32(0, true);
  if (check === 4) return Buffer.compare(crc64(content), sum) === 0;
  if (check === 10) return createHash('sha256').update(content).digest().equals(sum);
  return true;
}
