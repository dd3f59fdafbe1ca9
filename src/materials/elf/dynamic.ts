/** The dynamic array as the loader reads it: from PT_DYNAMIC, bounded, with the file offset of every tag that decides something. */
import { offsetOfAddress, segmentTypes, type Header, type Segment } from './header.ts';
import { textAt, type Numbers } from './numbers.ts';

export const tags = {
  needed: 1, pltRelocationSize: 2, pltGot: 3, hash: 4, strings: 5, symbols: 6, stringsSize: 10, symbolSize: 11, soname: 14, rpath: 15,
  debug: 21, textRelocations: 22, pltRelocations: 23, bindNow: 24, runpath: 29, flags: 30, gnuHash: 0x6ffffef5, flags1: 0x6ffffffb,
} as const;

/** Tags whose values are addresses of tables: hashes, strings, relocations, versions. */
export const tablesInMemory = [4, 5, 7, 17, 23, 0x6ffffef5, 0x6ffffff0, 0x6ffffffc, 0x6ffffffe] as const;

export const dynamicFlags = { textRelocations: 4, bindNow: 8 } as const;
export const dynamicFlags1 = { now: 1, pie: 0x08000000 } as const;

/** Linkers write about thirty, and one DT_NEEDED a library; beyond this the array is not one a linker made. */
export const mostTags = 8192;

export interface Tag {
  readonly at: number;
  readonly tag: number;
  readonly value: number;
}

export interface Dynamic {
  readonly segment: Segment;
  readonly tags: readonly Tag[];
  readonly find: (tag: number) => Tag | undefined;
  /** The string a tag points at in the dynamic string table. */
  readonly text: (tag: Tag) => string;
  readonly strings: { readonly offset: number; readonly size: number };
}

/** Undefined when the file has none; a reason, as text, when it has one that cannot be read. */
export function readDynamic(n: Numbers, header: Header): Dynamic | string | undefined {
  const segment = header.segments.find((s) => s.type === segmentTypes.dynamic);
  if (segment === undefined || segment.fileSize === 0) return undefined;
  const place = `the dynamic array at 0x${segment.offset.toString(16)}`;
  if (!n.holds(segment.offset, segment.fileSize)) return `${place} leaves the file: truncated or damaged`;
  // the loader follows the address, tools follow the offset: a file in which they differ shows each another array
  const mapped = offsetOfAddress(header.segments, segment.address);
  if (mapped !== segment.offset) return `${place} is not where its memory address maps to, so tools and loader would read different arrays`;
  const found: Tag[] = [];
  const step = n.wide ? 16 : 8;
  for (let at = segment.offset; at + step <= segment.offset + segment.fileSize; at += step) {
    const tag = n.word(at);
    if (tag === 0) break;
    if (found.length === mostTags) return `${place} holds more than ${mostTags} entries`;
    found.push({ at, tag, value: n.word(at + step / 2) });
  }
  const find = (tag: number): Tag | undefined => found.find((entry) => entry.tag === tag);
  const size = find(tags.stringsSize)?.value ?? 0;
  const offset = offsetOfAddress(header.segments, find(tags.strings)?.value ?? -1);
  const strings = offset === undefined || size < 0 || !n.holds(offset, size) ? { offset: 0, size: 0 } : { offset, size };
  if (strings.size === 0 && find(tags.needed) !== undefined) return `${place} names libraries, but its string table leaves the file`;
  const text = (tag: Tag): string =>
    tag.value < 0 || tag.value >= strings.size ? '' : textAt(n.bytes, strings.offset + tag.value, strings.offset + strings.size);
  return { segment, tags: found, find, text, strings };
}
