/** Escape hatches and their reviews, in the terminal report: a line a component below the ledger. It lists no site. */
import type { Inspection } from '../../core/inspection.ts';
import { count, counted } from '../figures.ts';
import { plain } from '../escape.ts';
import { idleStory, siteRows, siteStory, siteTotals, staleStory } from '../sites.ts';
import type { Paper } from './ink.ts';
import { heading, paragraph } from './layout.ts';

const componentsShown = 12;

export function sites(inspection: Inspection, paper: Paper): string[] {
  const rows = siteRows(inspection);
  const totals = siteTotals(rows);
  if (totals.sites === 0 && totals.idle_records === 0) return [];
  const [shown, left] = [rows.slice(0, componentsShown), rows.length - componentsShown];
  return [
    ...heading(paper, 'ESCAPE HATCHES AND THEIR REVIEWS', counted(totals.sites, 'site')),
    ...shown.flatMap((row) => (row.sites === 0 ? [] : paragraph(paper, 2, `${plain(row.component)}: ${count(row.sites)}, of them ${siteStory(row)}${row.in_tests > 0 ? `; ${count(row.in_tests)} more in tests` : ''}`))),
    ...(left > 0 ? paragraph(paper, 2, `… and ${counted(left, 'more component')}`) : []),
    ...[staleStory(totals), idleStory(totals)].filter((text) => text !== '').flatMap((text) => paragraph(paper, 2, text)),
    ...(totals.reviewed < totals.sites ? paragraph(paper, 2, 'plumbline review list shows each site, plumbline review show KEY its code') : []),
  ];
}
