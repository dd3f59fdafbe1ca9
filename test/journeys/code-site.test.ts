/** The code as a web site: every link leads to a page that is there, every element has one, nothing runs and nothing is fetched. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { plumbline, root, scratch } from './command.ts';

it('plumbline code site writes pages that hold together', () => {
  const out = join(scratch('site'), 'site');
  const { status, err } = plumbline(['code', 'site', '--out', out, '--as-of', '2026-11-27']);
  assert.deepEqual([status, err], [0, '']);
  const pages = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const id of readdirSync(join(root, 'codebook', 'elements'))) assert.ok(existsSync(join(out, 'elements', `${id}.html`)), id);
  for (const page of pages) {
    const text = readFileSync(page, 'utf8');
    assert.doesNotMatch(text, /<script|<img|<iframe|\son\w+=|src=/iu, page);
    for (const [, href = ''] of text.matchAll(/href="([^"]+)"/gu)) {
      if (href.startsWith('#') || href.startsWith('https://')) continue;
      assert.ok(existsSync(join(dirname(page), href.replace(/#.*$/u, ''))), `${page}: ${href}`);
    }
    assert.equal([...text.matchAll(/<h1/gu)].length, 1, page);
  }
  assert.match(readFileSync(join(out, 'editions', '2026.2.html'), 'utf8'), /tightened/u);
});

it('a site needs a folder', () => assert.equal(plumbline(['code', 'site']).status, 64));
