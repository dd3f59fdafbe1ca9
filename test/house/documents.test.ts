/** Holds the documents to the tree: paths exist, links lead somewhere, the README's figures are those of the goldens. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { demoRows } from './demo.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', 'LEXICON.md', 'CHANGELOG.md', 'codebook/README.md', 'bench/README.md', 'bench/real-devices.md', 'src/certify/package.md', 'examples/infusion-pump/README.md', ...readdirSync(join(root, 'decisions')).map((file) => `decisions/${file}`)].filter((path) => existsSync(join(root, path)));

const withoutFences = (text: string): string => text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');

describe('documents', () => {
  for (const path of documents) {
    it(`${path}: links and paths lead somewhere`, () => {
      const text = withoutFences(read(path));
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
      assert.deepEqual(links.filter((link) => !existsSync(join(root, dirname(path), link))), []);
      const paths = [...text.matchAll(/`((?:src|codebook|test|bench|schema|scripts|decisions|examples)\/[\w./-]+)`/g)].map((match) => match[1] ?? '');
      assert.deepEqual(paths.filter((named) => !existsSync(join(root, named))), []);
    });
  }

  it('every decision has a number of its own', () => {
    const numbers = readdirSync(join(root, 'decisions')).map((file) => file.slice(0, 4));
    assert.equal(new Set(numbers).size, numbers.length);
  });

  it('the README shows the demonstration as it is', () => {
    const golden = (name: string): Inspection => JSON.parse(read(`test/devices/golden/infusion-pump-${name}.json`)) as Inspection;
    const readme = read('README.md');
    for (const row of demoRows(golden('as-found'), golden('as-mended'))) assert.ok(readme.includes(row), `README.md lacks: ${row}`);
  });

  it('the words of LEXICON.md are those of the code', async () => {
    const lexicon = read('LEXICON.md');
    for (const term of ['verdict', 'standing', 'gap', 'breach', 'fingerprint', 'escape hatch', 'hazard']) assert.ok(lexicon.includes(`**${term}**`), term);
  });
});
