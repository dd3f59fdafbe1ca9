/** States the run of Cppcheck, what it reported, and which files it could not check. It believes no file checked that the log does not name. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { tidyPath } from '../../scan/analyser/paths.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import { stopsAnalysis } from '../../scan/analyser/stops.ts';
import type { Complaint, CppcheckLog } from './material.ts';

const levels: Readonly<Record<string, ToolResult['level']>> = { error: 'error', warning: 'warning', style: 'note', performance: 'note', portability: 'note' };

function* look(log: CppcheckLog): Generator<Observation> {
  const at = { line: log.line };
  const results = log.complaints.map(resultOf);
  const states: AnalysedFile[] = [];
  // the last file of a log that ends early was begun, and nobody knows which ones were finished
  for (const file of log.progress) states.push({ file: tidyPath(file), sha256: '', state: log.cut === '' ? 'analysed' : 'named', because: '' });
  for (const complaint of log.complaints) {
    const checked = tidyPath(complaint.checked || complaint.file);
    if (stopsAnalysis('cppcheck', complaint.id)) states.push({ file: checked, sha256: '', state: 'failed', because: `${complaint.id}: ${complaint.message}`.slice(0, 300) });
    else states.push({ file: checked, sha256: '', state: 'named', because: '' });
  }
  const files = mergedFiles(states);
  const ids = [...new Set(results.map(({ rule }) => rule))].filter((id) => id !== '');
  const misra = ids.filter((id) => id.toLowerCase().startsWith('misra'));
  yield* statedRun({
    tool: 'cppcheck', version: log.version, options: [], date: '', rules: [], files, results, at,
    // the addon for a standard runs beside the checks for errors; it is what the maker switched on
    sort: sortOfRun('cppcheck', misra.length > 0 ? misra : ids, ''),
    completed: log.cut !== '' || files.some(({ state }) => state === 'failed') ? 'no' : 'yes',
  });
  if (log.cut !== '') yield analysisResult.blank(`the log is not whole: ${log.cut}; the ${results.length} results before that are read`, at);
}

function resultOf(complaint: Complaint): ToolResult {
  // that Cppcheck stopped is told of the file, and is no fault of the code
  const level = stopsAnalysis('cppcheck', complaint.id) ? 'none' : (levels[complaint.severity] ?? 'none');
  const line = /^\d{1,9}$/.test(complaint.atLine) ? Number(complaint.atLine) : 0;
  return {
    rule: complaint.id,
    level: complaint.isInconclusive && level === 'error' ? 'warning' : level,
    message: complaint.message,
    file: tidyPath(complaint.file),
    at_line: line,
    cwe: /^[1-9]\d{0,4}$/.test(complaint.cwe) ? [Number(complaint.cwe)] : [],
    suppressed: false,
    at: { line: complaint.line },
  };
}

export default { name: 'runs', revision: 1, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<CppcheckLog>;
