/** The plan of an inspection: every question that the edition asks of this device. What is asked and not answered was left out. It answers none. */
import { adoptedBy } from '../codebook/adopted.ts';
import { unassigned } from '../core/unassigned.ts';
import { compareText } from '../core/place.ts';
import type { EditionForm, ElementForm, RecordForm } from './forms.ts';

/** Element and component; the component is empty for the device as a whole. */
export type Question = readonly [element: string, component: string];

/** As `src/judge/subject.ts` chooses: the whole device, or each shipped component of the element's kinds that holds anything. */
export function planOf(edition: EditionForm, elements: ReadonlyMap<string, ElementForm>, level: number, record: RecordForm): readonly Question[] {
  const parts = record.device.components.filter(({ name, shipped }) => shipped && holdsAnything(record, name));
  return adoptedBy(edition, level)
    .flatMap(({ element }): readonly Question[] => {
      const law = elements.get(element);
      if (law === undefined) return [];
      return law.scope === 'device' ? [[element, '']] : parts.filter(({ kind }) => law.of.includes(kind)).map(({ name }): Question => [element, name]);
    })
    .sort(compareQuestions);
}

function holdsAnything(record: RecordForm, component: string): boolean {
  if (component !== unassigned) return true;
  const natures = new Map(record.materials.map(({ name, nature }) => [name, nature]));
  return record.artifacts.some((artifact) => {
    if (artifact.component !== component) return false;
    if (artifact.material === undefined) return artifact.size > 0 || artifact.trouble !== undefined;
    return natures.get(artifact.material) !== 'other';
  });
}

export function compareQuestions(a: Question, b: Question): number {
  return compareText(a[0], b[0]) || compareText(a[1], b[1]);
}
