/** The Rust words the walk stops at. Everything else in a file is passed over without being read. */
import { wordTable } from '../../scan/lex.ts';

const names = [
  'unsafe', 'fn', 'extern', 'static', 'mut', 'const', 'impl', 'trait', 'mod', 'use', 'crate', 'safe', 'union', 'struct',
  'macro_rules', 'macro', 'asm', 'global_asm', 'naked_asm', 'llvm_asm', 'quote', 'quote_spanned', 'parse_quote', 'include',
] as const;

export type Watched = (typeof names)[number];

/** Number of each watched word in the token stream: its index plus one. */
export const word: Readonly<Record<Watched, number>> = Object.fromEntries(
  names.map((name, index) => [name, index + 1]),
) as Record<Watched, number>;

export const watched = wordTable(names);

/** Punctuators as the kernel packs them: bytes little-endian, longest match first. */
export const mark = {
  openBrace: 0x7b, closeBrace: 0x7d, openParen: 0x28, closeParen: 0x29, openBracket: 0x5b, closeBracket: 0x5d,
  semicolon: 0x3b, comma: 0x2c, hash: 0x23, bang: 0x21, dollar: 0x24, dot: 0x2e, colon: 0x3a, equals: 0x3d, star: 0x2a,
  less: 0x3c, greater: 0x3e, shiftLeft: 0x3c3c, shiftRight: 0x3e3e, path: 0x3a3a, fatArrow: 0x3e3d, at: 0x40,
} as const;
