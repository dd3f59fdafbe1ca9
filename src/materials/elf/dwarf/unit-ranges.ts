/** Where the code of a unit lies: one stretch, or a list of them (DWARF 4 §2.17.3, DWARF 5 §7.25). Lists are bounded and may not go back. */
import { cursorOver } from './cursor.ts';
import type { FormValue, UnitShape } from './forms.ts';

/** Half-open. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

export interface RangeSections {
  readonly little: boolean;
  readonly addresses: Uint8Array;
  readonly ranges: Uint8Array;
  readonly lists: Uint8Array;
}

export interface RangeAttributes {
  readonly low: FormValue | undefined;
  readonly high: FormValue | undefined;
  readonly ranges: FormValue | undefined;
  readonly addressBase: number;
  readonly listsBase: number;
  readonly rangesBase: number;
}

const mostRanges = 1_000_000;

export function rangesOf(sections: RangeSections, shape: UnitShape, given: RangeAttributes): readonly CodeRange[] {
  const address = (value: FormValue | undefined): number | undefined => (value?.sort === 'address' ? value.number : value?.sort === 'addrx' ? indexed(sections, shape, given.addressBase, value.number) : undefined);
  const low = address(given.low);
  if (given.ranges !== undefined) return listed(sections, shape, given, low ?? 0);
  if (low === undefined || given.high === undefined) return [];
  // Since DWARF 4 a constant is a length.
  const high = address(given.high) ?? low + given.high.number;
  return high > low ? [{ from: low, to: high }] : [];
}

function indexed({ addresses, little }: RangeSections, { addressSize }: UnitShape, base: number, index: number): number | undefined {
  const at = base + index * addressSize;
  return at < 0 || at + addressSize > addresses.length ? undefined : cursorOver(addresses, little, at).sized(addressSize);
}

function listed(sections: RangeSections, shape: UnitShape, given: RangeAttributes, base: number): readonly CodeRange[] {
  const { sort, number } = given.ranges ?? { sort: 'other', number: 0 };
  if (shape.version < 5) return pairs(sections, shape, number + given.rangesBase, base);
  let offset = number;
  if (sort === 'rnglistx') {
    const at = given.listsBase + number * shape.offsetSize;
    if (at < 0 || at + shape.offsetSize > sections.lists.length) return [];
    offset = given.listsBase + cursorOver(sections.lists, sections.little, at).sized(shape.offsetSize);
  }
  return entries(sections, shape, given, offset, base);
}

/** `.debug_ranges`: pairs up to two zeros; the largest address selects a new base. */
function pairs({ ranges, little }: RangeSections, { addressSize }: UnitShape, offset: number, start: number): readonly CodeRange[] {
  const found: CodeRange[] = [];
  const c = cursorOver(ranges, little, offset);
  let base = start;
  const largest = addressSize === 8 ? -1 : 2 ** (8 * addressSize) - 1;
  while (c.at >= 0 && c.at + 2 * addressSize <= ranges.length && found.length < mostRanges) {
    const [from, to] = [c.sized(addressSize), c.sized(addressSize)];
    if (from === 0 && to === 0) break;
    if (from === largest) base = to;
    else if (to > from) found.push({ from: base + from, to: base + to });
  }
  return found;
}

/** `.debug_rnglists`: DW_RLE entries. */
function entries(sections: RangeSections, shape: UnitShape, { addressBase }: RangeAttributes, offset: number, start: number): readonly CodeRange[] {
  const { lists, little } = sections;
  const found: CodeRange[] = [];
  const c = cursorOver(lists, little, offset);
  const by = (index: number): number => indexed(sections, shape, addressBase, index) ?? 0;
  let base = start;
  const put = (from: number, to: number): void => {
    if (to > from) found.push({ from, to });
  };
  while (c.at >= 0 && c.at < lists.length && found.length < mostRanges) {
    const kind = c.u8();
    if (kind === 0x00) break;
    else if (kind === 0x01) base = by(c.uleb());
    else if (kind === 0x02) { const from = by(c.uleb()); put(from, by(c.uleb())); }
    else if (kind === 0x03) { const from = by(c.uleb()); put(from, from + c.uleb()); }
    else if (kind === 0x04) { const from = c.uleb(); put(base + from, base + c.uleb()); }
    else if (kind === 0x05) base = c.sized(shape.addressSize);
    else if (kind === 0x06) { const from = c.sized(shape.addressSize); put(from, c.sized(shape.addressSize)); }
    else if (kind === 0x07) { const from = c.sized(shape.addressSize); put(from, from + c.uleb()); }
    else break;
  }
  return found;
}
