/** States each run of an analysis tool and each result it reported, and what it says of each file it looked at. It neither re-runs the tool nor believes a run completed that does not say so. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysedFiles, mergedFiles, mostResults, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import { stopsAnalysis } from '../../scan/analyser/stops.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';
import { coverageOf, fileOf } from './coverage.ts';
import type { Log, Run } from './material.ts';
import { rulesOf, type Rules } from './rules.ts';

const levels = ['error', 'warning', 'note', 'none'] as const;

function* look(log: Log): Generator<Observation> {
  for (const each of log.runs) yield* lookAtRun(each);
  for (const { line, reason } of log.broken) yield analysisResult.blank(`one document of the file cannot be read: ${reason}`, { line });
}

function* lookAtRun({ run, lineOf }: Run): Generator<Observation> {
  const line = lineOf(run);
  const driver = asObject(asObject(run['tool'])['driver']);
  const tool = asText(driver['name']);
  if (tool === '') {
    for (const word of [analysisRun, analysedFiles, analysisResult]) yield word.blank('a run that names no tool', { line });
    return;
  }
  const rules = rulesOf(run);
  const given = asList(run['results']).map(asObject).map((result) => resultOf(result, rules, run, lineOf(result)));
  const stopped = given.filter(({ rule }) => stopsAnalysis(tool, rule));
  const results = stopped.length === 0 ? given : given.map((result) => (stopsAnalysis(tool, result.rule) ? { ...result, level: 'none' as const } : result));
  const ids = [...new Set([...rules.ids, ...results.slice(0, mostResults).map(({ rule }) => rule)])].filter((id) => id !== '');
  const unsaid = run['results'] === undefined || run['results'] === null;
  const told = coverageOf(run);
  yield* statedRun({
    tool, results,
    version: asText(driver['semanticVersion']) || asText(driver['version']),
    // Clang calls itself `clang` and its analyser so in full
    sort: sortOfRun(`${tool} ${asText(driver['fullName']).slice(0, 200)}`, ids, asText(asObject(run['properties'])['plumbline.sort'])),
    rules: rules.ids,
    options: told.options,
    files: stopped.length === 0 ? told.files : mergedFiles([...told.files, ...stopped.map(failureOf)]),
    completed: unsaid || stopped.length > 0 ? 'no' : told.completed,
    date: told.date,
    at: { line },
  });
}

/** A file that the tool could not go through, told as one of its results. */
function failureOf({ file, rule, message }: ToolResult): AnalysedFile {
  return { file, sha256: '', state: 'failed', because: `${rule}: ${message}`.slice(0, 300) };
}

function resultOf(result: JsonObject, rules: Rules, run: JsonObject, line: number): ToolResult {
  const physical = asObject(asObject(asList(result['locations'])[0])['physicalLocation']);
  const start = asObject(physical['region'])['startLine'];
  const level = rules.levelOf(result);
  return {
    rule: rules.idOf(result),
    level: levels.find((each) => each === level) ?? 'warning',
    message: messageOf(result),
    file: fileOf(asObject(physical['artifactLocation']), run),
    at_line: typeof start === 'number' && Number.isSafeInteger(start) && start > 0 ? start : 0,
    cwe: rules.weaknessesOf(result),
    suppressed: asList(result['suppressions']).some((each) => !['underReview', 'rejected'].includes(asText(asObject(each)['status']))),
    at: { line },
  };
}

function messageOf(result: JsonObject): string {
  const message = asObject(result['message']);
  return asText(message['text']) || asText(message['markdown']) || asText(message['id']);
}

export default { name: 'runs', revision: 4, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<Log>;
