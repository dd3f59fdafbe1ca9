/** Reads DER (ITU-T X.690) value by value, within the bytes it is given. It accepts definite lengths only and interprets nothing. */

export interface Der {
  /** The identifier octet: class, form and number. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** The value with its identifier and length. */
  readonly whole: Uint8Array;
}

/** The value that begins the bytes, or undefined when they are no DER. */
export function readDer(bytes: Uint8Array, at = 0): Der | undefined {
  const tag = bytes[at];
  const short = bytes[at + 1];
  // Tags of several octets occur in none of the structures read here.
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = short;
  let start = at + 2;
  if (short >= 0x80) {
    const octets = short - 0x80;
    if (octets === 0 || octets > 4) return undefined;
    length = 0;
    for (const octet of bytes.subarray(start, start + octets)) length = length * 256 + octet;
    start += octets;
    // X.690 section 10.1: the shortest form, or one value would have many spellings.
    if (length < 0x80 || (octets > 1 && length < 256 ** (octets - 1))) return undefined;
  }
  if (start + length > bytes.length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

/** The bytes as exactly one value. */
export function onlyDer(bytes: Uint8Array): Der | undefined {
  const read = readDer(bytes);
  return read !== undefined && read.whole.length === bytes.length ? read : undefined;
}

/** What a constructed value holds; undefined when it holds something else than values. */
export function partsOf(value: Der | undefined): readonly Der[] | undefined {
  if (value === undefined || (value.tag & 0x20) === 0) return undefined;
  const parts: Der[] = [];
  for (let at = 0; at < value.content.length; ) {
    const part = readDer(value.content, at);
    if (part === undefined) return undefined;
    parts.push(part);
    at += part.whole.length;
  }
  return parts;
}

/** An object identifier in dotted form. */
export function oidOf(value: Der | undefined): string {
  if (value?.tag !== 0x06) return '';
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value.content) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** A non-negative integer as big-endian bytes without leading zeros. */
export function integerOf(value: Der | undefined): Uint8Array | undefined {
  if (value?.tag !== 0x02 || value.content.length === 0) return undefined;
  const [first = 0, second = 0x80] = value.content;
  if (first >= 0x80) return undefined;
  if (first !== 0) return value.content;
  // A leading zero is there only to keep the number positive.
  return second >= 0x80 ? value.content.subarray(1) : undefined;
}

/** The day and time of UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5) as ISO 8601, or undefined. */
export function timeOf(value: Der | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = String.fromCharCode(...value.content);
  const match = (value.tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : value.tag === 0x18 ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/ : undefined)?.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day, hour, minute, second] = match;
  const full = year.length === 4 ? year : Number(year) < 50 ? `20${year}` : `19${year}`;
  return `${full}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
