/** Languages that meet: the other side is found by name, in the component first, and lengths are counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundary, crossing, type Parameter } from '../../src/facts/boundary.ts';
import { boundaryMap } from '../../src/facts/boundary-map.ts';
import tally from '../../src/tallies/boundary-map/tally.ts';
import { draw, size, state, world } from './world.ts';

const pointer = (name: string): Parameter => ({ name, is: 'pointer' });
const integer = (name: string): Parameter => ({ name, is: 'integer' });

test('a length goes with the pointer it stands beside', () => {
  const told = (...parameters: readonly Parameter[]): readonly (readonly string[])[] => {
    const { pairs, unpaired } = crossing('calls', 'f', parameters);
    return [pairs, unpaired];
  };
  assert.deepEqual(told(pointer('data'), integer('length')), [['data+length'], []]);
  assert.deepEqual(told(pointer('into'), pointer('from'), integer('n')), [['into+n', 'from+n'], []]);
  assert.deepEqual(told(integer('count'), pointer('items')), [['items+count'], []]);
  assert.deepEqual(told(pointer('context'), integer('timeout')), [[], ['context']]);
  assert.deepEqual(told(integer('channel'), pointer('context')), [[], ['context']]);
  assert.equal(crossing('calls', 'f', undefined).parameters, -1);
});

test('rows are drawn by language, direction and other side', () => {
  const record = world({ 'bus.c': 'c', 'lib.rs': 'rust' });
  size(record, 'bus.c', 'C', 10);
  size(record, 'lib.rs', 'Rust', 10);
  state(record, 'source-outline', 'bus.c', { functions: 2, spans: 'bus_send:1-3 bus_open:5-9', includes: [], marks: [] });
  state(record, 'source-outline', 'lib.rs', { functions: 1, spans: 'strlen:1-3', includes: [], marks: [] });
  state(record, 'function-summary', 'bus.c', { functions: [], variables: [], entries: [], addressed: [], unions: 0 });
  const functions = [
    crossing('calls', 'bus_send', [pointer('data'), integer('len')]), crossing('calls', 'bus_open', [{ name: 'done', is: 'callback' }]), crossing('calls', 'strlen', [pointer('text')]),
    crossing('offered', 'pump_step', []),
  ];
  state(record, 'boundary', 'lib.rs', boundary.schema.parse({ language: 'Rust', functions }));
  const { facts } = draw(record, [tally]);
  const rows = facts.map(({ value }) => boundaryMap.schema.parse(value));
  assert.deepEqual(rows.map(({ direction, other, other_language: language, names }) => [direction, other, language, names]), [
    ['calls', '', '', ['strlen']], ['calls', 'part', 'C', ['bus_open', 'bus_send']], ['offered', '', '', ['pump_step']],
  ]);
  assert.deepEqual(rows.map(({ with_length: pairs, without_length: bare, callbacks }) => [pairs, bare, callbacks]), [[0, 1, 0], [1, 0, 1], [0, 0, 0]]);
});

test('a component that meets nobody has no row', () => assert.equal(draw(world({ 'a.c': 'c' }), [tally]).facts.length, 0));
