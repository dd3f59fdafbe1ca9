/** States each run of an analysis tool and each result it reported, and what it says of each file it looked at. It neither re-runs the tool nor believes a run completed that does not say so. */
import type { Observation } from '../../core/fact.ts';
import type { Probe, Sight } from '../../core/material.ts';
import { analysedFiles, mergedFiles, mostResults, statedRun, type AnalysedFile, type ToolResult } from '../../facts/analysed-files.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { sortOfRun } from '../../scan/analyser/sort-of-run.ts';
import { stopsAnalysis } from '../../scan/analyser/stops.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';
import { coverageOf, fileOf, type Course } from './coverage.ts';
import type { Log, Run } from './material.ts';
import { rulesOf, type Rules } from './rules.ts';

const levels = ['error', 'warning', 'note', 'none'] as const;

function* look(log: Log, { path }: Sight): Generator<Observation> {
  for (const each of log.runs) yield* lookAtRun(each, log.runs.length === 1 ? path : '');
  for (const { line, reason } of log.broken) yield analysisResult.blank(`one document of the file cannot be read: ${reason}`, { line });
}

function* lookAtRun({ run, lineOf }: Run, path: string): Generator<Observation> {
  const line = lineOf(run);
  const driver = asObject(asObject(run['tool'])['driver']);
  // GCC puts the standard it was asked for into its name, and is one tool all the same
  const tool = asText(driver['name']).replace(/^(GNU C(?:\+\+)?)\d\w*$/, '$1');
  if (tool === '') {
    for (const word of [analysisRun, analysedFiles, analysisResult]) yield word.blank('a run that names no tool', { line });
    return;
  }
  const rules = rulesOf(run);
  const given = asList(run['results']).map(asObject).map((result) => resultOf(result, tool, rules, run, lineOf(result)));
  const stopped = given.filter(({ rule }) => stopsAnalysis(tool, rule));
  const results = stopped.length === 0 ? given : given.map((result) => (stopsAnalysis(tool, result.rule) ? { ...result, level: 'none' as const } : result));
  const ids = [...new Set([...rules.ids, ...results.slice(0, mostResults).map(({ rule }) => rule)])].filter((id) => id !== '');
  const unsaid = run['results'] === undefined || run['results'] === null;
  const told = coverageOf(run, stopped.map(failureOf));
  const claimed = asText(asObject(run['properties'])['plumbline.sort']);
  yield* statedRun({
    tool, results,
    version: numberOf(asText(driver['semanticVersion']) || asText(driver['version'])),
    // Clang calls itself `clang` and its analyser so in full
    sort: claimed === '' && isGcc(tool) && !analyses(told.options, ids) ? 'other' : sortOfRun(`${tool} ${asText(driver['fullName']).slice(0, 200)}`, ids, claimed),
    rules: rules.ids,
    options: told.options,
    files: isGcc(tool) ? mergedFiles([...told.files, ...compiled(path, told)]) : told.files,
    completed: unsaid ? 'no' : told.completed,
    date: told.date,
    at: { line },
  });
}

function isGcc(tool: string): boolean {
  return tool.startsWith('GNU C');
}

/** Warnings of the plain compiler are no analysis of memory: GCC 15 and later say how they were started, earlier ones only what they found. */
function analyses(options: readonly string[], rules: readonly string[]): boolean {
  return options.includes('-fanalyzer') || rules.some((rule) => rule.startsWith('-Wanalyzer-'));
}

/** GCC 13 and 14 name no file that has no results, but call the log after it: `dose.c.sarif`. */
function compiled(path: string, { completed, files }: Course): readonly AnalysedFile[] {
  const name = /([^/]+\.[A-Za-z+]{1,4})\.sarif$/.exec(path)?.[1];
  if (name === undefined || completed !== 'yes' || files.some(({ file }) => file === name || file.endsWith(`/${name}`))) return [];
  return [{ file: name, sha256: '', state: 'analysed', because: '' }];
}

/** `Debian clang version 19.1.7 (3~deb12u1)` is 19.1.7, as it calls itself elsewhere. */
function numberOf(version: string): string {
  return /^[A-Za-z]/.test(version) ? (/\d+(?:\.\d+)+/.exec(version)?.[0] ?? version) : version;
}

/** A file that the tool could not go through, told as one of its results. */
function failureOf({ file, rule, message }: ToolResult): AnalysedFile {
  return { file, sha256: '', state: 'failed', because: `${rule}: ${message}`.slice(0, 300) };
}

function resultOf(result: JsonObject, tool: string, rules: Rules, run: JsonObject, line: number): ToolResult {
  // Cppcheck lists the whole way to the fault, which comes last
  const place = asList(result['locations']).at(/^cppcheck/i.test(tool) ? -1 : 0);
  const physical = asObject(asObject(place ?? null)['physicalLocation']);
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

export default { name: 'runs', revision: 5, states: [analysisRun, analysedFiles, analysisResult], look } satisfies Probe<Log>;
