/** States the results of each test suite and the digest of what it tested. It counts cases itself and does not believe totals that disagree. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { testRun } from '../../facts/test-run.ts';
import type { Suite } from './material.ts';

function* look(suites: readonly Suite[]): Generator<Observation> {
  for (const suite of suites) {
    const at = { line: suite.line };
    // a suite that only holds suites is a heading
    if (suite.nested && suite.cases === 0) continue;
    const told = toldCases(suite);
    if (suite.cases > 0 && told !== undefined && !suite.nested && told !== suite.cases) {
      yield testRun.blank(`suite "${suite.name}" says ${told} tests and holds ${suite.cases}: the report is not whole`, at);
      continue;
    }
    const counted = suite.cases > 0;
    const fromAttribute = (name: string): number => wholeNumber(suite.attributes.get(name)) ?? 0;
    const subject = (suite.properties.get('subject.sha256') ?? '').toLowerCase();
    if (subject !== '' && !/^[0-9a-f]{64}$/.test(subject)) {
      yield testRun.blank(`suite "${suite.name}" names a subject.sha256 that is no SHA-256 in hexadecimal`, at);
      continue;
    }
    yield testRun.state(
      {
        suite: suite.name,
        tests: counted ? suite.cases : fromAttribute('tests'),
        failures: Math.max(suite.failures, counted ? 0 : fromAttribute('failures')),
        errors: Math.max(suite.errors, counted ? 0 : fromAttribute('errors')),
        skipped: Math.max(suite.skipped, counted ? 0 : (wholeNumber(suite.attributes.get('skipped')) ?? fromAttribute('disabled'))),
        date: /^\d{4}-\d\d-\d\d/.exec(suite.attributes.get('timestamp') ?? '')?.[0] ?? '',
        subject,
        coverage: coverageOf(suite),
        coverage_percent: percentOf(suite),
      },
      at,
    );
  }
}

function toldCases(suite: Suite): number | undefined {
  return wholeNumber(suite.attributes.get('tests'));
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Spellings that runners and people use for the same measure. */
function coverageOf(suite: Suite): string {
  const word = (suite.properties.get('coverage') ?? '').trim().toLowerCase().replace(/[\s_/-]/g, '');
  const known: Readonly<Record<string, string>> = { mcdc: 'mcdc', branch: 'branch', decision: 'branch', statement: 'statement', line: 'statement' };
  return known[word] ?? word;
}

function percentOf(suite: Suite): number {
  const text = (suite.properties.get('coverage.percent') ?? '').trim().replace(/\s*%$/, '');
  const percent = /^\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : -1;
  return percent <= 100 ? percent : -1;
}

export default { name: 'suites', revision: 2, states: [testRun], look } satisfies Probe<readonly Suite[]>;
