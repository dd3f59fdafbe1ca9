/** A buyer's rules: read with their place when they are wrong, and decided rule by rule. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { decide, type Acceptance } from '../../src/accept/decide.ts';
import { policySchema, readPolicy } from '../../src/accept/policy.ts';
import { loadWords } from '../../src/core/shelf.ts';
import type { Fact } from '../../src/core/fact.ts';
import { sample } from '../report/samples.ts';

const root = join(import.meta.dirname, '..', '..');
const words = await loadWords();
const rule = (more: string): string => `policy: 1\nid: ours\ntitle: ours\nabout: what this house asks for\nreads: [bill-entry]\nrules:\n  - id: one\n    title: one rule\n    reason: because it was asked for\n    otherwise: 'the standing is {standing}'\n    clause: The supplier shall hold this.\n    verified_by: the inspection\n${more}`;
const held = (require: string, outcome = 'refuse', facts: readonly Fact[] = []): Acceptance =>
  decide(readPolicy(rule(`    require: '${require}'\n    outcome: ${outcome}\n    control: a fence around it\n`), 'ours.yaml', words), { inspection: sample('nonconforming'), facts, signedBy: ['m as maker'], asOf: '2026-11-21' });

describe('a policy', () => {
  it('is refused with file and line when a member is not there, a name is wrong, or a rule yields no truth', () => {
    const refuses = (text: string, says: RegExp): void => void assert.throws(() => readPolicy(text, 'ours.yaml', words), says);
    refuses(rule("    require: 'standing'\n    outcome: refuse\n"), /ours\.yaml:7: rule one: yields string/u);
    refuses(rule("    require: 'findings.exists(f, f.verdit == \"met\")'\n    outcome: refuse\n"), /rule one: .*verdit/u);
    refuses(rule("    require: 'true'\n    outcome: refuse\n  - title: another\n    # id: two\n    id: two\n    reason: because it was asked for\n    otherwise: it does not hold\n    clause: The supplier shall hold this.\n    verified_by: the inspection\n    require: 'nothing'\n    outcome: refuse\n"), /ours\.yaml:15: rule two/u);
    refuses(rule("    require: 'true'\n    outcome: maybe\n"), /ours\.yaml:\d+:\d+: rules\.0\.outcome/u);
    refuses(rule("    require: 'true'\n    outcome: refuse\n    mds2: [{ question: SBOM-x, about: whether there is a bill }]\n"), /question number of the form|mds2/u);
    refuses(rule("    require: 'true'\n    outcome: refuse\n").replace('bill-entry', 'bill-enty'), /no word "bill-enty"/u);
  });
  it('that comes with Plumbline reads', () => {
    for (const file of readdirSync(join(root, 'codebook', 'policies'))) assert.ok(readPolicy(readFileSync(join(root, 'codebook', 'policies', file), 'utf8'), file, words).rules.length > 0, file);
  });
  it('has a published schema that is the one it is read with', () => {
    const file = join(root, 'schema', 'policy.schema.json');
    const text = `${JSON.stringify({ ...z.toJSONSchema(policySchema, { io: 'input', target: 'draft-2020-12' }), $id: 'urn:plumbline:policy:1', title: "a buyer's acceptance policy" }, null, 2)}\n`;
    if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(file, text);
    assert.ok(existsSync(file), 'write it with PLUMBLINE_UPDATE=1 npm test');
    assert.equal(readFileSync(file, 'utf8'), text, 'the schema changed: PLUMBLINE_UPDATE=1 npm test');
  });
});

describe('the policies that come with Plumbline', () => {
  it('accept nothing that was not judged, and ask for a control where support is not stated', () => {
    const shelf = (name: string): ReturnType<typeof readPolicy> => readPolicy(readFileSync(join(root, 'codebook', 'policies', `${name}.yaml`), 'utf8'), name, words);
    const failed = (name: string): readonly string[] => decide(shelf(name), { inspection: { ...sample('nonconforming'), findings: [], requirements: [] }, facts: [], signedBy: [], asOf: '2026-11-21' }).answers.filter(({ holds }) => !holds).map(({ rule: { id } }) => id);
    for (const id of ['memory-errors-from-the-bedside', 'faults-are-safe']) assert.ok(failed('isolated-ward').includes(id), id);
    for (const id of ['nothing-known-to-be-exploited', 'no-credentials-for-all', 'support-outlives-use', 'bill-of-materials-is-delivered']) assert.ok(failed('contract-terms').includes(id), id);
  });
});

describe('a decision', () => {
  it('accepts when every rule holds, refuses or sets conditions when not', () => {
    assert.equal(held('standing == "nonconforming"').decision, 'accept');
    assert.equal(held('standing == "conforming"').decision, 'refuse');
    const conditional = held('standing == "conforming"', 'condition');
    assert.deepEqual([conditional.decision, conditional.controls], ['accept-with-conditions', [{ rule: 'one', control: 'a fence around it' }]]);
    assert.equal(conditional.answers[0]?.because, 'the standing is nonconforming');
  });
  it('knows what is held: judged and good for each component, of one name or of all in a list', () => {
    const { findings, requirements } = sample('nonconforming');
    const of = (verdict: string): string => findings.find((one) => findings.filter(({ element }) => element === one.element).every((other) => other.verdict === verdict))?.element ?? '';
    const [met, unmet] = [of('met'), of('unmet')];
    assert.ok(met !== '' && unmet !== '');
    const decided = (require: string): string => held(require).decision;
    assert.deepEqual([decided(`held(findings, "${met}")`), decided(`held(findings, "${unmet}")`), decided('held(findings, "never-asked")'), decided(`held(findings, ["${met}", "${unmet}"])`), decided(`held(findings, ["${met}"])`)], ['accept', 'refuse', 'refuse', 'refuse', 'accept']);
    const exempt = requirements.find(({ verdict }) => verdict === 'met' || verdict === 'not-applicable');
    assert.ok(exempt !== undefined);
    assert.deepEqual([decided(`held(requirements.filter(r, r.verdict == "${exempt.verdict}"), "${exempt.id}")`), decided('held(requirements, "never-asked")')], ['accept', 'refuse']);
    assert.equal(decided('held(findings, signed_by.filter(s, false))'), 'refuse', 'of nothing nothing is held');
    assert.throws(() => held('held(variances, "x")'), /no matching overload/u);
    assert.throws(() => held('held(findings)'), /rule one/u);
  });
  it('sees findings, requirements, the signers and facts of the record', () => {
    assert.equal(held('findings.exists(f, f.verdict == "unmet" && f.breaches > 0.0)').decision, 'accept');
    assert.equal(held('requirements.all(r, r.verdict == "met")').decision, 'refuse');
    assert.equal(held('signed_by.exists(s, s == "m as maker")').decision, 'accept');
    const entry = (end: string): Fact => ({ word: 'bill-entry', value: { name: 'x', version: '1', supplier: '', type: 'library', purl: '', cpe: '', licences: [], sha256: '', hashes: 0, support_level: '', end_of_support: end, related: true, missing: [] }, place: { component: 'bill', path: 'b.json' } });
    const some = held('bill_entry.size() == 2', 'refuse', [entry('2031-01-01'), entry('2028-06-30')]);
    assert.deepEqual([some.decision, some.support_ends], ['accept', '2028-06-30']);
  });
  it('takes the earliest end of support that is stated, by the bill or by a declaration that counts', () => {
    const policy = readPolicy(rule("    require: 'true'\n    outcome: refuse\n"), 'ours.yaml', words);
    const declared: Fact = { word: 'declaration', value: { id: 'D-1', topic: 'support-period', component: '', says: { end_of_support: '2027-03-31' }, by: 'm', role: 'maker', date: '2026-01-01', expires: '2026-12-31', subjects: [] }, place: { component: '', path: 'd.yaml' } };
    const bill: Fact = { word: 'bill-entry', value: { end_of_support: '2028-06-30' }, place: { component: 'bill', path: 'b.json' } };
    const ends = (state: 'current' | 'stale', asOf: string, facts: readonly Fact[]): string =>
      decide(policy, { inspection: { ...sample('nonconforming'), statements: [{ id: 'D-1', word: 'declaration', about: 'support-period', component: '', by: 'm', independence: 'self', date: '2026-01-01', expires: '2026-12-31', state, because: '', subjects: 0, signature: 'none', address: 'd.yaml' }] }, facts, signedBy: [], asOf }).support_ends;
    assert.deepEqual(
      [ends('current', '2026-11-21', [bill, declared]), ends('stale', '2026-11-21', [bill, declared]), ends('current', '2027-01-01', [bill, declared]), ends('current', '2026-11-21', [declared]), ends('current', '2026-11-21', [])],
      ['2027-03-31', '2028-06-30', '2028-06-30', '2027-03-31', ''],
    );
  });
});
