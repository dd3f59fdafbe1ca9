/** What claims rest on: the inspection itself, the breaches that were proved, reviews that count, variances in force. It holds no bytes of the device. */
import type { Finding } from '../../core/finding.ts';
import type { Inspection, Requirement } from '../../core/inspection.ts';
import { addressWithSpot } from '../../core/place.ts';
import type { StatementEntry } from '../../core/statement-report.ts';
import { counted } from '../figures.ts';
import { uriOf } from '../uri.ts';
import { midnightOf } from '../uuid.ts';
import { ref } from './refs.ts';

/** Breaches of a finding that are named one by one; a reader who needs more has the inspection, whose digest is here. */
export const mostNamed = 20;

export function findingsOf({ findings }: Inspection, { means, component }: Requirement): readonly Finding[] {
  const elements = new Set(means.flat());
  return findings.filter((finding) => finding.component === component && elements.has(finding.element));
}

/** Reviews of this requirement's elements that count on that day. */
export function reviewsOf({ statements = [] }: Inspection, { means, component }: Requirement): readonly StatementEntry[] {
  const elements = new Set(means.flat());
  return statements.filter((one) => counts(one) && one.word === 'review' && one.component === component && elements.has(one.about));
}

const counts = ({ state }: StatementEntry): boolean => state === 'current' || state === 'soon';

export function evidenceOf(inspection: Inspection, digest: string): readonly unknown[] {
  const { findings, statements = [], variances, as_of: asOf } = inspection;
  const created = midnightOf(asOf);
  const seen = created === undefined ? {} : { created };
  return [
    { 'bom-ref': 'inspection', propertyName: 'plumbline:inspection', description: `the inspection of ${inspection.device.about.name} ${inspection.device.about.version} by Plumbline ${inspection.plumbline}, ${digest}; over artifacts ${inspection.inventory.digest}`, ...seen },
    ...findings.filter(({ breaches }) => breaches.length > 0).map((finding) => ({ ...breachEvidence(finding), ...seen })),
    ...statements.filter((one) => counts(one) && one.word === 'review').map((one) => ({
      'bom-ref': ref('statement', one.id, one.address), propertyName: 'plumbline:review', description: `review ${one.id} against ${one.about}, ${one.independence}: ${one.because}; signature ${one.signature}`,
      ...between(one.date, one.expires), author: { name: one.by },
    })),
    ...(variances?.ignored === true ? [] : variances?.entries ?? []).filter(({ state }) => state === 'in-force').map((one) => ({
      'bom-ref': ref('variance', one.id), propertyName: 'plumbline:variance',
      description: [`variance ${one.id} from ${one.element}: ${one.reason}`, `covers ${counted(one.covers.length, 'breach', 'breaches')}`, ...one.controls.map(({ id, says, holds }) => `control ${id} ${holds ? 'holds' : 'does not hold'}: ${says}`), `to be mended in ${one.plan.target_version} by ${one.plan.owner}`].join('; '),
      ...between(one.approved, one.expires), author: { name: one.proposed_by }, reviewer: { name: one.approved_by },
    })),
  ];
}

function breachEvidence({ element, component, breaches }: Finding): object {
  const named = breaches.slice(0, mostNamed);
  const rest = breaches.length - named.length;
  return {
    'bom-ref': ref('breaches', element, component),
    propertyName: 'plumbline:breaches',
    description: `${counted(breaches.length, 'breach', 'breaches')} of ${element}${component === '' ? '' : ` in ${component}`}${rest > 0 ? `; the first ${named.length} are named here` : ''}`,
    data: named.map(({ message, fact, fingerprint }) => ({
      name: `${fact === undefined || fact.place.path === '' ? '' : `${addressWithSpot(fact.place)}: `}${message} (${fingerprint})`,
      ...(fact === undefined || fact.place.path === '' ? {} : { contents: { url: uriOf(fact.place.path) } }),
    })),
  };
}

/** A last day counts whole: it is over at the next midnight. */
function between(from: string, until: string): object {
  const [created, last] = [midnightOf(from), midnightOf(until)];
  return { ...(created === undefined ? {} : { created }), ...(last === undefined ? {} : { expires: `${until}T23:59:59Z` }) };
}
