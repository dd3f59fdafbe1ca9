/** States a run of CBMC: a refuted property is an error, an undecided one keeps its file from being analysed. What was assumed is not in the log. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { CbmcLog, Property } from './material.ts';

/** Weaknesses by the classes of CBMC's own properties, which stand in their ids: `main.pointer_dereference.3`. */
const weaknesses: Readonly<Record<string, readonly number[]>> = {
  array_bounds: [125, 787], pointer_dereference: [119, 476], pointer: [823], overflow: [190], 'division-by-zero': [369], undefined_shift: [1335], 'undefined-shift': [1335], memory_leak: [401], 'memory-leak': [401], NaN: [682], unwind: [],
};

function* look(log: CbmcLog): Generator<Observation> {
  const decided = (status: string): boolean => status === 'SUCCESS' || status === 'FAILURE';
  const isConcluded = log.cut === '' && log.conclusion !== '';
  const files = log.properties.map(({ file, status, id }): AnalysedFile => {
    const because = !decided(status) ? `${id} was not decided: ${status}`.slice(0, 300) : isConcluded ? '' : 'the run came to no conclusion';
    return { file: tidyPath(file), sha256: '', state: because === '' ? 'analysed' : 'failed', because };
  });
  const isWhole = isConcluded && log.properties.every(({ status }) => decided(status));
  yield* statedRun({
    tool: 'CBMC', version: /\d+(?:\.\d+)+/.exec(log.program)?.[0] ?? '', sort: 'properties', date: '', at: { line: 1 },
    options: log.properties.some(({ id }) => id.includes('.unwind.')) ? ['--unwinding-assertions'] : [],
    rules: log.properties.map(({ id }) => classOf(id)),
    completed: isWhole ? 'yes' : 'no',
    files: mergedFiles(files),
    results: log.properties.filter(({ status }) => status === 'FAILURE').map((property) => ({
      rule: classOf(property.id), level: 'error', message: `${property.id}: ${property.description || 'refuted'}`, file: tidyPath(property.file),
      at_line: /^\d{1,9}$/.test(property.atLine) ? Number(property.atLine) : 0, cwe: [...(Object.hasOwn(weaknesses, classOf(property.id)) ? (weaknesses[classOf(property.id)] ?? []) : [])], suppressed: false, at: { line: property.line },
    })),
  });
  if (log.cut !== '') yield analysisResult.blank(`the log is not whole: ${log.cut}; the ${log.properties.length} properties before that are read`);
}

/** `main.array_bounds.2` is of the class `array_bounds`. */
function classOf(id: Property['id']): string {
  return /\.([A-Za-z_-]+)\.\d+$/.exec(id)?.[1] ?? id;
}

export default { name: 'runs', revision: 2, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<CbmcLog>;
