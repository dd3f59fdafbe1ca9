/** Unpacks single compressed streams: gzip (RFC 1952), zlib (RFC 1950) and Zstandard (RFC 8878). Output is bounded before it is made. */
import * as zlib from 'node:zlib';
import { nameWithin, rest, type Allowance, type Piece, type Unpack } from './piece.ts';
import { filled, reserve, sinkOf, type Sink } from './sink.ts';

export const unpackGzip: Unpack = function* (bytes, name, allowance): Generator<Piece> {
  if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
  yield whole(name, members(bytes, allowance), allowance);
};

export const unpackZstd: Unpack = function* (bytes, name, allowance): Generator<Piece> {
  if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
  // Node before 22.15 has no Zstandard.
  const decompress = zlib.zstdDecompressSync as typeof zlib.zstdDecompressSync | undefined;
  if (decompress === undefined) return yield { name: nameWithin(name), trouble: 'this Node cannot unpack Zstandard; version 22.15 or newer can' };
  yield whole(name, attempt(() => decompress(bytes, { maxOutputLength: Math.max(allowance.room(), 1) }), allowance), allowance);
};

export const unpackZlib: Unpack = function* (bytes, name, allowance): Generator<Piece> {
  if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
  const answer = attempt(() => zlib.inflateSync(bytes, { maxOutputLength: Math.max(allowance.room(), 1), info: true }), allowance);
  if (typeof answer === 'string') return yield whole(name, answer, allowance);
  const { content, taken } = informed(answer);
  yield whole(name, taken === bytes.length ? content : 'bytes follow the end of the zlib stream', allowance);
};

function whole(name: string, content: Uint8Array | string, allowance: Allowance): Piece {
  if (typeof content === 'string') return { name: nameWithin(name), trouble: content };
  allowance.spend(content.length);
  return { name: nameWithin(name), bytes: content };
}

/** Members may follow one another; zeros may pad the end. Other bytes behind it would be hidden, so they are a trouble. */
function members(bytes: Uint8Array, allowance: Allowance): Uint8Array | string {
  let sink: Sink | undefined;
  let first: Uint8Array | undefined;
  for (let at = 0; at < bytes.length; ) {
    if (at > 0 && bytes[at] === 0) {
      at += 1;
      continue;
    }
    if (at > 0 && !allowance.next()) return allowance.spent();
    const start = afterHeader(bytes, at);
    if (start === undefined) return at === 0 ? 'the header of the gzip stream is damaged' : 'bytes that are no gzip stream follow the end';
    const room = allowance.room() - (sink?.length ?? first?.length ?? 0);
    const part = inflate(bytes.subarray(start), Math.max(room, 0), allowance);
    if (typeof part === 'string') return part;
    at = start + part.taken;
    if (at + 8 > bytes.length) return 'the gzip stream is cut off';
    if (zlib.crc32(part.content) !== new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)) return 'the check sum of the gzip stream does not match';
    at += 8;
    if (first === undefined) {
      first = part.content;
    } else {
      sink ??= sinkOf(allowance.room(), first.length * 2);
      if (sink.length === 0 && !append(sink, first)) return allowance.why();
      if (!append(sink, part.content)) return allowance.why();
    }
  }
  return sink === undefined ? (first ?? new Uint8Array(0)) : filled(sink);
}

function append(sink: Sink, content: Uint8Array): boolean {
  if (!reserve(sink, content.length)) return false;
  sink.buffer.set(content, sink.length);
  sink.length += content.length;
  return true;
}

/** RFC 1952 section 2.3: magic, method 8, flags, then what the flags announce. */
function afterHeader(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) return undefined;
  const flags = bytes[at + 3] ?? 0;
  let end: number | undefined = at + 10;
  if ((flags & 4) !== 0) end += 2 + ((bytes[end] ?? 0) | ((bytes[end + 1] ?? 0) << 8));
  if ((flags & 8) !== 0) end = afterZero(bytes, end);
  if ((flags & 16) !== 0 && end !== undefined) end = afterZero(bytes, end);
  if ((flags & 2) !== 0 && end !== undefined) end += 2;
  return end !== undefined && end <= bytes.length ? end : undefined;
}

function afterZero(bytes: Uint8Array, at: number): number | undefined {
  const zero = bytes.indexOf(0, at);
  return zero < 0 ? undefined : zero + 1;
}

/** Inflates raw deflate data (RFC 1951) of unknown length; says how many bytes it took. */
export function inflate(bytes: Uint8Array, room: number, allowance: Allowance): { readonly content: Uint8Array; readonly taken: number } | string {
  const answer = attempt(() => zlib.inflateRawSync(bytes, { maxOutputLength: Math.max(room, 1), chunkSize: 128 * 1024, info: true }), allowance);
  if (typeof answer === 'string') return answer;
  const told = informed(answer);
  return told.content.length > room ? allowance.why() : told;
}

/** What Node answers where `info` is asked for; its types do not say so. */
function informed(answer: unknown): { readonly content: Uint8Array; readonly taken: number } {
  const { buffer, engine } = answer as { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
  return { content: buffer, taken: engine.bytesWritten };
}

function attempt<Value>(unpack: () => Value, allowance: Allowance): Value | string {
  try {
    return unpack();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ERR_BUFFER_TOO_LARGE') return allowance.why();
    return `the compressed data is damaged or cut off (${code})`;
  }
}
