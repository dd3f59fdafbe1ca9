/** What people stated, in the terminal report: one line of counts, and each statement that does not count. */
import type { Inspection } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { statementCounts, statementsInOrder, statementWord } from '../statements.ts';
import type { Paper } from './ink.ts';
import { hanging, heading, paragraph } from './layout.ts';

const entriesShown = 6;

export function statements(inspection: Inspection, paper: Paper): string[] {
  const entries = statementsInOrder(inspection);
  const idle = entries.filter(({ state }) => state !== 'current');
  if (idle.length === 0) return [];
  const left = idle.length - entriesShown;
  return [
    ...heading(paper, 'WHAT PEOPLE STATED', statementCounts(entries)),
    ...idle.slice(0, entriesShown).flatMap((entry) => hanging(paper, 2, '·', 2, `${entry.id}, ${entry.word} on ${entry.about}: ${statementWord[entry.state]}, ${entry.because} (${entry.address})`)),
    ...(left > 0 ? paragraph(paper, 2, `… and ${counted(left, 'more statement')}; the HTML report lists them`) : []),
  ];
}
