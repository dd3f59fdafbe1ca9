/** Variances as a table: state, what they cover, until when, and who answers. */
import type { Inspection } from '../../core/inspection.ts';
import { counted } from '../figures.ts';
import { subjectOf } from '../signs.ts';
import { varianceCounts, variancesInOrder, varianceStory, varianceTotals, varianceWord } from '../variances.ts';
import { code, prose } from './escape.ts';

const rowsShown = 20;

export function varianceTable(inspection: Inspection): string {
  const report = inspection.variances;
  if (report === undefined) return '';
  const entries = variancesInOrder(report);
  const rows = entries.slice(0, rowsShown).map((entry) => `| ${code(entry.id.slice(0, 60), true)} ${varianceWord[entry.state]} | ${code(entry.element.slice(0, 80), true)}, ${prose(subjectOf(entry).slice(0, 80), true)} | ${prose(entry.expires, true)} | ${prose(varianceStory(entry).slice(0, 300), true)} |`);
  const bad = report.malformed.slice(0, rowsShown).map(({ address, reason }) => `- malformed, not applied: ${code(address.slice(0, 120), false)} ${prose(reason.slice(0, 200))}`);
  const left = entries.length - rows.length;
  return [
    '### Variances',
    `${prose(varianceCounts(report))}. ${prose(varianceTotals(inspection))}. No verdict is changed.`,
    rows.length === 0 ? '' : ['| Variance | From | Until | |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    bad.join('\n'),
    left > 0 ? `… and ${counted(left, 'more record')}.` : '',
  ].filter((part) => part !== '').join('\n\n');
}
