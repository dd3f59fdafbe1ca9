/** Says of each escape hatch whether a review of it still holds, and counts per component. It asks nobody whether a review is right. */
import type { Fact } from '../../core/fact.ts';
import { addressOf, comparePlaces } from '../../core/place.ts';
import type { Observed, Tally, TallyContext } from '../../core/tally.ts';
import type { SiteReviewRecord } from '../../core/site-review.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hatchContext } from '../../facts/hatch-context.ts';
import { siteCount } from '../../facts/site-count.ts';
import { siteReview } from '../../facts/site-review.ts';
import { siteStanding } from '../../facts/site-standing.ts';
import { join, type Site, type Standing } from './join.ts';

const tally: Tally = {
  name: 'site-reviews',
  revision: 1,
  states: [siteStanding, siteCount],
  draw: (component, context) => {
    const sites = sitesOf(context.of(component));
    const records = recordsFor(component, context, sites);
    if (sites.length === 0 && records.length === 0) return [];
    const { standings, idle } = join(sites, records, context.asOf);
    const facts = [...standings].sort(([a], [b]) => comparePlaces(a.fact.place, b.fact.place)).map(([site, standing]): Fact => standingFact(site, standing));
    return [...facts, { word: siteCount.word, value: countsOf([...standings], idle.length), place: { component, path: '' } }];
  },
};

export default tally;

function sitesOf(observed: Observed): readonly Site[] {
  const around = new Map<string, { readonly language: string; readonly functionHash: string; readonly moduleHash: string }>();
  for (const { place, value } of observed.facts(hatchContext)) {
    for (const { key, function_hash: functionHash, module_hash: moduleHash } of value.sites) around.set(`${addressOf(place)}\0${key}`, { language: value.language, functionHash, moduleHash });
  }
  const none = { language: '', functionHash: '', moduleHash: '' };
  return observed.facts(escapeHatch).map((fact) => ({ fact, ...(around.get(`${addressOf(fact.place)}\0${fact.value.key}`) ?? none) }));
}

/** Records that name this component, and those that name none and fit here, or nowhere at all: these are counted once, with the first component. */
function recordsFor(component: string, context: TallyContext, sites: readonly Site[]): readonly SiteReviewRecord[] {
  const all = context.everywhere(siteReview).map(({ value }) => value);
  const named = all.filter((record) => record.component === component);
  const open = all.filter((record) => record.component === '');
  if (open.length === 0) return named;
  const keys = new Set(sites.map(({ fact }) => fact.value.key));
  const paths = new Set(sites.map(({ fact }) => addressOf(fact.place)));
  const fits = (record: SiteReviewRecord): boolean => keys.has(record.site.key) || paths.has(record.site.path);
  const here = open.filter(fits);
  if (context.device.components[0]?.name !== component) return [...named, ...here];
  const hatches = context.everywhere(escapeHatch);
  const everywhere = new Set(hatches.flatMap(({ value, place }) => [value.key, addressOf(place)]));
  return [...named, ...here, ...open.filter((record) => !fits(record) && !everywhere.has(record.site.key) && !everywhere.has(record.site.path))];
}

function standingFact({ fact, language, functionHash, moduleHash }: Site, { state, why, because, independence, review }: Standing): Fact {
  const { key, form, item, test, documented } = fact.value;
  return { word: siteStanding.word, value: { key, form, item, language, test, documented, function_hash: functionHash, module_hash: moduleHash, state, why, because, independence, review }, place: fact.place };
}

function countsOf(standings: readonly (readonly [Site, Standing])[], idle: number): Record<string, number> {
  const shipped = standings.filter(([{ fact }]) => !fact.value.test).map(([, standing]) => standing);
  const many = (holds: (standing: Standing) => boolean): number => shipped.filter(holds).length;
  return {
    sites: shipped.length,
    reviewed: many(({ state }) => state === 'reviewed'),
    callers_must_check: many(({ callersMustCheck }) => callersMustCheck),
    unsound: many(({ state }) => state === 'unsound'),
    stale: many(({ state }) => state === 'stale'),
    unreviewed: many(({ state }) => state === 'unreviewed'),
    function_changed: many(({ why }) => why === 'function-changed'),
    module_changed: many(({ why }) => why === 'module-changed'),
    site_changed: many(({ why }) => why === 'site-changed'),
    expired: many(({ why }) => why === 'expired'),
    not_yet: many(({ why }) => why === 'not-yet'),
    in_tests: standings.length - shipped.length,
    idle_records: idle,
  };
}
