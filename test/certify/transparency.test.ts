/** What a package says with and without an entry of a transparency log. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleBytes, readBundle, type Bundle } from '../../src/certify/bundle.ts';
import { readTrust } from '../../src/certify/trust.ts';
import { verify, type Verification } from '../../src/certify/verify.ts';
import type { Files } from '../../src/certify/package.ts';
import { entryIn, newLog, type Log } from './log.ts';
import { cryptography, day, honest, honestTrust, known, text } from './world.ts';

const logs = { curve: newLog('P-256'), stranger: newLog('ed25519') };

const sealPath = [...honest.keys()].find((path) => path.startsWith('signatures/') && path.includes('/seal')) ?? '';
function bundleIn(files: Files): Bundle {
  const bundle = readBundle(files.get(sealPath) ?? new Uint8Array(0));
  assert.ok(!('trouble' in bundle));
  return bundle;
}
const seal = bundleIn(honest);

const rows = (pem: string): string => pem.trimEnd().split('\n').map((line) => `      ${line}`).join('\n');
const logRow = (name: string, log: Log, more = ''): string => `  - name: ${name}\n${more}    key: |\n${rows(log.publicPem)}\n`;

async function outcome(entries: readonly unknown[], more: string): Promise<Verification> {
  const root = await readTrust(text(`${honestTrust}${more}`), cryptography);
  assert.ok(!('complaint' in root), 'complaint' in root ? root.complaint : '');
  const files: Files = new Map([...honest, [sealPath, bundleBytes({ ...seal, logEntries: entries })]]);
  return verify({ files, troubles: [] }, { trust: root, asOf: day, wanted: { images: [] }, known, cryptography });
}
const codes = ({ reasons }: Verification): readonly string[] => [...new Set(reasons.map(({ code }) => code))];

describe('a package with an entry of a log', () => {
  const named = `transparency_logs:\n${logRow('a public log', logs.curve)}`;
  it('says that the entry holds', async () => {
    const said = await outcome([entryIn(logs.curve, seal)], named);
    assert.deepEqual(codes(said), []);
    assert.ok(said.held.some((line) => line.includes('"a public log" as entry 4')), said.held.join('\n'));
  });
  it('says that nobody checked it where the trust root names no log', async () => {
    const said = await outcome([entryIn(logs.curve, seal)], '');
    assert.deepEqual(codes(said), []);
    assert.ok(said.unchecked.some((line) => line.includes('transparency log entry')));
  });
  it('is refused for an entry of another log, a revoked one, or one that does not hold', async () => {
    assert.deepEqual(codes(await outcome([entryIn(logs.stranger, seal)], named)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve, seal)], `transparency_logs:\n${logRow('a public log', logs.curve, '    revoked: {because: its key was stolen}\n')}`)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve, { ...seal, payload: text('{}') })], named)), ['not-logged']);
  });
  it('is refused without one where the trust root asks for one', async () => {
    assert.deepEqual(codes(await outcome([], `${named}requires_log: true\n`)), ['not-logged']);
    assert.deepEqual(codes(await outcome([entryIn(logs.curve, seal)], `${named}requires_log: true\n`)), []);
  });
});
