/** Sums the structural coverage of the files that ship, measure by measure, and counts those that no report speaks of. It merges no two reports of one file. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import type { TallyContext } from '../../core/tally.ts';
import { functionSummary } from '../../facts/function-summary.ts';
import { measuredCoverage } from '../../facts/measured-coverage.ts';
import { coverageMeasures, structuralCoverage } from '../../facts/structural-coverage.ts';
import { expectedOf, type Sources } from './expected.ts';

type Measure = (typeof structuralCoverage.schema)['_output'];

/** Languages whose programs the tools measure without being told. */
const compiledLanguages = ['C', 'C++', 'Rust', 'Ada'];

const mostExamples = 20;

export function* measuredIn(component: string, context: TallyContext, sources: Sources): Generator<Fact> {
  const reported = context.everywhere(structuralCoverage);
  if (reported.length === 0) return;
  const best = bestOf(reported.map(({ value }) => value), sources);
  const languages = new Set(compiledLanguages.filter((language) => [...sources.files.values()].some((each) => each.language === language)));
  for (const [file] of [...best.values()].flatMap((byFile) => [...byFile])) {
    const language = sources.files.get(file)?.language;
    if (language !== undefined && language !== 'C/C++ Header') languages.add(language);
  }
  const { basis, files } = expectedOf(sources, languages);
  const empty = new Set(context.of(component).facts(functionSummary).filter(({ value }) => value.functions.length === 0).map(({ place }) => place.path));
  const expected = files.filter((file) => !empty.has(file));
  if (expected.length === 0) return;
  const party = context.device.components.find(({ name }) => name === component)?.party ?? 'own';
  for (const kind of coverageMeasures) {
    // a measure that no report of the device has was not asked of the tools
    if (!reported.some(({ value }) => value.kind === kind)) continue;
    const byFile = best.get(kind) ?? new Map<string, Measure>();
    const found = expected.flatMap((file) => byFile.get(file) ?? []);
    const covered = found.reduce((sum, one) => sum + one.covered, 0);
    const total = found.reduce((sum, one) => sum + one.total, 0);
    yield {
      word: measuredCoverage.word,
      place: { component, path: '' },
      value: {
        component, party, kind, covered, total, basis,
        percent: found.length === 0 ? -1 : total === 0 ? 100 : Math.floor((covered / total) * 10_000) / 100,
        expected: expected.length, measured: found.length, unmeasured: expected.length - found.length,
        tools: [...new Set(found.map(({ tool, version }) => `${tool} ${version}`.trim()))].sort(compareText),
        examples: examplesOf(expected, byFile),
      },
    };
  }
}

/** Of several reports of a file, the one that counts most of it, and of those the one that covers most. */
function bestOf(reported: readonly Measure[], sources: Sources): ReadonlyMap<string, ReadonlyMap<string, Measure>> {
  const best = new Map<string, Map<string, Measure>>();
  for (const one of reported) {
    const file = sources.find(one.file);
    if (file === undefined) continue;
    const byFile = best.get(one.kind) ?? new Map<string, Measure>();
    best.set(one.kind, byFile);
    const before = byFile.get(file);
    if (before === undefined || one.total > before.total || (one.total === before.total && one.covered > before.covered)) byFile.set(file, one);
  }
  return best;
}

function examplesOf(expected: readonly string[], byFile: ReadonlyMap<string, Measure>): readonly unknown[] {
  const missing = expected.filter((file) => !byFile.has(file)).map((file) => ({ file: file.slice(0, 300), covered: 0, total: 0, measured: false }));
  const partly = expected
    .flatMap((file) => {
      const { covered, total } = byFile.get(file) ?? { covered: 0, total: 0 };
      return covered < total ? [{ file: file.slice(0, 300), covered, total, measured: true }] : [];
    })
    .sort((a, b) => b.total - b.covered - (a.total - a.covered) || compareText(a.file, b.file));
  return [...missing, ...partly].slice(0, mostExamples);
}
