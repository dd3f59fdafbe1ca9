/** The bills of the example devices are valid by the official schema of their format, checked with the format's own library. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { root } from './devices.ts';

describe('the bills of the example pump', () => {
  for (const state of ['as-found', 'as-mended']) {
    it(`${state} is valid CycloneDX 1.6`, async () => {
      const text = readFileSync(join(root, 'examples', 'infusion-pump', state, 'bill', 'pump.cdx.json'), 'utf8');
      assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text), null);
    });
  }
  it('would not pass if they were not', async () => {
    const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate('{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"x"}]}');
    assert.notEqual(wrong, null);
  });
});
