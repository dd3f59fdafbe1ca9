/** States each run of an analysis tool and each result it reported, as the log has them. It neither re-runs the tool nor believes a run completed that does not say so. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../scan/json.ts';
import type { Log } from './material.ts';
import { rulesOf, type Rules } from './rules.ts';
import { sortOfRun } from './sort-of-run.ts';

/** Beyond this the results of a run are not told one by one: the run says how many there are, and a blank says that the rest is unread. */
export const mostResults = 100_000;

/** Files of one run; a larger list is cut, because it only serves to match files that were analysed. */
export const mostFiles = 200_000;

const levels = ['error', 'warning', 'note', 'none'] as const;

function* look(log: Log): Generator<Observation> {
  for (const run of log.runs) yield* lookAtRun(run, log);
}

function* lookAtRun(run: JsonObject, log: Log): Generator<Observation> {
  const line = log.lineOf(run);
  const driver = asObject(asObject(run['tool'])['driver']);
  const tool = asText(driver['name']);
  if (tool === '') {
    yield analysisRun.blank('a run that names no tool', { line });
    yield analysisResult.blank('results of a run that names no tool', { line });
    return;
  }
  const rules = rulesOf(run);
  const given = asList(run['results']).map(asObject);
  const results = given.slice(0, mostResults).map((result) => ({ line: log.lineOf(result), value: resultOf(result, tool, rules, run) }));
  const ids = [...new Set([...rules.ids, ...results.map((each) => each.value.rule)])].filter((id) => id !== '');
  const artifacts = asList(run['artifacts']).map(asObject);
  const unsaid = run['results'] === undefined || run['results'] === null;
  yield analysisRun.state(
    {
      tool,
      version: asText(driver['semanticVersion']) || asText(driver['version']),
      sort: sortOfRun(tool, ids, asText(asObject(run['properties'])['plumbline.sort'])),
      rules: ids.length,
      results: given.length,
      errors: results.filter((each) => each.value.level === 'error' && !each.value.suppressed).length,
      suppressed: results.filter((each) => each.value.suppressed).length,
      files: filesOf(artifacts, run),
      subjects: [...new Set(artifacts.map((artifact) => asText(asObject(artifact['hashes'])['sha-256']).toLowerCase()))].filter((digest) => /^[0-9a-f]{64}$/.test(digest)).sort(),
      completed: unsaid ? 'no' : completionOf(run),
      date: dateOf(run),
    },
    { line },
  );
  for (const each of results) yield analysisResult.state(each.value, { line: each.line });
  if (given.length > results.length) yield analysisResult.blank(`${given.length} results in one run: only the first ${mostResults} were read`, { line });
}

function resultOf(result: JsonObject, tool: string, rules: Rules, run: JsonObject): (typeof analysisResult.schema)['_output'] {
  const physical = asObject(asObject(asList(result['locations'])[0])['physicalLocation']);
  const start = asObject(physical['region'])['startLine'];
  const level = rules.levelOf(result);
  return {
    tool,
    rule: rules.idOf(result),
    level: levels.find((each) => each === level) ?? 'warning',
    message: messageOf(result).slice(0, 1000),
    file: fileOf(asObject(physical['artifactLocation']), run),
    at_line: typeof start === 'number' && Number.isSafeInteger(start) && start > 0 ? start : 0,
    cwe: rules.weaknessesOf(result),
    suppressed: asList(result['suppressions']).some((each) => !['underReview', 'rejected'].includes(asText(asObject(each)['status']))),
  };
}

function messageOf(result: JsonObject): string {
  const message = asObject(result['message']);
  return asText(message['text']) || asText(message['markdown']) || asText(message['id']);
}

/** The URI, or that of the artifact it points at, without scheme, host and what differs from machine to machine. */
function fileOf(location: JsonObject, run: JsonObject): string {
  const index = location['index'];
  const artifact = typeof index === 'number' ? asObject(asObject(asList(run['artifacts'])[index])['location']) : {};
  const uri = asText(location['uri']) || asText(artifact['uri']);
  const path = decoded(uri.replace(/^file:\/\/[^/]*/i, '').replace(/^[A-Za-z]:(?=[/\\])|^\/[A-Za-z]:(?=\/)/, ''));
  return path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function filesOf(artifacts: readonly JsonObject[], run: JsonObject): string[] {
  const targets = artifacts.filter((artifact) => {
    const roles = asList(artifact['roles']).map(asText);
    return roles.length === 0 || roles.some((role) => role === 'analysisTarget' || role === 'resultFile' || role === 'tracedFile');
  });
  return [...new Set(targets.slice(0, mostFiles).map((artifact) => fileOf(asObject(artifact['location']), run)))].filter((file) => file !== '').sort();
}

/** Section 3.20.14: an invocation must say whether it succeeded; one failure makes the run incomplete. */
function completionOf(run: JsonObject): 'yes' | 'no' | 'not-stated' {
  const told: readonly (Json | undefined)[] = asList(run['invocations']).map((each) => asObject(each)['executionSuccessful']);
  if (told.includes(false)) return 'no';
  return told.length > 0 && told.every((each) => each === true) ? 'yes' : 'not-stated';
}

function dateOf(run: JsonObject): string {
  const ends = asList(run['invocations']).map((each) => asText(asObject(each)['endTimeUtc']) || asText(asObject(each)['startTimeUtc']));
  const last = ends.filter((end) => /^\d{4}-\d\d-\d\d/.test(end)).sort().at(-1);
  return last?.slice(0, 10) ?? '';
}

export default { name: 'runs', revision: 1, states: [analysisRun, analysisResult], look } satisfies Probe<Log>;
