/** Groups: what is the same is told once, whether several elements say it or several components show it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Breach, Finding } from '../../src/core/finding.ts';
import { allGroups, breachesOf, shared } from '../../src/report/groups.ts';

function breach(component: string, path: string): Breach {
  const fact = { word: 'memory-profile', value: {}, place: { component, path, ...(path === '' ? {} : { line: 3 }) } };
  return { id: 'b', message: `of ${component}`, remedy: '', cwe: [], severity: 'high', fact, fingerprint: component + path };
}

function finding(element: string, component: string, ...breaches: readonly Breach[]): Finding {
  return { element, title: element, category: 'A', component, verdict: 'unmet', because: '', mode: 'rebuild', strength: 'source', breaches, gaps: [], settles: [], supports: [] };
}

test('one element that fails in several components as a whole is one group', () => {
  const groups = shared(allGroups([finding('e', 'a', breach('a', '')), finding('e', 'b', breach('b', '')), finding('f', 'a', breach('a', ''))]));
  assert.deepEqual(groups.map((group) => [group.finding.element, group.elsewhere.map((one) => one.finding.component), breachesOf(group)]), [['e', ['b'], 2], ['f', [], 1]]);
});

test('places stay with their component, and elements that share them are told together', () => {
  const groups = shared(allGroups([finding('e', 'a', breach('a', 'x.c')), finding('f', 'a', breach('a', 'x.c')), finding('e', 'b', breach('b', 'x.c'))]));
  assert.deepEqual(groups.map((group) => [group.finding.component, group.elements, group.elsewhere.length]), [['a', ['e', 'f'], 0], ['b', ['e'], 0]]);
});
