/** States each vulnerability a bill of materials names, with the maker's analysis as written. It looks none up. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { knownVulnerability } from '../../facts/known-vulnerability.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';
import type { BillForm } from './material.ts';

const severities = ['critical', 'high', 'medium', 'low', 'info', 'none', 'unknown'] as const;

function* look(form: BillForm): Generator<Observation> {
  const names = namesByReference(form);
  for (const each of asList(form.document['vulnerabilities'])) {
    const vulnerability = asObject(each);
    const line = form.lineOf(each);
    const id = asText(vulnerability['id']);
    if (id === '') {
      yield knownVulnerability.blank('a vulnerability without an identifier', { line });
      continue;
    }
    const analysis = asObject(vulnerability['analysis']);
    yield knownVulnerability.state(
      {
        id,
        affects: asList(vulnerability['affects']).map((target) => asText(asObject(target)['ref'])).map((ref) => names.get(ref) ?? ref).filter((name) => name !== ''),
        cwe: asList(vulnerability['cwes']).filter((cwe) => typeof cwe === 'number' && Number.isSafeInteger(cwe)).map(Number),
        severity: severityOf(vulnerability),
        state: asText(analysis['state']),
        justification: asText(analysis['justification']),
        known_exploited: isExploited(vulnerability),
      },
      { line },
    );
  }
}

/** Purl, or name and version, by bom-ref; a reference into another bill (BOM-Link) stays itself. */
function namesByReference(form: BillForm): ReadonlyMap<string, string> {
  const whole = asObject(asObject(form.document['metadata'])['component']);
  const named = [whole, ...form.entries.map((entry) => entry.component)].map((component): [string, string] => {
    const name = [asText(component['name']), asText(component['version'])].filter((part) => part !== '').join('@');
    return [asText(component['bom-ref']), asText(component['purl']) || name];
  });
  return new Map(named.filter(([reference, name]) => reference !== '' && name !== ''));
}

/** The gravest of the ratings, because makers list several scores of one vulnerability. */
function severityOf(vulnerability: JsonObject): string {
  const given = new Set(asList(vulnerability['ratings']).map((rating) => asText(asObject(rating)['severity']).toLowerCase()));
  return severities.find((severity) => given.has(severity)) ?? '';
}

const exploited = new Set(['kev', 'cisakev', 'knownexploited', 'isknownexploited', 'exploitedinthewild', 'inkev', 'cisaknownexploited']);

/** The document says so: by a property with a common name and no refusing value, or by an advisory in CISA's catalogue. */
function isExploited(vulnerability: JsonObject): boolean {
  const marked = asList(vulnerability['properties']).map(asObject).some((property) => {
    const name = (asText(property['name']).split(/[:/]/).at(-1) ?? '').toLowerCase().replace(/[^a-z]/g, '');
    return exploited.has(name) && !/^(false|no|0|)$/i.test(asText(property['value']).trim());
  });
  return marked || asList(vulnerability['advisories']).some((advisory) => asText(asObject(advisory)['url']).includes('known-exploited-vulnerabilities'));
}

export default { name: 'vulnerabilities', revision: 1, states: [knownVulnerability], look } satisfies Probe<BillForm>;
