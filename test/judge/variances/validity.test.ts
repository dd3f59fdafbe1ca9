/** Each way a variance can fail to hold, on both sides of each boundary. The day is an argument everywhere. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysLeft, termAt } from '../../../src/core/variance.ts';
import { renewalsOf, successorOf } from '../../../src/judge/variances/renewals.ts';
import { validityOf } from '../../../src/judge/variances/validity.ts';
import { breach, edition, found, print, record, rules, situation } from './records.ts';

const state = (...args: Parameters<typeof validityOf>): string => validityOf(...args).state;
const why = (...args: Parameters<typeof validityOf>): string => validityOf(...args).because;

describe('a variance in force', () => {
  it('covers exactly the breaches it names, and says which are gone', () => {
    const valid = validityOf(record({ fingerprints: [print('a'), print('b'), print('d')] }), situation());
    assert.deepEqual([valid.state, valid.found, valid.gone, valid.soon, valid.renewals], ['in-force', [print('a'), print('b')], [print('d')], false, 0]);
    assert.deepEqual(valid.controls.map(({ id, holds }) => [id, holds]), [['C1', true]]);
    assert.equal(valid.because, 'in force until 2026-06-30');
  });
  it('looks for them only under its element and component', () => {
    assert.equal(state(record(), situation({ findings: [found([breach('a')], { component: 'other' })] })), 'unmatched');
    assert.equal(state(record(), situation({ findings: [found([breach('a')], { element: 'roofs-are-tight' })] })), 'unmatched');
    assert.equal(state(record(), situation({ findings: [found([breach('a')])] })), 'in-force');
  });
  it('with nothing left to cover is unmatched', () => {
    assert.equal(state(record(), situation({ findings: [found([breach('c')])] })), 'unmatched');
    assert.match(why(record(), situation({ findings: [] })), /nothing that it names was found/);
  });
});

describe('its time', () => {
  const at = (asOf: string) => validityOf(record(), situation({ asOf }));
  it('begins on the day of approval and ends after its last day, in UTC', () => {
    assert.deepEqual(['2026-01-09', '2026-01-10', '2026-06-30', '2026-07-01'].map((day) => at(day).state), ['not-yet', 'in-force', 'in-force', 'expired']);
    assert.match(at('2026-01-09').because, /approved from 2026-01-10/);
    assert.match(at('2026-07-01').because, /last day was 2026-06-30/);
  });
  it('is near its end from the days the edition names', () => {
    assert.deepEqual([at('2026-04-30').soon, at('2026-05-01').soon, at('2026-06-30').soon, at('2026-07-01').soon], [false, true, true, false]);
    assert.match(at('2026-06-29').because, /: 1 day left$/);
    assert.match(at('2026-06-28').because, /: 2 days left$/);
    assert.match(at('2026-06-30').because, /: 0 days left$/);
  });
  it('that cannot be read is over', () => {
    assert.equal(termAt({ approved: '2026-01-01', expires: 'never' }, '2026-02-01', 60), 'expired');
    assert.equal(daysLeft('2026-03-01', '2026-02-28'), 1);
  });
  it('is the same for whoever asks', () => {
    const term = { approved: '2026-01-10', expires: '2026-06-30' };
    assert.deepEqual(['2026-01-09', '2026-01-10', '2026-06-29', '2026-06-30', '2026-07-01'].map((day) => termAt(term, day, 1)), ['not-yet', 'current', 'soon', 'soon', 'expired']);
  });
});

describe('what the edition does not allow', () => {
  const under = (variances?: typeof rules) => situation({ edition: edition('e-2', '2026-01-01', variances) });
  it('any variance at all', () => {
    assert.equal(state(record(), under()), 'refused');
    assert.match(why(record(), under()), /e-2 allows no variances/);
  });
  it('one from an element that is never waived', () => {
    const sight = situation({ findings: [found([breach('a')], { element: 'roofs-are-tight' })] });
    assert.match(why(record({ element: 'roofs-are-tight' }), sight), /no variance from roofs-are-tight/);
  });
  it('a term longer than the level allows, by a day', () => {
    assert.equal(state(record({ expires: '2026-07-09' }), situation()), 'in-force');
    assert.equal(state(record({ expires: '2026-07-10' }), situation()), 'refused');
    assert.match(why(record({ expires: '2026-07-10' }), situation()), /181 days, at most 180 are allowed at level 2/);
    assert.equal(state(record({ expires: '2026-07-10' }), situation({ level: 1 })), 'in-force');
  });
  it('any term at a level for which none is named', () => assert.match(why(record(), situation({ level: 3 })), /at most 0 are allowed at level 3/));
  it('an element, a component or a device that is another', () => {
    assert.match(why(record({ element: 'floors-are-level' }), situation()), /no element floors-are-level/);
    assert.match(why(record({ scope: { device: 'd', versions: ['1'], component: 'attic' } }), situation()), /no component attic/);
    assert.match(why(record({ scope: { device: 'e', versions: ['1'], component: 'part' } }), situation()), /for the device e/);
    assert.equal(state(record({ scope: { device: 'e', versions: ['1'], component: 'part' } }), situation()), 'refused');
  });
  it('but the device as a whole is a component too', () => {
    const sight = situation({ findings: [found([breach('a')], { component: '' })] });
    assert.equal(state(record({ scope: { device: 'd', versions: ['1'], component: '' } }), sight), 'in-force');
  });
  it('two records of one name', () => {
    assert.match(why(record(), situation({ records: [record(), record()] })), /two records are named V-1/);
    assert.equal(state(record(), situation({ records: [record()] })), 'in-force');
  });
  it('an existing device that was designed under the same or a later edition, or an unknown one', () => {
    const existing = (designed_under: string): string => state(record({ kind: 'existing-device', designed_under }), situation());
    assert.deepEqual(['e-1', 'e-2', 'e-3', 'e-0'].map(existing), ['in-force', 'refused', 'refused', 'refused']);
    assert.match(why(record({ kind: 'existing-device', designed_under: 'e-3' }), situation()), /e-3 is no earlier edition than e-2/);
  });
});

describe('events that end it', () => {
  it('a new edition', () => {
    assert.equal(state(record({ edition: 'e-1' }), situation()), 'lapsed');
    assert.match(why(record({ edition: 'e-1' }), situation()), /granted under e-1/);
  });
  it('another text of the element', () => {
    assert.equal(state(record({ text: `sha256:${'f'.repeat(64)}` }), situation()), 'lapsed');
    assert.match(why(record({ text: `sha256:${'f'.repeat(64)}` }), situation()), /text of the element/);
  });
  it('a new release', () => {
    const next = situation({ device: { name: 'd', version: '1.1', components: ['part'] } });
    assert.equal(state(record(), next), 'lapsed');
    assert.match(why(record(), next), /version 1.1 is none of those/);
    assert.equal(state(record({ scope: { device: 'd', versions: ['1', '1.1'], component: 'part' } }), next), 'in-force');
  });
  it('a control that does not hold', () => {
    const sight = situation({ check: ({ id, says }) => ({ id, says, holds: false, because: 'fences-stand is unknown' }) });
    assert.equal(state(record(), sight), 'lapsed');
    assert.match(why(record(), sight), /control C1 does not hold: fences-stand is unknown/);
  });
  it('a weakness that is being exploited, by its number or as the very breach', () => {
    const listed = (id: string, cwe: readonly number[]) => situation({ exploited: [{ id, cwe }] });
    assert.equal(state(record(), listed('CVE-1', [787])), 'lapsed');
    assert.match(why(record(), listed('CVE-1', [787])), /CVE-1 is known to be exploited/);
    assert.equal(state(record(), listed('CVE-1', [79])), 'in-force');
    const fact = (word: string) => ({ word, value: { id: 'CVE-2' }, place: { component: 'part', path: 'bom.json' } });
    const about = (word: string) => situation({ exploited: [{ id: 'CVE-2', cwe: [] }], findings: [found([breach('a', { cwe: [], fact: fact(word) })])] });
    assert.equal(state(record(), about('known-vulnerability')), 'lapsed');
    assert.equal(state(record(), about('hazard')), 'in-force');
  });
});

describe('renewals', () => {
  const old = record({ approved: { by: 'R. Meyer', role: 'surveyor', date: '2026-01-05' } });
  const next = record({ id: 'V-2', renews: 'V-1', fingerprints: [print('a')] });
  it('are counted, and take the place of what they renew', () => {
    const sight = situation({ records: [old, next] });
    assert.equal(validityOf(next, sight).state, 'in-force');
    assert.equal(validityOf(next, sight).renewals, 1);
    assert.equal(state(old, sight), 'renewed');
    assert.match(why(old, sight), /V-2 took its place/);
  });
  it('do so only from their own approval on', () => {
    assert.equal(successorOf(old, [old, next], '2026-01-09'), undefined);
    assert.equal(successorOf(old, [old, next], '2026-01-10')?.id, 'V-2');
    assert.equal(successorOf(next, [old, next], '2026-03-01'), undefined);
  });
  it('may not be more than the edition allows', () => {
    const third = record({ id: 'V-3', renews: 'V-2', fingerprints: [print('a')] });
    assert.match(why(third, situation({ records: [old, next, third] })), /renewed 2 times, at most 1/);
  });
  it('break where the history does', () => {
    const broken = (change: Record<string, unknown>, before = old): string => {
      const renewals = renewalsOf(record({ id: 'V-2', renews: 'V-1', fingerprints: [print('a')], ...change }), [before]);
      return 'broken' in renewals ? renewals.broken : `${renewals.count}`;
    };
    assert.equal(broken({}), '1');
    assert.match(broken({ renews: 'V-0' }), /renews V-0, which was not handed in/);
    assert.match(broken({ element: 'roofs-are-tight' }), /about something else/);
    assert.match(broken({ scope: { device: 'd', versions: ['1'], component: '' } }), /about something else/);
    assert.match(broken({ fingerprints: [print('a'), print('9')] }), /never widens/);
    assert.match(broken({ approved: { by: 'R. Meyer', role: 'surveyor', date: '2026-01-04' } }), /approved before V-1/);
    const circle = [record({ renews: 'V-2' }), record({ id: 'V-2', renews: 'V-1' })];
    const [first] = circle;
    assert.ok(first !== undefined);
    assert.match((renewalsOf(first, circle) as { broken: string }).broken, /circle/);
    assert.equal(validityOf(record({ id: 'V-2', renews: 'V-0' }), situation()).renewals, 0);
    assert.equal(state(record({ id: 'V-2', renews: 'V-0' }), situation()), 'refused');
  });
});
