/** Runs the page of every hazard rule: its bad cases are stated, its good cases are not, and its blind spots are as it says. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hazard } from '../../../src/facts/hazard.ts';
import { rules } from '../../../src/materials/c/hazards/rules.ts';
import { casesOf, holds, type PageCase } from '../../house/pages.ts';
import { hazardsOf, type Hazard } from './look.ts';

const folder = join(import.meta.dirname, '../../../src/materials/c/hazards');

// Several eyes look for one rule; it has one page.
for (const id of new Set(rules.map((rule) => rule.id))) {
  describe(`rule ${id}`, () => {
    const file = join(folder, `${id}.md`);
    it('has a page with title, numbers, cases and a remedy', () => {
      assert.ok(existsSync(file), `write ${file}: plumbline explain ${id} shows it`);
      const page = readFileSync(file, 'utf8');
      assert.match(page, new RegExp(`^# ${id}: [a-z]`, 'u'));
      assert.match(page, /^- CWE: /mu);
      assert.match(page, /^- MISRA C: .* · CERT C: /mu);
      const headings = page.split('\n').filter((line) => line.startsWith('## '));
      assert.deepEqual(headings, ['## Bad', '## Good', '## Blind spot', '## Remedy']);
    });
    if (!existsSync(file)) return;
    const page = readFileSync(file, 'utf8');
    const cases = casesOf(page);
    it('shows a bad case of its own and a good one', () => {
      const own = cases.filter(({ section, expected }) => section === 'Bad' && expected.length > 0);
      assert.ok(own.length > 0);
      assert.ok(cases.some(({ section, expected }) => section === 'Good' && expected.length === 0));
    });
    for (const shown of cases) it(`${shown.section}: ${shown.file} (line ${shown.at})`, () => check(id, page, shown));
  });
}

function check(id: string, page: string, shown: PageCase): void {
  const seen = hazardsOf(shown.text, shown.file);
  for (const one of seen) {
    assert.ok(hazard.schema.safeParse(one.value).success, JSON.stringify(one.value));
    if (one.value.rule === id) for (const cwe of one.value.cwe) assert.match(page, new RegExp(`^- CWE:.*\\b${cwe}\\b`, 'mu'));
  }
  const left: Hazard[] = [...seen];
  for (const wanted of shown.expected) {
    const found = left.findIndex(({ line, value }) => line === wanted.line && holds(value, wanted.value));
    assert.ok(found >= 0, `expected on line ${wanted.line}: ${JSON.stringify(wanted.value)}\nleft of what was stated: ${JSON.stringify(left, null, 1)}`);
    left.splice(found, 1);
  }
  assert.deepEqual(left, [], 'stated, but not expected by the page');
}

