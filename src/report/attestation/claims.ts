/** Claims, counter-claims and what the map says of each requirement. The format has no word for unknown and none for an accepted departure; nothing is rounded up to either. */
import type { Inspection, Requirement } from '../../core/inspection.ts';
import type { VarianceEntry } from '../../core/variance-report.ts';
import { findingsOf, reviewsOf } from './evidence.ts';
import { ref, targetOf } from './refs.ts';

const claimRef = ({ id, component }: Requirement): string => ref('claim', id, component);

export function claimOf(inspection: Inspection, row: Requirement): unknown {
  const { verdict, title, component, because } = row;
  const proving = findingsOf(inspection, row).filter(({ breaches }) => breaches.length > 0).map((finding) => ref('breaches', finding.element, finding.component));
  const supporting = ['inspection', ...reviewsOf(inspection, row).map((one) => ref('statement', one.id, one.address))];
  const strategies = coveringOf(inspection, row).map(strategyRef);
  return {
    'bom-ref': claimRef(row),
    target: targetOf(component),
    predicate: verdict === 'met' ? `holds: ${title}` : `does not hold: ${title}`,
    reasoning: because,
    // For a claim that something does not hold, the breaches are the evidence; a breach of one way among several speaks against a claim that holds.
    evidence: verdict === 'met' ? supporting : ['inspection', ...proving],
    ...(verdict === 'met' && proving.length > 0 ? { counterEvidence: proving } : {}),
    ...(verdict === 'unmet' && strategies.length > 0 ? { mitigationStrategies: strategies } : {}),
  };
}

/** Unknown is told by having neither claim nor score, and by the reason; a departure that was accepted stays a counter-claim with conformance 0. */
export function mapped(inspection: Inspection, row: Requirement): unknown {
  const { id, verdict, because } = row;
  const requirement = ref('requirement', id);
  if (verdict === 'unknown') {
    const wanted = [...new Set(findingsOf(inspection, row).filter((finding) => finding.verdict === 'unknown').flatMap(({ settles }) => settles.map(({ hand_in, how }) => `${hand_in}: ${how}`)))];
    return { requirement, confidence: { score: 0, rationale: [`unknown: ${because}`, ...wanted.map((one) => `would be settled by ${one}`)].join('; ') } };
  }
  if (verdict === 'met') return { requirement, claims: [claimRef(row)], conformance: { score: 1, rationale: because } };
  const covering = coveringOf(inspection, row);
  const isWhole = inspection.variances?.covered.some((one) => one.requirement === id && one.component === row.component) === true && covering.length > 0;
  const accepted = covering.map((one) => `${one.id} until ${one.expires}`).join(', ');
  const said = covering.length === 0 ? '' : `; ${isWhole ? 'accepted for now by' : 'in part accepted by'} ${accepted}, which does not make it hold`;
  return { requirement, counterClaims: [claimRef(row)], conformance: { score: 0, rationale: `${because}${said}`, ...(covering.length === 0 ? {} : { mitigationStrategies: covering.map(strategyRef) }) } };
}

const strategyRef = (one: VarianceEntry): string => ref('variance', one.id);

/** Variances in force that cover a breach of this requirement. */
function coveringOf({ variances }: Inspection, { means, component }: Requirement): readonly VarianceEntry[] {
  if (variances === undefined || variances.ignored) return [];
  const elements = new Set(means.flat());
  return variances.entries.filter((entry) => entry.state === 'in-force' && entry.component === component && elements.has(entry.element));
}
