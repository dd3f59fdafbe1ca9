/** A complete record of a variance, and a small world of judgement in which it is in force; each test changes one thing. */
import { componentSchema } from '../../../src/core/device.ts';
import type { Breach, Finding } from '../../../src/core/finding.ts';
import { varianceSchema, type VarianceRecord } from '../../../src/core/variance.ts';
import type { Codebook, Edition, Element } from '../../../src/codebook/codebook.ts';
import type { Situation } from '../../../src/judge/variances/situation.ts';

export const print = (letter: string): string => letter.repeat(32);
export const text = `sha256:${'e'.repeat(64)}`;

export const whole = {
  id: 'V-1', kind: 'variance', element: 'walls-are-whole', edition: 'e-2', text,
  scope: { device: 'd', versions: ['1'], component: 'part' },
  fingerprints: [print('a'), print('b')],
  reason: 'the wall is old and is pulled down next year, nobody lives behind it',
  risk: { method: 'ISO 14971', before: { exploitability: 'moderate', harm: 'minor' }, after: { exploitability: 'low', harm: 'minor' }, controlled: true, file: 'R-1' },
  controls: [{ id: 'C1', says: 'a fence stands around it', element: 'fences-stand', component: 'part' }],
  proposed: { by: 'A. Ito', role: 'mason', date: '2026-01-01' },
  approved: { by: 'R. Meyer', role: 'surveyor', date: '2026-01-10' },
  expires: '2026-06-30',
  plan: { owner: 'A. Ito', target_version: '2', milestones: [{ what: 'pull it down', by: '2026-06-01' }] },
};

export const record = (change: Record<string, unknown> = {}): VarianceRecord => varianceSchema.parse({ ...whole, ...change });

export const breach = (letter: string, more: Partial<Breach> = {}): Breach => ({ id: 'wide', message: 'a crack', remedy: '', cwe: [787], severity: 'moderate', fingerprint: print(letter), ...more });

export function found(breaches: readonly Breach[], more: Partial<Finding> = {}): Finding {
  return { element: 'walls-are-whole', title: 'Whole walls', category: 'A', component: 'part', verdict: 'unmet', because: '', mode: 'rebuild', strength: 'source', breaches, gaps: [], settles: [], supports: [], ...more };
}

export function edition(id: string, effective: string, variances?: Edition['law']['variances']): Edition {
  return { law: { id, effective_on: effective, variances }, digest: '', derivation: [] } as unknown as Edition;
}

export const rules = { warn_days: 60, most_renewals: 1, maximum_days: [{ level: 1, days: 365 }, { level: 2, days: 180 }], never: ['roofs-are-tight'] };

const editions = [edition('e-1', '2020-01-01'), edition('e-2', '2026-01-01', rules), edition('e-3', '2028-01-01')];
const elements = new Map(['walls-are-whole', 'roofs-are-tight'].map((id): [string, Element] => [id, { digest: text } as Element]));

/** Level 2, the middle of the term, both breaches found, the control holding. */
export function situation(change: Partial<Situation> = {}): Situation {
  return {
    asOf: '2026-03-01',
    device: { name: 'd', version: '1', components: [componentSchema.parse({ name: 'part', kind: 'source', where: ['.'] }).name] },
    edition: editions[1] as Edition,
    codebook: { elements, editions: new Map(editions.map((one) => [one.law.id, one])) } as unknown as Codebook,
    level: 2,
    findings: [found([breach('a'), breach('b'), breach('c')])],
    exploited: [],
    records: [],
    check: ({ id, says }) => ({ id, says, holds: true, because: 'fences-stand is met' }),
    ...change,
  };
}
