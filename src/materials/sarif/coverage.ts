/** What a SARIF run says of its own course: which files it analysed, which stopped it, how it was started and whether it succeeded. It infers no file that is not named. */
import { mergedFiles, type AnalysedFile } from '../../facts/analysed-files.ts';
import { tellingOptions, tidyPath } from '../../scan/analyser/paths.ts';
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';

export interface Course {
  readonly files: readonly AnalysedFile[];
  readonly options: readonly string[];
  readonly completed: 'yes' | 'no' | 'not-stated';
  readonly date: string;
}

/** Identifiers of notifications by which a run says that it left a file out on purpose. */
const leftOut = /(?:skip|exclu|ignored|left-out)/i;

/**
 * SARIF 2.1.0 sections 3.20 and 3.58: an invocation must say whether it succeeded, and notifications of level error say
 * what stopped the tool. Where all that went wrong is tied to files, those files failed and the others were analysed;
 * where something went wrong that no file is named for, no file of the run is taken as analysed.
 *
 * @param among files that the tool says among its results it could not go through
 */
export function coverageOf(run: JsonObject, among: readonly AnalysedFile[]): Course {
  const invocations = asList(run['invocations']).map(asObject);
  const told = invocations.map((invocation) => invocation['executionSuccessful']);
  const isWhole = told.length > 0 && told.every((each) => each === true);
  const troubles = invocations.flatMap((invocation) => [...asList(invocation['toolExecutionNotifications']), ...asList(invocation['toolConfigurationNotifications'])]).map(asObject);
  const stopped: AnalysedFile[] = [...among];
  let isExplained = true;
  for (const trouble of troubles) {
    const isError = asText(trouble['level']) === 'error';
    const isLeftOut = leftOut.test(asText(asObject(trouble['descriptor'])['id']));
    if (!isError && !isLeftOut) continue;
    const places = asList(trouble['locations']).map((place) => fileOf(asObject(asObject(asObject(place)['physicalLocation'])['artifactLocation']), run)).filter((file) => file !== '');
    if (places.length === 0 && isError) isExplained = false;
    const because = asText(asObject(trouble['message'])['text']).slice(0, 300);
    for (const file of places) stopped.push({ file, sha256: '', state: isError ? 'failed' : 'skipped', because });
  }
  const failed = told.includes(false);
  const isLost = !isExplained || (failed && !stopped.some(({ state }) => state === 'failed'));
  return {
    files: mergedFiles([...filesOf(run, isLost), ...stopped]),
    options: tellingOptions(invocations.flatMap((invocation) => wordsOf(invocation))),
    completed: failed || !isExplained || among.length > 0 ? 'no' : isWhole ? 'yes' : 'not-stated',
    date: dateOf(invocations),
  };
}

function filesOf(run: JsonObject, isLost: boolean): AnalysedFile[] {
  const artifacts = asList(run['artifacts']).map((each) => ({ artifact: asObject(each), roles: asList(asObject(each)['roles']).map(asText) }));
  // a tool that calls some files its targets means that the others are none
  const namesTargets = artifacts.some(({ roles }) => roles.includes('analysisTarget'));
  return artifacts.flatMap(({ artifact, roles }): AnalysedFile[] => {
    const isTarget = roles.includes('analysisTarget') || (roles.length === 0 && !namesTargets);
    if (!isTarget && roles.length > 0 && !roles.includes('resultFile') && !roles.includes('tracedFile')) return [];
    const digest = asText(asObject(artifact['hashes'])['sha-256']).toLowerCase();
    const file = fileOf(asObject(artifact['location']), run);
    const base = { file, sha256: /^[0-9a-f]{64}$/.test(digest) ? digest : '' };
    if (isLost) return [{ ...base, state: 'failed', because: 'the run did not succeed, and does not say at which file' }];
    return [{ ...base, state: isTarget ? 'analysed' : 'named', because: '' }];
  });
}

function wordsOf(invocation: JsonObject): readonly string[] {
  const words = asList(invocation['arguments']).map(asText);
  return words.length > 0 ? words : asText(invocation['commandLine']).slice(0, 20_000).split(/\s+/);
}

/** The URI, or that of the artifact it points at, without scheme, host and what differs from machine to machine. */
export function fileOf(location: JsonObject, run: JsonObject): string {
  const index = location['index'];
  const artifact = typeof index === 'number' ? asObject(asObject(asList(run['artifacts'])[index])['location']) : {};
  return tidyPath(asText(location['uri']) || asText(artifact['uri']));
}

function dateOf(invocations: readonly JsonObject[]): string {
  const ends = invocations.map((each) => asText(each['endTimeUtc']) || asText(each['startTimeUtc']));
  const last = ends.filter((end) => /^\d{4}-\d\d-\d\d/.test(end)).sort().at(-1);
  return last?.slice(0, 10) ?? '';
}
