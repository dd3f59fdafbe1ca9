/** Plans: the draft is a valid plan, its status tells done from late, and no text makes the readers throw anything but a usage error. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { UsageError } from '../../src/core/trouble.ts';
import { buildRoadmap } from '../../src/roadmap/build.ts';
import { draftPlan, monthsAfter } from '../../src/roadmap/draft.ts';
import { decayUnder, movesOf } from '../../src/roadmap/moves.ts';
import { noOverrides, overridesJsonSchema, readOverrides } from '../../src/roadmap/overrides.ts';
import { planJsonSchema, readPlan } from '../../src/roadmap/plan.ts';
import { statusOf } from '../../src/roadmap/status.ts';
import { ownTables, sampleRecord } from './samples.ts';

const tables = await ownTables();
const record = sampleRecord({ 'net/tcp.c': { code: 400, functions: ['tcp_input', 'tcp_parse'], includes: ['sys/socket.h'] }, 'ui/draw.c': { code: 50, functions: ['draw'] } }, { untrusted: ['port'] });
const roadmapAt = (asOf: string) => buildRoadmap({ record, history: undefined, historyTrouble: '', tables, overrides: noOverrides, asOf, revision: '', version: '0' });
const roadmap = roadmapAt('2026-11-01');

describe('a draft', () => {
  it('is a plan that reads back as itself', () => {
    const plan = draftPlan(roadmap);
    assert.deepEqual(readPlan(stringify(plan), 'plan.yaml'), plan);
    assert.ok(plan.phases.length > 0);
  });

  it('leaves open what only people can decide, and the status names it', () => {
    const { lines, value } = statusOf(draftPlan(roadmap), roadmap);
    assert.equal(value, 'behind');
    for (const about of ['owner', 'signature', '5 transparency', '6 weakness of every CVE']) assert.equal(lines.find((line) => line.about === about)?.state, 'missing', about);
  });

  it('counts months to the last day of a short month', () => {
    assert.equal(monthsAfter('2026-08-31', 6), '2027-02-28');
    assert.equal(monthsAfter('2026-11-01', 14), '2028-01-01');
  });
});

describe('a status', () => {
  it('tells late from on time by the day', () => {
    const plan = draftPlan(roadmap);
    const [phase] = plan.phases;
    assert.ok(phase);
    const state = (asOf: string): string | undefined => statusOf(plan, roadmapAt(asOf)).lines.find(({ about }) => about.startsWith(`${phase.name}: `))?.state;
    assert.equal(state('2026-11-02'), 'on time');
    assert.equal(state('2030-01-01'), phase.units[0]?.to === 'memory-safe code' ? 'late' : 'cannot tell');
  });

  it('says of new code without a history that it cannot tell', () => {
    const plan = { ...draftPlan(roadmap), new_code_safe_from: '2026-01-01' };
    assert.equal(statusOf(plan, roadmap).lines.find(({ about }) => about === 'new code is memory safe')?.state, 'cannot tell');
  });
});

describe('moves', () => {
  it('never take more than there is', () => {
    const plan = draftPlan(roadmap);
    const twice = { ...plan, phases: [...plan.phases, ...plan.phases] };
    for (const { share, year } of movesOf(twice, roadmap).moves) assert.ok(share > 0 && share <= 1 && year >= 0);
  });
});

it('the day of the plan for new code is what the simulation assumes, and it slips one way only', () => {
  const { parameters } = decayUnder(tables.decay, { ...draftPlan(roadmap), new_code_safe_from: '2028-11-01' }, '2026-11-01');
  const { value, low, high, source } = parameters.adoption_midpoint_years;
  assert.deepEqual([value, low, source], [2, 2, 'plan']);
  assert.ok(high > value);
});

describe('the readers', () => {
  const only = (read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
    }
  };

  it('answer any text with a document or with a usage error', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => {
      only(() => readOverrides(text, 'o.yaml'));
      only(() => readPlan(text, 'p.yaml'));
    }), { numRuns: 300 });
  });

  it('answer any mutation of a plan likewise', () => {
    const text = stringify(draftPlan(roadmap));
    fc.assert(fc.property(fc.nat(text.length), fc.nat(60), fc.string({ maxLength: 12 }), (at, count, more) => only(() => readPlan(text.slice(0, at) + more + text.slice(at + count), 'p.yaml'))), { numRuns: 300 });
  });
});

for (const [name, schema] of [['roadmap', planJsonSchema], ['roadmap-overrides', overridesJsonSchema]] as const) {
  it(`schema/${name}.schema.json is what the reader checks`, () => {
    const file = new URL(`../../schema/${name}.schema.json`, import.meta.url);
    if (process.env['PLUMBLINE_UPDATE'] === '1') writeFileSync(file, `${JSON.stringify(schema(), null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), schema(), `schema/${name}.schema.json is old: run this test with PLUMBLINE_UPDATE=1`);
  });
}
