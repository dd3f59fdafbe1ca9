/** Holds the runs of analysers and the reports of coverage against the source files that ship, and gathers results by rule. It does not say whether that suffices. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import type { Tally } from '../../core/tally.ts';
import { analysedFiles, type AnalysedFile } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRule } from '../../facts/analysis-rule.ts';
import { measuredCoverage } from '../../facts/measured-coverage.ts';
import { runCoverage } from '../../facts/run-coverage.ts';
import { structuralCoverage } from '../../facts/structural-coverage.ts';
import { expectedOf, sourcesOf, type Sources } from './expected.ts';
import { measuredIn } from './measured.ts';
import { rulesIn } from './rules.ts';
import { ruleTable, type RuleTable } from './table.ts';

type Run = (typeof analysedFiles.schema)['_output'];

/** A file that failed anywhere failed; one that was left out of one run and analysed in another was analysed. */
const strength = { named: 0, skipped: 1, analysed: 2, failed: 3 } as const;

const mostExamples = 20;

const tally: Tally = {
  name: 'run-coverage',
  revision: 1,
  states: [runCoverage, analysisRule, measuredCoverage],
  draw: function* (component, context) {
    const runs = context.everywhere(analysedFiles).map(({ value }) => value);
    const results = context.everywhere(analysisResult);
    if (runs.length === 0 && results.length === 0 && context.everywhere(structuralCoverage).length === 0) return;
    const sources = sourcesOf(component, context);
    if (sources.files.size === 0) return;
    const table = ruleTable(context.table('analyser-rules'));
    const byTool = Map.groupBy(runs, ({ tool, version, sort }) => `${tool}\0${version}\0${sort}`);
    for (const [, logs] of [...byTool].sort(([a], [b]) => compareText(a, b))) yield* coverage(component, logs, sources, table);
    yield* rulesIn(component, results, sources.find, table);
    yield* measuredIn(component, context, sources);
  },
};

export default tally;

function* coverage(component: string, logs: readonly Run[], sources: Sources, table: RuleTable): Generator<Fact> {
  const [first] = logs;
  const told = toldOf(logs, sources);
  if (first === undefined || told.size === 0) return;
  const languages = languagesOf(first.tool, [...told.keys()], sources, table);
  const expected = expectedOf(sources, languages);
  const counts = { analysed: 0, failed: 0, skipped: 0, named: 0, unnamed: 0, stale: 0 };
  const examples: { file: string; state: string; because: string }[] = [];
  let bound = 0;
  for (const file of expected.files) {
    const said = told.get(file);
    const digest = sources.files.get(file)?.sha256 ?? '';
    const isBound = said !== undefined && said.sha256 !== '' && said.sha256 === digest;
    const isStale = said?.state === 'analysed' && said.sha256 !== '' && !isBound;
    const state = said === undefined ? 'unnamed' : isStale ? 'stale' : said.state;
    counts[state]++;
    if (state === 'analysed' && isBound) bound++;
    if (state !== 'analysed' && examples.length < mostExamples) examples.push({ file: file.slice(0, 300), state, because: said?.because ?? '' });
  }
  yield {
    word: runCoverage.word,
    place: { component, path: '' },
    value: {
      tool: first.tool, version: first.version, sort: first.sort,
      options: [...new Set(logs.flatMap(({ options }) => options))].sort(compareText).slice(0, 100),
      languages: [...languages].sort(compareText),
      basis: expected.basis, sources: expected.sources, expected: expected.files.length, ...counts, bound,
      whole: expected.files.length > 0 && counts.analysed === expected.files.length,
      completed: logs.some(({ completed }) => completed === 'no') ? 'no' : logs.every(({ completed }) => completed === 'yes') ? 'yes' : 'not-stated',
      date: logs.map(({ date }) => date).sort(compareText).at(-1) ?? '',
      logs: logs.length,
      examples,
    },
  };
}

/** What all logs together say of each file of the component. */
function toldOf(logs: readonly Run[], sources: Sources): ReadonlyMap<string, AnalysedFile> {
  const told = new Map<string, AnalysedFile>();
  for (const each of logs.flatMap(({ files }) => files)) {
    const file = sources.find(each.file);
    if (file === undefined) continue;
    const before = told.get(file);
    if (before === undefined || strength[each.state] > strength[before.state]) told.set(file, each);
  }
  return told;
}

/** From the table; a tool that is not in it is taken to read what it named. C and C++ count as one: their checkers read both. */
function languagesOf(tool: string, named: readonly string[], { files }: Sources, table: RuleTable): ReadonlySet<string> {
  const known = table.languagesOf(tool);
  if (known !== undefined) return new Set(known);
  const languages = new Set(named.flatMap((file) => files.get(file)?.language ?? []));
  if (languages.delete('C/C++ Header') || languages.has('C') || languages.has('C++')) for (const each of ['C', 'C++']) languages.add(each);
  return languages;
}
