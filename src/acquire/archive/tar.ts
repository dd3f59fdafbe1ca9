/** Unpacks tar archives: ustar, pax (POSIX.1-2017 pax, "pax Interchange Format") and GNU long names. Sparse files it names and leaves. */
import { latin, octalField, textField } from './text.ts';
import { nameFromBytes } from '../names.ts';
import { rest, type Allowance, type Piece, type Unpack } from './piece.ts';

const blockSize = 512;
/** Longest pax header or GNU long name believed: paths have 4096 bytes, other records are small. */
const maxHeaderBytes = 1024 * 1024;

interface Extra {
  readonly path?: string | undefined;
  readonly link?: string | undefined;
  readonly size?: number | undefined;
  readonly isSparse?: boolean;
}

interface Header {
  readonly name: string;
  readonly link: string;
  readonly type: string;
  readonly size: number;
  readonly isSparse: boolean;
}

export const unpackTar: Unpack = function* (bytes, _name, allowance): Generator<Piece> {
  let extra: Extra = {};
  let always: Extra = {};
  for (let at = 0; at + blockSize <= bytes.length; ) {
    if (isZero(bytes, at, at + blockSize)) return yield* tail(bytes, at);
    if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
    const header = read(bytes, at, { ...always, ...extra });
    if (header === undefined) return yield { name: rest, trouble: 'the header of a tar entry is damaged' };
    const start = afterSparseMap(bytes, at, header.type);
    const end = start + header.size;
    if (end > bytes.length) return yield { name: header.name, trouble: 'the tar archive is cut off in this entry' };
    at = start + Math.ceil(header.size / blockSize) * blockSize;
    const told = more(bytes, start, end, header.type);
    if (told === undefined) {
      extra = {};
      yield* entry(header, bytes.subarray(start, end), allowance);
    } else if (header.type === 'g') {
      always = { ...always, ...told };
    } else {
      extra = { ...extra, ...told };
    }
  }
  yield { name: rest, trouble: 'the tar archive has no end mark; it may be cut off' };
};

/** The map of a sparse file may go on in blocks that its size does not count (GNU tar, "old GNU format"). */
function afterSparseMap(bytes: Uint8Array, at: number, type: string): number {
  let start = at + blockSize;
  for (let mark = at + 482; type === 'S' && bytes[mark] === 1; mark = start - 8) start += blockSize;
  return start;
}

/** After two zero blocks only zeros may come; anything else would be hidden from every tool that stops here. */
function* tail(bytes: Uint8Array, at: number): Generator<Piece> {
  if (!isZero(bytes, at, bytes.length)) yield { name: rest, trouble: 'bytes follow the end mark of the tar archive; they were not looked at' };
}

function* entry(header: Header, content: Uint8Array, allowance: Allowance): Generator<Piece> {
  const { name, link, type } = header;
  if (type === '5') return;
  if (header.isSparse) return yield { name, trouble: 'a sparse file, whose holes are not understood: it was not looked at' };
  if (type === '1' || type === '2') return yield { name, link };
  if (!['0', '\0', '7'].includes(type)) return yield { name, trouble: `an entry of type ${JSON.stringify(type)} (device, FIFO or unknown): it was not looked at` };
  if (content.length > allowance.room()) return yield { name, trouble: allowance.why(content.length) };
  allowance.spend(content.length);
  yield { name, bytes: content };
}

function read(bytes: Uint8Array, at: number, extra: Extra): Header | undefined {
  const size = octalField(bytes, at + 124, 12);
  if (size === undefined || !isHeader(bytes, at)) return undefined;
  const type = latin(bytes, at + 156, at + 157);
  const isPosix = latin(bytes, at + 257, at + 263) === 'ustar\0';
  const prefix = isPosix ? textField(bytes, at + 345, 155) : '';
  const short = textField(bytes, at, 100);
  const isTold = !['x', 'g', 'L', 'K'].includes(type);
  return {
    name: (isTold ? extra.path : undefined) ?? (prefix === '' ? short : `${prefix}/${short}`),
    link: extra.link ?? textField(bytes, at + 157, 100),
    type: type === '0' && short.endsWith('/') ? '5' : type,
    size: (isTold ? extra.size : undefined) ?? size,
    isSparse: type === 'S' || extra.isSparse === true,
  };
}

/** What a header entry tells of the next one; undefined for an entry of its own. */
function more(bytes: Uint8Array, start: number, end: number, type: string): Extra | undefined {
  const until = Math.min(end, start + maxHeaderBytes);
  if (type === 'L') return { path: textField(bytes, start, until - start) };
  if (type === 'K') return { link: textField(bytes, start, until - start) };
  return type === 'x' || type === 'g' ? pax(bytes.subarray(start, until)) : undefined;
}

/** Records of the form `<length> <key>=<value>\n`; reading stops at the first that is not. */
function pax(bytes: Uint8Array): Extra {
  let extra: Extra = {};
  for (let at = 0; at < bytes.length; ) {
    const match = /^(\d{1,7}) ([^=\n]{1,200})=/.exec(latin(bytes, at, at + 220));
    const length = Number(match?.[1] ?? 0);
    if (match === null || length <= match[0].length || at + length > bytes.length) break;
    const value = bytes.subarray(at + match[0].length, at + length - 1);
    const key = match[2] ?? '';
    if (key === 'path') extra = { ...extra, path: nameFromBytes(value) };
    else if (key === 'linkpath') extra = { ...extra, link: nameFromBytes(value) };
    else if (key === 'size' && /^\d{1,15}$/.test(latin(value, 0, 16))) extra = { ...extra, size: Number(latin(value, 0, 16)) };
    else if (key.startsWith('GNU.sparse.')) extra = { ...extra, isSparse: true };
    at += length;
  }
  return extra;
}

/** The sum of all header bytes, the sum itself taken as blanks; some old programs added the bytes as signed numbers. */
export function isHeader(bytes: Uint8Array, at: number): boolean {
  let plain = 0;
  let signed = 0;
  for (let index = 0; index < blockSize; index++) {
    const byte = index >= 148 && index < 156 ? 32 : (bytes[at + index] ?? 0);
    plain += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const sum = octalField(bytes, at + 148, 8);
  return sum === plain || sum === signed;
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
