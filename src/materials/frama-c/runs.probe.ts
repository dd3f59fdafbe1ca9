/** States a run of Frama-C by its table of properties: a refuted one is an error, one that stayed open a warning that keeps its file from being analysed. What a function without a body was taken to do is not questioned. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { FramaTable, Property } from './material.ts';

/** Weaknesses by the kinds of alarms of Frama-C's Eva and RTE. */
const weaknesses: Readonly<Record<string, readonly number[]>> = {
  mem_access: [787, 125], index_bound: [787, 125, 129], initialization: [457, 908], dangling_pointer: [416, 825], division_by_zero: [369], signed_overflow: [190], unsigned_overflow: [190],
  signed_downcast: [681], unsigned_downcast: [681], float_to_int: [681], shift: [1335], pointer_comparison: [469], differing_blocks: [469], separation: [758], overlap: [475], bool_value: [704], function_pointer: [476, 843], is_nan_or_infinite: [682],
};

const isRefuted = ({ status }: Property): boolean => status.startsWith('Invalid');
/** A function without a body does what its contract says, because nobody looked. */
const isAssumed = ({ status }: Property): boolean => status === 'Considered valid';
const isDecided = (property: Property): boolean => isRefuted(property) || isAssumed(property) || property.status === 'Valid' || property.status === 'Dead';

function* look({ properties, cut }: FramaTable): Generator<Observation> {
  yield* statedRun({
    tool: 'Frama-C', version: '', sort: 'properties', options: [], date: '', at: { line: 1 },
    rules: properties.map(({ kind }) => kind),
    completed: cut === 0 && properties.length > 0 && properties.every(isDecided) ? 'yes' : 'no',
    files: mergedFiles(properties.map((property): AnalysedFile => ({ file: tidyPath(property.file), sha256: '', ...stateOf(property, cut) }))),
    results: properties.filter((property) => isRefuted(property) || !isDecided(property)).map(resultOf),
  });
  if (cut > 0) yield analysisResult.blank(`the table is cut in line ${cut}; the ${properties.length} properties before that are read`, { line: cut });
}

function stateOf(property: Property, cut: number): Pick<AnalysedFile, 'state' | 'because'> {
  const { inFunction, kind, status } = property;
  if (!isDecided(property)) return { state: 'failed', because: `${kind} in ${inFunction} was not decided: ${status}`.slice(0, 300) };
  if (cut > 0) return { state: 'failed', because: 'the table is cut' };
  return isAssumed(property) ? { state: 'named', because: `${kind} of ${inFunction} was taken for granted`.slice(0, 300) } : { state: 'analysed', because: '' };
}

function resultOf(property: Property): ToolResult {
  const { file, atLine, inFunction, kind, status, text, line } = property;
  return {
    rule: kind, level: isRefuted(property) ? 'error' : 'warning', message: `${status} in ${inFunction}: ${text}`, file: tidyPath(file),
    at_line: /^\d{1,9}$/.test(atLine) ? Number(atLine) : 0, cwe: [...(Object.hasOwn(weaknesses, kind) ? (weaknesses[kind] ?? []) : [])], suppressed: false, at: { line },
  };
}

export default { name: 'runs', revision: 1, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<FramaTable>;
