/** What was measured of one hazard rule, as a part of its page. The figures are counted by `bench/truth/own.ts`, never written by hand. */
import measures from './rule-measures.json' with { type: 'json' };

interface Measure {
  readonly bad: number;
  readonly good: number;
  readonly found: number;
  readonly false_alarms: number;
}

const rules: ReadonlyMap<string, Measure> = new Map(Object.entries(measures.rules));

/** Markdown to stand behind the page of `rule`; empty for a page of which nothing was measured. */
export function measuredPart(rule: string): string {
  const measure = rules.get(rule);
  if (measure === undefined) return '';
  const { bad, good, found, false_alarms: alarms } = measure;
  return [
    '', '## Measured', '',
    `Of ${bad} labelled defects of this sort ${found} are found, with ${alarms === 0 ? 'no' : alarms} false alarm${alarms === 1 ? '' : 's'} and ${good} sound twins beside them: precision`,
    `${share(found, found + alarms)}, recall ${share(found, bad)}. The ${measures.folders} labelled folders were written for Plumbline, by those who wrote the rules; code of`,
    'strangers is harder. `bench/truth` measures on public sets, too.', '',
  ].join('\n');
}

const share = (part: number, whole: number): string => (whole === 0 ? 'not known' : (part / whole).toFixed(2));
