/** Writes what was measured as Markdown. It measures nothing. */
import { told, type PreparedPair } from './pairs.ts';
import { scoreFamily, type Family, type Prepared, type Score } from './prepared.ts';
import type { Finding } from './tools.ts';

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(2));
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const cells = ({ bad, good, found, wrong }: Score): readonly string[] => [`${found} (${share(found, bad)})`, `${wrong} (${share(wrong, good)})`, share(found, found + wrong)];

const plus = (a: Score, b: Score): Score => ({ bad: a.bad + b.bad, good: a.good + b.good, found: a.found + b.found, wrong: a.wrong + b.wrong });

/** Recall by defects, precision by functions: of the sites reported, how many are defects. */
export function benchmarkTable(prepared: Prepared, families: readonly Family[], findings: ReadonlyMap<string, readonly Finding[]>): string {
  const names = [...findings.keys()];
  const rows = families.map((family) => ({ family, scores: names.map((name) => scoreFamily(family, prepared.sites, findings.get(name) ?? [])) })).filter(({ scores }) => (scores[0]?.bad ?? 0) > 0);
  const none: Score = { bad: 0, good: 0, found: 0, wrong: 0 };
  const totals = names.map((_, index) => rows.reduce((sum, { scores }) => plus(sum, scores[index] ?? none), none));
  const line = (name: string, scores: readonly Score[]): string => row([name, scores[0]?.bad ?? 0, scores[0]?.good ?? 0, ...scores.flatMap(cells)]);
  return [
    `## ${prepared.title}`,
    '',
    `${prepared.files} files: ${prepared.note}.`,
    '',
    row(['family', 'bad', 'good', ...names.flatMap((name) => [`${name}: found`, 'wrong', 'precision'])]),
    row(Array.from({ length: 3 + names.length * 3 }, () => '---')),
    ...rows.map(({ family, scores }) => line(family.name, scores)),
    line('all', totals),
    '',
  ].join('\n');
}

/** One row a pair: who flags the vulnerable file, and who tells it from the mended one. */
export function pairTable(prepared: readonly PreparedPair[], lacking: readonly string[], findings: ReadonlyMap<string, readonly Finding[]>): string {
  const names = [...findings.keys()];
  const rows = prepared.map((one) => ({ one, told: names.map((name) => told(one, findings.get(name) ?? [])) }));
  const total = (name: string, of: (told: { readonly flags: boolean; readonly tells: boolean }) => boolean): readonly string[] => [name, ...names.map((_, index) => `${rows.filter(({ told }) => told[index] !== undefined && of(told[index])).length} of ${rows.length}`)];
  return [
    '## Vulnerable and fixed files',
    '',
    `${prepared.length} pairs; each file is looked at alone. "tells" names the rules of which fewer stand in the touched functions after the fix.`,
    '',
    row(['repository', 'file', 'what', 'CWE', ...names]),
    row(Array.from({ length: 4 + names.length }, () => '---')),
    ...rows.map(({ one: { pair }, told }) => row([pair.repository, `\`${pair.path}\``, pair.what, pair.cwe, ...told.map(({ flags, tells, rules }) => (tells ? `tells: ${rules.join(', ')}` : flags ? 'flags both' : '–'))])),
    '',
    row(['', ...names]),
    row(Array.from({ length: 1 + names.length }, () => '---')),
    row(total('flags the vulnerable', ({ flags }) => flags)),
    row(total('tells vulnerable from fixed', ({ tells }) => tells)),
    '',
    ...lacking.map((reason) => `Left out: ${reason}\n`),
  ].join('\n');
}
