/** JUnit XML test reports, the de facto format of test runners: suites, cases and properties. It has no standard; what is read is what most runners write. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readXml, type Opened } from '../../scan/xml.ts';

/** A suite with the cases that stand directly in it. */
export interface Suite {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  /** Own properties and those of the suites around it; the nearest wins. */
  readonly properties: ReadonlyMap<string, string>;
  readonly nested: boolean;
  readonly cases: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Growing {
  readonly opened: Opened;
  readonly around: Growing | undefined;
  readonly properties: Map<string, string>;
  nested: boolean;
  cases: number;
  failures: number;
  errors: number;
  skipped: number;
}

/** Suites of one report: one a test file, in a large system some ten thousand. */
export const mostSuites = 100_000;

function parse(bytes: Uint8Array): readonly Suite[] | Unreadable {
  const suites: Growing[] = [];
  let current: Growing | undefined;
  const seen = new Set<string>();
  for (const event of readXml(bytes, { texts: false })) {
    if (event.event === 'trouble') return { unreadable: event.reason };
    if (event.event === 'text') continue;
    if (event.event === 'close') {
      if (event.name === 'testsuite' || event.name === 'testsuites') current = current?.around;
      continue;
    }
    if (event.name === 'testsuite' || event.name === 'testsuites') {
      if (suites.length === mostSuites) return { unreadable: `more than ${mostSuites} test suites` };
      if (current !== undefined) current.nested = true;
      current = { opened: event, around: current, properties: new Map(), nested: false, cases: 0, failures: 0, errors: 0, skipped: 0 };
      suites.push(current);
    } else if (current !== undefined) count(event, current, seen);
  }
  if (suites.length === 0) return { unreadable: 'no test suite in it' };
  // node's runner puts tests of no suite directly into the root
  return suites.filter((suite) => suite.opened.name === 'testsuite' || suite.cases > 0).map(finished);
}

/** Properties that are read; all others are left, however many a report holds. */
const wanted: ReadonlySet<string> = new Set(['subject.sha256', 'coverage', 'coverage.percent']);

/** States by which GoogleTest and CTest say that a case was not run, without a word in it. */
const notRun: ReadonlySet<string> = new Set(['notrun', 'disabled']);

/** A case that both fails and errs counts once, as the runner's own totals do. */
function count(event: Opened, suite: Growing, seen: Set<string>): void {
  if (event.name === 'testcase') {
    suite.cases++;
    seen.clear();
    if (notRun.has(event.attributes.get('status') ?? '')) {
      seen.add('told');
      suite.skipped++;
    }
  }
  const { name } = event;
  const property = event.attributes.get('name') ?? '';
  if (name === 'property' && wanted.has(property)) suite.properties.set(property, event.attributes.get('value') ?? '');
  if ((name === 'failure' || name === 'error' || name === 'skipped') && !seen.has('told')) {
    seen.add('told');
    if (name === 'failure') suite.failures++;
    else if (name === 'error') suite.errors++;
    else suite.skipped++;
  }
}

function finished(suite: Growing): Suite {
  const { opened, nested, cases, failures, errors, skipped } = suite;
  const properties = new Map<string, string>();
  for (let each: Growing | undefined = suite; each !== undefined; each = each.around) {
    for (const [name, value] of each.properties) if (!properties.has(name)) properties.set(name, value);
    // GoogleTest writes what a suite records as attributes of its own
    for (const name of wanted) {
      const value = each.opened.attributes.get(name);
      if (value !== undefined && !properties.has(name)) properties.set(name, value);
    }
  }
  return { name: opened.attributes.get('name') ?? '', line: opened.line, attributes: opened.attributes, properties, nested, cases, failures, errors, skipped };
}

export default {
  name: 'junit',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (!canOpenWith(head, '<') || !mentions(head, '<testsuite')) return undefined;
    const text = new TextDecoder().decode(head);
    return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^>]*>\s*)*<testsuites?[\s>/]/.test(text) ? 'content' : undefined;
  },
  parse,
} satisfies Material<readonly Suite[]>;
