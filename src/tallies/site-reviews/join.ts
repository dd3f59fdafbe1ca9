/** Joins the escape hatches of a component with the reviews that people recorded of them. A moved line keeps its review; changed code, a changed module or the calendar ends it. */
import type { z } from 'zod';
import type { Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { SiteReviewRecord } from '../../core/site-review.ts';
import type { escapeHatch } from '../../facts/escape-hatch.ts';
import type { siteStanding } from '../../facts/site-standing.ts';

export interface Site {
  readonly fact: Fact<z.infer<typeof escapeHatch.schema>>;
  readonly language: string;
  readonly functionHash: string;
  readonly moduleHash: string;
}

export type Standing = Pick<z.infer<typeof siteStanding.schema>, 'state' | 'why' | 'because' | 'independence' | 'review'> & { readonly callersMustCheck: boolean };

export interface Joined {
  readonly standings: ReadonlyMap<Site, Standing>;
  /** Records that fit no site. */
  readonly idle: readonly SiteReviewRecord[];
}

const unreviewed: Standing = { state: 'unreviewed', why: 'no-record', because: 'no record of a review names it', independence: '', review: '', callersMustCheck: false };

export function join(sites: readonly Site[], records: readonly SiteReviewRecord[], asOf: string): Joined {
  const standings = new Map<Site, Standing>();
  const used = new Set<SiteReviewRecord>();
  const byKey = Map.groupBy(records, ({ site }) => site.key);
  for (const [key, bearers] of Map.groupBy(sites, ({ fact }) => fact.value.key)) {
    const named = byKey.get(key) ?? [];
    const here = new Set(bearers.map(pathOf));
    for (const site of bearers) {
      // Equal code in two files has one key: a record speaks of the file it names, or of all once that file has it no more.
      const own = named.filter(({ site: { path } }) => path === pathOf(site));
      const speaking = own.length > 0 ? own : named.filter(({ site: { path } }) => !here.has(path));
      if (speaking.length === 0) continue;
      for (const record of speaking) used.add(record);
      standings.set(site, standingOf(site, speaking, asOf));
    }
  }
  recogniseChanged(sites, records, standings, used);
  for (const site of sites) if (!standings.has(site)) standings.set(site, unreviewed);
  return { standings, idle: records.filter((record) => !used.has(record)) };
}

/** The newest record that binds decides; when none does, the newest says why not. */
function standingOf(site: Site, records: readonly SiteReviewRecord[], asOf: string): Standing {
  const inOrder = [...records].sort((a, b) => compareText(b.date, a.date) || compareText(b.id, a.id));
  const judged = inOrder.map((record): Standing => judge(site, record, asOf));
  return judged.find(({ why }) => why === '') ?? judged[0] ?? unreviewed;
}

function judge({ functionHash, moduleHash }: Site, record: SiteReviewRecord, asOf: string): Standing {
  const { id, site, verdict, reviewer, date, expires } = record;
  const of = `${id} of ${date} by ${reviewer}`;
  const stale = (why: Standing['why'], because: string): Standing => ({ state: 'stale', why, because, independence: '', review: id, callersMustCheck: false });
  if (site.function_hash !== functionHash) return stale('function-changed', `the function around it is not the one that ${of} speaks of`);
  if (site.module_hash !== moduleHash) return stale('module-changed', `private items of its module changed since ${of}`);
  if (date > asOf) return stale('not-yet', `${id} is dated ${date}`);
  if (expires < asOf) return stale('expired', `${of} was good until ${expires}`);
  if (verdict === 'unsound') return { state: 'unsound', why: '', because: `${of} finds it unsound`, independence: record.independence, review: id, callersMustCheck: false };
  return { state: 'reviewed', why: '', because: `${of}, good until ${expires}`, independence: record.independence, review: id, callersMustCheck: verdict === 'callers-must-check' };
}

/** A record whose key nobody bears, and a site in the same place that nobody reviewed: the code of the site changed. Each record is spent once. */
function recogniseChanged(sites: readonly Site[], records: readonly SiteReviewRecord[], standings: Map<Site, Standing>, used: Set<SiteReviewRecord>): void {
  const placeOf = (path: string, form: string, item: string): string => `${path}\0${form}\0${item}`;
  const left = Map.groupBy(records.filter((record) => !used.has(record) && record.site.path !== ''), ({ site }) => placeOf(site.path, site.form, site.item));
  if (left.size === 0) return;
  for (const site of sites) {
    if (standings.has(site)) continue;
    const { form, item } = site.fact.value;
    const record = left.get(placeOf(pathOf(site), form, item))?.shift();
    if (record === undefined) continue;
    used.add(record);
    standings.set(site, { state: 'stale', why: 'site-changed', because: `its own code is not what ${record.id} of ${record.date} by ${record.reviewer} speaks of`, independence: '', review: record.id, callersMustCheck: false });
  }
}

function pathOf({ fact }: Site): string {
  return addressOf(fact.place);
}
