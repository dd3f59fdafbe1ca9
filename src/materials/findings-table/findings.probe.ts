/** States a test that people made and each finding in its table. It neither weighs a finding nor believes that a test ended which does not say so. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { analysisResult } from '../../facts/analysis-result.ts';
import { analysisRun } from '../../facts/analysis-run.ts';
import { knownVulnerability } from '../../facts/known-vulnerability.ts';
import type { Row, Table } from './material.ts';

const sorts = ['penetration-test', 'network-scan'] as const;

const levels: ReadonlyMap<string, 'error' | 'warning' | 'note' | 'none'> = new Map([
  ['critical', 'error'], ['high', 'error'], ['medium', 'warning'], ['moderate', 'warning'], ['low', 'note'], ['information', 'none'],
]);

/** What the table says of a finding, and the analysis state that says the same of a vulnerability (CycloneDX). */
const states: ReadonlyMap<string, string> = new Map([['open', ''], ['fixed', 'resolved'], ['false-positive', 'false_positive']]);

function* look(table: Table): Generator<Observation> {
  const sort = table.about.get('test') ?? '';
  const tool = table.about.get('tool') || table.about.get('tester') || '';
  const wrong = sorts.every((one) => one !== sort) ? `the table says that its test is "${sort.slice(0, 60)}": write test,penetration-test or test,network-scan` : tool === '' ? 'the table names neither a tool nor a tester' : table.subjects.some((digest) => !/^[0-9a-f]{64}$/.test(digest)) ? 'the table names a subject that is no SHA-256 in hexadecimal' : '';
  if (wrong !== '') {
    yield analysisRun.blank(wrong);
    yield analysisResult.blank(wrong);
    yield knownVulnerability.blank(wrong);
    return;
  }
  const told = table.rows.map((row) => ({ row, fault: faultOf(row) }));
  const good = told.filter(({ fault }) => fault === '').map(({ row }) => row);
  const ended = (table.about.get('completed') ?? '').toLowerCase();
  const isClosed = (row: Row): boolean => wordIn(row, 'status') !== 'open';
  yield analysisRun.state({
    tool, version: table.about.get('version') ?? '', sort, rules: new Set(good.map((row) => row.cell('id'))).size, results: good.length,
    errors: good.filter((row) => levels.get(wordIn(row, 'severity')) === 'error' && !isClosed(row)).length, suppressed: good.filter(isClosed).length,
    files: [], subjects: [...new Set(table.subjects)].sort(),
    completed: table.trouble !== '' ? 'no' : ended === 'yes' || ended === 'no' ? ended : 'not-stated',
    date: /^\d{4}-\d{2}-\d{2}$/.test(table.about.get('date') ?? '') ? (table.about.get('date') ?? '') : '',
  });
  for (const { row, fault } of told) {
    if (fault !== '') {
      yield analysisResult.blank(fault, { line: row.line });
      yield knownVulnerability.blank(fault, { line: row.line });
      continue;
    }
    const cwe = numbersOf(row.cell('cwe'));
    yield analysisResult.state({ tool, rule: row.cell('id'), level: levels.get(wordIn(row, 'severity')) ?? 'none', message: row.cell('title').replace(/\s+/g, ' ').slice(0, 1000), file: row.cell('place'), at_line: 0, cwe, suppressed: isClosed(row) }, { line: row.line });
    for (const id of new Set(partsOf(row.cell('cve')))) yield knownVulnerability.state({ id, affects: [row.cell('place')].filter((place) => place !== ''), cwe, severity: wordIn(row, 'severity'), state: states.get(wordIn(row, 'status')) ?? '', justification: '', known_exploited: false }, { line: row.line });
  }
  if (table.trouble === '') return;
  yield analysisResult.blank(`${table.trouble}; rows before it were read`);
  yield knownVulnerability.blank(`${table.trouble}; rows before it were read`);
}

/** Why a row cannot be taken at its word; empty when it can. */
function faultOf(row: Row): string {
  const [id, severity, status] = [row.cell('id'), wordIn(row, 'severity'), wordIn(row, 'status')];
  if (id === '') return 'a row without an id';
  const named = `row "${id.slice(0, 60)}"`;
  if (row.cell('title') === '') return `${named} has no title`;
  if (!levels.has(severity)) return `${named} has the severity "${severity.slice(0, 60)}": write ${[...levels.keys()].join(', ')}`;
  if (!states.has(status)) return `${named} has the status "${status.slice(0, 60)}": write ${[...states.keys()].join(', ')}`;
  if (partsOf(row.cell('cwe')).some((part) => !/^(?:CWE-)?\d{1,5}$/i.test(part))) return `${named} names a weakness that is no number of CWE`;
  return partsOf(row.cell('cve')).some((part) => !/^CVE-\d{4}-\d{4,7}$/.test(part)) ? `${named} names a vulnerability that is no CVE number` : '';
}

/** Spreadsheets and people write `High` as well. */
const wordIn = (row: Row, column: 'severity' | 'status'): string => row.cell(column).toLowerCase();
const partsOf = (cell: string): readonly string[] => cell.split(/[\s,;]+/).filter((part) => part !== '');
const numbersOf = (cell: string): number[] => [...new Set(partsOf(cell).map((part) => Number(part.replace(/^CWE-/i, ''))))].sort((a, b) => a - b);

export default { name: 'findings', revision: 1, states: [analysisRun, analysisResult, knownVulnerability], look } satisfies Probe<Table>;
