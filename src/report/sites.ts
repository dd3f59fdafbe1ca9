/** Reads how the escape hatches of an inspection stand with their reviews, and words it. It blends nothing into one number. */
import type { Inspection } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';
import { count, counted } from './figures.ts';

const members = ['sites', 'reviewed', 'callers_must_check', 'unsound', 'stale', 'unreviewed', 'function_changed', 'module_changed', 'site_changed', 'expired', 'not_yet', 'in_tests', 'idle_records'] as const;

export type SiteCounts = Readonly<Record<(typeof members)[number], number>>;

export interface SiteRow extends SiteCounts {
  readonly component: string;
}

/** One row a component; a fact of another shape counts as nothing and is still in the JSON inspection. */
export function siteRows({ sites = [] }: Inspection): readonly SiteRow[] {
  return sites
    .map(({ place, value }) => ({ component: place.component, ...countsIn(value) }))
    .sort((a, b) => compareText(a.component, b.component));
}

export function siteTotals(rows: readonly SiteRow[]): SiteCounts {
  return Object.fromEntries(members.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as SiteCounts;
}

function countsIn(value: unknown): SiteCounts {
  const record = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return Object.fromEntries(members.map((name) => [name, Math.max(0, Number(record.get(name)) || 0)])) as SiteCounts;
}

/** `3 reviewed, 1 stale, 2 unreviewed`; what there is none of is left out. */
export function siteStory({ reviewed, callers_must_check: callers, unsound, stale, unreviewed }: SiteCounts): string {
  const parts = [
    reviewed > 0 ? `${count(reviewed)} reviewed${callers > 0 ? ` (${count(callers)} as long as callers check)` : ''}` : '',
    unsound > 0 ? `${count(unsound)} found unsound` : '',
    stale > 0 ? `${count(stale)} with a review that no longer holds` : '',
    unreviewed > 0 ? `${count(unreviewed)} not reviewed` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Why reviews no longer hold; empty when all do. */
export function staleStory(counts: SiteCounts): string {
  const parts = [
    [counts.function_changed, 'the function around it changed'],
    [counts.module_changed, 'private items of its module changed'],
    [counts.site_changed, 'its own code changed'],
    [counts.expired, 'its last day is over'],
    [counts.not_yet, 'dated later'],
  ] as const;
  return parts.filter(([many]) => many > 0).map(([many, why]) => `${count(many)}: ${why}`).join('; ');
}

export function idleStory({ idle_records: idle }: SiteCounts): string {
  return idle === 0 ? '' : `${counted(idle, 'record')} of a site review ${idle === 1 ? 'fits' : 'fit'} no site`;
}
