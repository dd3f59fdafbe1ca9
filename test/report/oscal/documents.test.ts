/** OSCAL assessment results and plans of action validate against the official schema, point only at what is there, and tell unknown and waived apart from failed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Exporter } from '../../../src/core/exporter.ts';
import type { Inspection } from '../../../src/core/inspection.ts';
import results from '../../../src/report/oscal-ar/exporter.ts';
import plan from '../../../src/report/oscal-poam/exporter.ts';
import { forbidden, hostileTexts } from '../hostile.ts';
import { filled, goldens, page, sample, sampleNames } from '../samples.ts';
import { acceptsOscal, oscalSchema } from './schema.ts';

interface Status { readonly state: string; readonly reason?: string; readonly remarks?: string }
interface Body {
  readonly findings?: readonly { readonly uuid: string; readonly target: { readonly status: Status }; readonly props: readonly { readonly name: string; readonly value: string }[] }[];
  readonly observations?: readonly unknown[];
  readonly risks?: readonly { readonly status: string; readonly deadline?: string; readonly 'risk-log'?: { readonly entries: readonly { readonly 'status-change'?: string }[] }; readonly 'mitigating-factors'?: readonly unknown[] }[];
  readonly 'poam-items'?: readonly { readonly title: string; readonly 'related-findings'?: readonly unknown[] }[];
}
const bodyOf = (exporter: Exporter, inspection: Inspection): Body => {
  const whole = JSON.parse(exporter.render(inspection, page)) as { readonly 'assessment-results'?: { readonly results: readonly [Body] }; readonly 'plan-of-action-and-milestones'?: Body };
  const body = whole['assessment-results']?.results[0] ?? whole['plan-of-action-and-milestones'];
  assert.ok(body !== undefined);
  return body;
};
const complaint = (): string => JSON.stringify(acceptsOscal.errors?.slice(0, 2));

it('the schema is the official one, and refuses what OSCAL does not know', () => {
  assert.equal(oscalSchema.$id, 'http://csrc.nist.gov/ns/oscal/1.0/1.1.3/oscal-complete-schema.json');
  const whole = JSON.parse(results.render(sample('nonconforming'))) as { readonly 'assessment-results': object };
  assert.equal(acceptsOscal({ 'assessment-results': { ...whole['assessment-results'], verdict: 'met' } }), false);
  assert.equal(acceptsOscal({}), false);
});

for (const exporter of [results, plan] as readonly Exporter[]) {
  describe(exporter.format, () => {
    for (const name of sampleNames) it(`validates for the ${name} sample`, () => assert.ok(acceptsOscal(JSON.parse(exporter.render(sample(name), page))), complaint()));
    it('validates for every example and incident', () => {
      for (const golden of goldens()) assert.ok(acceptsOscal(JSON.parse(exporter.render(golden, page))), `${golden.device.about.name}: ${complaint()}`);
    });
    it('validates whatever a device is called, and shows no control', () => {
      fc.assert(fc.property(hostileTexts, fc.constantFrom(...sampleNames), (next, name) => {
        const text = exporter.render(filled(sample(name), next), page);
        assert.ok(acceptsOscal(JSON.parse(text)), complaint());
        assert.doesNotMatch(text.replaceAll('\n', ''), forbidden);
      }), { numRuns: 15 });
    });
    it('points only at what is there, and names nothing twice', () => {
      for (const name of sampleNames) {
        const text = exporter.render(sample(name), page);
        const defined = [...text.matchAll(/"uuid": "([^"]+)"/gu)].map(([, id = '']) => id);
        assert.equal(new Set(defined).size, defined.length);
        for (const [, id = ''] of text.matchAll(/"(?:[a-z]+-uuid)": "([^"]+)"/gu)) assert.ok(defined.includes(id), id);
        for (const [, id = ''] of text.matchAll(/"href": "#([^"]+)"/gu)) assert.ok(defined.includes(id), id);
      }
    });
  });
}

describe('what OSCAL is told', () => {
  const verdictOf = (finding: NonNullable<Body['findings']>[number]): string => finding.props.find(({ name }) => name === 'verdict')?.value ?? '';
  it('satisfied only where met; unknown for another reason than failure, and the reason', () => {
    const expected: Readonly<Record<string, string>> = { met: 'satisfied pass', unmet: 'not-satisfied fail', unknown: 'not-satisfied other' };
    for (const name of sampleNames) {
      const inspection = sample(name);
      const { findings = [] } = bodyOf(results, inspection);
      assert.equal(findings.length, inspection.findings.filter(({ verdict }) => verdict !== 'not-applicable').length);
      for (const finding of findings) {
        const { state, reason, remarks = '' } = finding.target.status;
        assert.equal(`${state} ${reason}`, expected[verdictOf(finding)]);
        if (verdictOf(finding) === 'unknown') assert.match(remarks, /unknown, neither passed nor failed/u);
      }
    }
  });
  it('a plan has an item for each requirement that is unmet or unknown, or says that none is', () => {
    for (const name of sampleNames) {
      const inspection = sample(name);
      const { 'poam-items': items = [] } = bodyOf(plan, inspection);
      const open = inspection.requirements.filter(({ verdict }) => verdict === 'unmet' || verdict === 'unknown').length;
      assert.equal(items.length, Math.max(open, 1));
      assert.equal(items[0]?.title === 'nothing is open', open === 0);
      assert.ok(open === 0 || items.every((one) => (one['related-findings'] ?? []).length > 0));
    }
  });
  it('a departure that was accepted is an approved deviation with a deadline, on a finding that stays unsatisfied; part of one is an open risk', () => {
    const base = sample('nonconforming');
    const finding = base.findings.find(({ verdict, breaches }) => verdict === 'unmet' && breaches.length > 1);
    assert.ok(finding !== undefined);
    const prints = finding.breaches.map(({ fingerprint }) => fingerprint);
    const waived = (covers: readonly string[]): Inspection => ({
      ...base,
      variances: {
        ignored: false, warn_days: 30, malformed: [], covered: [], totals: { met: 0, unmet: 0, unknown: 0, 'not-applicable': 0, covered: 0 },
        entries: [{ id: 'V-1', kind: 'variance', element: finding.element, component: finding.component, state: 'in-force', because: 'in force', reason: 'no other part is to be had before the next release', proposed_by: 'a', approved_by: 'b', approved: '2026-10-01', expires: '2027-01-31', days_left: 60, soon: false, covers, gone: [], controls: [{ id: 'fence', says: 'traffic is filtered', holds: true, because: 'a rule says so' }], renewals: 0, notice: '', plan: { owner: 'c', target_version: '2' }, address: 'v.yaml:1' }],
      },
    });
    const logged = (inspection: Inspection): NonNullable<Body['risks']> => {
      assert.ok(acceptsOscal(JSON.parse(results.render(inspection))), complaint());
      const { risks = [], findings = [] } = bodyOf(results, inspection);
      assert.equal(findings.filter(({ target }) => target.status.state === 'satisfied').length, inspection.findings.filter(({ verdict }) => verdict === 'met').length);
      return risks.filter((risk) => risk['risk-log'] !== undefined);
    };
    const whole = logged(waived(prints));
    assert.deepEqual(whole.map((risk) => [risk.status, risk.deadline, risk['risk-log']?.entries[0]?.['status-change'], risk['mitigating-factors']?.length]), [['deviation-approved', '2027-01-31T23:59:59Z', 'deviation-approved', 1]]);
    const part = logged(waived(prints.slice(1)));
    assert.deepEqual(part.map((risk) => [risk.status, risk.deadline]), [['open', undefined]]);
  });
});
