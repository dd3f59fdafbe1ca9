/** What an attacker can make the C material list is bounded, and the bound is said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCouldNotTell, type Observation } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import material from '../../../src/materials/c/material.ts';
import probe from '../../../src/materials/c/hazard.probe.ts';

function hazardsIn(text: string | Uint8Array): readonly Observation[] | string {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const sight = { path: 'a.c', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  return isUnreadable(form) ? form.unreadable : [...probe.look(form, sight)];
}

test('of a hundred thousand hazards in one file some thousands are listed, and a blank says so', () => {
  const seen = hazardsIn('void f(char *a, char *b) { strcpy(a, b); }\n'.repeat(100_000));
  assert.ok(typeof seen !== 'string');
  const blanks = seen.filter(isCouldNotTell);
  assert.ok(seen.length < 30_000, String(seen.length));
  assert.match(blanks[0]?.reason ?? '', /more than \d+ constructs in one file: the rest was not looked at/);
});

test('noise is no C, a stray control byte is', () => {
  assert.match(String(hazardsIn(Uint8Array.from({ length: 9000 }, (_unused, at) => (at * 7919) % 256))), /not text/);
  const seen = hazardsIn('void f(char *a, char *b) {\u0000 strcpy(a, b); /* \u001b[0m \u007f */ }\n');
  assert.equal(typeof seen === 'string' ? seen : seen.length, 1);
});
