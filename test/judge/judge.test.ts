/** The five cases of judgement in their order, and that no gap is ever taken for a pass. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ask, digest, wall, world } from './bench.ts';

const narrow = { word: 'crack', value: { width: 1, wall: 'north' }, place: { component: 'part', path: 'n.brick', line: 3 } };
const wide = { ...narrow, value: { width: 9, wall: 'south' } };
const absence = { breaches: [{ id: 'no-crack', absent: 'crack', when: 'fact.width > 0', message: 'no crack was ever recorded' }] };

describe('an element and a component, in this order', () => {
  it('exempt → not-applicable, even with a breach in sight', () => {
    const record = world();
    record.addFact(wide, 'brick');
    const finding = ask(record, { exempt: [{ when: 'component.name == "part"', because: 'parts are exempt here' }] });
    assert.equal(finding.verdict, 'not-applicable');
    assert.equal(finding.because, 'parts are exempt here');
  });

  it('a proved breach → unmet, even with gaps beside it', () => {
    const record = world();
    wall(record, 'n.brick', 'brick');
    wall(record, 'strange');
    record.addFact(wide, 'brick');
    const finding = ask(record);
    assert.equal(finding.verdict, 'unmet');
    assert.equal(finding.breaches[0]?.message, 'a crack of 9 in south');
    assert.equal(finding.gaps.length, 1, 'the gap stays visible');
  });

  it('any gap → unknown, before a breach by absence', () => {
    const record = world();
    wall(record, 'n.brick', 'brick');
    wall(record, 'strange');
    assert.equal(ask(record, absence).verdict, 'unknown');
  });

  it('a breach by absence → unmet, when everything was looked at', () => {
    const record = world();
    wall(record, 'n.brick', 'brick');
    const finding = ask(record, absence);
    assert.equal(finding.verdict, 'unmet');
    assert.equal(finding.breaches[0]?.fact, undefined);
  });

  it('otherwise → met', () => {
    const record = world();
    wall(record, 'n.brick', 'brick');
    record.addFact(narrow, 'brick');
    assert.equal(ask(record).verdict, 'met');
  });
});

describe('a gap', () => {
  const cases: readonly (readonly [string, string, (record: ReturnType<typeof world>) => void])[] = [
    ['an artifact no probe answers for', 'unanswered', (record) => wall(record, 'a.mud', 'mud')],
    ['a blank', 'blank', (record) => record.addBlank({ word: 'crack', reason: 'too dark', place: { component: 'part', path: 'n.brick' } }, 'brick')],
    ['an artifact nobody recognises', 'unrecognised', (record) => wall(record, 'blob.xyz')],
    ['bytes that could not be had', 'unreadable', (record) => wall(record, 'gone.brick', undefined, 'the file could not be read')],
    ['recognised, but in trouble', 'unreadable', (record) => wall(record, 'gone.brick', 'brick', 'too large')],
  ];
  for (const [name, sort, make] of cases) {
    it(`${name} makes it unknown`, () => {
      const record = world({ brick: ['crack'], mud: [] });
      wall(record, 'n.brick', 'brick');
      make(record);
      const finding = ask(record);
      assert.equal(finding.verdict, 'unknown');
      assert.deepEqual(finding.gaps.map((gap) => gap.sort), [sort]);
      assert.ok(finding.settles.length > 0, 'an unknown says what to hand in');
    });
  }

  it('asks for no paper that could not close it', () => {
    const settles = [{ hand_in: 'readable-walls', how: 'show walls that can be read', for: ['blank'] }, { hand_in: 'wall', how: 'show the wall' }];
    const dark = world({ brick: ['crack'] });
    wall(dark, 'n.brick', 'brick');
    dark.addBlank({ word: 'crack', reason: 'too dark', place: { component: 'part', path: 'n.brick' } }, 'brick');
    assert.deepEqual(ask(dark, { settles }).settles.map(({ hand_in }) => hand_in), ['readable-walls', 'wall']);
    assert.deepEqual(ask(world(), { settles }).settles, [{ hand_in: 'wall', how: 'show the wall' }]);
    assert.deepEqual(ask(world(), { settles: settles.slice(0, 1) }).settles.map(({ hand_in }) => hand_in), ['readable-walls'], 'an unknown always says what to hand in');
  });

  it('is nothing at all to ask', () => {
    assert.deepEqual(ask(world()).gaps.map((gap) => gap.sort), ['nothing-to-ask']);
  });

  it('is nothing that speaks to this element, whatever else was handed in', () => {
    const record = world({ paper: ['paper'] });
    record.addArtifact({ component: 'part', path: 'p', size: 1, sha256: digest('b'), material: 'paper' });
    record.addFact({ word: 'paper', value: { says: 'other things' }, place: { component: 'part', path: 'p' } }, 'paper');
    const rests = { rests_on: [{ word: 'paper', where: 'fact.says == "walls"' }], breaches: [{ id: 'bad', over: 'paper', when: 'fact.says == "bad"', message: 'it says so itself' }] };
    assert.equal(ask(record, rests).verdict, 'unknown');
    record.addFact({ word: 'paper', value: { says: 'walls' }, place: { component: 'part', path: 'p' } }, 'paper');
    assert.equal(ask(record, rests).verdict, 'met');
  });

  it('is settled by a current review of those very bytes, and only where the element allows it', () => {
    const settle = (value: Record<string, unknown>, allowed = true) => {
      const record = world({ brick: ['crack'], mud: [], paper: ['review'] });
      wall(record, 'n.brick', 'brick');
      wall(record, 'a.mud', 'mud');
      const whole = { element: 'walls-are-whole', component: '', subjects: [digest('a')], conclusion: 'acceptable', date: '2026-01-01', expires: '2026-06-30', ...value };
      record.addFact({ word: 'review', value: whole, place: { component: 'part', path: 'r.yaml' } }, 'paper');
      return ask(record, { review_settles: allowed }).verdict;
    };
    assert.equal(settle({}), 'met');
    assert.equal(settle({}, false), 'unknown');
    assert.equal(settle({ subjects: [digest('b')] }), 'unknown', 'other bytes');
    assert.equal(settle({ element: 'other' }), 'unknown', 'another element');
    assert.equal(settle({ component: 'roof' }), 'unknown', 'another component');
    assert.equal(settle({ conclusion: 'not-acceptable' }), 'unknown');
    assert.equal(settle({ expires: '2026-06-29' }), 'unknown', 'expired the day before');
    assert.equal(settle({ date: '2026-07-01' }), 'unknown', 'dated after the inspection');
  });

  it('never comes from an empty file, and never from a nature the word does not concern', () => {
    const record = world();
    wall(record, 'n.brick', 'brick');
    record.addArtifact({ component: 'part', path: 'empty', size: 0, sha256: digest('e') });
    assert.equal(ask(record).verdict, 'met');
  });
});

describe('whatever is taken away', () => {
  it('nothing becomes met by it', () => {
    const materials = fc.constantFrom('brick', 'mud', undefined);
    const device = fc.array(fc.record({ material: materials, cracked: fc.boolean(), dark: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(device, fc.nat(), (walls, pick) => {
        const make = (answers: readonly string[]): ReturnType<typeof world> => {
          const record = world({ brick: answers, mud: [] });
          walls.forEach(({ material, cracked, dark }, index) => {
            const path = `${index}.w`;
            wall(record, path, material);
            if (material !== 'brick' || answers.length === 0) return;
            if (cracked && index !== pick) record.addFact({ ...wide, place: { component: 'part', path } }, 'brick');
            if (dark) record.addBlank({ word: 'crack', reason: 'dark', place: { component: 'part', path } }, 'brick');
          });
          return record;
        };
        const whole = ask(make(['crack'])).verdict;
        const without = ask(make([])).verdict;
        assert.notEqual(without, 'met', 'without its probe an element can never be met');
        if (whole === 'met') assert.ok(walls.every((w) => w.material === 'brick' && !w.dark));
      }),
    );
  });
});
