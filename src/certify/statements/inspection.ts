/** The statement with this project's own predicate: what was found, short enough to read, with the digests of all of it. It adds nothing. */
import type { Told } from '../forms.ts';
import { resource, statementOf, type Statement } from '../statement.ts';
import { subjectOf } from '../subject.ts';

export const inspectionPredicate = 'urn:plumbline:inspection:1';

export function inspectionStatement(told: Told): Statement {
  const { inspection, digests } = told;
  const { about, revision } = inspection.device;
  return statementOf(subjectOf(told), inspectionPredicate, {
    inspection: resource('inspection.json', digests.inspection),
    record: resource('record.json', digests.record),
    tool: { name: 'plumbline', version: inspection.plumbline },
    as_of: inspection.as_of,
    device: { name: about.name, version: about.version, maker: about.maker, revision },
    edition: { id: inspection.edition.id, status: inspection.edition.status, digest: inspection.edition.digest },
    level: { value: inspection.level.value, because: inspection.level.because, asked: inspection.level.asked },
    standing: inspection.standing,
    requirements: inspection.requirements.map(({ id, component, verdict, means }) => ({ id, component, verdict, means })),
    findings: inspection.findings.map(({ element, component, verdict, strength, breaches, gaps }) => ({ element, component, verdict, strength, breaches: breaches.length, gaps: gaps.length })),
  });
}
