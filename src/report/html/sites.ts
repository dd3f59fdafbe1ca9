/** Escape hatches and their reviews as a table below the ledger. It lists no site. */
import type { Inspection } from '../../core/inspection.ts';
import { count, counted } from '../figures.ts';
import { idleStory, siteRows, siteTotals, staleStory, type SiteRow } from '../sites.ts';
import { h, type Child } from './h.ts';
import { table } from './pieces.ts';

const rowsShown = 300;

export function sites(inspection: Inspection): Child {
  const rows = siteRows(inspection);
  if (rows.length === 0) return false;
  const totals = siteTotals(rows);
  const left = rows.length - rowsShown;
  // A column of reasons that holds none would push the numbers out of sight.
  const hasStale = totals.stale > 0;
  const columns = [
    { title: 'Component' }, { title: 'Sites', number: true }, { title: 'Reviewed', number: true }, { title: 'Unsound', number: true },
    { title: 'Stale', number: true }, { title: 'Unreviewed', number: true }, { title: 'In tests', number: true }, ...(hasStale ? [{ title: 'Why stale' }] : []),
  ];
  return [
    h('h3', {}, 'Escape hatches and their reviews'),
    h('p', {}, 'Sites where code leaves the guarantees of its language. A review is bound to the site, the function around it and the private items of its module; a review is stale when one of these is no longer what was reviewed, or when its time is over. Tests are counted apart.'),
    table('sites', 'Escape hatches by component and standing of their reviews', columns, rows.slice(0, rowsShown).map((row) => cells(row, hasStale))),
    left > 0 && h('p', { class: 'capped' }, `${counted(left, 'more row')}; the JSON inspection holds all.`),
    totals.idle_records > 0 && h('p', {}, `${idleStory(totals)}.`),
  ];
}

function cells(row: SiteRow, hasStale: boolean): Child[] {
  const callers = row.callers_must_check > 0 && h('span', { class: 'quiet' }, ` (${count(row.callers_must_check)} if callers check)`);
  return [row.component, count(row.sites), [count(row.reviewed), callers], count(row.unsound), count(row.stale), count(row.unreviewed), count(row.in_tests), ...(hasStale ? [staleStory(row)] : [])];
}
