/** How sites stand with their reviews: what holds, what voids, what is known again, what fits nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { siteReviewSchema } from '../../src/core/site-review.ts';
import type { siteCount } from '../../src/facts/site-count.ts';
import type { siteStanding } from '../../src/facts/site-standing.ts';
import { siteCount as countWord } from '../../src/facts/site-count.ts';
import { siteStanding as standingWord } from '../../src/facts/site-standing.ts';
import siteReviews from '../../src/tallies/site-reviews/tally.ts';
import { draw, state, world } from './world.ts';

type Count = z.infer<typeof siteCount.schema>;
type Standing = z.infer<typeof siteStanding.schema>;

interface Site {
  readonly key: string;
  readonly path?: string;
  readonly fn?: string;
  readonly mod?: string;
  readonly item?: string;
  readonly test?: boolean;
}

const key = (mark: string): string => mark.repeat(16);

function drawn(sites: readonly Site[], records: readonly Record<string, unknown>[]): { readonly count: Count | undefined; readonly standings: readonly Standing[] } {
  const paths = [...new Set(sites.map(({ path = 'a.rs' }) => path))];
  const record = world(Object.fromEntries(paths.map((path) => [path, 'rust'])));
  for (const { key: mark, path = 'a.rs', item = 'f', test = false } of sites) state(record, 'escape-hatch', path, { form: 'block', item, documented: true, test, from_macro: false, key: key(mark) });
  for (const path of paths) {
    state(record, 'hatch-context', path, { language: 'Rust', sites: sites.filter((site) => (site.path ?? 'a.rs') === path).map((site) => ({ key: key(site.key), function_hash: key(site.fn ?? '1'), module_hash: key(site.mod ?? '2') })) });
  }
  for (const value of records) state(record, 'site-review', 'reviews.yaml', siteReviewSchema.parse(value));
  const { facts } = draw(record, [siteReviews]);
  for (const { word, value } of facts) (word === 'site-count' ? countWord : standingWord).schema.parse(value);
  return { count: facts.find(({ word }) => word === 'site-count')?.value as Count | undefined, standings: facts.filter(({ word }) => word === 'site-standing').map(({ value }) => value as Standing) };
}

/** The world's day is 2026-06-30. */
function review(mark: string, more: Record<string, unknown> = {}, site: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `SR-${mark}`, site: { key: key(mark), function_hash: key('1'), module_hash: key('2'), path: 'a.rs', form: 'block', item: 'f', ...site },
    verdict: 'sound', conditions: [{ needs: 'the pointer is valid', holds: 'it comes from a reference' }], reviewer: 'R. Meyer', role: 'engineer', date: '2026-01-01', expires: '2027-01-01', ...more,
  };
}

const cases: readonly (readonly [what: string, sites: readonly Site[], records: readonly Record<string, unknown>[], wanted: readonly string[]])[] = [
  ['a review that holds', [{ key: 'a' }], [review('a')], ['reviewed ']],
  ['no record', [{ key: 'a' }], [], ['unreviewed no-record']],
  ['the function changed', [{ key: 'a', fn: '9' }], [review('a')], ['stale function-changed']],
  ['the module changed', [{ key: 'a', mod: '9' }], [review('a')], ['stale module-changed']],
  ['a digest that was not told then and is now', [{ key: 'a' }], [review('a', {}, { module_hash: '' })], ['stale module-changed']],
  ['expired', [{ key: 'a' }], [review('a', { expires: '2026-06-29' })], ['stale expired']],
  ['the last day', [{ key: 'a' }], [review('a', { expires: '2026-06-30' })], ['reviewed ']],
  ['dated later', [{ key: 'a' }], [review('a', { date: '2026-07-01' })], ['stale not-yet']],
  ['unsound', [{ key: 'a' }], [review('a', { verdict: 'unsound' })], ['unsound ']],
  ['the newest that holds decides', [{ key: 'a' }], [review('a'), review('a', { id: 'SR-2', date: '2026-02-01', verdict: 'unsound' }), review('a', { id: 'SR-3', date: '2026-03-01', expires: '2026-04-01' })], ['unsound ']],
  ['a renamed file', [{ key: 'a', path: 'b.rs' }], [review('a')], ['reviewed ']],
  ['equal code in two files', [{ key: 'a' }, { key: 'a', path: 'b.rs', mod: '9' }], [review('a')], ['reviewed ', 'unreviewed no-record']],
  ['equal code in two files, each with its record', [{ key: 'a' }, { key: 'a', path: 'b.rs', mod: '9' }], [review('a'), review('a', { id: 'SR-2' }, { path: 'b.rs', module_hash: key('9') })], ['reviewed ', 'reviewed ']],
  ['the site itself changed', [{ key: 'b' }], [review('a')], ['stale site-changed']],
  ['one of two in a function changed', [{ key: 'a' }, { key: 'c' }, { key: 'd' }], [review('a'), review('b')], ['reviewed ', 'stale site-changed', 'unreviewed no-record']],
  ['another item', [{ key: 'b', item: 'g' }], [review('a')], ['unreviewed no-record']],
  ['another component', [{ key: 'a' }], [review('a', { component: 'other' })], ['unreviewed no-record']],
  ['this component by name', [{ key: 'a' }], [review('a', { component: 'part' })], ['reviewed ']],
];

for (const [what, sites, records, wanted] of cases) {
  test(what, () => assert.deepEqual(drawn(sites, records).standings.map(({ state: is, why }) => `${is} ${why}`), wanted));
}

test('counts add up, tests stand apart, records that fit nothing are counted once', () => {
  const { count } = drawn([{ key: 'a' }, { key: 'b', fn: '9' }, { key: 'c', item: 'g' }, { key: 'd', test: true }], [review('a', { verdict: 'callers-must-check' }), review('b'), review('e', {}, { path: 'gone.rs' })]);
  assert.deepEqual(count, {
    sites: 3, reviewed: 1, callers_must_check: 1, unsound: 0, stale: 1, unreviewed: 1, function_changed: 1, module_changed: 0, site_changed: 0, expired: 0, not_yet: 0, in_tests: 1, idle_records: 1,
  });
});

test('a component without sites and records has nothing to count', () => assert.equal(drawn([], []).count, undefined));
