/** Inspects every example and incident and compares with the golden inspection; a change is reviewed as a diff. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { canonicalJson } from '../../src/core/canonical.ts';
import { devices, inspectDevice, root } from './devices.ts';

describe('the golden inspection', () => {
  for (const { name, path } of devices) {
    it(`of ${name}`, async () => {
      const text = `${canonicalJson(await inspectDevice(path), 1)}\n`;
      const golden = join(root, 'test', 'devices', 'golden', `${name}.json`);
      if (process.env['PLUMBLINE_UPDATE'] !== undefined) writeFileSync(golden, text);
      assert.ok(existsSync(golden), `${golden} is missing; write it with PLUMBLINE_UPDATE=1 and read it`);
      const expected = readFileSync(golden, 'utf8');
      if (text === expected) return;
      const [line] = expected.split('\n').map((was, index) => ({ was, is: text.split('\n')[index] ?? '', index })).filter(({ was, is }) => was !== is);
      assert.fail(`${golden} differs from line ${(line?.index ?? 0) + 1}:\n  was ${line?.was}\n  is  ${line?.is}\nif the change is right: PLUMBLINE_UPDATE=1 npm test`);
    });
  }
});
