/** States a vulnerability scan and what each plugin reported, with the vulnerabilities it names. It repeats the scanner's severity and adds none. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { knownVulnerability } from '../../facts/known-vulnerability.ts';
import type { Host, Item, Report } from './material.ts';

export const mostResults = 50_000;

/** Severity 0 is information, 1 low, 2 medium, 3 high, 4 critical. */
const levels = ['none', 'note', 'warning', 'error', 'error'] as const;
const severities = ['', 'low', 'medium', 'high', 'critical'] as const;

function* look(report: Report): Generator<Observation> {
  const all = report.hosts.flatMap((host) => host.items.map((item) => ({ host, item })));
  const told = all.slice(0, mostResults);
  const level = ({ item }: (typeof all)[number]): (typeof levels)[number] => levels[severityOf(item)] ?? 'warning';
  const ends = report.hosts.map(({ ended }) => ended);
  yield analysisRun.state(
    {
      tool: 'Nessus', version: versionOf(all.map(({ item }) => item)), sort: 'network-scan',
      rules: new Set(all.map(({ item }) => item.attributes.get('pluginID') ?? '')).size, results: all.length, errors: all.filter((one) => level(one) === 'error').length, suppressed: 0,
      files: [], subjects: [],
      completed: report.trouble !== '' ? 'no' : ends.length === 0 ? 'not-stated' : ends.every((end) => end !== '') ? 'yes' : 'no',
      date: ends.map(dayOf).sort().at(-1) ?? '',
    },
    { line: report.line },
  );
  for (const one of told) {
    const { host, item } = one;
    const { attributes, line } = item;
    const name = attributes.get('pluginName') ?? '';
    const synopsis = item.texts.get('synopsis')?.[0] ?? '';
    const message = [name, synopsis].filter((text) => text !== '').join(': ').replace(/\s+/g, ' ').slice(0, 1000);
    yield analysisResult.state({ tool: 'Nessus', rule: attributes.get('pluginID') ?? '', level: level(one), message, file: placeOf(host, item), at_line: 0, cwe: weaknessesOf(item), suppressed: false }, { line });
    yield* vulnerabilities(host, item);
  }
  const why = report.trouble !== '' ? `${report.trouble}; hosts before it were read` : all.length > told.length ? `${all.length} results in one report: only the first ${mostResults} were read` : '';
  if (why === '') return;
  yield analysisResult.blank(why, { line: report.line });
  yield knownVulnerability.blank(why, { line: report.line });
}

function* vulnerabilities(host: Host, item: Item): Generator<Observation> {
  const listed = item.texts.get('cisa-known-exploited')?.some((day) => day !== '') === true || item.texts.get('xref')?.some((reference) => reference.startsWith('CISA-KNOWN-EXPLOITED')) === true;
  for (const id of new Set(item.texts.get('cve') ?? [])) {
    if (!/^CVE-\d{4}-\d{4,7}$/.test(id)) continue;
    yield knownVulnerability.state({ id, affects: [placeOf(host, item)], cwe: weaknessesOf(item), severity: severities[severityOf(item)] ?? '', state: '', justification: '', known_exploited: listed }, { line: item.line });
  }
}

function severityOf({ attributes }: Item): number {
  const severity = attributes.get('severity') ?? '';
  return /^[0-4]$/.test(severity) ? Number(severity) : 2;
}

function weaknessesOf({ texts }: Item): number[] {
  return [...new Set((texts.get('cwe') ?? []).filter((text) => /^\d{1,5}$/.test(text)).map(Number))].sort((a, b) => a - b);
}

/** Plugin 19506 tells about the scan itself. */
function versionOf(items: readonly Item[]): string {
  const about = items.find(({ attributes }) => attributes.get('pluginID') === '19506')?.texts.get('plugin_output')?.[0] ?? '';
  return /Nessus version\s*:\s*([\w.-]{1,40})/.exec(about)?.[1] ?? '';
}

function placeOf(host: Host, { attributes }: Item): string {
  const port = attributes.get('port') ?? '0';
  return port === '0' ? host.name : `${host.name}/${attributes.get('protocol') ?? ''}/${port}`;
}

function dayOf(seconds: string): string {
  return /^\d{9,10}$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString().slice(0, 10) : '';
}

export default { name: 'report', revision: 1, states: [analysisRun, analysisResult, knownVulnerability], look } satisfies Probe<Report>;
