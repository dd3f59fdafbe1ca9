/** The table of requirements: one entry per requirement, worst first, with the components each verdict is about. */
import type { Inspection, Requirement } from '../../core/inspection.ts';
import type { Verdict } from '../../core/verdict.ts';
import { counted } from '../figures.ts';
import { plain } from '../escape.ts';
import { subjectOf, verdictOrder, verdictRank, verdictSign, verdictWord } from '../signs.ts';
import { columns, padEnd } from '../width.ts';
import type { Paper } from './ink.ts';
import { hanging, heading, names, paragraph } from './layout.ts';

/** Entries shown per verdict; what fails is shown in full length, what holds is shown in short. */
const shown: Readonly<Record<Verdict, number>> = { unmet: 24, unknown: 16, met: 12, 'not-applicable': 0 };
const labelWidth = 11;

interface Row {
  readonly title: string;
  readonly verdict: Verdict;
  readonly members: readonly Requirement[];
}

export function requirements(inspection: Inspection, paper: Paper): string[] {
  const rows = [...Map.groupBy(inspection.requirements, (one) => one.id).values()].map(rowOf);
  const lines = verdictOrder.flatMap((verdict) => section(rows.filter((row) => row.verdict === verdict), verdict, paper));
  return lines.length === 0 ? [] : [...heading(paper, 'REQUIREMENTS', `of level ${inspection.level.value}`), ...lines];
}

/** The row of a requirement carries its worst verdict. */
function rowOf(members: readonly Requirement[]): Row {
  const worst = [...members].sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict))[0];
  return { title: worst?.title ?? '', verdict: worst?.verdict ?? 'unknown', members };
}

function section(rows: readonly Row[], verdict: Verdict, paper: Paper): string[] {
  const most = shown[verdict];
  const kept = rows.slice(0, most).flatMap((row) => entry(row, paper));
  const left = rows.length - Math.min(rows.length, most);
  if (left === 0) return kept;
  const label = `${verdictSign[verdict]} ${verdictWord[verdict]}`;
  return [...kept, ...paragraph(paper, 2, `${label}: ${kept.length > 0 ? `${left} more` : counted(left, 'requirement')}`)];
}

function entry(row: Row, paper: Paper): string[] {
  const label = `${verdictSign[row.verdict]} ${verdictWord[row.verdict]}`;
  const about = subjects(row);
  const title = plain(row.title);
  const room = paper.width - 2 - labelWidth;
  const colour = (text: string): string => paper.ink.verdict(row.verdict, text);
  if (columns(title) + 3 + columns(about) <= room) {
    const gap = ' '.repeat(room - columns(title) - columns(about));
    return [`  ${colour(padEnd(label, labelWidth))}${title}${gap}${paper.ink.dim(about)}`];
  }
  return [...hanging(paper, 2, label, labelWidth, title, colour), ...paragraph(paper, 2 + labelWidth, about).map(paper.ink.dim)];
}

/** `firmware, lwip` or `firmware, lwip; met: dose-limits`. */
function subjects(row: Row): string {
  const parts = verdictOrder.flatMap((verdict) => {
    const about = row.members.filter((one) => one.verdict === verdict).map(subjectOf);
    if (about.length === 0 || (verdict === 'not-applicable' && row.verdict !== verdict)) return [];
    const list = names(about, 3);
    return verdict === row.verdict ? [list] : [`${verdictWord[verdict]}: ${list}`];
  });
  return parts.join('; ');
}
