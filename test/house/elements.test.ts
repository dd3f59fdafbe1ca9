/** Runs the worked cases of every element: a regulator can read them, and they are what the judge does. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadMaterials, loadWords, readCodebookText, shelfRoot } from '../../src/core/shelf.ts';
import { loadCodebook } from '../../src/codebook/load.ts';
import type { MaterialAnswers } from '../../src/judge/record.ts';
import { judgeCase, workedCases } from '../../src/judge/worked-cases.ts';

const home = join(shelfRoot, '..', 'codebook');
const words = await loadWords();
const materials = new Map((await loadMaterials()).map(({ material, answers }): [string, MaterialAnswers] => [material.name, { nature: material.nature, answers }]));
const codebook = loadCodebook([{ name: 'codebook', files: readCodebookText(home) }], words);

it('there is law to check', () => assert.ok(codebook.elements.size >= 17));

for (const [id, element] of codebook.elements) {
  describe(id, () => {
    const page = join(home, 'elements', id, 'element.md');
    it('has a page', () => assert.ok(existsSync(page), `write ${page}: law without worked cases cannot be checked by a reader`));
    if (!existsSync(page)) return;
    const cases = workedCases(readFileSync(page, 'utf8'));
    it('shows how it is held, broken and left open', () => {
      const shown = new Set(cases.map((worked) => worked.verdict));
      assert.ok(shown.has('unmet'), 'no case is unmet: an element that cannot fail says nothing');
      assert.ok(shown.has('unknown'), 'no case is unknown');
      assert.ok(shown.has('met'), 'no case is met');
    });
    for (const worked of cases) {
      it(`${worked.title} → ${worked.verdict}`, () => {
        const finding = judgeCase(element, worked, { words, materials });
        assert.equal(finding.verdict, worked.verdict, finding.because);
        if (worked.breaches !== undefined) assert.deepEqual([...new Set(finding.breaches.map((breach) => breach.id))].sort(), [...worked.breaches].sort());
        if (worked.because !== undefined) assert.ok(finding.because.includes(worked.because), `"${finding.because}" does not contain "${worked.because}"`);
      });
    }
  });
}
