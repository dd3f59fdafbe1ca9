/** What is varied, in the terminal report: what nobody may rely on any more first, then what is in force. */
import type { Inspection } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { plain } from '../escape.ts';
import { subjectOf } from '../signs.ts';
import { varianceCounts, variancesInOrder, varianceStory, varianceTotals, varianceWord } from '../variances.ts';
import type { Paper } from './ink.ts';
import { heading, paragraph } from './layout.ts';

const entriesShown = 12;

export function variances(inspection: Inspection, paper: Paper): string[] {
  const report = inspection.variances;
  if (report === undefined) return [];
  const entries = variancesInOrder(report);
  const left = entries.length + report.malformed.length - entriesShown;
  const malformed = report.malformed.slice(0, entriesShown).flatMap(({ address, reason }) => paragraph(paper, 2, `malformed, not applied: ${address}: ${reason}`));
  const shown = entries.slice(0, entriesShown).flatMap((entry) => [
    ...paragraph(paper, 2, `${entry.id} · ${varianceWord[entry.state]} · ${plain(entry.element)} · ${subjectOf(entry)}`).map(paper.ink.bold),
    ...paragraph(paper, 4, varianceStory(entry)),
  ]);
  return [
    ...heading(paper, 'VARIANCES', varianceCounts(report)),
    ...paragraph(paper, 2, `${varianceTotals(inspection)}; no verdict is changed`),
    ...malformed,
    ...shown,
    ...(left > 0 ? paragraph(paper, 2, `… and ${counted(left, 'more record')}; plumbline variance list shows all`) : []),
  ];
}
