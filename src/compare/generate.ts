/** Makes inputs from a description: most of them valid, with values where limits lie, some wrong in one place. */
import { checksum } from './checksum.ts';
import { integerForm, type Field, type Integer } from './describe.ts';
import type { Random } from './random.ts';

/** A part of the input being made: its own name and those of the groups around it, and which instances of them these are. */
interface Part {
  readonly names: readonly string[];
  readonly scope: readonly number[];
  bytes: Buffer;
  /** Lengths come before checksums, because checksums are taken over them. */
  readonly later?: { readonly order: 0 | 1; readonly of: readonly string[]; readonly fill: (covered: Buffer) => Buffer };
}

const deepest = 16;
const mostParts = 4096;

/** One input. `wrong` is the chance that one dependent field or one value is made wrong. */
export function generate(fields: readonly Field[], random: Random, wrong: number): Buffer {
  const parts: Part[] = [];
  lay(fields, random, parts, wrong, { names: [], scope: [] });
  for (const order of [0, 1] as const) {
    for (const part of parts) {
      if (part.later?.order !== order) continue;
      part.bytes = part.later.fill(covered(part, part.later.of, parts));
      const [first] = part.bytes;
      if (first !== undefined && random.chance(wrong)) part.bytes[0] = first + 1 + random.below(254);
    }
  }
  const whole = Buffer.concat(parts.map(({ bytes }) => bytes));
  if (!random.chance(wrong)) return whole;
  return random.chance(0.5) ? whole.subarray(0, random.below(whole.length + 1)) : Buffer.concat([whole, Buffer.alloc(1 + random.below(4), random.below(256))]);
}

/** The bytes that a length or checksum is about: of the parts of those names, the ones in the closest group. */
function covered({ scope }: Part, names: readonly string[], parts: readonly Part[]): Buffer {
  return Buffer.concat(names.flatMap((name) => {
    const named = parts.filter((part) => part.names.includes(name));
    const shared = named.map((part) => part.scope.findIndex((id, index) => id !== scope[index]));
    const near = named.map((part, index) => (shared[index] === -1 ? Math.min(part.scope.length, scope.length) : (shared[index] ?? 0)));
    const closest = Math.max(...near);
    return named.filter((_part, index) => near[index] === closest).map(({ bytes }) => bytes);
  }));
}

function lay(fields: readonly Field[], random: Random, parts: Part[], wrong: number, around: Pick<Part, 'names' | 'scope'>): void {
  for (const field of fields) {
    if (around.scope.length > deepest || parts.length > mostParts) return;
    const times = field.repeat === undefined ? 1 : between(field.repeat, random);
    const names = field.name === undefined ? around.names : [...around.names, field.name];
    for (let time = 0; time < times && parts.length <= mostParts; time++) {
      const inner = field.fields ?? (field.either === undefined ? undefined : random.pick(field.either));
      if (inner === undefined) parts.push(part(field, random, wrong, { names, scope: around.scope }));
      else lay(inner, random, parts, wrong, { names, scope: field.repeat === undefined ? around.scope : [...around.scope, parts.length] });
    }
  }
}

function part(field: Field, random: Random, wrong: number, where: Pick<Part, 'names' | 'scope'>): Part {
  const { checksum: sum, length_of: measured, integer = 'u8' } = field;
  if (sum !== undefined) {
    const fill = (bytes: Buffer): Buffer => {
      const { value: found, width } = checksum(sum.kind, bytes);
      return packed(found, width, sum.order === 'le');
    };
    return { ...where, bytes: Buffer.alloc(0), later: { order: 1, of: sum.of, fill } };
  }
  if (measured !== undefined) {
    const { width, little } = integerForm(integer);
    return { ...where, bytes: Buffer.alloc(width), later: { order: 0, of: [measured], fill: (bytes) => packed(bytes.length + (field.plus ?? 0), width, little) } };
  }
  return { ...where, bytes: value(field, random, wrong) };
}

function value(field: Field, random: Random, wrong: number): Buffer {
  if (field.hex !== undefined) return Buffer.from(field.hex.replace(/\s/g, ''), 'hex');
  if (field.text !== undefined) return Buffer.from(field.text);
  if (field.bytes !== undefined) return Buffer.from(Array.from({ length: between(field.bytes, random) }, () => random.below(256)));
  if (field.decimal !== undefined) {
    const { range: [low, high], places } = field.decimal;
    const scale = 10 ** places;
    const chosen = random.chance(wrong) ? (random.chance(0.5) ? low * scale - 1 : high * scale + 1) : between([Math.round(low * scale), Math.round(high * scale)], random);
    return Buffer.from((chosen / scale).toFixed(places));
  }
  const chosen = field.values === undefined ? undefined : random.pick(field.values);
  if (typeof chosen === 'string') return Buffer.from(chosen);
  if (field.integer === undefined) return Buffer.from(String(chosen ?? ''));
  return packedInteger(field.integer, random.chance(wrong) ? outside(field, random) : (chosen ?? between(field.range ?? limits(field.integer), random)));
}

/** Just outside what the description allows, or anywhere. */
function outside({ range, integer = 'u8' }: Field, random: Random): number {
  const [low, high] = range ?? limits(integer);
  return [low - 1, high + 1, limits(integer)[0], limits(integer)[1], random.below(0x10000)][random.below(5)] ?? 0;
}

function limits(integer: Integer): readonly [number, number] {
  const { width, signed } = integerForm(integer);
  const all = 2 ** (8 * width);
  return signed ? [-all / 2, all / 2 - 1] : [0, all - 1];
}

/** Every third value lies at a limit or next to it, because that is where programs differ. */
function between([low, high]: readonly [number, number], random: Random): number {
  if (high <= low) return low;
  if (random.chance(1 / 3)) return [low, low + 1, high - 1, high, Math.floor((low + high) / 2)][random.below(5)] ?? low;
  return low + random.below(Math.min(high - low + 1, 0xffffffff));
}

function packedInteger(integer: Integer, number: number): Buffer {
  const { width, little } = integerForm(integer);
  return packed(number, width, little);
}

function packed(number: number, width: 1 | 2 | 4, little: boolean): Buffer {
  const bytes = Buffer.alloc(width);
  const kept = ((number % 2 ** (8 * width)) + 2 ** (8 * width)) % 2 ** (8 * width);
  if (little) bytes.writeUIntLE(kept, 0, width);
  else bytes.writeUIntBE(kept, 0, width);
  return bytes;
}
