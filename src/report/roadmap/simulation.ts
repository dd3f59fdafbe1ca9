/** The simulation on the page: plots with their numbers and every assumption beside them. A model, said as such. */
import type { VNode } from 'preact';
import type { ParameterName } from '../../roadmap/simulate.ts';
import { h } from '../html/h.ts';
import type { RoadmapDocument } from './document.ts';
import { table } from './plan.ts';
import { plotYears } from './plots.ts';

export function simulationSection({ simulation, moves, assumption, decay }: RoadmapDocument): VNode {
  const names = Object.keys(decay.parameters) as ParameterName[];
  const shownYears = [0, 2, 4, 6, 8, 10, simulation.years];
  const cell = (key: 'reports' | 'field', scenario: number, year: number): string => {
    const band = simulation.scenarios[scenario]?.[key][year];
    return band === undefined ? '' : `${band.middle.toFixed(2)} (${band.low.toFixed(2)}–${band.high.toFixed(2)})`;
  };
  const numbers = (key: 'reports' | 'field'): VNode => table(['year', ...simulation.scenarios.map(({ name }) => name)], shownYears.map((year) => [year, ...simulation.scenarios.map((_, at) => cell(key, at, year))]), key === 'field' ? 'Open in the field by year' : 'Found by year');
  return h('section', { id: 'simulation' },
    h('h2', {}, 'What a plan may bring'),
    h('p', {}, `Expected memory-safety vulnerabilities by three ways of going on, as multiples of the first year. A model, no forecast: its figures come from big platforms that are fuzzed and patched without pause, and a device in the field for ten years does not decay like them. The bands hold 5 to 95 percent of ${simulation.draws} draws (seed ${simulation.seed}).`),
    h('h3', {}, 'Open in devices in the field'), plotYears(simulation, 'field', 'Open in the field by year'), numbers('field'),
    h('h3', {}, 'Found and mended in a year'), plotYears(simulation, 'reports', 'Found in a year'), numbers('reports'),
    h('h3', {}, 'Assumptions'),
    table(['parameter', 'value', 'drawn from', 'source'], names.map((name) => {
      const { value, low, high, unit, about, source, range_source: range } = decay.parameters[name];
      return [about, `${value} ${unit}`, `${low} to ${high}`, source === range ? source : `${source}; range: ${range}`];
    })),
    h('ul', {},
      h('li', {}, `${assumption}.`),
      moves.length === 0 ? h('li', {}, 'The plan moves no unit that carries errors; it differs from "new code only" by nothing.') : moves.map(({ year, share }) => h('li', {}, `After ${year.toFixed(1)} years the plan moves ${(share * 100).toFixed(0)} percent of the errors that are left by then.`)),
      h('li', {}, 'Vulnerabilities decay exponentially with the age of code, code grows exponentially, adoption is a sigmoid, and a fix reaches the field after a mean delay.')),
    h('h3', {}, 'What the result hangs on'),
    table(['parameter', 'at its low end', 'at its high end'], simulation.sensitivity.map(({ parameter, low, high }) => [decay.parameters[parameter].about, `${(low * 100).toFixed(0)} %`, `${(high * 100).toFixed(0)} %`]), 'Open in the field under the plan as a share of doing nothing'),
    h('p', { class: 'said' }, 'Open in the field under the plan, over all years, as a share of doing nothing; one parameter moved at a time.'));
}
