/** How findings become requirements, standing, a gate against a baseline, and what to hand in next. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Requirement } from '../../src/core/inspection.ts';
import { verdicts, type Verdict } from '../../src/core/verdict.ts';
import { all, requirementsOf } from '../../src/judge/requirements.ts';
import { standingOf } from '../../src/judge/vary.ts';
import { handInNext } from '../../src/judge/hand-in.ts';
import type { Edition } from '../../src/codebook/codebook.ts';
import type { Finding } from '../../src/core/finding.ts';
import { exitCodeOf } from '../../src/cli/outcome.ts';

const requirement = (verdict: Verdict): Requirement => ({ id: 'x', title: 'x', component: '', verdict, because: '', means: [['x']] });
const verdict = fc.constantFrom(...verdicts);

describe('the standing', () => {
  it('is nonconforming with anything unmet, else undetermined with anything unknown', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), (list) => {
        const { value } = standingOf(list.map(requirement));
        if (list.includes('unmet')) assert.equal(value, 'nonconforming');
        else if (list.includes('unknown')) assert.equal(value, 'undetermined');
        else assert.equal(value, list.includes('met') ? 'conforming' : 'undetermined');
      }),
    );
  });

  it('of nothing is undetermined: a gate that was asked nothing does not open', () => {
    assert.equal(standingOf([]).value, 'undetermined');
  });

  it('becomes the exit code', () => {
    assert.deepEqual(['conforming', 'conforming-with-variances', 'nonconforming', 'undetermined'].map((s) => exitCodeOf(s as 'conforming')), [0, 0, 1, 2]);
  });
});

function edition(anyOf: readonly (readonly string[])[]): Edition {
  return { law: { alternatives: [{ id: 'group', title: 'Group', any_of: anyOf, from_level: 1 }], adopts: [] }, digest: '', derivation: [] } as unknown as Edition;
}

function found(element: string, verdictGiven: Verdict, component = 'part'): Finding {
  return { element, title: element, category: 'A', component, verdict: verdictGiven, because: '', mode: 'rebuild', strength: 'none', breaches: [], gaps: [], settles: [{ hand_in: `paper-${element}`, how: 'send it' }], supports: [] };
}

describe('alternative means', () => {
  const group = edition([['safe'], ['subset', 'mitigation']]);
  const asked = (safe: Verdict, subset: Verdict, mitigation: Verdict) =>
    requirementsOf(group, 1, [found('safe', safe), found('subset', subset), found('mitigation', mitigation)]).find((r) => r.id === 'group')?.verdict;
  it('are met by one means held whole', () => {
    assert.equal(asked('met', 'unmet', 'unmet'), 'met');
    assert.equal(asked('unmet', 'met', 'met'), 'met');
    assert.equal(asked('unmet', 'met', 'not-applicable'), 'met');
  });
  it('are not met by halves of two', () => assert.equal(asked('unmet', 'met', 'unmet'), 'unmet'));
  it('stay open while one could still hold', () => {
    assert.equal(asked('unmet', 'unknown', 'met'), 'unknown');
    assert.equal(asked('unmet', 'unknown', 'unmet'), 'unmet', 'a means with a proved breach cannot hold any more');
  });
  it('do not take "does not apply" for "holds"', () => {
    assert.equal(asked('unmet', 'not-applicable', 'not-applicable'), 'unmet');
    assert.equal(asked('not-applicable', 'not-applicable', 'not-applicable'), 'not-applicable');
  });
  it('never raise a verdict above the best of their members', () => {
    fc.assert(fc.property(fc.array(verdict), (list) => assert.equal(all(list) === 'met', list.includes('met') && !list.includes('unmet') && !list.includes('unknown'))));
  });
});

describe('what to hand in next', () => {
  it('is ordered by how many unknowns it settles, and leaves out what no requirement waits for', () => {
    const findings = [found('a', 'unknown', 'one'), found('a', 'unknown', 'two'), found('b', 'unknown', 'one'), found('c', 'unknown', 'one')];
    const requirements = findings.filter((f) => f.element !== 'c').map((f) => ({ ...requirement('unknown'), id: f.element, component: f.component, means: [[f.element]] }));
    assert.deepEqual(handInNext(findings, requirements).map(({ hand_in, unknowns }) => [hand_in, unknowns]), [['paper-a', 2], ['paper-b', 1]]);
  });
});

const counted = (met: number, unmet: number, unknown: number, none: number): readonly Requirement[] => [['met', met], ['unmet', unmet], ['unknown', unknown], ['not-applicable', none]].flatMap(([one, count]) => Array.from({ length: Number(count) }, () => requirement(one as Verdict)));
const varied = (met: number, unmet: number, unknown: number, none: number, covered: number) => ({ totals: { met, unmet, unknown, 'not-applicable': none, covered } });

describe('the reason of the standing', () => {
  it('counts what decided it, and keeps the totals that are without variances', () => {
    assert.deepEqual(standingOf(counted(1, 2, 3, 4)), { value: 'nonconforming', because: '2 of 10 requirements unmet, 3 unknown', totals: { met: 1, unmet: 2, unknown: 3, 'not-applicable': 4 } });
    assert.equal(standingOf(counted(1, 0, 3, 0)).because, '3 of 4 requirements could not be decided');
    assert.equal(standingOf(counted(2, 0, 0, 1)).because, '2 of 3 requirements met, 1 not applicable');
    assert.equal(standingOf(counted(1, 0, 0, 0)).because, '1 of 1 requirement met, 0 not applicable');
    assert.equal(standingOf(counted(0, 0, 0, 2)).because, 'nothing that the edition asks applies to what was handed in');
  });
  it('says what is covered, and conforms with variances only when nothing else is left', () => {
    assert.deepEqual(standingOf(counted(2, 1, 0, 1), varied(3, 0, 0, 1, 1)), { value: 'conforming-with-variances', because: '2 of 4 requirements met, 1 unmet and covered by a variance, 1 not applicable', totals: { met: 2, unmet: 1, unknown: 0, 'not-applicable': 1 } });
    assert.equal(standingOf(counted(2, 2, 0, 0), varied(3, 1, 0, 0, 1)).because, '1 of 4 requirements unmet, 0 unknown; 1 more unmet and covered by a variance');
    assert.equal(standingOf(counted(2, 1, 1, 0), varied(3, 0, 1, 0, 1)).because, '1 of 4 requirements could not be decided; 1 more unmet and covered by a variance');
    assert.equal(standingOf(counted(2, 0, 0, 0), varied(2, 0, 0, 0, 0)).value, 'conforming', 'a variance that covers nothing changes nothing');
    assert.equal(standingOf(counted(0, 0, 0, 2), varied(0, 0, 0, 2, 0)).value, 'undetermined');
  });
});

describe('requirements', () => {
  const two = { law: { alternatives: [{ id: 'dry', title: 'Dry', any_of: [['roof'], ['tent', 'rope']], from_level: 2 }], adopts: [] }, digest: '', derivation: [] } as unknown as Edition;
  const findings = [found('walls', 'met', 'shed'), found('walls', 'unmet', 'house'), found('roof', 'unmet', 'house'), found('tent', 'met', 'house'), found('rope', 'unknown', 'house'), found('roof', 'met', 'shed')];
  it('are elements alone and groups from their level on, for each component, in order', () => {
    assert.deepEqual(requirementsOf(two, 2, findings).map(({ id, component, verdict }) => `${id} ${component} ${verdict}`), ['dry house unknown', 'dry shed met', 'walls house unmet', 'walls shed met']);
    assert.deepEqual(requirementsOf(two, 1, findings).map(({ id, component }) => `${id} ${component}`), ['roof house', 'roof shed', 'rope house', 'tent house', 'walls house', 'walls shed']);
    assert.deepEqual(requirementsOf(two, 1, findings.slice(0, 1))[0], { id: 'walls', title: 'walls', component: 'shed', verdict: 'met', because: '', means: [['walls']] });
    assert.deepEqual(requirementsOf(two, 2, findings)[0]?.means, [['roof'], ['tent', 'rope']]);
  });
  it('of groups say which means decided', () => {
    const because = (...verdictsOf: readonly [Verdict, Verdict, Verdict]): string | undefined => requirementsOf(two, 2, ['roof', 'tent', 'rope'].map((id, index) => found(id, verdictsOf[index] ?? 'met')))[0]?.because;
    assert.equal(because('unmet', 'met', 'met'), 'held by tent + rope');
    assert.equal(because('met', 'met', 'met'), 'held by roof; or tent + rope');
    assert.equal(because('unmet', 'unknown', 'met'), 'not settled: tent + rope');
    assert.equal(because('unmet', 'unmet', 'met'), 'no means holds: roof; or tent + rope');
    assert.equal(because('not-applicable', 'not-applicable', 'not-applicable'), 'none of the means applies');
  });
  it('of nothing are not settled', () => assert.deepEqual([all([]), all(['not-applicable']), all(['not-applicable', 'met'])], ['unknown', 'not-applicable', 'met']));
});

describe('a paper to hand in', () => {
  const wants = (finding: Finding, ...papers: readonly string[]): Finding => ({ ...finding, settles: papers.map((hand_in) => ({ hand_in, how: `how of ${hand_in}` })) });
  const waiting = (findings: readonly Finding[], verdictGiven: Verdict = 'unknown'): readonly Requirement[] => findings.map(({ element, component }) => ({ ...requirement(verdictGiven), id: element, component, means: [[element]] }));
  it('names the elements that wait for it, each once, in order; papers that settle as much stand by name', () => {
    const findings = [wants(found('b', 'unknown', 'one'), 'z', 'y'), wants(found('a', 'unknown', 'one'), 'z', 'y'), wants(found('a', 'unknown', 'two'), 'z', 'y')];
    assert.deepEqual(handInNext(findings, waiting(findings)), [{ hand_in: 'y', how: 'how of y', unknowns: 3, elements: ['a', 'b'] }, { hand_in: 'z', how: 'how of z', unknowns: 3, elements: ['a', 'b'] }]);
  });
  it('is wanted only for what is unknown itself, of the component that waits', () => {
    const decided = [wants(found('a', 'unmet', 'one'), 'x')];
    assert.deepEqual(handInNext(decided, waiting(decided)), []);
    const open = [wants(found('a', 'unknown', 'one'), 'x')];
    assert.deepEqual(handInNext(open, waiting(open, 'met')), []);
    assert.deepEqual(handInNext(open, waiting([found('a', 'unknown', 'two')])), []);
    assert.deepEqual(handInNext(open, [{ ...requirement('unknown'), id: 'group', component: 'one', means: [['b'], ['c', 'a']] }]).length, 1, 'a means of a group waits, too');
  });
});
