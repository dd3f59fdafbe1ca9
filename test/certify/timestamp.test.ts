/** Timestamps of an authority made on the spot with openssl: what holds, what does not, and what a window says with and without them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkTimestamp } from '../../src/certify/timestamp.ts';
import { fromPem } from '../../src/certify/public-key.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import type { Files } from '../../src/certify/package.ts';
import { bare, cryptography, keyRow, known, parties, signed, text } from './world.ts';

const skip = existsSync('/usr/bin/openssl') ? false : 'no openssl on this machine';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-tsa-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });

function authority(name: string, key: readonly string[]): string {
  run('req', '-x509', '-newkey', ...key, '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.crt`), '-days', '3000', '-subj', `/CN=${name}`, '-addext', 'extendedKeyUsage=critical,timeStamping');
  writeFileSync(at(`${name}.cnf`), `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\ndefault_policy=1.2.3.4\ndigests=sha256,sha512\nsigner_digest=sha256\nsigner_cert=${at(`${name}.crt`)}\nsigner_key=${at(`${name}.key`)}\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n`);
  return readFileSync(at(`${name}.crt`), 'utf8');
}

function stampOf(name: string, bytes: Uint8Array, hash = 'sha256'): Uint8Array {
  writeFileSync(at('stamped'), bytes);
  run('ts', '-query', '-data', at('stamped'), `-${hash}`, '-cert', '-out', at('query'));
  run('ts', '-reply', '-config', at(`${name}.cnf`), '-section', 't', '-queryfile', at('query'), '-out', at('reply'));
  return new Uint8Array(readFileSync(at('reply')));
}

const certificates = skip === false ? { rsa: authority('rsa', ['rsa:2048']), curve: authority('curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']) } : { rsa: '', curve: '' };
const der = (pem: string): Uint8Array => fromPem(pem, 'CERTIFICATE') ?? new Uint8Array(0);
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
  const message = text('what was stamped');
  for (const [name, hash] of [['rsa', 'sha256'], ['curve', 'sha512']] as const) {
    it(`of an authority with ${name === 'rsa' ? 'an RSA key' : 'a P-256 key'}, over ${hash}`, async () => {
      const stamp = stampOf(name, message, hash);
      const said = await checkTimestamp(stamp, message, der(certificates[name]), cryptography);
      assert.ok('time' in said, 'trouble' in said ? said.trouble : '');
      assert.equal(said.time.slice(0, 10), today);
      const other = await checkTimestamp(stamp, text('something else'), der(certificates[name]), cryptography);
      assert.match('trouble' in other ? other.trouble : '', /another signature/);
      const stranger = await checkTimestamp(stamp, message, der(certificates[name === 'rsa' ? 'curve' : 'rsa']), cryptography);
      assert.match('trouble' in stranger ? stranger.trouble : '', /not signed by the authority/);
    });
  }
  it('are refused with any one byte changed, except in what no signature covers', async () => {
    const stamp = stampOf('curve', message);
    const whole = await checkTimestamp(stamp, message, der(certificates.curve), cryptography);
    assert.ok('time' in whole);
    for (let index = 0; index < stamp.length; index += 3) {
      const said = await checkTimestamp(stamp.map((byte, place) => (place === index ? byte ^ 0x11 : byte)), message, der(certificates.curve), cryptography);
      // The certificate that came along, the status and the signer's name are not relied on.
      if ('time' in said) assert.equal(said.time, whole.time, `byte ${index}`);
    }
  });
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
