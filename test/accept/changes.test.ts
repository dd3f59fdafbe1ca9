/** What two inspections differ in: entries of the bill, shares of the ledger, breaches by name, variances; and nothing where nothing differs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesBetween, type Change } from '../../src/cli/accept/changes.ts';
import type { Fact } from '../../src/core/fact.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import { sample } from '../report/samples.ts';

const base = sample('nonconforming');
const entry = (name: string, version: string, more: Readonly<Record<string, unknown>> = {}): Fact => ({ word: 'bill-entry', value: { name, version, supplier: 's', purl: '', end_of_support: '', ...more }, place: { component: 'bill', path: 'b.json' } });
const between = (a: readonly Fact[], b: readonly Fact[], after: Inspection = base): readonly Change[] => changesBetween({ inspection: base, facts: a }, { inspection: after, facts: b });
const told = (changes: readonly Change[]): readonly string[] => changes.map(({ sort, what, from, to }) => `${sort} ${what}: ${from} → ${to}`);

describe('a comparison', () => {
  it('is empty for the same', () => assert.deepEqual(between([entry('a', '1')], [entry('a', '1')]), []));
  it('names entries that came, went, changed their version or their support', () => {
    assert.deepEqual(told(between(
      [entry('gone', '1'), entry('zlib', '1.2', { purl: 'pkg:generic/zlib@1.2?x=y' }), entry('old', '1', { end_of_support: '2027-01-01' })],
      [entry('zlib', '1.3', { purl: 'pkg:generic/zlib@1.3' }), entry('new', ''), entry('old', '1', { end_of_support: '2029-01-01' })],
    )), ['bill gone: 1 → not on the bill', 'bill new: not on the bill → no version', 'bill old, end of support: 2027-01-01 → 2029-01-01', 'bill zlib: 1.2 → 1.3']);
  });
  it('takes what is left under one name for the same part, and two for two', () => {
    assert.deepEqual(told(between([entry('a', '1')], [entry('A', '1', { supplier: 't', purl: 'pkg:generic/a@1' })])), ['bill A, supplier: s → t']);
    assert.deepEqual(told(between([entry('a', '1'), entry('a', '2', { supplier: 'u' })], [entry('a', '3', { supplier: 't' })])), ['bill a: 1 → not on the bill', 'bill a: 2 → not on the bill', 'bill a: not on the bill → 3']);
  });
  it('survives entries that are none', () => {
    assert.deepEqual(between([{ word: 'bill-entry', value: null, place: { component: '', path: '' } }], [{ word: 'bill-entry', value: 7, place: { component: '', path: '' } }]), []);
    assert.equal(told(between([], [entry('@scope/a', '1', { purl: 'pkg:npm/%40scope/a@1' })], base))[0], 'bill @scope/a: not on the bill → 1');
  });
  it('names breaches that are new and gone', () => {
    const [first] = base.findings.filter(({ breaches }) => breaches.length > 1);
    assert.ok(first !== undefined);
    const [lost, ...kept] = first.breaches;
    assert.ok(lost !== undefined);
    const after = { ...base, findings: base.findings.map((finding) => (finding === first ? { ...finding, breaches: [...kept, { ...lost, fingerprint: 'f'.repeat(32), message: 'another one' }] } : finding)) };
    const [change, ...more] = between([], [], after);
    assert.deepEqual([change?.sort, change?.breaches?.new.map(({ message }) => message), change?.breaches?.gone.map(({ fingerprint }) => fingerprint), more.length], ['breaches', ['another one'], [lost.fingerprint], 0]);
  });
  it('gives shares of the ledger with what they were computed over', () => {
    const [row, ...rest] = base.ledger;
    assert.ok(row !== undefined);
    const after = { ...base, ledger: [{ ...row, value: { ...(row.value as object), class: 'B', shipped: true, code: 5_000_000 } }, ...rest] };
    assert.match(told(between([], [], after)).join('\n'), /ledger memory-safe code that ships: [\d,]+ of [\d,]+ lines \([^)]+ %\) → [\d,]+ of [\d,]+ lines \([^)]+ %\)/u);
  });
});
