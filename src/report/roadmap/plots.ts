/** The two plots of a roadmap as SVG: units on the two axes, and the years to come. A table beside each says the same in numbers. */
import type { VNode } from 'preact';
import type { Roadmap, Unit } from '../../roadmap/model.ts';
import type { Band, Simulation } from '../../roadmap/simulate.ts';
import { h, type Child } from '../html/h.ts';

export function slug(text: string): string {
  return text.replaceAll(' ', '-');
}

const square = { width: 640, height: 420, left: 46, right: 14, top: 14, bottom: 42 };
/** Names that can be read beside their dots; the rest are in the table. */
const named = 9;

/** Risk upwards, feasibility to the right: what lies in the upper right corner moves first. */
export function plotUnits(units: readonly Unit[], thresholds: Roadmap['thresholds']): VNode {
  const { width, height, left, right, top, bottom } = square;
  const x = (value: number): number => round(left + (value / 100) * (width - left - right));
  const y = (value: number): number => round(height - bottom - (value / 100) * (height - top - bottom));
  const shown = units.filter(({ unsafeCode }) => unsafeCode > 0);
  const dots = [...shown].reverse().map((unit) => h('circle', { class: `dot ${slug(unit.outcome)}`, cx: x(unit.feasibility.score), cy: y(unit.risk.score), r: round(3 + Math.min(9, Math.sqrt(unit.unsafeCode) / 22)) }, h('title', {}, `${unit.name}: risk ${unit.risk.score}, feasibility ${unit.feasibility.score}, ${unit.outcome}`)));
  const taken: { readonly at: number; readonly middle: number; readonly long: number }[] = [];
  const labels = shown.slice(0, named).flatMap((unit): readonly Child[] => {
    const at = y(unit.risk.score) + 4;
    const [dot, long] = [x(unit.feasibility.score), 7 * short(unit.name).length];
    const isFree = (isRight: boolean): boolean => !shown.some((other) => other !== unit && Math.abs(y(other.risk.score) + 4 - at) < 12 && (x(other.feasibility.score) - dot) * (isRight ? 1 : -1) > 0 && Math.abs(x(other.feasibility.score) - dot) < long + 20);
    const boxOf = (isRight: boolean): (typeof taken)[number] => ({ at, middle: dot + (13 + long / 2) * (isRight ? 1 : -1), long });
    const meets = (box: (typeof taken)[number]): boolean => taken.some((other) => Math.abs(other.at - box.at) < 13 && Math.abs(other.middle - box.middle) < (other.long + box.long) / 2);
    const isRight = [unit.feasibility.score < 60, unit.feasibility.score >= 60].find((side) => isFree(side) && !meets(boxOf(side)));
    if (isRight === undefined) return [];
    taken.push(boxOf(isRight));
    return [h('text', { class: 'name', x: dot + (isRight ? 13 : -13), y: at, 'text-anchor': isRight ? 'start' : 'end' }, short(unit.name))];
  });
  return scrolling('Units by risk and feasibility', h('svg', { class: 'plot', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Units by risk and feasibility; the table below says the same', focusable: 'false' },
    h('rect', { class: 'frame', x: x(0), y: y(100), width: x(100) - x(0), height: y(0) - y(100) }),
    h('rect', { class: 'zone', x: x(thresholds.feasible), y: y(100), width: x(100) - x(thresholds.feasible), height: y(thresholds.risk_high) - y(100) }),
    h('line', { class: 'threshold', x1: x(thresholds.feasible), x2: x(100), y1: y(thresholds.rule_of_two), y2: y(thresholds.rule_of_two) }),
    [0, 25, 50, 75, 100].map((mark) => [
      h('line', { class: 'grid', x1: x(mark), x2: x(mark), y1: y(0), y2: y(0) + 5 }), h('text', { class: 'quiet', x: x(mark), y: y(0) + 18, 'text-anchor': 'middle' }, mark),
      h('line', { class: 'grid', x1: x(0) - 5, x2: x(0), y1: y(mark), y2: y(mark) }), h('text', { class: 'quiet', x: x(0) - 8, y: y(mark) + 4, 'text-anchor': 'end' }, mark),
    ]),
    h('text', { x: x(50), y: height - 6, 'text-anchor': 'middle' }, 'feasibility of moving it'),
    h('text', { x: 12, y: y(50), 'text-anchor': 'middle', transform: `rotate(-90 12 ${y(50)})` }, 'risk of leaving it'),
    dots, labels));
}

const wide = { width: 640, height: 340, left: 46, right: 120, top: 14, bottom: 42 };

/** Middle and 5 to 95 percent of the draws, for each way of going on. */
export function plotYears(simulation: Simulation, key: 'reports' | 'field', title: string): VNode {
  const { width, height, left, right, top, bottom } = wide;
  const bands = simulation.scenarios.map((scenario) => ({ name: scenario.name, band: scenario[key] }));
  const most = Math.max(1, ...bands.flatMap(({ band }) => band.map(({ high }) => high)));
  const step = [0.25, 0.5, 1, 2, 5, 10].find((one) => most / one <= 6) ?? 20;
  const x = (year: number): number => round(left + (year / simulation.years) * (width - left - right));
  const y = (value: number): number => round(height - bottom - (value / most) * (height - top - bottom));
  const line = (points: readonly Band[], of: 'low' | 'middle' | 'high'): string => points.map((point) => `${x(point.year)},${y(point[of])}`).join(' ');
  let last = -100;
  const ends = bands.map(({ name, band }) => ({ name, at: y(band.at(-1)?.middle ?? 0) })).sort((a, b) => a.at - b.at).map(({ name, at }) => {
    last = Math.max(at, last + 15);
    return h('text', { x: x(simulation.years) + 8, y: last + 4 }, name);
  });
  const marks = Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
  return scrolling(title, h('svg', { class: 'plot', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}; the table below says the same`, focusable: 'false' },
    h('rect', { class: 'frame', x: x(0), y: top, width: x(simulation.years) - x(0), height: y(0) - top }),
    marks.map((mark) => [h('line', { class: 'grid', x1: x(0), x2: x(simulation.years), y1: y(mark), y2: y(mark) }), h('text', { class: 'quiet', x: x(0) - 8, y: y(mark) + 4, 'text-anchor': 'end' }, mark)]),
    Array.from({ length: Math.floor(simulation.years / 2) + 1 }, (_, at) => h('text', { class: 'quiet', x: x(at * 2), y: y(0) + 18, 'text-anchor': 'middle' }, at * 2)),
    h('text', { x: x(simulation.years / 2), y: height - 6, 'text-anchor': 'middle' }, 'years from now'),
    bands.map(({ name, band }) => h('polygon', { class: `band ${slug(name)}`, points: `${line(band, 'low')} ${line([...band].reverse(), 'high')}` })),
    bands.map(({ name, band }) => h('polyline', { class: `line ${slug(name)}`, points: line(band, 'middle') })),
    ends));
}

/** On a narrow screen a plot is moved sideways, so that its words stay readable. */
function scrolling(label: string, svg: VNode): VNode {
  return h('div', { class: 'scroll plot-scroll', tabindex: 0, role: 'region', 'aria-label': `${label}, drawn` }, svg);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function short(name: string): string {
  const tail = name.split('/').slice(-2).join('/');
  return tail.length > 34 ? `…${tail.slice(-33)}` : tail;
}
