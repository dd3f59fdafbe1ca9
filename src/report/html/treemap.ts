/** The ledger as a picture: area is code, letter and pattern are the class, an outline is attack surface. A table beside it says the same. */
import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { VNode } from 'preact';
import { compareText } from '../../core/place.ts';
import { count } from '../figures.ts';
import { classOrder, classWord, type Ledger, type LedgerRow, type MemoryClass } from '../ledger.ts';
import { plain } from '../escape.ts';
import { cut } from '../width.ts';
import { h, type Child } from './h.ts';
import { patterns } from './patterns.ts';

interface Box {
  readonly name: string;
  readonly surface: boolean;
  readonly children?: readonly Box[];
  readonly class?: MemoryClass;
  readonly code?: number;
}

type Cell = HierarchyRectangularNode<Box>;

/** Leaves below this share of all code would be smaller than a letter; those of one class in a component are drawn as one. */
const smallestShare = 0.004;

/** More boxes than this cannot be told apart; the smaller components are drawn as one, those of the attack surface apart. */
const componentsShown = 60;

/** Draws what ships. `id` keeps the patterns of two drawings on one page apart. */
export function drawTreemap(ledger: Ledger, id: string, width: number, height: number): VNode {
  const rows = ledger.rows.filter((row) => row.shipped && row.code > 0);
  const root = hierarchy<Box>({ name: 'device', surface: false, children: boxesOf(rows, ledger.shipped.total) }, (box) => box.children)
    .sum((box) => box.code ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laid = treemap<Box>().tile(treemapSquarify).size([width, height]).round(true).paddingInner(2).paddingOuter(4).paddingTop((node) => (node.depth === 1 ? 24 : 4))(root);
  return h('svg', { class: `treemap ${id}`, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': `${id}-title`, focusable: 'false' },
    h('title', { id: `${id}-title` }, `Code that ships, by component and memory-safety class; the table below says the same`),
    patterns(id),
    (laid.children ?? []).map((node) => component(node, id)));
}

function boxesOf(rows: readonly LedgerRow[], total: number): Box[] {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row.component, (sizes.get(row.component) ?? 0) + row.code);
  const largest = new Set([...sizes].sort(([a, x], [b, y]) => y - x || compareText(a, b)).slice(0, componentsShown).map(([name]) => name));
  const nameOf = (row: LedgerRow): string => (largest.has(row.component) ? row.component : row.surface === 'yes' ? 'other components' : 'others');
  return [...Map.groupBy(rows, nameOf)].map(([name, members]) => {
    const large = members.filter((row) => row.code >= total * smallestShare);
    const small = classOrder.flatMap((letter): Box[] => {
      const few = members.filter((row) => row.class === letter && row.code < total * smallestShare);
      const code = few.reduce((sum, row) => sum + row.code, 0);
      const label = few.length === 1 ? (few[0]?.language ?? '') : `${few.length} languages`;
      return code === 0 ? [] : [{ name: label, surface: false, class: letter, code }];
    });
    const leaves = large.map((row): Box => ({ name: row.language, surface: false, class: row.class, code: row.code }));
    return { name, surface: members.some((row) => row.surface === 'yes'), children: [...leaves, ...small] };
  });
}

function component(node: Cell, id: string): VNode {
  const { x0, y0, x1, y1, data } = node;
  const whole = `${plain(data.name)} · attack surface`;
  const label = data.surface && whole.length <= most(x1 - x0 - 12) ? whole : plain(data.name);
  return h('g', {},
    h('title', {}, `${data.name}: ${count(node.value ?? 0)} lines${data.surface ? ', attack surface' : ''}`),
    h('rect', { class: 'component', x: x0, y: y0, width: x1 - x0, height: y1 - y0, rx: 3 }),
    text('name', x0 + 7, y0 + 17, label, x1 - x0 - 12),
    (node.children ?? []).map((leaf) => leafCell(leaf, data.name, id)),
    data.surface && h('rect', { class: 'surface', x: x0 + 1.5, y: y0 + 1.5, width: Math.max(x1 - x0 - 3, 1), height: Math.max(y1 - y0 - 3, 1), rx: 3 }));
}

function leafCell({ x0, y0, x1, y1, data }: Cell, owner: string, id: string): VNode | undefined {
  const { class: letter, code } = data;
  if (letter === undefined || code === undefined) return undefined;
  const [width, height] = [x1 - x0, y1 - y0];
  const key = letter === '?' ? 'unknown' : letter;
  const tall = height >= 46;
  return h('g', {},
    h('title', {}, `${owner}: ${count(code)} lines of ${data.name}, class ${letter}, ${classWord[letter]}`),
    h('rect', { class: `k-${key}`, x: x0, y: y0, width, height, rx: 2 }),
    h('rect', { fill: `url(#${id}-${key})`, x: x0, y: y0, width, height, rx: 2 }),
    width >= 16 && height >= 18 && h('text', { class: 'letter', x: x0 + 6, y: y0 + 17 }, letter),
    width >= 90 && height >= 24 && text('language', x0 + 22, y0 + 17, data.name, width - 26),
    width >= 60 && tall && h('text', { class: 'lines', x: x0 + 6, y: y0 + 36 }, width >= 110 ? `${count(code)} lines` : count(code)));
}

/** What does not fit is cut, and stands whole in the title and the table. */
function text(role: string, x: number, y: number, words: string, room: number): Child {
  return most(room) >= 3 && h('text', { class: role, x, y }, cut(plain(words), most(room)));
}

/** Characters that fit: about 8 units each at the sizes used, in the widest of the fonts asked for. */
function most(room: number): number {
  return Math.floor(room / 8);
}
