/** The inspection as CycloneDX attestations (ECMA-424): the edition as a standard, its requirements answered by claims and counter-claims. It gives no score that nobody measured. */
import { canonicalJson, digestOf } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { plain } from '../escape.ts';
import { midnightOf, uuidOf } from '../uuid.ts';
import { claimOf, mapped } from './claims.ts';
import { evidenceOf } from './evidence.ts';
import { ref, targetOf } from './refs.ts';

/** The declarations of 1.6 and 1.7 are the same; only the number differs. */
export function attestationDocument(inspection: Inspection, specVersion: '1.6' | '1.7'): string {
  return `${canonicalJson(visible(document(inspection, specVersion)), 1)}\n`;
}

/** Viewers print what they are given: no string may steer one. */
function visible(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, visible(member)]));
}

function document(inspection: Inspection, specVersion: string): unknown {
  const { about } = inspection.device;
  const digest = digestOf(inspection);
  const created = midnightOf(inspection.as_of);
  return {
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: `urn:uuid:${uuidOf(`attestation ${specVersion} of ${digest}`)}`,
    version: 1,
    metadata: {
      ...(created === undefined ? {} : { timestamp: created }),
      tools: { components: [{ type: 'application', name: 'plumbline', version: inspection.plumbline }] },
      component: { type: 'device', 'bom-ref': targetOf(''), name: about.name, version: about.version, manufacturer: { name: about.maker } },
      properties: [
        { name: 'plumbline:inspection', value: digest },
        { name: 'plumbline:edition', value: inspection.edition.digest },
        { name: 'plumbline:standing', value: inspection.standing.value },
      ],
    },
    definitions: { standards: [standardOf(inspection)] },
    declarations: {
      // Who ran the inspection is not in it; whoever signs the package that holds it says so there.
      assessors: [{ 'bom-ref': 'assessor' }],
      attestations: attestationsOf(inspection),
      claims: inspection.requirements.filter(({ verdict }) => verdict === 'met' || verdict === 'unmet').map((row) => claimOf(inspection, row)),
      evidence: evidenceOf(inspection, digest),
      targets: { components: inspection.device.components.map(({ name, kind, version }) => ({ type: kind === 'image' ? 'firmware' : kind === 'source' ? 'application' : 'data', 'bom-ref': targetOf(name), name, ...(version === '' ? {} : { version }) })) },
    },
  };
}

function standardOf({ edition, level, requirements, elements }: Inspection): unknown {
  const rows = [...Map.groupBy(requirements, ({ id }) => id)].map(([id, [first]]) => ({ id, title: first?.title ?? id, means: first?.means ?? [] }));
  const objective = new Map(elements.map((element) => [element.id, element.objective]));
  return {
    'bom-ref': 'edition',
    name: edition.title,
    version: edition.id,
    requirements: rows.map(({ id, title, means }) => ({
      'bom-ref': ref('requirement', id),
      identifier: id,
      title,
      ...(objective.has(id) ? { text: objective.get(id) } : {}),
      ...(means.length > 1 ? { descriptions: means.map((one) => `one way to hold it: ${one.join(' and ')}`) } : {}),
    })),
    levels: [{ 'bom-ref': ref('level', String(level.value)), identifier: String(level.value), title: level.title, requirements: rows.map(({ id }) => ref('requirement', id)) }],
  };
}

/** One attestation for the device as a whole and one for each component that something was asked of. */
function attestationsOf(inspection: Inspection): readonly unknown[] {
  const { standing, edition, level, requirements } = inspection;
  return [...Map.groupBy(requirements, ({ component }) => component)].map(([component, rows]) => {
    const exempt = rows.filter(({ verdict }) => verdict === 'not-applicable');
    const unknown = rows.filter(({ verdict }) => verdict === 'unknown');
    const summary = [
      `${component === '' ? 'the device as a whole' : component}, under ${edition.id} at level ${level.value}`,
      `the standing of the device is ${standing.value}: ${standing.because}`,
      ...(unknown.length === 0 ? [] : [`unknown, and so neither claimed nor denied: ${unknown.map(({ id }) => id).join(', ')}`]),
      ...(exempt.length === 0 ? [] : [`not applicable: ${exempt.map(({ id, because }) => `${id} (${because})`).join(', ')}`]),
    ].join('; ');
    return { summary, assessor: 'assessor', map: rows.filter((row) => !exempt.includes(row)).map((row) => mapped(inspection, row)) };
  });
}
