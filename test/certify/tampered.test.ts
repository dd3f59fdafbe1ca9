/** Every tampered package is refused by the command for the right reason, with exit 1, and honest ones are not. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { meanings, type Code, type Reason } from '../../src/certify/reasons.ts';
import { zipOf } from '../../src/certify/zip.ts';
import { answerOf } from '../../src/cli/verify/verify.ts';
import { corpus } from './tampered/all.ts';
import type { Case } from './tampered/case.ts';
import { honest, honestTrust, parties, signed } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-tampered-'));
after(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly status: number;
  readonly holds: boolean;
  readonly reasons: readonly Reason[];
}

/** The command in this process, with files as a person would have them; only the printing is left out. */
async function commanded({ archive, trust, asOf, image, device, version }: Omit<Case, 'name' | 'code'>): Promise<Said> {
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const { status, text } = await answerOf(file('package', archive), {
    trust: file('trust', trust), asOf, format: 'json',
    ...(image === undefined ? {} : { image: [file('image.bin', image)] }), ...(device === undefined ? {} : { device }), ...(version === undefined ? {} : { deviceVersion: version }),
  });
  return { status, ...(JSON.parse(text) as Omit<Said, 'status'>) };
}

describe('the corpus of tampered packages', () => {
  it('has at least sixty cases, with names of their own, and one for every reason but the faulty tool', () => {
    assert.ok(corpus.length >= 60);
    assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
    const without = (Object.keys(meanings) as Code[]).filter((code) => !corpus.some((one) => one.code === code));
    assert.deepEqual(without, ['faulty-tool']);
  });
  for (const one of corpus) {
    it(`${one.name}: ${one.code}`, async () => {
      const { status, holds, reasons } = await commanded(one);
      assert.equal(status, 1);
      assert.equal(holds, false);
      assert.ok(reasons.some(({ code }) => code === one.code), reasons.slice(0, 5).map(({ code, where, what }) => `${code}: ${where}: ${what}`).join('\n'));
    });
  }
});

describe('honest packages', () => {
  const asOf = '2026-11-27';
  it('hold with a bare key and with a trust root', async () => {
    for (const trust of [parties.maker.publicPem, honestTrust]) assert.deepEqual(await commanded({ archive: zipOf(honest), trust, asOf }).then(({ status, reasons }) => ({ status, reasons })), { status: 0, reasons: [] });
  });
  it('hold with seals of all roles, and with one of a stranger beside those that are needed', async () => {
    const all = await signed(await signed(honest, 'inspector', parties.inspector), 'approver', parties.approver);
    assert.equal((await commanded({ archive: zipOf(all), trust: `requires: [maker, inspector, approver]\n${honestTrust}`, asOf })).status, 0);
    assert.equal((await commanded({ archive: zipOf(await signed(honest, 'inspector', parties.stranger)), trust: honestTrust, asOf })).status, 0);
  });
});
