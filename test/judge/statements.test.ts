/** Whether a statement counts: its days, the bytes it names, who made it, and whether it bears a signature. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statementsOf } from '../../src/judge/statements.ts';
import { deviceRecord } from '../../src/judge/record.ts';
import { device, digest, wall } from './bench.ts';

const materials = new Map([['brick', { nature: 'source', answers: new Set<string>() }], ['statement', { nature: 'statement', answers: new Set(['review', 'declaration', 'statement-signature']) }]] as const);
const review = { id: 'R-1', element: 'walls-are-whole', component: 'part', subjects: [digest('a')], conclusion: 'acceptable', summary: 'looked at', reviewer: 'R. Meyer', role: 'surveyor', independence: 'third-party', date: '2026-01-10', expires: '2026-06-30' };
const declaration = { id: 'D-1', topic: 'secrets', component: '', says: {}, by: 'Q. Ames', role: 'security', date: '2026-01-10', expires: '', subjects: [] };

function stated(change: Record<string, unknown> = {}, asOf = '2026-03-01', more: readonly (readonly [string, unknown, string])[] = []) {
  const record = deviceRecord(device, materials);
  wall(record, 'wall.b', 'brick');
  const facts = [['review', { ...review, ...change }, 's.yaml'], ...more] as const;
  for (const [word, value, path] of facts) record.addFact({ word, value, place: { component: 'part', path, line: 4 } }, 'statement');
  return statementsOf(record, asOf);
}

describe('a statement', () => {
  it('is listed with who, about what and where', () => {
    const [entry] = stated();
    assert.deepEqual(entry, { id: 'R-1', word: 'review', about: 'walls-are-whole', component: 'part', by: 'R. Meyer, surveyor', independence: 'third-party', date: '2026-01-10', expires: '2026-06-30', state: 'current', because: 'about 1 file that was handed in; until 2026-06-30', subjects: 1, signature: 'none', address: 's.yaml:4' });
  });
  it('counts from its date to its last day', () => {
    assert.deepEqual(['2026-01-09', '2026-01-10', '2026-04-30', '2026-05-01', '2026-06-30', '2026-07-01'].map((day) => stated({}, day)[0]?.state), ['not-yet', 'current', 'current', 'soon', 'soon', 'expired']);
    assert.match(stated({}, '2026-06-30')[0]?.because ?? '', /; 0 days left$/);
    assert.equal(stated({}, '2026-07-01')[0]?.because, 'its last day was 2026-06-30');
    assert.equal(stated({}, '2026-01-09')[0]?.because, 'dated 2026-01-10');
  });
  it('without an end counts on and on, and not before its date', () => {
    assert.deepEqual(['2026-01-09', '2026-01-10', '2036-01-01'].map((day) => stated({ expires: '' }, day)[0]?.state), ['not-yet', 'current', 'current']);
    assert.match(stated({ expires: '' })[0]?.because ?? '', /names no end/);
  });
  it('is stale as soon as one of its bytes is not what was handed in, whatever its dates say', () => {
    assert.equal(stated({ subjects: [digest('a'), digest('f')] })[0]?.state, 'stale');
    assert.match(stated({ subjects: [digest('a'), digest('f')] })[0]?.because ?? '', /1 of the 2 files it names by digest was not handed in/);
    assert.match(stated({ subjects: [digest('e'), digest('f')] })[0]?.because ?? '', /2 of the 2 files it names by digest were/);
    assert.equal(stated({ subjects: [digest('f')] }, '2027-01-01')[0]?.state, 'stale');
  });
  it('of the maker is its own, and may be bound to nothing', () => {
    const [entry] = stated({}, '2026-03-01', [['declaration', declaration, 'd.yaml']]);
    assert.deepEqual([entry?.word, entry?.about, entry?.by, entry?.independence, entry?.subjects, entry?.because], ['declaration', 'secrets', 'Q. Ames, security', 'self', 0, 'bound to no bytes; names no end']);
  });
  it('bears a signature that is seen and not checked, of its own file', () => {
    const signature = (path: string, statement = 'R-1') => ['statement-signature', { statement, payload: '{}', key: 'k', value: 'v' }, path] as const;
    assert.equal(stated({}, '2026-03-01', [signature('s.yaml')])[0]?.signature, 'unchecked');
    assert.equal(stated({}, '2026-03-01', [signature('other.yaml')])[0]?.signature, 'none');
    assert.equal(stated({}, '2026-03-01', [signature('s.yaml', 'R-2')])[0]?.signature, 'none');
  });
  it('stands in order of kind, name and place', () => {
    const second = { ...review, id: 'R-0' };
    assert.deepEqual(stated({}, '2026-03-01', [['review', second, 'z.yaml'], ['review', second, 'a.yaml'], ['declaration', declaration, 'd.yaml']]).map(({ id, address }) => `${id} ${address}`), ['D-1 d.yaml:4', 'R-0 a.yaml:4', 'R-0 z.yaml:4', 'R-1 s.yaml:4']);
  });
});
