/** The requirements as a table: what is not met and not known in full, the rest by number. */
import type { Inspection, Requirement } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { subjectOf, verdictRank, verdictSign, verdictWord } from '../signs.ts';
import { code, prose } from './escape.ts';

const rowsShown = 40;
const longestReason = 200;

export function requirementTable(inspection: Inspection): string {
  const asked = inspection.requirements.filter((one) => one.verdict === 'unmet' || one.verdict === 'unknown');
  const sorted = [...asked].sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const rows = sorted.slice(0, rowsShown).map(row);
  const held = inspection.requirements.filter((one) => one.verdict === 'met').length;
  const holds = held === 0 ? '' : `${verdictSign.met} ${counted(held, 'requirement')} met.`;
  if (rows.length === 0) return holds;
  const left = sorted.length - rows.length;
  const more = left === 0 ? '' : `… and ${counted(left, 'more requirement')} not met or unknown.`;
  return [['### Requirements', '', '| | Requirement | Of | Why |', '| --- | --- | --- | --- |', ...rows].join('\n'), more, holds].filter((part) => part !== '').join('\n\n');
}

function row(one: Requirement): string {
  const of = one.component === '' ? subjectOf(one) : code(one.component.slice(0, 80), true);
  return `| ${verdictSign[one.verdict]} ${verdictWord[one.verdict]} | ${prose(one.title.slice(0, 200), true)} | ${of} | ${prose(one.because.slice(0, longestReason), true)} |`;
}
