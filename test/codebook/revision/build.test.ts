/** Patches fit or are refused whole; an edition builds the same from the same; a seal holds exactly what it was put on. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { canonicalJson } from '../../../src/core/canonical.ts';
import { builtEdition, type Plan } from '../../../src/codebook/revision/build.ts';
import { elementsOf, patched } from '../../../src/codebook/revision/patch.ts';
import { changeSchema, type Change, type Erratum, type Proposal } from '../../../src/codebook/revision/schema.ts';
import { isSealOf, publicKeyOf, sealed } from '../../../src/codebook/revision/signature.ts';
import { editionSchema } from '../../../src/codebook/schema.ts';

const frozen = `sha256:${'a'.repeat(64)}`;
export const base = editionSchema.parse({
  id: 'e-1', title: 'The first', status: 'published', effective_on: '2020-01-01', about: 'an edition of two', levels: [{ level: 1, title: 'all', meaning: 'everything there is' }],
  adopts: [{ element: 'walls-are-whole', digest: frozen, with: { width: 2 } }, { element: 'roofs-are-tight', from_level: 2, digest: frozen }, { element: 'doors-are-red', digest: frozen }],
  alternatives: [{ id: 'dry', title: 'It stays dry', any_of: [['roofs-are-tight'], ['walls-are-whole']] }],
});
const change = (value: unknown): Change => changeSchema.parse(value);
const after = (...changes: readonly unknown[]) => patched(base, changes.map(change), 'P-1');
const refused = (message: RegExp, ...changes: readonly unknown[]): void => assert.throws(() => after(...changes), (error: Error) => message.test(error.message) && error.message.startsWith('P-1: '));

describe('a patch', () => {
  it('adopts what is not adopted yet', () => {
    const { adopts } = after({ op: 'adopt', element: 'floors-are-level', from_level: 3, with: { slope: 1 } });
    assert.deepEqual(adopts.at(-1), { element: 'floors-are-level', from_level: 3, with: { slope: 1 } });
    assert.equal(adopts.length, 4);
    refused(/e-1 adopts doors-are-red already/, { op: 'adopt', element: 'doors-are-red' });
  });
  it('changes one row, keeps what it does not name, and thaws it', () => {
    assert.deepEqual(after({ op: 'change', element: 'walls-are-whole', from_level: 2 }).adopts[0], { element: 'walls-are-whole', from_level: 2, with: { width: 2 } });
    assert.deepEqual(after({ op: 'change', element: 'walls-are-whole', with: { width: 3 } }).adopts[0], { element: 'walls-are-whole', from_level: 1, with: { width: 3 } });
    assert.deepEqual(after({ op: 'change', element: 'walls-are-whole', from_level: 2 }).adopts.slice(1), base.adopts.slice(1));
    refused(/changes nothing of walls-are-whole/, { op: 'change', element: 'walls-are-whole' });
    refused(/does not adopt floors/, { op: 'change', element: 'floors-are-level', from_level: 2 });
  });
  it('retires what no group needs', () => {
    assert.deepEqual(after({ op: 'retire', element: 'doors-are-red', because: 'the colour is no matter' }).adopts.map((row) => row.element), ['walls-are-whole', 'roofs-are-tight']);
    refused(/roofs-are-tight is a means of dry/, { op: 'retire', element: 'roofs-are-tight', because: 'nobody looks up' });
    refused(/does not adopt floors/, { op: 'retire', element: 'floors-are-level', because: 'nobody looks down' });
  });
  it('sets and takes away groups of what is adopted', () => {
    const group = { id: 'dry', title: 'It stays dry', any_of: [['roofs-are-tight'], ['doors-are-red']] };
    assert.deepEqual(after({ op: 'group', group }).alternatives.map(({ id, any_of }) => [id, any_of]), [['dry', group.any_of]]);
    assert.equal(after({ op: 'group', group: { ...group, id: 'other' } }).alternatives.length, 2);
    refused(/does not adopt floors/, { op: 'group', group: { ...group, any_of: [['floors-are-level'], ['doors-are-red']] } });
    assert.deepEqual(after({ op: 'ungroup', group: 'dry', because: 'each is asked alone' }).alternatives, []);
    refused(/has no group wet/, { op: 'ungroup', group: 'wet', because: 'each is asked alone' });
  });
  it('changes of the head only what it names', () => {
    const next = after({ op: 'head', title: 'The second' });
    assert.deepEqual(next, { ...base, title: 'The second' });
    assert.deepEqual(after({ op: 'head', open: [{ category: 'F', title: 'Fire', note: 'nothing about fire yet' }] }).open.length, 1);
  });
  it('names the elements whose texts it puts into force', () => {
    const changes = [{ op: 'adopt', element: 'b' }, { op: 'change', element: 'a', from_level: 2 }, { op: 'retire', element: 'c', because: 'no longer needed' }, { op: 'change', element: 'b', from_level: 2 }, { op: 'head', title: 'The second' }];
    assert.deepEqual(elementsOf(changes.map(change)), ['a', 'b']);
  });
});

const proposal = (id: string, changes: readonly unknown[], more: Partial<Proposal> = {}): Proposal => ({ id, edition: 'e-2', base: 'e-1', changes: changes.map(change), ...more }) as Proposal;
const elements = new Map(['walls-are-whole', 'roofs-are-tight', 'doors-are-red', 'floors-are-level'].map((id, index) => [id, { digest: `sha256:${String(index).repeat(64)}` }]));
const plan = (more: Partial<Plan> = {}): Plan => ({ id: 'e-2', base, proposals: [proposal('P-2', [{ op: 'change', element: 'floors-are-level', from_level: 2 }]), proposal('P-1', [{ op: 'adopt', element: 'floors-are-level', from_level: 3 }])], errata: [], effectiveOn: '2027-01-01', status: 'published', ...more });

describe('an edition', () => {
  const built = builtEdition(plan(), elements);
  it('is built from the one before and the proposals in order of their ids', () => {
    assert.deepEqual(built.adopts.map(({ element, from_level }) => [element, from_level]), [['doors-are-red', 1], ['walls-are-whole', 1], ['floors-are-level', 2], ['roofs-are-tight', 2]]);
    assert.deepEqual([built.id, built.supersedes, built.status, built.effective_on], ['e-2', 'e-1', 'published', '2027-01-01']);
    assert.deepEqual(built.made_of, { base: 'e-1', proposals: ['P-1', 'P-2'], errata: [] });
  });
  it('freezes every element at its digest of today, and a draft freezes none', () => {
    assert.ok(built.adopts.every((row) => row.digest === elements.get(row.element)?.digest));
    assert.ok(builtEdition(plan({ status: 'draft' }), elements).adopts.every((row) => row.digest === undefined));
  });
  it('is the same again, in whatever order the proposals come', () => {
    assert.equal(canonicalJson(builtEdition(plan({ proposals: [...plan().proposals].reverse() }), elements)), canonicalJson(built));
    assert.deepEqual(editionSchema.parse(built), built);
  });
  it('applies errata after the proposals', () => {
    const errata = [{ id: 'E-1', changes: [change({ op: 'change', element: 'floors-are-level', from_level: 4 })] }] as unknown as readonly Erratum[];
    const corrected = builtEdition(plan({ errata }), elements);
    assert.equal(corrected.adopts.find(({ element }) => element === 'floors-are-level')?.from_level, 4);
    assert.deepEqual(corrected.made_of?.errata, ['E-1']);
  });
  it('takes no proposal for another edition or on another base, and adopts nothing without a text', () => {
    assert.throws(() => builtEdition(plan({ proposals: [proposal('P-1', [], { edition: 'e-3' })] }), elements), /P-1 is for e-3 on e-1, not for e-2 on e-1/);
    assert.throws(() => builtEdition(plan({ proposals: [proposal('P-1', [], { base: 'e-0' })] }), elements), /for e-2 on e-0/);
    assert.throws(() => builtEdition(plan(), new Map()), /which has no text/);
  });
  it('keeps the rules about variances of its base until a proposal changes them', () => {
    const variances = { warn_days: 30, most_renewals: 1, maximum_days: [{ level: 1, days: 10 }], never: [] };
    assert.deepEqual(builtEdition(plan({ base: { ...base, variances } }), elements).variances, variances);
    assert.equal('variances' in built, false);
  });
});

describe('a seal', () => {
  for (const [name, pair] of [['Ed25519', generateKeyPairSync('ed25519')], ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })]] as const) {
    const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const envelope = sealed(base, pem);
    const open = publicKeyOf(pem);
    it(`of ${name} holds this law under this key, and nothing else`, () => {
      assert.equal(isSealOf(envelope, base, open), true);
      assert.equal(isSealOf(envelope, { ...base, title: 'another' }, open), false);
      assert.equal(isSealOf(envelope, base, publicKeyOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())), false);
      assert.equal(isSealOf({ ...envelope, payloadType: 'text/plain' }, base, open), false);
      assert.equal(isSealOf({ ...envelope, signatures: [] }, base, open), false);
      assert.equal(isSealOf({ ...envelope, signatures: [...envelope.signatures, ...envelope.signatures] }, base, open), false);
      assert.equal(isSealOf({ ...envelope, payload: Buffer.from('{}').toString('base64') }, {}, open), false);
      assert.equal(isSealOf(envelope, base, 'no key'), false);
    });
  }
});
