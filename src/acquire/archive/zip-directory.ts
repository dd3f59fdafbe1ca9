/** Finds and reads the central directory of a zip archive, Zip64 included (APPNOTE 6.3.10 sections 4.3.12 to 4.3.16). It believes no offset unchecked. */
import type { ZipEntry } from './zip.ts';

const endSize = 22;
const longestComment = 0xffff;
const endMark = 0x06054b50;
const end64Mark = 0x06064b50;
const locatorMark = 0x07064b50;
const entryMark = 0x02014b50;

/** The entries one by one (a string is a trouble and the last), or why there is no directory. */
export function directoryOf(bytes: Uint8Array): Iterable<ZipEntry | string> | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  if (end === undefined) return 'the zip archive has no directory at its end; it may be cut off';
  const where = end64(view, end) ?? { count: view.getUint16(end + 10, true), size: view.getUint32(end + 12, true), offset: view.getUint32(end + 16, true), end };
  if (view.getUint16(end + 4, true) !== 0 && view.getUint16(end + 4, true) !== 0xffff) return 'the zip archive is one part of several';
  // Bytes put before the archive (a self-extracting program) shift everything by as much.
  const start = where.end - where.size;
  const shift = start - where.offset;
  if (start < 0 || shift < 0) return 'the directory of the zip archive lies outside of it';
  return entries(view, bytes, start, where.end, where.count, shift);
}

function* entries(view: DataView, bytes: Uint8Array, start: number, end: number, count: number, shift: number): Generator<ZipEntry | string> {
  let at = start;
  let seen = 0;
  for (; at + 46 <= end && view.getUint32(at, true) === entryMark; seen++) {
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > end) break;
    const sizes = large(view, nameEnd, extraEnd, { size: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) });
    yield {
      name: bytes.subarray(at + 46, nameEnd), flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), sum: view.getUint32(at + 16, true),
      packed: sizes.packed, size: sizes.size, at: sizes.offset + shift,
      // The upper byte of "made by" is 3 for Unix; then the upper half of the attributes is its mode.
      mode: view.getUint16(at + 4, true) >>> 8 === 3 ? view.getUint16(at + 40, true) : 0,
    };
    at = next;
  }
  if (seen !== count && (seen & 0xffff) !== count) yield `the zip archive announces ${count} entries, its directory holds ${seen}`;
  else if (at !== end) yield 'the directory of the zip archive is damaged';
}

function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - endSize - longestComment);
  for (let at = view.byteLength - endSize; at >= lowest; at--) {
    if (view.getUint32(at, true) === endMark && at + endSize + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  return undefined;
}

interface Where {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  readonly end: number;
}

function end64(view: DataView, end: number): Where | undefined {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== locatorMark) return undefined;
  // The record stands right before its locator, wherever the archive was moved to.
  const at = [Number(view.getBigUint64(locator + 8, true)), locator - 56].find((place) => place >= 0 && place + 56 <= locator && view.getUint32(place, true) === end64Mark);
  if (at === undefined) return undefined;
  return { count: big(view, at + 32), size: big(view, at + 40), offset: big(view, at + 48), end: at };
}

interface Sizes {
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
}

/** Extra field 1 holds, in this order, those of the three numbers that do not fit in 32 bits (section 4.5.3). */
function large(view: DataView, from: number, to: number, plain: Sizes): Sizes {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const end = Math.min(to, at + 4 + view.getUint16(at + 2, true));
    let place = at + 4;
    const take = (value: number): number => {
      if (value !== 0xffffffff || place + 8 > end) return value;
      place += 8;
      return big(view, place - 8);
    };
    return { size: take(plain.size), packed: take(plain.packed), offset: take(plain.offset) };
  }
  return plain;
}

/** Numbers beyond 2^53 lie outside every archive; they stay large enough to be refused. */
function big(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
