/** Changes an input a little, the way faults in transit and attackers do. It knows nothing of the format. */
import type { Random } from './random.ts';

/** Values at which counters, lengths and signs turn. */
const turning = [0, 1, 2, 7, 8, 9, 10, 13, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200, 254, 255, 256, 257, 511, 512, 1000, 1023, 1024, 4095, 4096, 32767, 32768, 65534, 65535];

type Change = (bytes: Buffer, random: Random, others: readonly Uint8Array[], words: readonly Uint8Array[]) => Buffer;

const at = (bytes: Buffer, random: Random): number => random.below(bytes.length);
const set = (bytes: Buffer, index: number, value: number): Buffer => {
  if (index < bytes.length) bytes[index] = value & 0xff;
  return bytes;
};

const changes: readonly Change[] = [
  (bytes, random) => { const i = at(bytes, random); return set(bytes, i, (bytes[i] ?? 0) ^ (1 << random.below(8))); },
  (bytes, random) => set(bytes, at(bytes, random), random.below(256)),
  (bytes, random) => set(bytes, at(bytes, random), random.pick(turning) ?? 0),
  (bytes, random) => { const i = at(bytes, random); return set(bytes, i, (bytes[i] ?? 0) + random.below(9) - 4); },
  (bytes, random) => {
    if (bytes.length < 2) return bytes;
    const value = (random.pick(turning) ?? 0) * (random.chance(0.2) ? -1 : 1);
    const i = random.below(bytes.length - 1);
    return random.chance(0.5) ? (bytes.writeUInt16LE(value & 0xffff, i), bytes) : (bytes.writeUInt16BE(value & 0xffff, i), bytes);
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => { const i = at(bytes, random); return Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1 + random.below(Math.min(8, bytes.length)))]); },
  (bytes, random) => { const i = random.below(bytes.length + 1); return Buffer.concat([bytes.subarray(0, i), Buffer.from([random.below(256)]), bytes.subarray(i)]); },
  (bytes, random) => { const i = at(bytes, random); const end = i + 1 + random.below(16); return Buffer.concat([bytes.subarray(0, end), bytes.subarray(i)]); },
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + random.below(16), random.below(256))]),
  (bytes, random, others) => { const other = random.pick(others) ?? bytes; return Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), Buffer.from(other).subarray(random.below(other.length + 1))]); },
  (bytes, _random, others) => Buffer.concat([bytes, others[_random.below(others.length)] ?? bytes]),
  (bytes, random, _others, words) => { const word = random.pick(words) ?? bytes; const i = random.below(bytes.length + 1); return Buffer.concat([bytes.subarray(0, i), word, bytes.subarray(random.chance(0.5) ? i : i + word.length)]); },
  (bytes, random) => digits(bytes, random),
];

/** A changed copy of at most `most` bytes. `others` are inputs to splice with, `words` tokens of the format. */
export function mutate(input: Uint8Array, random: Random, others: readonly Uint8Array[], words: readonly Uint8Array[], most: number): Buffer {
  let bytes = Buffer.from(input);
  for (let round = 1 << random.below(4); round > 0; round--) {
    if (bytes.length === 0) bytes = Buffer.from([random.below(256)]);
    const change = random.pick(changes);
    if (change !== undefined) bytes = Buffer.from(change(bytes, random, others, words).subarray(0, most));
  }
  return bytes;
}

/** Replaces a number written in digits by one at which something turns. */
function digits(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const numbers = [...text.matchAll(/-?\d+(?:[.,]\d+)?/g)];
  const chosen = random.pick(numbers);
  if (chosen === undefined) return set(bytes, at(bytes, random), random.below(256));
  const value = Number(chosen[0].replace(',', '.'));
  const other = [value + 1, value - 1, -value, value + 0.5, value * 10, random.pick(turning) ?? 0, (random.pick(turning) ?? 0) + 0.05, 2147483647, 4294967296, 1e20][random.below(10)] ?? 0;
  const written = random.chance(0.1) ? String(other).replace('.', ',') : String(other);
  return Buffer.from(text.slice(0, chosen.index) + written + text.slice(chosen.index + chosen[0].length), 'latin1');
}
