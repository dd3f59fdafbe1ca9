/** Holds findings against labels and counts hits, misses and false alarms per rule. It runs nothing. */
import type { Hazard } from './hazards.ts';
import type { Label, LabelledFolder } from './labels.ts';

/** How far from the labelled line a finding of the rule may stand, within the same function. */
export const tolerance = 3;

/** Recursion belongs to a function, not to a line of it; a cycle to any of its functions. */
const ofWholeFunctions = new Set(['C21']);

export interface RuleScore {
  readonly rule: string;
  readonly hits: number;
  /** `folder/file:line`, with the reason that the label gives. */
  readonly misses: readonly string[];
  readonly falseAlarms: readonly string[];
  readonly good: number;
}

/** Functions of the set close in the first column, so lines with the same number of such lines above them are of one function. */
export function functionOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line - 1).filter((text) => text.startsWith('}')).length;
}

/** The label whose variable, or whose function of a cycle of calls, the finding names. */
function namedBy(finding: Hazard, { labels }: LabelledFolder): Label | undefined {
  const words = new Set(`${finding.construct} ${finding.detail}`.match(/\w+/g) ?? []);
  return labels.find(({ rule, name }) => rule === finding.rule && name !== undefined && words.has(name));
}

/** The label a finding speaks about, if any. */
export function labelFor(finding: Hazard, folder: LabelledFolder): Label | undefined {
  const ofRule = folder.labels.filter(({ rule }) => rule === finding.rule);
  const here = ofRule.filter(({ file }) => file === finding.path);
  const exact = here.find(({ line }) => line === finding.line);
  if (exact !== undefined) return exact;
  const named = namedBy(finding, folder);
  if (named !== undefined) return named;
  const lines = folder.lines.get(finding.path) ?? [];
  const mine = functionOf(lines, finding.line);
  const reach = ofWholeFunctions.has(finding.rule) ? Infinity : tolerance;
  const distance = ({ line }: Label): number => Math.abs(line - finding.line);
  return here.filter((label) => distance(label) <= reach && functionOf(lines, label.line) === mine).sort((a, b) => distance(a) - distance(b))[0];
}

/** A loop is as much its head as its step: a finding at another place of a defect finds the nearest one of its rule in the function. */
function defectOf(may: Label, folder: LabelledFolder): Label | undefined {
  const lines = folder.lines.get(may.file) ?? [];
  const mine = functionOf(lines, may.line);
  const near = folder.labels.filter(({ file, rule, is, line }) => file === may.file && rule === may.rule && is === 'bad' && functionOf(lines, line) === mine);
  return near.sort((a, b) => Math.abs(a.line - may.line) - Math.abs(b.line - may.line))[0];
}

/** A finding without a label of its rule counts as a false alarm: the set is labelled whole. */
export function scoreRule(rule: string, folders: readonly LabelledFolder[], found: ReadonlyMap<string, readonly Hazard[]>): RuleScore {
  const hit = new Set<Label>();
  const falseAlarms = new Set<string>();
  for (const folder of folders) {
    for (const finding of found.get(folder.name) ?? []) {
      if (finding.rule !== rule) continue;
      const label = labelFor(finding, folder);
      const defect = label?.is === 'may' ? (defectOf(label, folder) ?? namedBy(finding, folder)) : label;
      if (defect?.is === 'bad') hit.add(defect);
      else if (label?.is !== 'may') falseAlarms.add(`${folder.name}/${finding.path}:${finding.line} ${label?.why ?? 'without a label'}`);
    }
  }
  const labels = folders.flatMap(({ name, labels }) => labels.filter((label) => label.rule === rule).map((label) => ({ label, folder: name })));
  const missed = labels.filter(({ label }) => label.is === 'bad' && !hit.has(label));
  return {
    rule,
    hits: hit.size,
    misses: missed.map(({ label, folder }) => `${folder}/${label.file}:${label.line} ${label.why ?? ''}`),
    falseAlarms: [...falseAlarms],
    good: labels.filter(({ label }) => label.is === 'good').length,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Share of right ones among the findings, and of found ones among the defects; undefined where there is nothing to share. */
export function shares(scores: readonly RuleScore[]): { readonly precision: number | undefined; readonly recall: number | undefined } {
  const hits = sum(scores.map((score) => score.hits));
  const said = hits + sum(scores.map((score) => score.falseAlarms.length));
  const bad = hits + sum(scores.map((score) => score.misses.length));
  return { precision: said === 0 ? undefined : hits / said, recall: bad === 0 ? undefined : hits / bad };
}
