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
