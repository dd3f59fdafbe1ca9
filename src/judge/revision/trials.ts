/** Tries law on worked cases: the same cases under other parameters or another text, and devices under other levels. It reads no file. */
import { componentSchema, manifestSchema, type Device } from '../../core/device.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Element } from '../../codebook/codebook.ts';
import { compileEdition } from '../../codebook/compile.ts';
import type { Effect, Trials } from '../../codebook/revision/diff.ts';
import type { EditionLaw } from '../../codebook/schema.ts';
import { levelOf } from '../level.ts';
import { judgeCase, workedCases, type Shelf } from '../worked-cases.ts';

export interface Cases {
  readonly elements: ReadonlyMap<string, Element>;
  /** The page of an element, or nothing. */
  readonly pageOf: (element: string) => string | undefined;
  readonly shelf: Shelf;
}

/** Not applicable and met ask nothing of a maker; an unknown asks for paper; unmet for a change. */
const burden: Readonly<Record<Verdict, number>> = { met: 0, 'not-applicable': 0, unknown: 1, unmet: 2 };

/** Every worked case of the page under both, with the titles of those that come out worse or better. */
export function effectOf(page: string, before: readonly [Element, EditionLaw['adopts'][number]['with']], after: readonly [Element, EditionLaw['adopts'][number]['with']], shelf: Shelf): Effect {
  const verdict = ([element, params]: typeof before, worked: ReturnType<typeof workedCases>[number]): number =>
    burden[judgeCase(element, { ...worked, params: { ...params, ...worked.params } }, shelf).verdict];
  const tried = workedCases(page).map((worked) => ({ title: worked.title, was: verdict(before, worked), is: verdict(after, worked) }));
  return { worse: tried.filter(({ was, is }) => is > was).map(({ title }) => title), better: tried.filter(({ was, is }) => is < was).map(({ title }) => title) };
}

export function trialsOn({ elements, pageOf, shelf }: Cases): Trials {
  return {
    ofParameters: (id, before, after) => {
      const element = elements.get(id);
      const page = pageOf(id);
      return element === undefined || page === undefined ? { worse: [], better: [] } : effectOf(page, [element, before], [element, after], shelf);
    },
    ofLevels: (before, after) => levelsTried(before, after, elements),
  };
}

const safetyClasses = ['A', 'B', 'C', 'undetermined'] as const;
const harms = ['none', 'minor', 'serious', 'death', 'undetermined'] as const;
const paths = ['none', 'service', 'local', 'remote', 'undetermined'] as const;
const reaches = { 'no interface': [], 'a radio': [{ name: 'r', kind: 'bluetooth', reaches_network: false }], 'a network': [{ name: 'n', kind: 'ethernet', reaches_network: true }] } as const;

/** Every combination of what a manifest says about risk; there are few enough to try them all. */
function* devices(): Generator<readonly [string, Device]> {
  for (const safety_class of safetyClasses) for (const worst_harm of harms) for (const update_path of paths) for (const [reach, connectivity] of Object.entries(reaches)) for (const multi_patient of [false, true]) {
    const about = manifestSchema.shape.device.parse({ name: 'd', version: '1', maker: 'm', intended_use: 'u', safety_class, worst_harm, update_path, connectivity, multi_patient, patient_data: false });
    const component = componentSchema.parse({ name: 'p', kind: 'source', where: ['.'] });
    yield [`class ${safety_class}, harm ${worst_harm}, updates ${update_path}, ${reach}${multi_patient ? ', several patients' : ''}`, { about, components: [component], setAside: [], inferred: [], declared: true }];
  }
}

function levelsTried(before: EditionLaw, after: EditionLaw, elements: Cases['elements']): Effect {
  const compiled = (law: EditionLaw) => compileEdition({ ...law, status: 'draft' }, elements, law.id, '');
  const [was, is] = [compiled(before), compiled(after)];
  const tried = [...devices()].map(([name, device]) => ({ name, by: levelOf(is, device, after.effective_on).value - levelOf(was, device, after.effective_on).value }));
  return { worse: tried.filter(({ by }) => by > 0).map(({ name }) => name), better: tried.filter(({ by }) => by < 0).map(({ name }) => name) };
}
