/** States a bill of materials and each component it lists, with the baseline attributes an entry lacks. It does not check that the device holds them. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { billEntry } from '../../facts/bill-entry.ts';
import { bill } from '../../facts/bill.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';
import type { BillForm, Entry } from './material.ts';
import { supportOf } from './support.ts';

function* look({ document, entries, lineOf }: BillForm): Generator<Observation> {
  // The format also carries attestations; one that lists no component claims something of a device and is no bill of it.
  if (document['declarations'] !== undefined && document['components'] === undefined && entries.length === 0) return;
  const related = referencesIn(document);
  const stated = entries.map((entry) => ({ line: lineOf(entry.component), value: entryOf(entry, related) }));
  const metadata = asObject(document['metadata']);
  const subject = asObject(metadata['component']);
  yield bill.state(
    {
      format: 'CycloneDX',
      spec_version: asText(document['specVersion']),
      subject: asText(subject['name']),
      subject_version: asText(subject['version']),
      author: authorOf(metadata),
      timestamp: asText(metadata['timestamp']),
      entries: entries.length,
      related: stated.filter((each) => each.value.related).length,
    },
    { line: 1 },
  );
  for (const each of stated) {
    if (each.value.name === '') yield billEntry.blank('an entry without a name: nobody can say what it is', { line: each.line });
    else yield billEntry.state(each.value, { line: each.line });
  }
}

function entryOf({ component, nested }: Entry, references: ReadonlySet<string>): (typeof billEntry.schema)['_output'] {
  const hashes = asList(component['hashes']).map(asObject);
  const sha256 = asText(hashes.find((hash) => hash['alg'] === 'SHA-256')?.['content']).toLowerCase();
  const name = asText(component['name']);
  const version = asText(component['version']);
  const supplier = supplierOf(component);
  const purl = asText(component['purl']);
  const cpe = asText(component['cpe']);
  const identified = purl !== '' || cpe !== '' || ['swid', 'omniborId', 'swhid'].some((member) => component[member] !== undefined);
  const related = nested || references.has(asText(component['bom-ref']));
  const support = supportOf(component);
  const baseline: readonly (readonly [string, boolean])[] = [
    ['supplier', supplier !== ''],
    ['name', name !== ''],
    ['version', version !== ''],
    ['hash', hashes.length > 0],
    ['identifier', identified],
    ['relationship', related],
  ];
  return {
    name: asText(component['group']) === '' ? name : `${asText(component['group'])}/${name}`,
    version, supplier, type: asText(component['type']), purl, cpe,
    licences: licencesOf(component),
    sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : '',
    hashes: hashes.length,
    support_level: support.level,
    end_of_support: support.end,
    related,
    missing: baseline.filter(([, there]) => !there).map(([attribute]) => attribute),
  };
}

/** Who provides it: the supplier, else who made or published it. An author wrote it and need not provide it. */
function supplierOf(component: JsonObject): string {
  return asText(asObject(component['supplier'])['name']) || asText(asObject(component['manufacturer'])['name']) || asText(component['publisher']);
}

function authorOf(metadata: JsonObject): string {
  const people = asList(metadata['authors']).map((each) => asText(asObject(each)['name'])).filter((name) => name !== '');
  if (people.length > 0) return people.join(', ');
  return ['manufacturer', 'manufacture', 'supplier'].map((member) => asText(asObject(metadata[member])['name'])).find((name) => name !== '') ?? '';
}

function licencesOf(component: JsonObject): string[] {
  return asList(component['licenses'])
    .map(asObject)
    .map((each) => asText(each['expression']) || asText(asObject(each['license'])['id']) || asText(asObject(each['license'])['name']))
    .filter((text) => text !== '');
}

/** Every bom-ref that stands in a dependency or a composition, on either side. */
function referencesIn(document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  for (const dependency of asList(document['dependencies']).map(asObject)) {
    found.add(asText(dependency['ref']));
    for (const member of ['dependsOn', 'provides']) for (const on of asList(dependency[member])) found.add(asText(on));
  }
  for (const composition of asList(document['compositions']).map(asObject)) {
    for (const member of ['assemblies', 'dependencies']) for (const part of asList(composition[member])) found.add(asText(part));
  }
  found.delete('');
  return found;
}

export default { name: 'entries', revision: 2, states: [bill, billEntry], look } satisfies Probe<BillForm>;
