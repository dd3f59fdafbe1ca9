/** The page runs nothing, fetches nothing, lets no text become markup, and stays usable with twenty thousand breaches. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/html/exporter.ts';
import { forbidden, hostileTexts } from './hostile.ts';
import { filled, large, page, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
const styleOf = (html: string): string => /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';

test('nothing runs and nothing is fetched: no script, no handler, no outside resource', () => {
  for (const name of sampleNames) {
    const html = exporter.render(sample(name), page);
    assert.doesNotMatch(html, /<(script|iframe|object|embed|link|img|form|base|input)\b/i);
    assert.doesNotMatch(html.replace(styleOf(html), ''), /<[^>]*\s(on\w+|style|src|srcset)\s*=/i);
    assert.doesNotMatch(styleOf(html), /@import|url\(/i);
  }
});

test('the policy names the one style sheet by its digest and allows nothing else', () => {
  const html = exporter.render(sample('nonconforming'), page);
  const digest = createHash('sha256').update(styleOf(html)).digest('base64');
  assert.ok(html.includes(`content="default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;;`) || html.includes(`content="default-src 'none'; style-src 'sha256-${digest}';`));
});

test('links lead to an anchor that is there, or to the weakness list', () => {
  for (const name of sampleNames) {
    const html = exporter.render(sample(name), page);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'an id occurs twice');
    for (const [, href = ''] of html.matchAll(/\shref="([^"]+)"/g)) {
      if (href.startsWith('#')) assert.ok(ids.includes(href.slice(1)), href);
      else assert.match(href, /^https:\/\/cwe\.mitre\.org\/data\/definitions\/\d+\.html$/);
    }
  }
});

test('no text of a device becomes markup, and none steers the eye', () => {
  fc.assert(fc.property(hostileTexts, fc.constantFrom(...sampleNames), (next, name) => {
    const html = exporter.render(filled(sample(name), next), page);
    const rest = html.replace(styleOf(html), '');
    assert.doesNotMatch(rest, /<\/?zzz|<!--|"\s*onzzz=|<\/script/i);
    for (const [, href = ''] of rest.matchAll(/\shref="([^"]*)"/g)) assert.match(href, /^(#|https:\/\/cwe\.mitre\.org\/)/);
    assert.doesNotMatch(rest.replaceAll('\n', ''), forbidden);
    assert.equal(rest.match(/<style>/g)?.length, 1);
  }), { numRuns: 25 });
});

test('twenty thousand breaches make a page that still opens, with the count said', () => {
  const html = exporter.render(large(20_000), page);
  assert.ok(html.length < 1_000_000, `${html.length} characters`);
  assert.match(html, /2,858 places in 300 files/);
  assert.match(html, /2,795 more are not shown here; the JSON inspection holds all/);
});

test('the same figures stand in the picture, the table and the text', () => {
  const html = exporter.render(sample('nonconforming'), page);
  assert.match(html, /<title>lwip: 48,215 lines of C, class F, unsafe language, plain<\/title>/);
  assert.match(html, /<td class="number">48,215<\/td>/);
  assert.match(html, /2,575 of 89,426 lines/);
});
