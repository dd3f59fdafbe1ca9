/** States what GCC reported as a run of an analyser. Whether `-fanalyzer` was on is not in the format: only its own warnings make the run one for memory safety. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import type { GccLog } from './material.ts';

const levels: Readonly<Record<string, ToolResult['level']>> = { warning: 'warning', pedwarn: 'warning', note: 'note', anachronism: 'warning', ignored: 'none' };

function* look(log: GccLog): Generator<Observation> {
  const results: ToolResult[] = [];
  const states: AnalysedFile[] = [];
  for (const { line, diagnostics, lineOf } of log.compilations) {
    const found = diagnostics.map((diagnostic) => resultOf(diagnostic, lineOf(diagnostic) || line));
    results.push(...found.map(({ result }) => result));
    const stop = found.find(({ stops }) => stops);
    const because = stop === undefined ? '' : stop.result.message.slice(0, 300);
    for (const { result, stops } of found) states.push({ file: result.file, sha256: '', state: stops ? 'failed' : 'named', because: stops ? result.message.slice(0, 300) : '' });
    if (log.source !== '') states.push({ file: log.source, sha256: '', state: stop === undefined ? 'analysed' : 'failed', because });
  }
  const isAnalyser = results.some(({ rule }) => rule.startsWith('-Wanalyzer-'));
  const failed = states.some(({ state }) => state === 'failed');
  yield* statedRun({
    tool: 'gcc', version: '', sort: isAnalyser ? 'memory-safety' : 'other', options: [], date: '', rules: [],
    completed: failed || log.broken.length > 0 ? 'no' : 'yes',
    files: mergedFiles(states), results, at: { line: 1 },
  });
  for (const { line, reason } of log.broken) yield analysisResult.blank(`the diagnostics of one compilation cannot be read: ${reason}`, { line });
}

/** GCC stops at what has no option to switch it off; a warning that was made an error keeps its option. */
function resultOf(diagnostic: JsonObject, line: number): { readonly result: ToolResult; readonly stops: boolean } {
  const caret = asObject(asObject(asList(diagnostic['locations'])[0])['caret']);
  const kind = asText(diagnostic['kind']);
  const option = asText(diagnostic['option']).replace(/^-Werror=/, '-W');
  const cwe = asObject(diagnostic['metadata'])['cwe'];
  const atLine = caret['line'];
  const stops = levels[kind] === undefined && option === '';
  return {
    stops,
    result: {
      rule: option || kind,
      level: stops ? 'none' : (levels[kind] ?? 'error'),
      message: asText(diagnostic['message']),
      file: tidyPath(asText(caret['file'])),
      at_line: typeof atLine === 'number' && Number.isSafeInteger(atLine) && atLine > 0 ? atLine : 0,
      cwe: typeof cwe === 'number' && Number.isSafeInteger(cwe) && cwe > 0 && cwe < 100_000 ? [cwe] : [],
      suppressed: false,
      at: { line },
    },
  };
}

export default { name: 'runs', revision: 2, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<GccLog>;
