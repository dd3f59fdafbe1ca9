/** A predicate is checked against the words before it runs, within limits; a message prints what a person would write. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { factKind } from '../../src/core/fact.ts';
import { condition, environmentFor, listName, message, PredicateError, type Scope } from '../../src/codebook/predicate.ts';

const mixed = factKind({
  word: 'mixed-lot', meaning: 'one of everything', concerns: [],
  schema: z.strictObject({
    text: z.string(), count: z.number(), whole: z.number().int(), flag: z.boolean(), texts: z.array(z.string()), rows: z.array(z.strictObject({ name: z.string(), size: z.number() })), inner: z.strictObject({ deep: z.boolean() }),
    byName: z.record(z.string(), z.number()), choice: z.enum(['a', 'b']), always: z.literal('x'), seven: z.literal(7), yes: z.literal(true), either: z.union([z.array(z.string()), z.strictObject({ name: z.string() })]), perhaps: z.string().optional(), anything: z.unknown(), lists: z.array(z.unknown()), open: z.looseObject({}), bag: z.record(z.string(), z.unknown()),
  }),
});
const fact = { text: 't', count: 2.5, whole: 2, flag: true, texts: ['b', 'a'], rows: [{ name: 'r', size: 1 }], inner: { deep: true }, byName: { one: 1 }, choice: 'a', always: 'x', seven: 7, yes: true, either: ['e'], anything: 3, lists: [1], open: {}, bag: { one: 'x' } };
const scope = (change: Partial<Scope> = {}): Scope => ({ lists: [mixed], fact: mixed, params: {}, ...change });
const holds = (source: string, context: Record<string, unknown> = {}): boolean => condition(environmentFor(scope()), source).evaluate({ fact, mixed_lot: [fact], level: 1, as_of: '2026-06-30', digests: ['d'], image_digests: [], fact_path: 'a/b.c', ...context });
const refused = (source: string, expected: RegExp, change: Partial<Scope> = {}): void => assert.throws(() => condition(environmentFor(scope(change)), source), (error: unknown) => {
  assert.ok(error instanceof PredicateError, String(error));
  assert.equal(error.source, source);
  assert.equal(error.name, 'PredicateError');
  assert.match(error.message, expected);
  assert.doesNotMatch(error.message, /\n/);
  return true;
});

describe('the variables of a predicate', () => {
  it('are the fact and its path, lists of facts, device, component, level, day and digests', () => {
    assert.equal(listName('a-word-of-three'), 'a_word_of_three');
    for (const source of ['fact_path == "a/b.c"', 'mixed_lot.size() == 1', 'mixed_lot.exists(one, one.text == "t")', 'level == 1.0', 'as_of == "2026-06-30"', '"d" in digests', 'image_digests.size() == 0', 'device.multi_patient', 'component.shipped']) {
      assert.equal(holds(source, { device: { multi_patient: true }, component: { shipped: true } }), true, source);
    }
  });
  it('are no others: no fact outside of a breach, no parameters where there are none, no word that is not read', () => {
    const { fact: _fact, ...without } = scope();
    assert.throws(() => condition(environmentFor(without), 'fact.flag'), /Unknown variable: fact/);
    assert.throws(() => condition(environmentFor(without), 'fact_path == "a"'), /Unknown variable: fact_path/);
    refused('params.width > 1.0', /Unknown variable: params/);
    assert.equal(condition(environmentFor(scope({ params: { width: 'double' } })), 'params.width > 1.0').evaluate({ params: { width: 2 } }), true);
    refused('mixed_lot.size() > 0', /Unknown variable: mixed_lot/, { lists: [] });
    refused('verdict == "met"', /Unknown variable: verdict/);
  });
});

describe('the types of a predicate', () => {
  it('are those of the schema, members and items included', () => {
    for (const source of ['fact.text == "t"', 'fact.count > 2.0', 'fact.whole == 2.0', 'fact.flag', '"a" in fact.texts', 'fact.rows.exists(row, row.name == "r" && row.size == 1.0)', 'fact.inner.deep', 'fact.byName["one"] == 1.0', 'fact.choice == "a"', 'fact.always == "x"', 'fact.seven == 7.0', 'fact.yes', '"e" in fact.either', '!has(fact.perhaps)']) {
      assert.equal(holds(source), true, source);
    }
  });
  it('refuse what cannot be compared, before anything runs', () => {
    for (const source of ['fact.text == 1.0', 'fact.count == "2"', 'fact.whole == "2"', 'fact.flag == "yes"', 'fact.rows.exists(row, row.name == 1.0)', 'fact.rows.exists(row, row.size == "r")', 'fact.inner.deep == "yes"', 'fact.byName["one"] == "1"', 'fact.choice == 1.0', 'fact.always == 1.0', 'fact.seven == "7"', 'fact.yes == "yes"', 'fact.either == 1.0']) {
      refused(source, /no such overload/);
    }
    refused('fact.other', /No such key: other/);
    refused('fact.inner.shallow', /No such key: shallow/);
  });
  it('leave open what the schema leaves open', () => {
    for (const source of ['fact.anything == 3.0', 'fact.lists[0] == 1.0', 'fact.bag["one"] == "x"']) assert.equal(condition(environmentFor(scope()), source).evaluate({ fact }), true, source);
  });
  it('must come to yes or no', () => {
    refused('fact.count', /^yields double, must yield bool$/);
    refused('fact.text', /^yields string, must yield bool$/);
    refused('fact.flag &&', /./);
    assert.equal(condition(environmentFor(scope()), 'fact.flag').source, 'fact.flag');
  });
});

describe('days', () => {
  it('are counted whole from one date to another, backwards too', () => {
    for (const [from, to, days] of [['2026-06-30', '2026-07-01', 1], ['2026-06-30', '2026-06-30', 0], ['2026-07-01', '2026-06-30', -1], ['2024-02-28', '2024-03-01', 2], ['2025-01-01', '2026-01-01', 365]] as const) {
      assert.equal(holds(`days_between("${from}", "${to}") == ${days}.0`), true, `${from} ${to}`);
      assert.equal(holds(`days_between("${from}", "${to}") == ${days + 1}.0`), false, `${from} ${to}`);
    }
  });
  it('of what is no date are no number: no comparison with them holds', () => {
    for (const dates of ['"", "2026-06-30"', '"2026-06-30", ""', '"2026-02-30", "2026-06-30"', '"2026-06-30", "yesterday"']) {
      for (const comparison of ['> 0.0', '<= 0.0', '== 0.0']) assert.equal(holds(`days_between(${dates}) ${comparison}`), false, `${dates} ${comparison}`);
    }
  });
});

describe('the limits of a predicate', () => {
  const longest = (count: number): string => `"t" in [${Array.from({ length: count }, (_, index) => `"${index}"`).join(', ')}]`;
  it('hold for lists, maps, depth and size', () => {
    assert.equal(holds(longest(200)), false);
    refused(longest(201), /list/i);
    const map = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"k${index}": 1.0`).join(', ')}}.size() > 0`;
    assert.equal(holds(map(50)), true);
    refused(map(51), /map/i);
    const deep = (depth: number): string => `${'('.repeat(depth)}fact.flag${')'.repeat(depth)}`;
    assert.equal(holds(deep(10)), true);
    refused(deep(200), /depth/i);
    const wide = (count: number): string => Array.from({ length: count }, () => 'fact.flag').join(' || ');
    assert.equal(holds(wide(20)), true);
    refused(Array.from({ length: 15 }, (_, index) => `(${longest(200).replace('"t"', `"${index}"`)})`).join(' || '), /./);
  });
});

describe('a message', () => {
  const said = (source: string): string => message(environmentFor(scope()), source).evaluate({ fact, mixed_lot: [fact, fact], level: 2 });
  it('is its words with the predicates in braces worked out', () => {
    assert.equal(said('plain words'), 'plain words');
    assert.equal(said('{fact.text} first, {fact.count} last'), 't first, 2.5 last');
    assert.equal(said('{fact.whole}{fact.flag}'), '2true');
    assert.equal(message(environmentFor(scope()), 'of {fact.text}').source, 'of {fact.text}');
  });
  it('prints lists joined by commas, whatever they hold', () => {
    assert.equal(said('walls {fact.texts}'), 'walls b, a');
    assert.equal(said('{mixed_lot.map(one, one.texts)}'), 'b, a, b, a');
  });
  it('leaves empty and single braces as they are', () => assert.equal(said('a { b {} c } d { e'), 'a { b {} c } d { e'));
  it('is refused when a part does not check, and named by that part', () => assert.throws(() => message(environmentFor(scope()), 'of {fact.text} and {fact.other}'), (error: unknown) => error instanceof PredicateError && error.source === 'fact.other'));
});
