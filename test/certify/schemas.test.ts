/** The published JSON Schemas of packages and trust roots are those that the verifier checks with, and the page about packages tells the truth. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { readTrust, trustForm } from '../../src/certify/trust.ts';
import { indexForm } from '../../src/certify/seal.ts';
import { statementShape } from '../../src/certify/statement.ts';
import { folderOf, honest, honestTrust, json, cryptography, parties, text } from './world.ts';

const root = join(import.meta.dirname, '..', '..');
const published = { trust: trustForm, 'package-index': indexForm, 'in-toto-statement': statementShape };
const page = readFileSync(join(root, 'src/certify/package.md'), 'utf8');

describe('the published schemas of packages', () => {
  for (const [name, form] of Object.entries(published)) {
    it(name, () => {
      const file = join(root, 'schema', `${name}.schema.json`);
      const made = `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `urn:plumbline:${name}:1`, ...form.schema }, null, 2)}\n`;
      if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(file, made);
      assert.ok(existsSync(file), 'write it with PLUMBLINE_UPDATE=1 npm test');
      assert.equal(readFileSync(file, 'utf8'), made, 'the schema changed: PLUMBLINE_UPDATE=1 npm test');
    });
  }
  it('accept what is accepted', () => {
    const accepts = (form: { readonly schema: object }, value: unknown): boolean => new Ajv2020({ strict: false }).compile(form.schema)(value) as boolean;
    assert.ok(accepts(trustForm, parse(honestTrust)));
    assert.ok(accepts(indexForm, json(honest, 'index.json')));
    assert.ok(accepts(statementShape, json(honest, 'statements/test-result.json')));
    assert.ok(!accepts(trustForm, { 'plumbline-trust': 1, keys: [] }));
    assert.ok(!accepts(indexForm, { ...json(honest, 'index.json'), more: 1 }));
  });
});

describe('the page about packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-steps-'));
  after(() => rmSync(folder, { recursive: true }));
  const missing = ['jq', 'openssl', 'sha256sum'].filter((tool) => !['/usr/bin', '/bin'].some((place) => existsSync(join(place, tool))));

  it('shows a trust root of the form that is read', async () => {
    const shown = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const filled = shown.replace(/ {6}-----BEGIN PUBLIC KEY-----\n {6}…/, parties.maker.publicPem.trimEnd().replace(/^/gm, '      ')).replace(/ {6}-----BEGIN CERTIFICATE-----\n {6}…/, '      -----BEGIN CERTIFICATE-----\n      MAA=\n      -----END CERTIFICATE-----').replaceAll('sha256:…', `sha256:${'0'.repeat(64)}`);
    const trust = await readTrust(text(filled), cryptography);
    assert.ok(!('complaint' in trust), 'complaint' in trust ? trust.complaint : '');
    assert.deepEqual(trust.requires, ['maker', 'inspector']);
  });
  it('gives steps for other tools that work', { skip: missing.length > 0 ? `not on this machine: ${missing.join(', ')}` : false }, () => {
    for (const [path, bytes] of honest) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    writeFileSync(join(folder, 'maker.pub'), parties.maker.publicPem);
    const steps = (/```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '').replace('signatures/maker-…', folderOf(honest, 'maker')).split('\n').filter((line) => !line.startsWith('openssl dgst')).join('\n');
    const out = execFileSync('/bin/sh', ['-e', '-c', steps], { cwd: folder, encoding: 'utf8' });
    assert.match(out, /Signature Verified Successfully/);
    assert.match(out, /inspection\.json: OK/);
    assert.equal(out.split('\n').filter((line) => line.endsWith(': OK')).length, [...honest.keys()].filter((path) => !path.startsWith('signatures/') && path !== 'index.json').length);
  });
});
