/** The inspection as CycloneDX 1.6 attestations (definitions and declarations). What it has no word for, unknown, is told by confidence 0 and a rationale. */
import type { InspectionForm, Told } from '../forms.ts';
import { statementOf, type Statement } from '../statement.ts';
import { subjectOf } from '../subject.ts';

type Requirement = InspectionForm['requirements'][number];

export function cyclonedxStatement(told: Told): Statement {
  return statementOf(subjectOf(told), 'https://cyclonedx.org/bom/v1.6', bom(told));
}

function bom({ inspection, digests }: Told): unknown {
  const { about } = inspection.device;
  const { edition, level } = inspection;
  const byId = Map.groupBy(inspection.requirements, ({ id }) => id);
  const asked = [...byId].map(([id, rows]) => ({ id, rows, title: rows[0]?.title ?? id }));
  const binding = asked.filter(({ rows }) => rows.some(({ verdict }) => verdict !== 'not-applicable'));
  const exempt = asked.filter((one) => !binding.includes(one));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(digests.inspection)}`,
    version: 1,
    metadata: {
      timestamp: `${inspection.as_of}T00:00:00Z`,
      tools: { components: [{ type: 'application', name: 'plumbline', version: inspection.plumbline }] },
      component: { type: 'device', 'bom-ref': 'device', name: about.name, version: about.version, manufacturer: { name: about.maker } },
      properties: [{ name: 'plumbline:inspection:sha256', value: digests.inspection }],
    },
    definitions: {
      standards: [{
        'bom-ref': 'edition',
        name: edition.title,
        version: edition.id,
        requirements: asked.map(({ id, title }) => ({ 'bom-ref': `requirement:${id}`, identifier: id, title })),
        levels: [{ 'bom-ref': `level:${level.value}`, identifier: String(level.value), title: level.title, requirements: asked.map(({ id }) => `requirement:${id}`) }],
      }],
    },
    declarations: {
      assessors: [{ 'bom-ref': 'assessor', thirdParty: false, organization: { name: about.maker } }],
      attestations: [{ summary: summaryOf(inspection, exempt.map(({ id }) => id)), assessor: 'assessor', map: binding.map(({ id, rows }) => mapped(id, rows)) }],
      claims: inspection.requirements.filter(({ verdict }) => verdict === 'met' || verdict === 'unmet').map(claimOf),
      evidence: [{ 'bom-ref': 'evidence', propertyName: 'plumbline:inspection:sha256', description: `inspection.json, SHA-256 ${digests.inspection}` }],
    },
  };
}

function summaryOf({ standing, level, edition }: InspectionForm, exempt: readonly string[]): string {
  const rest = exempt.length === 0 ? '' : `; not applicable: ${exempt.join(', ')}`;
  return `${standing.value} under ${edition.id} at level ${level.value}: ${standing.because}${rest}`;
}

const refOf = ({ id, component }: Requirement): string => `claim:${id}:${component}`;

function claimOf(row: Requirement): unknown {
  return { 'bom-ref': refOf(row), target: 'device', predicate: `${row.title}${row.component === '' ? '' : ` (${row.component})`}: ${row.verdict}`, reasoning: row.because, evidence: ['evidence'] };
}

function mapped(id: string, rows: readonly Requirement[]): unknown {
  const of = (verdict: string): readonly Requirement[] => rows.filter((row) => row.verdict === verdict);
  const [met, unmet, unknown] = [of('met'), of('unmet'), of('unknown')];
  const said = (list: readonly Requirement[]): string => list.map(({ component, because }) => `${component === '' ? 'device' : component}: ${because}`).join('; ');
  return {
    requirement: `requirement:${id}`,
    ...(met.length === 0 ? {} : { claims: met.map(refOf) }),
    ...(unmet.length === 0 ? {} : { counterClaims: unmet.map(refOf) }),
    conformance: { score: unmet.length === 0 && unknown.length === 0 ? 1 : 0, rationale: said(unmet.length > 0 ? unmet : unknown.length > 0 ? unknown : met) },
    // Where nobody can tell there is no confidence, whatever the score says.
    confidence: unknown.length > 0 ? { score: 0, rationale: `unknown: ${said(unknown)}` } : { score: 1, rationale: 'everything concerned was looked at' },
  };
}

/** A name-based identifier (RFC 9562 version 8), so that the same inspection makes the same document. */
function uuidOf(digest: string): string {
  const h = digest.slice(0, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
