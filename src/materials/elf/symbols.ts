/** Symbol tables, walked once: the names that tell of guards, and the functions of a static image. It decodes no other name. */
import type { Dynamic } from './dynamic.ts';
import { tablesInMemory, tags } from './dynamic.ts';
import { offsetOfAddress, type Header } from './header.ts';
import { textAt, type Numbers } from './numbers.ts';
import { sectionTypes, type Section } from './sections.ts';

/** A browser has about one million; beyond this the walk would cost seconds and memory for an image no device carries. */
export const mostSymbols = 1_500_000;

/** Names kept of one table. glibc, whose names mostly begin with underscores, has some ten thousand. */
export const mostNames = 200_000;

/** File names (STT_FILE) kept to tell the languages of a mixed image. */
export const mostFiles = 10_000;

export interface Sighting {
  readonly at: number;
  readonly defined: boolean;
  readonly weak: boolean;
  readonly address: number;
}

export interface Symbols {
  readonly count: number;
  /** Names that begin with two underscores, and short lower-case names of undefined symbols. The first sighting wins. */
  readonly names: ReadonlyMap<string, Sighting>;
  readonly functions: readonly FunctionSymbol[];
  readonly files: readonly string[];
  readonly strings: { readonly offset: number; readonly size: number };
}

export interface FunctionSymbol {
  readonly address: number;
  readonly size: number;
  /** File offset of the name. */
  readonly name: number;
}

interface Table {
  readonly offset: number;
  readonly count: number;
  readonly strings: { readonly offset: number; readonly size: number };
}

const symbolKind = { function: 2, file: 4, indirectFunction: 10 } as const;

/** Longest name of a checked library call, `__explicit_bzero_chk` without its wrapping, and some. */
const longestPlainName = 20;

/** The static symbol table through its section, a reason when it cannot be walked, or undefined when the image is stripped. */
export function staticSymbols(n: Numbers, sections: readonly Section[]): Symbols | string | undefined {
  const section = sections.find((s) => s.type === sectionTypes.symbols && s.size > 0);
  if (section === undefined) return undefined;
  const strings = sections[section.link];
  if (!n.holds(section.offset, section.size) || strings === undefined || !n.holds(strings.offset, strings.size)) {
    return 'the symbol table leaves the file: truncated or damaged';
  }
  return walk(n, { offset: section.offset, count: Math.floor(section.size / entrySize(n)), strings });
}

/** The dynamic symbol table as the loader finds it: counted through the hash tables, never by a section's size. */
export function dynamicSymbols(n: Numbers, header: Header, dynamic: Dynamic): Symbols | string | undefined {
  const tag = dynamic.find(tags.symbols);
  if (tag === undefined) return undefined;
  const offset = offsetOfAddress(header.segments, tag.value);
  const count = countDynamic(n, header, dynamic, tag.value);
  if (offset === undefined || !n.holds(offset, count * entrySize(n))) return 'the dynamic symbol table leaves the file: truncated or damaged';
  return walk(n, { offset, count, strings: dynamic.strings });
}

function entrySize(n: Numbers): number {
  return n.wide ? 24 : 16;
}

function countDynamic(n: Numbers, header: Header, dynamic: Dynamic, symbolsAddress: number): number {
  const classic = dynamic.find(tags.hash);
  if (classic !== undefined) {
    const at = offsetOfAddress(header.segments, classic.value);
    if (at !== undefined) return n.u32(at + 4);
  }
  const gnu = dynamic.find(tags.gnuHash);
  const at = gnu === undefined ? undefined : offsetOfAddress(header.segments, gnu.value);
  if (at !== undefined) return countGnuHash(n, at, dynamic, symbolsAddress);
  return gapToNext(n, dynamic, symbolsAddress);
}

/** The highest symbol of any bucket, then along its chain to the end mark (low bit set). */
function countGnuHash(n: Numbers, at: number, dynamic: Dynamic, symbolsAddress: number): number {
  const buckets = n.u32(at);
  const first = n.u32(at + 4);
  const bloom = n.u32(at + 8) * (n.wide ? 8 : 4);
  const table = at + 16 + bloom;
  if (!n.holds(table, buckets * 4)) return gapToNext(n, dynamic, symbolsAddress);
  let last = 0;
  for (let index = 0; index < buckets; index++) last = Math.max(last, n.u32(table + index * 4));
  // nothing exported: the imports end at `first`, but GNU ld writes 1 there whatever their number
  if (last < first) return first > 1 ? first : gapToNext(n, dynamic, symbolsAddress);
  const chain = table + buckets * 4 - first * 4;
  while (n.holds(chain + last * 4, 4) && (n.u32(chain + last * 4) & 1) === 0 && last < mostSymbols) last++;
  return last + 1;
}

/** Without a usable hash table: up to the next table that the dynamic array knows. */
function gapToNext(n: Numbers, dynamic: Dynamic, symbolsAddress: number): number {
  const behind = tablesInMemory.map((tag) => dynamic.find(tag)?.value ?? 0).filter((address) => address > symbolsAddress);
  return behind.length === 0 ? 0 : Math.floor((Math.min(...behind) - symbolsAddress) / entrySize(n));
}

function walk(n: Numbers, table: Table): Symbols | string {
  if (table.count > mostSymbols) return `${table.count} symbols: more than the ${mostSymbols} that are read`;
  const names = new Map<string, Sighting>();
  const functions: FunctionSymbol[] = [];
  const files: string[] = [];
  const step = entrySize(n);
  const [info, sectionIndex, value, size] = n.wide ? [4, 6, 8, 16] : [12, 14, 4, 8];
  const stringsEnd = table.strings.offset + table.strings.size;
  for (let index = 1; index < table.count; index++) {
    const at = table.offset + index * step;
    const name = table.strings.offset + n.u32(at);
    if (name >= stringsEnd) continue;
    const kind = n.u8(at + info) & 0xf;
    const defined = n.u16(at + sectionIndex) !== 0;
    if (kind === symbolKind.file && files.length < mostFiles) files.push(textAt(n.bytes, name, Math.min(stringsEnd, name + 200)));
    if (defined && (kind === symbolKind.function || kind === symbolKind.indirectFunction)) {
      functions.push({ address: n.word(at + value), size: n.word(at + size), name });
    }
    const text = tellingName(n, name, stringsEnd, defined);
    if (text !== undefined && !names.has(text)) {
      if (names.size === mostNames) return `more than ${mostNames} telling names: too many to trust that none is missed`;
      names.set(text, { at, defined, weak: n.u8(at + info) >> 4 === 2, address: n.word(at + value) });
    }
  }
  return { count: table.count, names, functions, files, strings: table.strings };
}

const underscore = 0x5f;

function tellingName(n: Numbers, name: number, end: number, defined: boolean): string | undefined {
  const { bytes } = n;
  if (bytes[name] === underscore && bytes[name + 1] === underscore) return textAt(bytes, name, Math.min(end, name + 80));
  if (defined) return undefined;
  for (let at = name; at < name + longestPlainName && at < end; at++) {
    if (bytes[at] === 0) return at === name ? undefined : textAt(bytes, name, end);
  }
  return undefined;
}
