/** CycloneDX attestations validate against the official schemas of 1.6 and 1.7, and say unknown and waived without rounding up. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Exporter } from '../../src/core/exporter.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import sixteen from '../../src/report/cyclonedx-1.6/exporter.ts';
import seventeen from '../../src/report/cyclonedx-1.7/exporter.ts';
import { uuidOf } from '../../src/report/uuid.ts';
import { forbidden, hostileTexts } from './hostile.ts';
import { filled, goldens, page, sample, sampleNames } from './samples.ts';

const require = createRequire(import.meta.url);
const addLaterFormats = require('ajv-formats-draft2019') as (ajv: Ajv) => void;
const official = (name: string): object => JSON.parse(readFileSync(require.resolve(`@cyclonedx/cyclonedx-library/package.json`).replace('package.json', `res/schema/${name}.SNAPSHOT.schema.json`), 'utf8')) as object;

function accepts(version: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
  addFormats.default(ajv);
  addLaterFormats(ajv);
  for (const other of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema(official(other), `http://cyclonedx.org/schema/${other}.SNAPSHOT.schema.json`);
  return ajv.compile(official(`bom-${version}`));
}

interface Entry { readonly requirement: string; readonly claims?: readonly string[]; readonly counterClaims?: readonly string[]; readonly conformance?: { readonly score: number; readonly rationale: string; readonly mitigationStrategies?: readonly string[] }; readonly confidence?: { readonly score: number; readonly rationale: string } }
interface Bom { readonly declarations: { readonly attestations: readonly { readonly summary: string; readonly map: readonly Entry[] }[]; readonly claims: readonly { readonly 'bom-ref': string; readonly evidence: readonly string[]; readonly target: string }[]; readonly evidence: readonly { readonly 'bom-ref': string; readonly expires?: string }[]; readonly targets: { readonly components: readonly { readonly 'bom-ref': string }[] } } }

const versions: readonly (readonly [Exporter, ValidateFunction])[] = [[sixteen, accepts('1.6')], [seventeen, accepts('1.7')]];

for (const [exporter, valid] of versions) {
  describe(exporter.format, () => {
    const render = (inspection: Inspection): Bom => JSON.parse(exporter.render(inspection, page)) as Bom;
    for (const name of sampleNames) it(`validates for the ${name} sample`, () => assert.ok(valid(render(sample(name))), JSON.stringify(valid.errors?.slice(0, 3))));
    it('validates for every example and incident', () => {
      for (const golden of goldens()) assert.ok(valid(render(golden)), `${golden.device.about.name}: ${JSON.stringify(valid.errors?.slice(0, 3))}`);
    });
    it('is refused by the schema when a member is added, so the schema is really asked', () => {
      const bom = render(sample('nonconforming'));
      assert.equal(valid({ ...bom, declarations: { ...bom.declarations, verdict: 'met' } }), false);
    });
    it('validates whatever a device is called, and shows no control', () => {
      fc.assert(fc.property(hostileTexts, fc.constantFrom(...sampleNames), (next, name) => {
        const text = exporter.render(filled(sample(name), next), page);
        assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors?.slice(0, 3)));
        assert.doesNotMatch(text.replaceAll('\n', ''), forbidden);
      }), { numRuns: 15 });
    });
    it('claims what is met, denies what is unmet, and does neither for what is unknown', () => {
      for (const name of sampleNames) {
        const inspection = sample(name);
        const entries = render(inspection).declarations.attestations.flatMap(({ map }) => map);
        const many = (verdict: string): number => inspection.requirements.filter((row) => row.verdict === verdict).length;
        assert.equal(entries.filter(({ conformance }) => conformance?.score === 1).length, many('met'));
        assert.equal(entries.filter(({ conformance, counterClaims }) => conformance?.score === 0 && counterClaims?.length === 1).length, many('unmet'));
        const unknown = entries.filter(({ conformance }) => conformance === undefined);
        assert.equal(unknown.length, many('unknown'));
        for (const entry of unknown) assert.deepEqual([entry.claims, entry.counterClaims, entry.confidence?.score, /^unknown: /u.test(entry.confidence?.rationale ?? '')], [undefined, undefined, 0, true]);
      }
    });
    it('points only at what is there', () => {
      for (const name of sampleNames) {
        const { attestations, claims, evidence, targets } = render(sample(name)).declarations;
        const [claimed, proof, aims] = [new Set(claims.map((one) => one['bom-ref'])), new Set(evidence.map((one) => one['bom-ref'])), new Set(['device', ...targets.components.map((one) => one['bom-ref'])])];
        assert.deepEqual([claimed.size, proof.size], [claims.length, evidence.length]);
        for (const { evidence: rests, target } of claims) assert.ok(aims.has(target) && rests.every((one) => proof.has(one)), JSON.stringify(rests));
        for (const entry of attestations.flatMap(({ map }) => map)) for (const one of [...(entry.claims ?? []), ...(entry.counterClaims ?? [])]) assert.ok(claimed.has(one));
      }
    });
    it('leaves a departure that was accepted a counter-claim, with the variance and its last day', () => {
      const base = sample('nonconforming');
      const row = base.requirements.find(({ verdict }) => verdict === 'unmet');
      assert.ok(row !== undefined);
      const [element = ''] = row.means.flat();
      const entry = { id: 'V-1', kind: 'variance', element, component: row.component, state: 'in-force', because: 'in force', reason: 'no other part is to be had before the next release', proposed_by: 'a', approved_by: 'b', approved: '2026-10-01', expires: '2027-01-31', days_left: 60, soon: false, covers: ['0'.repeat(32)], gone: [], controls: [], renewals: 0, notice: '', plan: { owner: 'c', target_version: '2' }, address: 'v.yaml:1' } as const;
      const waived: Inspection = { ...base, variances: { ignored: false, warn_days: 30, entries: [entry], malformed: [], totals: { met: 0, unmet: 0, unknown: 0, 'not-applicable': 0, covered: 1 }, covered: [{ requirement: row.id, component: row.component, by: ['V-1'] }] } };
      const bom = render(waived);
      assert.ok(valid(bom), JSON.stringify(valid.errors?.slice(0, 3)));
      const found = bom.declarations.attestations.flatMap(({ map }) => map).filter(({ conformance }) => conformance?.mitigationStrategies !== undefined);
      assert.deepEqual(found.map(({ conformance, counterClaims }) => [conformance?.score, conformance?.mitigationStrategies, counterClaims?.length]), [[0, ['variance:V-1'], 1]]);
      assert.match(found[0]?.conformance?.rationale ?? '', /accepted for now by V-1 until 2027-01-31, which does not make it hold/u);
      assert.equal(bom.declarations.evidence.find((one) => one['bom-ref'] === 'variance:V-1')?.expires, '2027-01-31T23:59:59Z');
    });
  });
}

it('identifiers are those of RFC 9562 version 5', () => {
  assert.equal(uuidOf('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
});
