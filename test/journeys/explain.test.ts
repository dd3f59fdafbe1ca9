/** `plumbline explain`: a page for everything a report names, and for one finding of an inspection. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { day, inspected, plant, plumbline, root, scratch, shell, smallLaw } from './command.ts';

const folder = scratch('explain');
plant(join(folder, 'law'), smallLaw(1));

describe('explain shows the page of', () => {
  for (const [what, id, shows] of [
    ['an element', 'data-is-not-executable', ['DATA IS NOT EXECUTABLE', 'How it is judged', 'Worked cases']],
    ['a rule', 'C01', ['C01', 'CWE', '// ← hazard: rule C01', 'Measured', 'precision', 'recall', 'sound twins']],
    ['a probe', 'c/hazard', ['Sees', 'Silent', 'Cannot tell']],
    ['a word', 'hazard', ['HAZARD', '`confidence`, `high`, `medium` or `low`', 'c/hazard']],
    ['a tally', 'memory-ledger', ['LEDGER']],
  ] as const) {
    it(`${what}: ${id}`, () => {
      const { status, out, err } = plumbline(['explain', id]);
      assert.deepEqual([status, err], [0, '']);
      for (const word of shows) assert.ok(out.includes(word), `${word} is not in\n${out}`);
      assert.deepEqual(out.split('\n').filter((line) => [...line].length > 80), []);
    });
  }
  it('an element of private law', () => assert.match(plumbline(['explain', 'sources-stay-small', '--codebook', join(folder, 'law')]).out, /A page of private law\./));
  it('a page too long for its reader is no fault', () => {
    const { out, err } = shell('"$0" "$1" explain data-is-not-executable | head -n 1', []);
    assert.deepEqual([out, err], ['DATA IS NOT EXECUTABLE\n', '']);
  });
});

describe('every name that a report shows', () => {
  const inspection = inspected([join(root, 'examples', 'infusion-pump', 'as-found')]);
  const file = join(folder, 'inspection.json');
  writeFileSync(file, JSON.stringify(inspection));

  it('a finding: message, place, excerpt, remedy, value, and where to read on', () => {
    const breach = inspection.findings.flatMap((finding) => finding.breaches).find(({ fact }) => fact?.word === 'hazard');
    assert.ok(breach?.fact !== undefined);
    for (const id of [breach.fingerprint, breach.fingerprint.slice(0, 12)]) {
      const { status, out } = plumbline(['explain', id, '--from', file]);
      assert.equal(status, 0);
      const flat = out.replace(/\s+/g, ' ');
      for (const word of [breach.message, `${breach.fact.place.path}:${String(breach.fact.place.line)}`, breach.fact.excerpt ?? '', breach.remedy, 'plumbline explain C0', breach.fingerprint]) {
        assert.ok(flat.includes(word.replace(/\s+/g, ' ')), `${word} is not in\n${out}`);
      }
    }
  });
  it('a page is found with --from as well, and what is neither is said', () => {
    assert.equal(plumbline(['explain', 'hazard', '--from', file]).status, 0);
    assert.match(plumbline(['explain', 'ffffffffffff', '--from', file]).err, /holds no finding "ffffffffffff"/);
    assert.match(plumbline(['explain', breachStart(inspection).slice(0, 3), '--from', file]).err, /at least 6 characters/);
  });
  it('text of a device is no mark of the page and steers no terminal', () => {
    const text = '# *bold* `x` \u001b[31m \u202e |a|\n\n~~~\n';
    const hostile = { ...inspection, as_of: day, findings: inspection.findings.map((finding) => ({ ...finding, breaches: finding.breaches.map((breach) => ({ ...breach, message: text, remedy: text })) })) };
    const evil = join(folder, 'hostile.json');
    writeFileSync(evil, JSON.stringify(hostile));
    const { out } = plumbline(['explain', breachStart(inspection), '--from', evil]);
    assert.ok(out.includes('Does not hold: # *bold* `x` \\x1b[31m \\u202e |a| ~~~'), out);
    assert.doesNotMatch(out, /[\u001b\u202e]/);
  });
});

function breachStart(inspection: Inspection): string {
  return inspection.findings.flatMap((finding) => finding.breaches)[0]?.fingerprint ?? '';
}
