/** Findings of an inspection as OSCAL findings, observations and risks. OSCAL knows satisfied and not satisfied; unknown is not satisfied for another reason, which is given. */
import { digestOf } from '../../core/canonical.ts';
import type { Finding } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import { addressWithSpot } from '../../core/place.ts';
import type { EvidenceMode } from '../../core/verdict.ts';
import { bearingOf, isMadeGood } from '../bearing.ts';
import { subjectOf } from '../signs.ts';
import { uriOf } from '../uri.ts';
import { componentId, toolId } from './frame.ts';
import { riskOf } from './risks.ts';
import { dayOf, idOf, line, markup, prop, some, token } from './spelling.ts';

export interface Assessed {
  readonly finding: Finding;
  readonly uuid: string;
  readonly oscal: object;
  readonly observation: object;
  readonly observationId: string;
  readonly risk?: object;
  readonly riskId?: string;
}

/** How each mode of evidence looks at its subject, in the words of NIST SP 800-53A. */
const methods: Readonly<Record<EvidenceMode, string>> = { 'rebuild': 'TEST', 'rerun-checker': 'TEST', 'match-test-to-image': 'TEST', 'inspect-image': 'EXAMINE', 'verify-signature': 'EXAMINE', 'human-review': 'EXAMINE' };

export const objectiveOf = (element: string): string => token(`${element}_obj`);

/** Every finding but those that do not apply: they are excluded from what was reviewed, with their reason. */
export function assessed(inspection: Inspection): readonly Assessed[] {
  const digest = digestOf(inspection);
  const bearing = bearingOf(inspection);
  return inspection.findings.filter(({ verdict }) => verdict !== 'not-applicable').map((finding) => {
    const id = (sort: string): string => idOf(sort, digest, finding.element, finding.component);
    const madeGood = isMadeGood(bearing, finding);
    const risk = finding.verdict === 'unmet' && !madeGood ? riskOf(inspection, finding, id) : undefined;
    const [uuid, observationId] = [id('finding'), id('observation')];
    return {
      finding, uuid, observationId,
      observation: observationOf(inspection, finding, observationId),
      oscal: {
        uuid,
        title: markup(`${finding.title}: ${subjectOf(finding)}`),
        description: markup(finding.because),
        props: [prop('verdict', finding.verdict), prop('strength', finding.strength), prop('element', finding.element), ...(madeGood ? [prop('made-good', 'by another means of the same requirement')] : [])],
        target: { type: 'objective-id', 'target-id': objectiveOf(finding.element), status: statusOf(finding, madeGood) },
        'related-observations': [{ 'observation-uuid': observationId }],
        ...(risk === undefined ? {} : { 'related-risks': [{ 'risk-uuid': id('risk') }] }),
      },
      ...(risk === undefined ? {} : { risk, riskId: id('risk') }),
    };
  });
}

function statusOf({ verdict, because, settles }: Finding, madeGood: boolean): object {
  if (verdict === 'met') return { state: 'satisfied', reason: 'pass' };
  if (verdict === 'unmet') return { state: 'not-satisfied', reason: 'fail', ...(madeGood ? { remarks: markup('not held, and not needed: another means of the same requirement is held') } : {}) };
  const wanted = settles.map(({ hand_in, how }) => `hand in ${hand_in}: ${how}`);
  return { state: 'not-satisfied', reason: 'other', remarks: markup([`unknown, neither passed nor failed: ${because}`, ...wanted].join('; ')) };
}

function observationOf(inspection: Inspection, finding: Finding, uuid: string): object {
  const { breaches, gaps, component, mode, element } = finding;
  const evidence = [
    ...breaches.map(({ message, fact, fingerprint, severity, cwe }) => ({
      ...(fact === undefined || fact.place.path === '' ? {} : { href: `${uriOf(fact.place.path)}${fact.place.line === undefined ? '' : `#L${fact.place.line}`}` }),
      description: markup(`${fact === undefined || fact.place.path === '' ? '' : `${addressWithSpot(fact.place)}: `}${message}`),
      props: [prop('fingerprint', fingerprint), prop('severity', severity), ...cwe.map((number) => prop('cwe', String(number)))],
    })),
    ...gaps.map(({ reason, word, count, examples }) => ({ description: markup(`could not tell ${word}: ${reason}; ${count} artifacts${examples.length > 0 ? `, among them ${examples.join(', ')}` : ''}`) })),
  ];
  return {
    uuid,
    title: markup(finding.title),
    description: markup(finding.because),
    methods: [methods[mode]],
    types: ['finding'],
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': toolId(inspection) }] }],
    subjects: [{ 'subject-uuid': componentId(inspection, component), type: 'component', title: line(subjectOf(finding)) }],
    collected: dayOf(inspection.as_of) ?? '1970-01-01T00:00:00Z',
    props: [prop('element', element)],
    ...some('relevant-evidence', evidence),
  };
}
