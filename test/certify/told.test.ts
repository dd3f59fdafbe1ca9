/** Index, inspection and record must say the same, member by member: each one that differs is a contradiction of its own. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { checkTold } from '../../src/certify/checks/statements.ts';
import { cryptographyOf, sha256Hex } from '../../src/certify/cryptography.ts';
import type { Told } from '../../src/certify/forms.ts';
import { notes } from '../../src/certify/reasons.ts';
import type { PackageIndex } from '../../src/certify/seal.ts';
import { inventoryText } from '../../src/certify/subject.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const about = { name: 'n', version: '1', maker: 'm' };
const record = { plumbline: '1', as_of: '2026-11-20', device: { about, components: [] }, artifacts: [{ component: 'c', path: 'a', size: 1, sha256: 'f'.repeat(64) }] } as unknown as Told['record'];
const inventory = `sha256:${await sha256Hex(cryptography, new TextEncoder().encode(inventoryText(record)))}`;
const inspection = { plumbline: '1', as_of: '2026-11-20', device: { about, revision: '' }, edition: { id: 'e', digest: 'd' }, level: { value: 2 }, inventory: { digest: inventory }, requirements: [{ verdict: 'met' }, { verdict: 'unmet' }], standing: { totals: { met: 1, unmet: 1, unknown: 0, 'not-applicable': 0 } } } as unknown as Told['inspection'];
const told: Told = { inspection, record, digests: { inspection: 'i', record: 'r' } };
const index = { inspection: 'i', record: 'r', device: about, as_of: '2026-11-20', plumbline: '1', edition: { id: 'e', digest: 'd' }, level: 2 } as unknown as PackageIndex;

async function said(change: { readonly index?: object; readonly inspection?: object; readonly record?: object }): Promise<readonly string[]> {
  const book = notes();
  await checkTold({ ...told, inspection: { ...inspection, ...change.inspection }, record: { ...record, ...change.record } }, { ...index, ...change.index }, cryptography, book);
  return book.reasons.map(({ code, where, what }) => `${code} ${where} ${what}`);
}

describe('the parts of a package', () => {
  it('say nothing that contradicts', async () => assert.deepEqual(await said({}), []));
  it('contradict each other in any one member of the index', async () => {
    for (const [change, expected] of [
      [{ inspection: 'x' }, /another inspection or record/], [{ record: 'x' }, /another inspection or record/],
      ...(['name', 'version', 'maker'] as const).map((member) => [{ device: { ...about, [member]: 'x' } }, /another device than/] as const),
      [{ as_of: '2026-11-21' }, /another day or version/], [{ plumbline: '2' }, /another day or version/],
      [{ edition: { id: 'x', digest: 'd' } }, /another edition or level/], [{ edition: { id: 'e', digest: 'x' } }, /another edition or level/], [{ level: 3 }, /another edition or level/],
    ] as const) {
      const reasons = await said({ index: change });
      assert.equal(reasons.length, 1, JSON.stringify(change));
      assert.match(reasons[0] ?? '', expected);
      assert.match(reasons[0] ?? '', /^contradiction index\.json /);
    }
  });
  it('contradict each other in any one member of the record', async () => {
    for (const change of [{ plumbline: '2' }, { as_of: '2026-11-21' }, { device: { about: { ...about, name: 'x' }, components: [] } }]) {
      assert.deepEqual(await said({ record: change }), ['contradiction record.json the record is of another device, day or version than the inspection']);
    }
    assert.deepEqual(await said({ record: { artifacts: [] } }), ['contradiction record.json the files in the record are not those that the inspection counted']);
    assert.deepEqual(await said({ inspection: { inventory: { digest: 'sha256:0' } } }), ['contradiction record.json the files in the record are not those that the inspection counted']);
  });
  it('count what they list', async () => {
    for (const [verdict, count] of [['met', 2], ['unmet', 0], ['unknown', 1], ['not-applicable', 1]] as const) {
      const totals = { met: 1, unmet: 1, unknown: 0, 'not-applicable': 0, [verdict]: count };
      assert.deepEqual(await said({ inspection: { standing: { totals } } }), [`contradiction inspection.json the totals count ${count} requirements as ${verdict}, and the list does not`]);
    }
  });
});
