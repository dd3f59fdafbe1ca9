/** States a run of CBMC: a refuted property is an error; what was not decided, or only under an assumption that nobody checked, keeps its file from being analysed. What the harness assumes is not in the log. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { CbmcLog, Property, Remark } from './material.ts';

/** Weaknesses by the classes of CBMC's own properties, which stand in their ids: `main.pointer_dereference.3`. */
const weaknesses: Readonly<Record<string, readonly number[]>> = {
  array_bounds: [125, 787], pointer_dereference: [119, 476], pointer: [823], overflow: [190], 'division-by-zero': [369], undefined_shift: [1335], 'undefined-shift': [1335], memory_leak: [401], 'memory-leak': [401], NaN: [682],
};

/** Classes by which CBMC says that it did not look further, and what it took for granted there. They refute nothing. */
const limits: Readonly<Record<string, string>> = {
  unwind: 'the loop may run more often than it was unwound',
  recursion: 'the function may call itself more often than it was unwound',
  'no-body': 'the function has no body, and was taken to return anything and to change nothing',
};

/** Warnings by which CBMC says that loops were cut without a check. */
const cutsLoops = /--unwinding-assertions to obtain sound|--partial-loops may yield unsound/;

function* look(log: CbmcLog): Generator<Observation> {
  const openBecause = whyOpen(log);
  const files = log.properties.map((property): AnalysedFile => {
    const because = open(property) || openBecause;
    return { file: tidyPath(property.file), sha256: '', state: because === '' ? 'analysed' : 'failed', because: because.slice(0, 300) };
  });
  yield* statedRun({
    tool: 'CBMC', version: /\d+(?:\.\d+)+/.exec(log.program)?.[0] ?? '', sort: 'properties', date: '', at: { line: 1 },
    options: log.properties.some(({ id }) => classOf(id) === 'unwind') ? ['--unwinding-assertions'] : [],
    rules: log.properties.map(({ id }) => classOf(id)),
    completed: openBecause === '' && log.properties.length > 0 && log.properties.every((property) => open(property) === '') ? 'yes' : 'no',
    files: mergedFiles(files),
    results: [...log.properties.filter(({ status }) => status === 'FAILURE').map(resultOf), ...log.remarks.filter(({ isError }) => isError).map(remarkOf)],
  });
  if (log.cut !== '') yield analysisResult.blank(`the log is not whole: ${log.cut}; the ${log.properties.length} properties before that are read`);
}

/** Why nothing of the run counts as shown; empty when it came to its end and looked everywhere. */
function whyOpen({ properties, remarks, cut, conclusion }: CbmcLog): string {
  // beyond a bound, or after a call that did nothing, no file was looked at as it runs
  const limit = properties.map(limitOf).find((each) => each !== '');
  if (limit !== undefined) return limit;
  if (remarks.some(({ isError, text }) => !isError && cutsLoops.test(text))) return 'loops were cut short without a check that they end there';
  // --stop-on-fail leaves no trace of the properties that it did not come to
  if (properties.length === 1 && properties[0]?.status === 'FAILURE') return 'it may have stopped at the first property that failed';
  return cut === '' && conclusion !== '' ? '' : 'the run came to no conclusion';
}

/** Why a property leaves its file open; empty when it was decided. */
function open({ id, status }: Property): string {
  return status === 'SUCCESS' || status === 'FAILURE' ? '' : `${id} was not decided: ${status}`;
}

/** How far CBMC looked, where the property says that it did not look further; empty for any other. */
function limitOf({ id, status }: Property): string {
  const name = classOf(id);
  return status === 'FAILURE' && Object.hasOwn(limits, name) ? `${id}: ${limits[name] ?? ''}` : '';
}

function resultOf(property: Property): ToolResult {
  const rule = classOf(property.id);
  const limit = limitOf(property);
  return {
    rule, level: limit === '' ? 'error' : 'warning', message: limit || `${property.id}: ${property.description || 'refuted'}`, file: tidyPath(property.file),
    at_line: /^\d{1,9}$/.test(property.atLine) ? Number(property.atLine) : 0, cwe: [...(Object.hasOwn(weaknesses, rule) ? (weaknesses[rule] ?? []) : [])], suppressed: false, at: { line: property.line },
  };
}

/** That CBMC stopped is told of the run, and is no fault of the code. */
function remarkOf({ text, line }: Remark): ToolResult {
  return { rule: 'ERROR', level: 'none', message: text, file: '', at_line: 0, cwe: [], suppressed: false, at: { line } };
}

/** `main.array_bounds.2` is of the class `array_bounds`, `main.no-body.read` of `no-body`, `main.recursion` of `recursion`. */
function classOf(id: Property['id']): string {
  return /\.(no-body)\.[^.]+$/.exec(id)?.[1] ?? /\.(?:([A-Za-z_-]+)\.\d+|(recursion))$/.exec(id)?.slice(1).find((name) => name !== undefined) ?? id;
}

export default { name: 'runs', revision: 3, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<CbmcLog>;
