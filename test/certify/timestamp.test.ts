/** What the window of a key and of an authority says of a package, with timestamps and without. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import type { Files } from '../../src/certify/package.ts';
import { certificates, skip, stampOf } from './authority.ts';
import { bare, cryptography, keyRow, known, parties, signed, text } from './world.ts';

const today = new Date().toISOString().slice(0, 10);
const nextYear = `${Number(today.slice(0, 4)) + 1}-01-01`;
const stampedBy = (name: string): Promise<Files> => signed(bare, 'maker', parties.maker, async (signature) => stampOf(name, signature));
const rows = (pem: string): string => pem.trimEnd().split('\n').map((line) => `      ${line}`).join('\n');
const trustOf = (window: string, pem: string, more = ''): string => `plumbline-trust: 1\nrequires_time: true\nkeys:\n${keyRow('the maker', 'maker', parties.maker.publicPem, window)}timestamp_authorities:\n  - name: an authority\n${more}    certificate: |\n${rows(pem)}\n`;

async function outcome(files: Files, trust: string, asOf: string): Promise<Verification> {
  const root = await readTrust(text(trust), cryptography);
  assert.ok(!('complaint' in root), 'complaint' in root ? root.complaint : '');
  return verify({ files, troubles: [] }, { trust: root, asOf, wanted: { images: [] }, known, cryptography });
}
const codes = ({ reasons }: Verification): readonly string[] => [...new Set(reasons.map(({ code }) => code))];

describe('timestamps', { skip }, () => {
  it('carry a package past the end of its key\'s window', async () => {
    const files = await stampedBy('rsa');
    const good = await outcome(files, trustOf(`    valid_until: ${today}\n`, certificates.rsa), nextYear);
    assert.deepEqual(codes(good), []);
    assert.equal(good.signers[0]?.time?.slice(0, 10), today);
    assert.deepEqual(codes(await outcome(await signed(bare, 'maker', parties.maker), trustOf(`    valid_until: ${today}\n`, certificates.rsa).replace('requires_time: true\n', ''), nextYear)), ['expired']);
  });
  it('and past a later revocation, not past an earlier one', async () => {
    const files = await stampedBy('curve');
    assert.deepEqual(codes(await outcome(files, trustOf(`    revoked: { since: ${nextYear}, because: lost }\n`, certificates.curve), nextYear)), []);
    assert.deepEqual(codes(await outcome(files, trustOf('    revoked: { since: 2020-01-01, because: lost }\n', certificates.curve), nextYear)), ['revoked-key']);
  });
  it('count for nothing from an authority out of its window, revoked, or another one', async () => {
    const files = await stampedBy('curve');
    for (const [pem, more] of [[certificates.rsa, ''], [certificates.curve, '    valid_until: 2020-01-01\n'], [certificates.curve, `    valid_from: ${nextYear}\n`], [certificates.curve, '    revoked: { because: lost }\n']] as const) {
      assert.ok(codes(await outcome(files, trustOf('', pem, more), nextYear)).includes('no-trusted-time'));
    }
  });
  it('are refused when they lie after the day of the verification', async () => {
    assert.ok(codes(await outcome(await stampedBy('rsa'), trustOf('', certificates.rsa), '2026-11-21')).includes('wrong-time') || today <= '2026-11-21');
  });
});
