/** States a network scan, each open port it saw and each script that called something vulnerable. It does not say which ports ought to be open, and believes no scan that does not say that it ended. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { knownVulnerability } from '../../facts/known-vulnerability.ts';
import type { Host, Port, Scan, Script } from './material.ts';

/** Results told one by one; a scan with more is of a network, not of a device. */
export const mostResults = 20_000;

interface Found {
  readonly line: number;
  readonly value: (typeof analysisResult.schema)['_output'];
}

function* look(scan: Scan): Generator<Observation> {
  const found = scan.hosts.flatMap(resultsOf);
  const told = found.slice(0, mostResults);
  const exit = scan.finished?.get('exit') ?? '';
  yield analysisRun.state(
    {
      tool: 'Nmap', version: scan.attributes.get('version') ?? '', sort: 'network-scan',
      rules: new Set(found.map(({ value }) => value.rule)).size, results: found.length, errors: found.filter(({ value }) => value.level === 'error').length, suppressed: 0,
      files: [], subjects: [],
      completed: scan.trouble !== '' || scan.finished === undefined ? 'no' : exit === '' ? 'not-stated' : exit === 'success' ? 'yes' : 'no',
      date: dayOf(scan.finished?.get('time') ?? scan.attributes.get('start') ?? ''),
    },
    { line: scan.line },
  );
  for (const { value, line } of told) yield analysisResult.state(value, { line });
  for (const host of scan.hosts) for (const script of host.scripts.filter(isVulnerable)) yield* vulnerabilities(host, script);
  const why = scan.trouble !== '' ? `${scan.trouble}; hosts before it were read` : found.length > told.length ? `${found.length} results in one scan: only the first ${mostResults} were read` : '';
  if (why === '') return;
  yield analysisResult.blank(why, { line: scan.line });
  yield knownVulnerability.blank(why, { line: scan.line });
}

function resultsOf(host: Host): readonly Found[] {
  const open = host.ports.filter(({ state }) => state === 'open').map((port): Found => ({
    line: port.line,
    value: result(`open-port/${port.protocol}/${port.number}`, 'note', `${port.protocol} port ${port.number} is open${serviceOf(port)}`, placeOf(host, port)),
  }));
  const scripts = host.scripts.map((script): Found => ({
    line: script.line,
    value: result(script.id, isVulnerable(script) ? 'error' : 'note', oneLine(script.output), placeOf(host, host.ports[script.port])),
  }));
  return [...open, ...scripts];
}

function result(rule: string, level: 'error' | 'note', message: string, file: string): Found['value'] {
  return { tool: 'Nmap', rule, level, message: message.slice(0, 1000), file, at_line: 0, cwe: [], suppressed: false };
}

/** The library of Nmap's vulnerability scripts gives one of a few states; `LIKELY VULNERABLE` and `VULNERABLE (Exploitable)` count. */
function isVulnerable({ states }: Script): boolean {
  return states.some((state) => /\bVULNERABLE\b/.test(state) && !/\bNOT VULNERABLE\b/.test(state));
}

function* vulnerabilities(host: Host, script: Script & { readonly port: number }): Generator<Observation> {
  const ids = [...new Set([...script.output.matchAll(/\bCVE-\d{4}-\d{4,7}\b/g)].map(([id]) => id))].sort();
  const affects = [placeOf(host, host.ports[script.port])];
  for (const id of ids) yield knownVulnerability.state({ id, affects, cwe: [], severity: '', state: '', justification: '', known_exploited: false }, { line: script.line });
}

function serviceOf({ service }: Port): string {
  const parts = ['name', 'product', 'version'].map((key) => service.get(key) ?? '').filter((part) => part !== '');
  return parts.length === 0 ? '' : `: ${parts.join(' ')}`;
}

const placeOf = (host: Host, port: Port | undefined): string => (port === undefined ? host.address : `${host.address}/${port.protocol}/${port.number}`);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Seconds since 1970, as Nmap writes times. */
function dayOf(seconds: string): string {
  return /^\d{9,10}$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString().slice(0, 10) : '';
}

export default { name: 'scan', revision: 1, states: [analysisRun, analysisResult, knownVulnerability], look } satisfies Probe<Scan>;
