/** The comment stays short, and nothing of a device becomes markup, a mention, a reference or a link in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { code, prose } from '../../src/report/markdown/escape.ts';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/markdown/exporter.ts';
import { forbidden, hostileText, hostileTexts } from './hostile.ts';
import { filled, large, page, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
/** Leaves what a host would act on: code spans are taken out, then escaped characters. */
function live(markdown: string): string {
  return markdown.replace(/(?<![\\`])(`+)(?!`)([^\n]*?)(?<!`)\1(?!`)/g, '').replace(/\\[^a-z0-9\s]/gi, '');
}

test('no text of a device is markup, mention, reference or link', () => {
  fc.assert(fc.property(hostileText, fc.boolean(), (text, inTable) => {
    const shown = live(prose(text, inTable));
    assert.doesNotMatch(shown, /[<>[\]|*_`@#]|:\/\/|www\./, JSON.stringify([text, prose(text, inTable)]));
    assert.doesNotMatch(prose(text, inTable), forbidden);
    assert.doesNotMatch(prose(text, inTable), /\n/);
  }), { numRuns: 500 });
});

test('code closes where it was opened', () => {
  fc.assert(fc.property(hostileText, (text) => assert.equal(live(code(text)), '')), { numRuns: 500 });
  assert.equal(code('a|b', true), '`a\\|b`');
  assert.equal(code('a`b``c'), '``` a`b``c ```');
});

test('only our own tags appear', () => {
  const own = /<\/?(details|summary|sub)>/g;
  fc.assert(fc.property(hostileTexts, fc.constantFrom(...sampleNames), (next, name) => {
    const report = exporter.render(filled(sample(name), next), page);
    assert.doesNotMatch(live(report.replace(own, '')), /<[a-z!/]/i);
    assert.doesNotMatch(report.replaceAll('\n', ''), forbidden);
    assert.ok(Buffer.byteLength(report) < 60_000);
  }), { numRuns: 40 });
});

test('a very large inspection is cut, and says so', () => {
  const long = filled(large(5000), (old) => old.padEnd(300, ' and so on'));
  const many = { ...long, requirements: Array.from({ length: 4000 }, (_, index) => ({ ...long.requirements[index % long.requirements.length], id: `r${index}` })) } as typeof long;
  const report = exporter.render(many, page);
  assert.ok(Buffer.byteLength(report) < 60_000, `${Buffer.byteLength(report)} bytes`);
  assert.match(report, /more requirements not met or unknown/);
});

test('with a baseline only what is new is listed', () => {
  const report = exporter.render(sample('undetermined'), page);
  assert.match(report, /### New/);
  assert.doesNotMatch(report, /gets reads without any bound/);
  assert.match(report, /and 7 more/);
});
