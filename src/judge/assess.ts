/** From a filled record to findings, requirements and standing: every element the edition asks, of every subject. */
import type { Word } from '../core/fact.ts';
import type { Finding } from '../core/finding.ts';
import type { Inspection } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';
import type { Codebook, Edition } from '../codebook/codebook.ts';
import { handInNext } from './hand-in.ts';
import { judge } from './judge.ts';
import { levelOf } from './level.ts';
import type { DeviceRecord } from './record.ts';
import { remediesOf } from './remedies.ts';
import { adoptedAt, requirementsOf } from './requirements.ts';
import { statementsOf } from './statements.ts';
import { subjectsOf } from './subject.ts';
import { applyVariances, type Judged } from './variances/apply.ts';
import { standingOf } from './vary.ts';

export interface Assessment
  extends Pick<Inspection, 'edition' | 'level' | 'standing' | 'requirements' | 'findings' | 'elements' | 'open' | 'hand_in_next' | 'variances' | 'statements'> {}

/** Judges a device under an edition at its derived or asked level. Reads no bytes. Throws `UsageError` for an unknown level. */
export function assess(
  record: DeviceRecord,
  codebook: Codebook,
  edition: Edition,
  words: ReadonlyMap<string, Word>,
  asOf: string,
  askedLevel?: number,
  ignoreVariances = false,
): Assessment {
  const level = levelOf(edition, record.device, asOf, askedLevel);
  const subjects = subjectsOf(record);
  const rows = adoptedAt(edition, level.value);
  const remedies = remediesOf(codebook);
  const judged: Judged[] = [];
  for (const row of rows) {
    const element = codebook.elements.get(row.element);
    if (element === undefined) throw new Error(`edition ${edition.law.id} was checked against other elements: "${row.element}" is gone`);
    const defaults = Object.fromEntries(Object.entries(element.law.parameters).map(([name, parameter]) => [name, parameter.default]));
    const params = { ...defaults, ...row.with };
    for (const subject of subjects(element)) {
      const asked = { element, subject, params, level: level.value, asOf, words, remedies };
      judged.push({ asked, finding: judge(asked) });
    }
  }
  judged.sort(({ finding: a }, { finding: b }) => compareText(a.category, b.category) || compareText(a.element, b.element) || compareText(a.component, b.component));
  const findings: readonly Finding[] = judged.map(({ finding }) => finding);
  const requirements = requirementsOf(edition, level.value, findings);
  const variances = applyVariances(judged, requirements, { record, codebook, edition, words, level: level.value, asOf, ignored: ignoreVariances });
  const statements = statementsOf(record, asOf);
  return {
    edition: { id: edition.law.id, title: edition.law.title, status: edition.law.status, digest: edition.digest, effective_on: edition.law.effective_on },
    level,
    standing: standingOf(requirements, variances),
    requirements,
    findings,
    elements: rows.map((row) => citedElement(codebook, row.element)).sort((a, b) => compareText(a.id, b.id)),
    open: edition.law.open,
    hand_in_next: handInNext(findings, requirements),
    ...(variances === undefined ? {} : { variances }),
    ...(statements.length === 0 ? {} : { statements }),
  };
}

function citedElement(codebook: Codebook, id: string): Inspection['elements'][number] {
  const element = codebook.elements.get(id);
  if (element === undefined) throw new Error(`no element "${id}"`);
  const { title, category, origin, objective, remedy, mode, citations } = element.law;
  return { id, title, category, origin, objective, remedy, mode, citations, digest: element.digest };
}
