/** The forms of statements, seals and indexes are frozen: a small inspection leads to exactly these, and a change of one needs a new number. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { EditionForm, ElementForm, Told } from '../../src/certify/forms.ts';
import { planOf } from '../../src/certify/plan.ts';
import { sealOf, type PackageIndex } from '../../src/certify/seal.ts';
import { derived, sarifStatement } from '../../src/certify/statements/all.ts';
import { inventoryText, shippedWith, subjectOf } from '../../src/certify/subject.ts';
import { canonicalJson } from '../../src/core/canonical.ts';

const digit = (letter: string): string => letter.repeat(64);
const row = (id: string, component: string, verdict: 'met' | 'unmet' | 'unknown' | 'not-applicable'): Told['inspection']['requirements'][number] => ({ id, title: `Title of ${id}`, component, verdict, because: `because of ${id}`, means: [[id]] });

function told(rows: Told['inspection']['requirements'], value: Told['inspection']['standing']['value'], revision = ''): Told {
  const count = (verdict: string): number => rows.filter((one) => one.verdict === verdict).length;
  const about = { name: 'Pump & more', version: '1.0 beta', maker: 'A maker' };
  return {
    inspection: {
      schema: 'plumbline-inspection-1', plumbline: '0.1.0', as_of: '2026-11-20', device: { about, revision },
      edition: { id: 'e-1', title: 'An edition', status: 'published', digest: `sha256:${digit('e')}`, effective_on: '2026-01-01' },
      level: { value: 2, title: 'Level two', because: ['it is reachable'], asked: false },
      standing: { value, because: 'so it is', totals: { met: count('met'), unmet: count('unmet'), unknown: count('unknown'), 'not-applicable': count('not-applicable') } },
      requirements: rows,
      findings: rows.map(({ id, component, verdict, because }) => ({ element: id, component, verdict, because, strength: 'source' as const, breaches: verdict === 'unmet' ? [1, 2] : [], gaps: verdict === 'unknown' ? [1] : [] })),
      elements: [{ id: 'a', digest: `sha256:${digit('a')}` }],
      inventory: { digest: `sha256:${digit('1')}` },
    },
    record: {
      schema: 'plumbline-record-1', plumbline: '0.1.0', as_of: '2026-11-20',
      device: { about, components: [{ name: 'main', kind: 'source', shipped: true }, { name: 'image', kind: 'image', shipped: true }, { name: 'lab', kind: 'image', shipped: false }, { name: 'bill', kind: 'bill', shipped: false }, { name: '(unassigned)', kind: 'source', shipped: true }] },
      materials: [{ name: 'elf', nature: 'image' }, { name: 'c', nature: 'source' }, { name: 'cyclonedx', nature: 'bill' }, { name: 'prose', nature: 'other' }],
      artifacts: [
        { component: 'main', path: 'a.c', size: 1, sha256: digit('2'), material: 'c' },
        { component: 'image', path: 'z.elf', size: 1, sha256: digit('3'), material: 'elf' },
        { component: 'image', path: 'b.zip', inside: 'y.elf', size: 1, sha256: digit('4'), material: 'elf' },
        { component: 'lab', path: 'lab.elf', size: 1, sha256: digit('5'), material: 'elf' },
        { component: 'bill', path: 'bill.json', size: 1, sha256: digit('6'), material: 'cyclonedx' },
        { component: 'image', path: 'gone.elf', size: 1, sha256: '', material: 'elf', trouble: 'unreadable' },
        { component: '(unassigned)', path: 'README', size: 1, sha256: digit('7'), material: 'prose' },
      ],
      filed: [],
    },
    digests: { inspection: digit('8'), record: digit('9') },
  };
}

const mixed = told([row('a', 'main', 'met'), row('a', 'image', 'unmet'), row('b', '', 'met'), row('c', 'main', 'unknown'), row('c', 'image', 'met'), row('d', 'main', 'not-applicable')], 'nonconforming', '0123456789'.repeat(4));
const good = told([row('a', 'main', 'met'), row('d', 'main', 'not-applicable')], 'conforming');
const open = told([row('a', 'main', 'met'), row('c', 'main', 'unknown')], 'undetermined');
const empty = told([row('d', 'main', 'not-applicable')], 'undetermined', 'main');
const home = join(import.meta.dirname, 'expected');

describe('statements', () => {
  for (const [name, of] of Object.entries({ mixed, good, open, empty })) {
    it(`of the ${name} inspection are as expected`, () => {
      const made = Object.fromEntries([...derived].map(([statement, make]) => [statement, make(of)]));
      const text = `${canonicalJson({ ...made, sarif: sarifStatement(of, { runs: [] }) }, 1)}\n`;
      const file = join(home, `${name}.json`);
      if (process.env['PLUMBLINE_UPDATE'] !== undefined) {
        mkdirSync(home, { recursive: true });
        writeFileSync(file, text);
      }
      assert.ok(existsSync(file), 'write it with PLUMBLINE_UPDATE=1 npm test');
      assert.equal(text, readFileSync(file, 'utf8'), 'a form is frozen: give the changed one a new number');
    });
  }
  it('and the seal', () => {
    const index = { as_of: '2026-11-20', inspection: digit('8') } as PackageIndex;
    assert.deepEqual(sealOf('approver', index, digit('a')), { _type: 'https://in-toto.io/Statement/v1', predicateType: 'urn:plumbline:seal:1', subject: [{ name: 'index.json', digest: { sha256: digit('a') } }], predicate: { role: 'approver', as_of: '2026-11-20', inspection: digit('8') } });
  });
});

describe('subjects', () => {
  it('are the inventory, images that ship and bills; nothing from inside an archive and nothing unread', () => {
    assert.deepEqual(subjectOf(mixed).map(({ name }) => name), ['inventory', 'bill.json', 'z.elf']);
    assert.equal(subjectOf(mixed)[0]?.digest.gitCommit, '0123456789'.repeat(4));
    assert.equal(subjectOf(empty)[0]?.digest.gitCommit, undefined);
  });
  it('an image at hand may lie in an archive, and must ship', () => {
    assert.deepEqual(shippedWith(mixed.record, digit('4')), ['b.zip!/y.elf']);
    assert.deepEqual(shippedWith(mixed.record, digit('5')), []);
    assert.match(inventoryText(mixed.record), /^a\.c\u00002{64}\nz\.elf\u00003{64}\nb\.zip!\/y\.elf\u0000/);
  });
});

describe('the plan', () => {
  const edition: EditionForm = { id: 'e-1', status: 'draft', adopts: [{ element: 'a', from_level: 1 }, { element: 'b', from_level: 2 }, { element: 'c', from_level: 3 }, { element: 'd', from_level: 3 }], alternatives: [{ any_of: [['a'], ['c']], from_level: 2 }] };
  const elements = new Map<string, ElementForm>([['a', { id: 'a', scope: 'component', of: ['source', 'image'] }], ['b', { id: 'b', scope: 'device', of: [] }], ['c', { id: 'c', scope: 'component', of: ['image'] }], ['d', { id: 'd', scope: 'device', of: [] }]]);
  const asked = (level: number, record = mixed.record): readonly string[] => planOf(edition, elements, level, record).map((question) => question.join('/'));
  it('asks by level, of shipped components of the kinds, and all means of a group', () => {
    assert.deepEqual(asked(1), ['a/image', 'a/main']);
    assert.deepEqual(asked(2), ['a/image', 'a/main', 'b/', 'c/image']);
    assert.deepEqual(asked(3), ['a/image', 'a/main', 'b/', 'c/image', 'd/']);
  });
  it('asks what nobody claims only if it could run or was not recognised', () => {
    const withStray = (artifact: Partial<Told['record']['artifacts'][number]>): Told['record'] => ({ ...mixed.record, artifacts: [{ component: '(unassigned)', path: 'x', size: 0, sha256: digit('0'), ...artifact }] });
    assert.ok(asked(1, withStray({ material: 'c' })).includes('a/(unassigned)'));
    assert.ok(asked(1, withStray({ size: 1 })).includes('a/(unassigned)'));
    assert.ok(asked(1, withStray({ trouble: 'unreadable' })).includes('a/(unassigned)'));
    assert.ok(!asked(1, withStray({})).includes('a/(unassigned)'));
    assert.ok(!asked(1, withStray({ material: 'prose', size: 9 })).includes('a/(unassigned)'));
  });
});
