/** SARIF output validates against the official schema, keeps fingerprints, and lets no name of a file leave its folder. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { uriOf } from '../../src/report/uri.ts';
import { message } from '../../src/report/sarif/message.ts';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/sarif/exporter.ts';
import { forbidden, hostileText, hostileTexts } from './hostile.ts';
import { filled, page, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
const require = createRequire(import.meta.url);
const original: Record<string, unknown> = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
// The official schema is written for draft 4; of what changed since it uses only the name of its identifier.
const { id: _id, $schema: _draft, ...official } = original;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const accepts = ajv.compile(official);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly baselineState?: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Log {
  readonly runs: readonly [{ readonly results: readonly Result[]; readonly artifacts: readonly { readonly parentIndex?: number }[]; readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } } }];
}

const render = (name: (typeof sampleNames)[number]): Log => JSON.parse(exporter.render(sample(name), page)) as Log;

for (const name of sampleNames) {
  test(`the ${name} sample validates`, () => {
    assert.ok(accepts(render(name)), JSON.stringify(accepts.errors?.slice(0, 3)));
  });
}

test('any text still validates, and no message holds a control', () => {
  fc.assert(
    fc.property(hostileTexts, fc.constantFrom(...sampleNames), (next, name) => {
      const text = exporter.render(filled(sample(name), next), page);
      assert.ok(accepts(JSON.parse(text)), JSON.stringify(accepts.errors?.slice(0, 3)));
      assert.doesNotMatch(text.replaceAll('\\n', ''), forbidden);
    }),
    { numRuns: 25 },
  );
});

test('every breach is a failure with its fingerprint, every unknown is open, and rules are found by index', () => {
  const inspection = sample('nonconforming');
  const [run] = render('nonconforming').runs;
  const prints = inspection.findings.flatMap((finding) => finding.breaches.map((breach) => breach.fingerprint));
  const failures = run.results.filter((result) => result.kind === 'fail');
  assert.deepEqual(failures.map((result) => result.partialFingerprints['plumblineBreach/v1']), prints);
  assert.equal(run.results.filter((result) => result.kind === 'open').length, inspection.findings.filter((finding) => finding.verdict === 'unknown').length);
  for (const result of run.results) assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
});

test('with a baseline every result carries a state, without one none does', () => {
  assert.ok(render('undetermined').runs[0].results.every((result) => result.baselineState !== undefined));
  assert.ok(render('nonconforming').runs[0].results.every((result) => result.baselineState === undefined));
});

test('a file in an archive names the archive as its parent', () => {
  assert.ok(render('undetermined').runs[0].artifacts.some((artifact) => artifact.parentIndex !== undefined));
});

test('no path becomes a scheme, a query, an absolute or a parent reference', () => {
  fc.assert(fc.property(hostileText, (path) => {
    const uri = uriOf(path);
    assert.match(uri, /^[\w.~!*'()%/-]*$/);
    assert.doesNotMatch(uri, /^\/|(^|\/)\.{1,2}(\/|$)|\/\//);
  }));
  assert.equal(uriOf('src/a b#c?d:e.c'), 'src/a%20b%23c%3Fd%3Ae.c');
});

test('links and placeholders in a message are taken apart', () => {
  assert.equal(message('[click](file:///etc) {0}'), '\\[click\\](file:///etc) {{0}}');
});
