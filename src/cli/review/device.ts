/** What the parts of `plumbline review` share: the escape hatches of a device with their standing, and the records that speak of them. It judges no site. */
import { isBlank, type Fact } from '../../core/fact.ts';
import { addressWithSpot, comparePlaces } from '../../core/place.ts';
import type { SiteReviewRecord } from '../../core/site-review.ts';
import { UsageError } from '../../core/trouble.ts';
import type { siteStanding } from '../../facts/site-standing.ts';
import { inspectWithRecord } from '../../inspect.ts';
import { siteRows, siteTotals, type SiteCounts, type SiteRow } from '../../report/sites.ts';
import { noProgress } from '../progress.ts';
import { versionOf } from '../version.ts';
import type { z } from 'zod';

export interface Given {
  readonly asOf?: string;
  readonly component?: string;
  readonly json?: boolean;
}

export type Site = Fact<z.infer<typeof siteStanding.schema>>;

export interface Reviewed {
  readonly asOf: string;
  readonly sites: readonly Site[];
  readonly records: readonly { readonly record: SiteReviewRecord; readonly address: string }[];
  /** Records that could not be read as one; never applied. */
  readonly malformed: readonly { readonly address: string; readonly reason: string }[];
  /** Sources whose escape hatches nobody could list. */
  readonly unread: readonly { readonly address: string; readonly reason: string }[];
  readonly rows: readonly SiteRow[];
  readonly totals: SiteCounts;
}

export const today = (): string => new Date().toISOString().slice(0, 10);

/** Looks at the device. Throws `UsageError` for a component that it does not have. */
export async function reviewedAt(path: string, { asOf = today(), component }: Given): Promise<Reviewed> {
  const { inspection, stored } = await inspectWithRecord({ path, asOf, codebooks: [], version: versionOf(), watch: noProgress, history: false });
  const names = inspection.device.components.map(({ name }) => name);
  if (component !== undefined && !names.includes(component)) throw new UsageError('no-such-component', `the device has no component "${component}"`, `choose one of: ${names.join(', ')}`);
  const isHere = (of: string): boolean => component === undefined || of === component;
  const facts = stored.filed.filter((said): said is Fact => !isBlank(said));
  const blanks = stored.filed.filter(isBlank);
  const told = (word: string): Reviewed['malformed'] => blanks.filter((blank) => blank.word === word).map(({ place, reason }) => ({ address: addressWithSpot(place), reason }));
  // What a tally drew shows no line; the fact that it rests on does.
  const lineOf = new Map(facts.filter(({ word }) => word === 'escape-hatch').map(({ value, place, excerpt }) => [`${addressWithSpot(place)} ${(value as Site['value']).key}`, excerpt]));
  const withLine = (site: Site): Site => ({ ...site, excerpt: lineOf.get(`${addressWithSpot(site.place)} ${site.value.key}`) ?? '' });
  const rows = siteRows(inspection).filter((row) => isHere(row.component));
  return {
    asOf,
    sites: facts.filter((fact): fact is Site => fact.word === 'site-standing' && isHere(fact.place.component)).map(withLine).sort((a, b) => comparePlaces(a.place, b.place)),
    records: facts.filter(({ word }) => word === 'site-review').map(({ value, place }) => ({ record: value as SiteReviewRecord, address: addressWithSpot(place) })),
    malformed: told('site-review'),
    unread: told('escape-hatch'),
    rows,
    totals: siteTotals(rows),
  };
}

/** The sites whose key begins so; equal code in several files has one key. Throws `UsageError` when there is none, or when several keys begin so. */
export function sitesNamed({ sites }: Reviewed, prefix: string): readonly [Site, ...Site[]] {
  const found = /^[0-9a-f]{4,16}$/.test(prefix) ? sites.filter(({ value }) => value.key.startsWith(prefix)) : [];
  const [first, ...more] = found;
  const next = 'take a key from plumbline review list; its first four digits or more are enough';
  if (first === undefined) throw new UsageError('no-such-site', `no escape hatch has the key ${prefix}`, next);
  const keys = new Set(found.map(({ value }) => value.key));
  if (keys.size > 1) throw new UsageError('no-such-site', `${keys.size} escape hatches have keys that begin with ${prefix}`, 'give more of its digits');
  return [first, ...more];
}
