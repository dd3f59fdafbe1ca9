/** Measures the hazard rules on the labelled set of this repository and prints or rewrites own.md, and what `plumbline explain` says of each rule. It never changes a label. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hazardsIn, type Hazard } from './hazards.ts';
import { labelledFolders, type LabelledFolder } from './labels.ts';
import { scoreRule, shares, tolerance, type RuleScore } from './match.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const labelledHome = join(root, 'test', 'labelled');

export interface OwnTruth {
  readonly folders: readonly LabelledFolder[];
  readonly scores: readonly RuleScore[];
}

export async function measureOwn(): Promise<OwnTruth> {
  const folders = labelledFolders(labelledHome);
  const found = new Map<string, readonly Hazard[]>();
  for (const { name, path } of folders) found.set(name, await hazardsIn(path, 0));
  const rules = new Set([...folders.flatMap(({ labels }) => labels.map(({ rule }) => rule)), ...[...found.values()].flat().map(({ rule }) => rule)]);
  return { folders, scores: [...rules].sort().map((rule) => scoreRule(rule, folders, found)) };
}

const percent = (share: number | undefined): string => (share === undefined ? '–' : share.toFixed(2));

function row(name: string, scores: readonly RuleScore[]): string {
  const { precision, recall } = shares(scores);
  const sum = (of: (score: RuleScore) => number): number => scores.reduce((total, score) => total + of(score), 0);
  const [hits, misses, alarms, good] = [sum((s) => s.hits), sum((s) => s.misses.length), sum((s) => s.falseAlarms.length), sum((s) => s.good)];
  return `| ${name} | ${hits + misses} | ${good} | ${hits} | ${misses} | ${alarms} | ${percent(precision)} | ${percent(recall)} |`;
}

function listing(title: string, of: (score: RuleScore) => readonly string[], scores: readonly RuleScore[]): readonly string[] {
  const lines = scores.flatMap((score) => of(score).map((place) => `- ${score.rule} ${place}`));
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}

export function ownPage({ folders, scores }: OwnTruth): string {
  return [
    '# Truth on the labelled set of this repository',
    '',
    `Printed by \`node bench/truth/own.ts --write\`: every hazard that is stated in the ${folders.length} folders of \`test/labelled/\`,`,
    `held against their labels. A finding counts for a label of its rule on its line, at the variable that the label names, or`,
    `at most ${tolerance} lines away in the same function (recursion: anywhere in the function). Lines labelled as another place`,
    'of a defect find it too. A finding with no label is a false alarm. Good twins look like the defect and are none.',
    '',
    '| rule | bad | good | found | missed | false alarms | precision | recall |',
    '|---|---|---|---|---|---|---|---|',
    ...scores.map((score) => row(score.rule, [score])),
    row('all', scores),
    ...listing('Missed', (score) => score.misses, scores),
    ...listing('False alarms', (score) => score.falseAlarms, scores),
    '',
  ].join('\n');
}

/** What `plumbline explain` shows on the page of a rule: the packed product has no labelled set to count again. */
export function ownMeasures({ folders, scores }: OwnTruth): string {
  const rows = scores.map((score) => `    ${JSON.stringify(score.rule)}: ${JSON.stringify({ bad: score.hits + score.misses.length, good: score.good, found: score.hits, false_alarms: score.falseAlarms.length })}`);
  return `{\n  "folders": ${folders.length},\n  "rules": {\n${rows.join(',\n')}\n  }\n}\n`;
}

export const measuresFile = join(root, 'src', 'cli', 'rule-measures.json');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const truth = await measureOwn();
  const page = ownPage(truth);
  if (process.argv.includes('--write')) {
    writeFileSync(join(root, 'bench', 'truth', 'own.md'), page);
    writeFileSync(measuresFile, ownMeasures(truth));
  } else console.log(page);
}
