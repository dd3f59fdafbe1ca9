/** The law of this repository went through its own process: editions build again to the same bytes, and nothing published is open. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compareText } from '../../src/core/place.ts';
import { changesBetween } from '../../src/cli/code/show.ts';
import { openBench, standingIn } from '../../src/cli/code/bench.ts';
import { editionFaults } from '../../src/cli/code/lint.ts';
import { publisherFile, sealFaults } from '../../src/cli/code/seals.ts';
import { chosenEdition } from '../../src/inspect.ts';

const day = '2026-11-27';
const bench = await openBench();
const at = (id: string) => bench.codebook.editions.get(id);

describe('edition 2026.1', () => {
  it('is published, frozen, and built from accepted proposals', () => {
    const law = at('2026.1')?.law;
    assert.equal(law?.status, 'published');
    assert.ok(law.adopts.every(({ digest }) => digest !== undefined));
    const accepted = bench.dockets.filter((docket) => docket.proposal.edition === '2026.1' && standingIn(bench, docket, day).stage === 'accepted').map(({ proposal }) => proposal.id);
    assert.deepEqual(law.made_of?.proposals, accepted.sort(compareText));
  });
  it('builds again to the same law', () => assert.deepEqual(editionFaults(bench, day), []));
  it('bears no seal but that of its publisher', async () => assert.deepEqual(await sealFaults(bench, day, undefined), []));
  it('bears the seal of its publisher, which holds over no other text', async () => {
    const edition = at('2026.1');
    assert.ok(edition !== undefined);
    const trusting = async (law: typeof edition.law): Promise<readonly string[]> => {
      const editions = new Map([['2026.1', { ...edition, law }]]);
      return sealFaults({ ...bench, codebook: { ...bench.codebook, editions } }, day, trustRoot);
    };
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-seal-'));
    const trustRoot = join(folder, 'trust.yaml');
    try {
      writeFileSync(trustRoot, JSON.stringify({ 'plumbline-trust': 1, keys: [{ name: 'publisher of 2026.1', roles: ['publisher'], key: readFileSync(join(bench.home, publisherFile), 'utf8') }] }));
      assert.deepEqual(await trusting(edition.law), []);
      assert.match((await trusting({ ...edition.law, effective_on: '2027-01-02' })).join('\n'), /2026\.1: its seal is not that of/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  it('left out what was disapproved', () => {
    const out = bench.dockets.filter((docket) => docket.proposal.edition === '2026.1' && standingIn(bench, docket, day).stage === 'disapproved');
    assert.ok(out.length > 0 && out.every(({ proposal }) => at('2026.1')?.law.made_of?.proposals.includes(proposal.id) === false));
  });
  it('names a source, a cost and a fixture that must fail for everything it adopts', () => {
    for (const { proposal } of bench.dockets) if (proposal.changes.some(({ op }) => op === 'adopt')) assert.ok(proposal.fixtures.must_fail.length > 0, proposal.id);
  });
});

describe('edition 2026.2', () => {
  it('is a draft with changes of both directions, each told by structure or by a worked case', () => {
    assert.equal(at('2026.2')?.law.status, 'draft');
    const kinds = changesBetween(bench, '2026.1', '2026.2').map(({ id, kind }) => `${id} ${kind}`);
    assert.deepEqual(kinds, [
      'coding-standard-is-followed moved',
      'critical-properties-are-analysed moved',
      'critical-properties-are-analysed-file-by-file moved',
      'each-escape-hatch-is-reviewed moved',
      'every-shipped-file-keeps-the-coding-standard moved',
      'every-shipped-file-keeps-the-subset moved',
      'every-unit-is-built-with-mitigation new',
      'language-is-a-subset moved',
      'no-known-exploited-vulnerability tightened',
      'only-vetted-programs-run tightened',
      'successors-agree-with-what-they-replace new',
      'tests-reach-mcdc moved',
      'tests-vary-every-condition-that-ships moved',
      'threads-are-analysed moved',
      'threads-are-analysed-file-by-file moved',
      'unsafe-code-is-confined-and-reviewed moved',
      'memory-errors-are-kept-out tightened-and-loosened',
    ]);
  });
});

describe('the edition that applies without being told', () => {
  it('is the newest published one in effect, and before that the one that is coming', () => {
    assert.equal(chosenEdition(bench.codebook, '', '2027-01-01').law.id, '2026.1');
    assert.equal(chosenEdition(bench.codebook, '', '2026-12-31').law.id, '2026.1');
    assert.equal(chosenEdition(bench.codebook, '', '2030-01-01').law.id, '2026.1', 'a draft never applies unasked while there is published law');
    const first = at('2026.1');
    assert.ok(first !== undefined);
    const two = { ...bench.codebook, editions: new Map([['2026.1', first], ['next', { ...first, law: { ...first.law, id: 'next', effective_on: '2028-01-01' } }]]) };
    assert.deepEqual(['2027-12-31', '2028-01-01'].map((asOf) => chosenEdition(two, '', asOf).law.id), ['2026.1', 'next']);
    const drafts = { ...bench.codebook, editions: new Map([['ieee-2015', at('ieee-2015')], ['2026.2', at('2026.2')]].flatMap(([id, edition]) => (typeof id === 'string' && typeof edition === 'object' ? [[id, edition] as const] : []))) };
    assert.equal(chosenEdition(drafts, '', day).law.id, '2026.2');
  });
});

it('the law lies where the tests look for it', () => assert.equal(bench.home, join(import.meta.dirname, '..', '..', 'codebook')));
