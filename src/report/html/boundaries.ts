/** Where languages meet: a drawing from callers to what they call, and the table that says the same. It judges no function. */
import type { VNode } from 'preact';
import type { Inspection } from '../../core/inspection.ts';
import { crossingsOf, sideName, type Crossing } from '../boundaries.ts';
import { plain } from '../escape.ts';
import { count, counted } from '../figures.ts';
import { cut } from '../width.ts';
import { h, type Child } from './h.ts';
import { section, table } from './pieces.ts';

const rowsShown = 200;
/** More lines than this cannot be told apart; the widest are drawn. */
const drawn = 16;
const namesShown = 12;
const nobody = 'no caller found here';

export function boundaries(inspection: Inspection): VNode | false {
  const all = crossingsOf(inspection);
  if (all.length === 0) return false;
  const left = all.length - rowsShown;
  const columns = [
    { title: 'Who calls' }, { title: 'Who is called' }, { title: 'Functions', number: true }, { title: 'With length', number: true },
    { title: 'Without', number: true }, { title: 'Callbacks', number: true }, { title: 'Names' },
  ];
  return section('boundaries', 'Where languages meet', 'Functions by which code of one language reaches another. What a compiler guarantees ends here; the other side is found by name. Counted are functions that hand over a pointer with its length, or without one, and those that take a callback; untold are those whose parameters are declared elsewhere.',
    drawing(all.slice(0, drawn)),
    table('boundaries', 'Functions between languages', columns, all.slice(0, rowsShown).map(cells)),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more row')}; the JSON inspection holds all.`));
}

function cells({ from, to, functions, withLength, withoutLength, callbacks, notTold, names }: Crossing): Child[] {
  const more = functions - Math.min(names.length, namesShown);
  const aside = notTold > 0 && h('span', { class: 'quiet' }, ` (${count(notTold)} untold)`);
  return [sideName(from, nobody), sideName(to), [count(functions), aside], count(withLength), count(withoutLength), count(callbacks), [names.slice(0, namesShown).join(', '), more > 0 && ` and ${count(more)} more`]];
}

const width = 960;
const [boxWidth, boxHeight, gap] = [300, 34, 12];

function drawing(edges: readonly Crossing[]): VNode {
  const callers = placed(edges.map(({ from }) => sideName(from, nobody)));
  const called = placed(edges.map(({ to }) => sideName(to)));
  const height = Math.max(callers.size, called.size) * (boxHeight + gap) + gap;
  const [leftEdge, rightEdge] = [boxWidth, width - boxWidth];
  const middle = (leftEdge + rightEdge) / 2;
  return h('svg', { class: 'crossings', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': 'crossings-title', focusable: 'false' },
    h('title', { id: 'crossings-title' }, 'Who calls whom between languages; the table below says the same'),
    edges.map((edge) => {
      const [y0, y1] = [callers.get(sideName(edge.from, nobody)) ?? 0, called.get(sideName(edge.to)) ?? 0];
      return h('g', {},
        h('title', {}, `${sideName(edge.from, nobody)} to ${sideName(edge.to)}: ${counted(edge.functions, 'function')}`),
        h('path', { d: `M${leftEdge} ${y0} C${middle} ${y0} ${middle} ${y1} ${rightEdge} ${y1}`, 'stroke-width': Math.round(2 + Math.log2(1 + edge.functions) * 1.5) }));
    }),
    boxes(callers, 0, nobody), boxes(called, rightEdge, sideName({ component: '', language: '' })));
}

/** The middle of each box, in order of first mention. */
function placed(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, gap + index * (boxHeight + gap) + boxHeight / 2]));
}

function boxes(places: ReadonlyMap<string, number>, x: number, outside: string): Child[] {
  return [...places].map(([name, y]) => h('g', {},
    h('title', {}, name),
    h('rect', { class: name === outside ? 'side outside' : 'side', x: x + 1, y: y - boxHeight / 2, width: boxWidth - 2, height: boxHeight, rx: 4 }),
    h('text', { x: x + 10, y: y + 5 }, cut(plain(name), Math.floor((boxWidth - 20) / 8)))));
}
