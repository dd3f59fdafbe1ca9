/** Puts lengths and checksums right again after an input was made smaller. It finds them in the input itself and knows no format. */
import { checksum, checksums, type Checksum } from './checksum.ts';

interface LengthField {
  readonly offset: number;
  readonly width: 1 | 2;
  readonly little: boolean;
  /** Bytes of the input that the length does not count. */
  readonly rest: number;
}

interface Trailer {
  readonly kind: Checksum;
  readonly width: number;
  readonly little: boolean;
}

const searched = 16;
const mostRest = 16;

/** What to mend in inputs made from this one; gives the mended copy. A field found by chance does no harm: the plain input is tried as well. */
export function repairer(input: Uint8Array): (candidate: Buffer) => Buffer {
  const bytes = Buffer.from(input);
  const trailer = trailerOf(bytes);
  const lengths = lengthsOf(bytes);
  return (candidate) => {
    const mended = Buffer.from(candidate);
    for (const { offset, width, little, rest } of lengths) {
      if (offset + width > mended.length || mended.length < rest) continue;
      const value = (mended.length - rest) & (width === 1 ? 0xff : 0xffff);
      if (little) mended.writeUIntLE(value, offset, width);
      else mended.writeUIntBE(value, offset, width);
    }
    if (trailer !== undefined && mended.length >= trailer.width) {
      const { value, width } = checksum(trailer.kind, mended.subarray(0, mended.length - trailer.width));
      if (trailer.little) mended.writeUIntLE(value, mended.length - width, width);
      else mended.writeUIntBE(value, mended.length - width, width);
    }
    return mended;
  };
}

function trailerOf(bytes: Buffer): Trailer | undefined {
  for (const kind of checksums) {
    const { width } = checksum(kind, bytes.subarray(0, 0));
    if (bytes.length <= width) continue;
    const { value } = checksum(kind, bytes.subarray(0, bytes.length - width));
    const at = bytes.length - width;
    if (bytes.readUIntBE(at, width) === value) return { kind, width, little: false };
    if (bytes.readUIntLE(at, width) === value) return { kind, width, little: true };
  }
  return undefined;
}

/** The widest field that fits comes first; a narrower one within it would undo it. */
function lengthsOf(bytes: Buffer): readonly LengthField[] {
  const found: LengthField[] = [];
  for (const width of [2, 1] as const) {
    for (let offset = 0; offset < Math.min(searched, bytes.length - width); offset++) {
      if (found.some((field) => offset + width > field.offset && offset < field.offset + field.width)) continue;
      for (const little of [false, true]) {
        const value = little ? bytes.readUIntLE(offset, width) : bytes.readUIntBE(offset, width);
        if (value > 0 && value <= bytes.length && bytes.length - value <= mostRest) {
          found.push({ offset, width, little, rest: bytes.length - value });
          break;
        }
      }
    }
  }
  return found;
}
