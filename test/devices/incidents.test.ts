/** Each disaster's miniature: the inspection tells bad from fixed by the elements that should have caught it, and by no others. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { devices, inspectDevice, root } from './devices.ts';

interface Credit {
  readonly caught_by: readonly string[];
  readonly not_by: readonly string[];
}

const incidents = [...new Set(devices.filter(({ path }) => path.includes('incidents')).map(({ path }) => path.split('/').slice(0, -1).join('/')))];

describe('incidents', () => {
  it('are the four', () => assert.equal(incidents.length, 4));
  for (const incident of incidents) {
    it(incident, async () => {
      const credit = parse(readFileSync(join(root, incident, 'incident.yaml'), 'utf8')) as Credit;
      assert.ok(credit.caught_by.length > 0 && credit.not_by.length > 0);
      const [bad, fixed] = [await inspectDevice(`${incident}/bad`), await inspectDevice(`${incident}/fixed`)];
      const unmet = (inspection: typeof bad): readonly string[] => [...new Set(inspection.findings.filter((f) => f.verdict === 'unmet').map((f) => f.element))];
      const told = unmet(bad).filter((element) => !unmet(fixed).includes(element));
      assert.deepEqual([...told].sort(), [...credit.caught_by].sort(), 'what told bad from fixed is not what should have');
      assert.deepEqual(unmet(fixed).filter((element) => !unmet(bad).includes(element)), [], 'the fix broke something');
      const verdicts = (inspection: typeof bad, element: string): readonly string[] => inspection.findings.filter((f) => f.element === element).map((f) => f.verdict);
      // An element about images is not asked of a device without one; then it takes no credit either.
      assert.ok(credit.not_by.some((element) => verdicts(bad, element).length > 0), 'no element that could take undue credit was asked at all');
      for (const element of credit.not_by) {
        assert.deepEqual(verdicts(bad, element), verdicts(fixed, element), `${element} took credit it does not deserve`);
      }
    });
  }
});
