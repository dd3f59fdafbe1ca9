/** The hash of watched words: a name's number from its bytes. It compares the whole word before it answers. */
import { SLOT_BITS, SLOTS, WORD_LIMIT, WORD_SIZE, WORDS } from './memory';

const MASK: u32 = (1 << SLOT_BITS) - 1;
let known: u32 = 0;

/** Mixes the first and last four bytes and the length; shorter names are masked. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
function slotOf(p: usize, length: u32): u32 {
  let a = load<u32>(p);
  let b: u32 = 0;
  if (length >= 4) b = load<u32>(p + length - 4);
  else a &= 0xffffffff >> ((4 - length) << 3);
  const h = (a ^ (length << 27)) * 0x9e3779b1 ^ b * 0x85ebca77;
  return (h ^ (h >> 15)) * 0x2c1b3c6d >> (32 - SLOT_BITS);
}

/** Forgets all words. */
export function clearWords(): void {
  memory.fill(SLOTS, 0, 2 << SLOT_BITS);
  known = 0;
}

/** Learns the word that lies in the word area under `number`. */
export function addWord(number: u32): void {
  if (number >= WORD_LIMIT) return;
  const p = WORDS + <usize>number * WORD_SIZE;
  let slot = slotOf(p + 1, load<u8>(p));
  while (load<u16>(SLOTS + (slot << 1)) != 0) slot = (slot + 1) & MASK;
  store<u16>(SLOTS + (slot << 1), <u16>number);
  known++;
}

/** The number of the word from `p`, or 0. */
// @ts-ignore: AssemblyScript decorates functions, TypeScript only members of classes
@inline
export function wordAt(p: usize, length: u32): u32 {
  const slot = slotOf(p, length);
  const number = load<u16>(SLOTS + (slot << 1));
  return number == 0 ? 0 : compare(p, length, slot);
}

function compare(p: usize, length: u32, first: u32): u32 {
  let slot = first;
  while (true) {
    const number: u32 = load<u16>(SLOTS + (slot << 1));
    if (number == 0) return 0;
    const word = WORDS + <usize>number * WORD_SIZE;
    if (load<u8>(word) == length && memory.compare(p, word + 1, length) == 0) return number;
    slot = (slot + 1) & MASK;
  }
}
