/** Makes the page of one finding of an inspection. No character that came from the device is a mark in it. */
import { stringify } from 'yaml';
import type { Breach, Finding } from '../core/finding.ts';
import type { Inspection } from '../core/inspection.ts';
import { addressWithSpot } from '../core/place.ts';
import { UsageError } from '../core/trouble.ts';

/** Shorter beginnings would soon name another finding than the one that was meant. */
const fewest = 6;

/** The page of the breach whose fingerprint begins with `id`. Throws `UsageError` when that is none or more than one. */
export function findingPage(id: string, inspection: Inspection, file: string): string {
  if (!/^[0-9a-f]+$/.test(id) || id.length < fewest) {
    throw new UsageError('no-such-finding', `"${id}" is no page and no fingerprint`, `give at least ${fewest} characters of a fingerprint that the report shows`);
  }
  const hits = inspection.findings.flatMap((finding) => finding.breaches.filter((breach) => breach.fingerprint.startsWith(id)).map((breach) => ({ finding, breach })));
  const [hit] = hits;
  if (hit === undefined) throw new UsageError('no-such-finding', `${file} holds no finding "${id}"`, 'take a fingerprint that a report of this inspection shows');
  if (hits.length > 1) throw new UsageError('not-one-finding', `${hits.length} findings begin with "${id}"`, 'give more of the fingerprint');
  return page(hit.finding, hit.breach);
}

function page(finding: Finding, breach: Breach): string {
  const { fact, cwe } = breach;
  return [
    `# ${finding.title}`,
    `Does not hold: ${prose(breach.message)}`,
    `Severity ${breach.severity}${cwe.length === 0 ? '' : `; ${cwe.map((number) => `CWE-${number}`).join(', ')}`}${breach.state === undefined ? '' : `; ${breach.state} against the baseline`}.`,
    '## Where',
    where(finding, breach),
    ...(fact?.excerpt === undefined ? [] : [fence(fact.excerpt)]),
    '## What now',
    `To mend: ${prose(breach.remedy)}`,
    ...(fact === undefined ? [] : ['## What was stated', `The word \`${fact.word}\` (\`plumbline explain ${fact.word}\`):`, fence(stringify(fact.value, { lineWidth: 70 }).trimEnd())]),
    '## More',
    [`- the element: \`plumbline explain ${finding.element}\``, ...ruleLine(fact?.value), `- fingerprint: \`${breach.fingerprint}\``].join('\n'),
  ].join('\n\n');
}

function ruleLine(value: unknown): readonly string[] {
  const rule = typeof value === 'object' && value !== null && 'rule' in value ? value.rule : undefined;
  return typeof rule === 'string' && /^[A-Z]\d\d$/.test(rule) ? [`- the rule: \`plumbline explain ${rule}\``] : [];
}

function where(finding: Finding, { fact }: Breach): string {
  const owner = finding.component === '' ? 'the whole device' : `component ${prose(finding.component)}`;
  if (fact === undefined) return `Nowhere in ${owner}: nothing of the kind was handed in.`;
  if (fact.place.path === '') return `In ${owner} as a whole.`;
  return fence(`${addressWithSpot(fact.place)}  (component ${fact.place.component})`);
}

/** Text that a page shows letter by letter: none of its characters is a mark. */
function prose(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}

/** Longer than any run of backticks inside, so that nothing inside can close it. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${text}\n${ticks}`;
}
