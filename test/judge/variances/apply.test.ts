/** What variances do to a judgement: the standing may change, a finding never; what lies behind a covered breach comes to light. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../../src/core/finding.ts';
import type { Word } from '../../../src/core/fact.ts';
import type { VarianceReport } from '../../../src/core/variance-report.ts';
import { compileElement } from '../../../src/codebook/compile.ts';
import { elementSchema } from '../../../src/codebook/schema.ts';
import type { Codebook, Edition } from '../../../src/codebook/codebook.ts';
import { againstBaseline } from '../../../src/judge/baseline.ts';
import { judge } from '../../../src/judge/judge.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from '../../../src/judge/record.ts';
import { requirementsOf } from '../../../src/judge/requirements.ts';
import { componentSubject } from '../../../src/judge/subject.ts';
import { applyVariances } from '../../../src/judge/variances/apply.ts';
import { standingOf } from '../../../src/judge/vary.ts';
import { knownVulnerability } from '../../../src/facts/known-vulnerability.ts';
import { device, part, wall, words as wallWords } from '../bench.ts';
import { print, rules, whole } from './records.ts';

const words: ReadonlyMap<string, Word> = new Map([...wallWords, ['known-vulnerability', knownVulnerability]]);
const base = {
  id: 'walls-are-whole', title: 'Whole walls', category: 'A', origin: 'project', objective: 'walls have no cracks', addresses: 'falling walls', mode: 'rerun-checker', scope: 'component', of: ['source'],
  rests_on: ['crack'], breaches: [{ id: 'wide', over: 'crack', when: 'fact.width > 2', message: 'a crack of {fact.width}', cwe: [787] }],
  remedy: 'fill the crack', settles: [{ hand_in: 'wall', how: 'show the wall' }], citations: [{ document: 'a test' }],
};

interface World {
  readonly record: DeviceRecord;
  readonly run: (options?: { readonly asOf?: string; readonly ignored?: boolean }) => { readonly finding: Finding; readonly report: VarianceReport | undefined; readonly standing: ReturnType<typeof standingOf> };
}

function build(element: Record<string, unknown> = {}): World {
  const materials = new Map<string, MaterialAnswers>([
    ['brick', { nature: 'source', answers: new Set(['crack']) }],
    ['variance', { nature: 'statement', answers: new Set(['variance']) }],
    ['bom', { nature: 'bill', answers: new Set(['known-vulnerability']) }],
  ]);
  const record = deviceRecord(device, materials);
  const law = compileElement(elementSchema.parse({ ...base, ...element }), words, 'element.yaml', '');
  const edition = { law: { id: 'e-2', effective_on: '2026-01-01', alternatives: [], adopts: [], variances: rules }, digest: '', derivation: [] } as unknown as Edition;
  const codebook = { elements: new Map([[law.law.id, { ...law, digest: whole.text }]]), editions: new Map([['e-2', edition]]) } as unknown as Codebook;
  return {
    record,
    run: ({ asOf = '2026-03-01', ignored = false } = {}) => {
      const asked = { element: law, subject: componentSubject(record, part), params: {}, level: 2, asOf, words };
      const finding = judge(asked);
      const requirements = requirementsOf(edition, 2, [finding]);
      const report = applyVariances([{ asked, finding }], requirements, { record, codebook, edition, words, level: 2, asOf, ignored });
      return { finding, report, standing: standingOf(requirements, report) };
    },
  };
}

const crack = (width: number) => ({ word: 'crack', value: { width, wall: 'north' }, place: { component: 'part', path: 'wall.b', line: 1 } });
const control = { id: 'C1', says: 'no crack is wider than ten', word: 'crack', where: 'fact.width < 10.0', component: 'part' };

function grant(record: DeviceRecord, fingerprints: readonly string[], change: Record<string, unknown> = {}, line = 3): void {
  record.addFact({ word: 'variance', value: { root_cause: '', notice: '', renews: '', designed_under: '', ...whole, fingerprints, controls: [control], ...change }, place: { component: 'part', path: 'v.yaml', line } }, 'variance');
}

function cracked(element: Record<string, unknown> = {}): World & { readonly fingerprints: readonly string[] } {
  const world = build(element);
  wall(world.record, 'wall.b', 'brick');
  for (const width of [3, 5]) world.record.addFact(crack(width), 'brick');
  return { ...world, fingerprints: world.run().finding.breaches.map(({ fingerprint }) => fingerprint) };
}

describe('without a record', () => {
  it('nothing is said of variances, and the standing is as ever', () => {
    const { report, standing } = cracked().run();
    assert.equal(report, undefined);
    assert.equal(standing.value, 'nonconforming');
    assert.equal(standing.because, '1 of 1 requirement unmet, 0 unknown');
  });
});

describe('a variance over all that is proved', () => {
  const granted = () => {
    const { record, run, fingerprints } = cracked();
    grant(record, fingerprints);
    return { run, fingerprints, ...run() };
  };
  it('leaves the finding unmet and makes the standing conforming with variances', () => {
    const { finding, standing } = granted();
    assert.deepEqual([finding.verdict, finding.breaches.length], ['unmet', 2]);
    assert.equal(standing.value, 'conforming-with-variances');
    assert.match(standing.because, /0 of 1 requirement met, 1 unmet and covered by a variance, 0 not applicable/);
    assert.deepEqual(standing.totals, { met: 0, unmet: 1, unknown: 0, 'not-applicable': 0 });
  });
  it('shows totals with it, what is covered, and by which record', () => {
    const { report, fingerprints } = granted();
    assert.deepEqual(report?.totals, { met: 1, unmet: 0, unknown: 0, 'not-applicable': 0, covered: 1 });
    assert.deepEqual(report?.covered, [{ requirement: 'walls-are-whole', component: 'part', by: ['V-1'] }]);
    const [entry] = report?.entries ?? [];
    assert.deepEqual([entry?.state, entry?.covers, entry?.address, entry?.days_left, entry?.approved_by, entry?.proposed_by], ['in-force', [...fingerprints], 'v.yaml:3', 121, 'R. Meyer, surveyor', 'A. Ito, mason']);
    assert.equal(report?.warn_days, 60);
    assert.deepEqual(entry?.controls, [{ id: 'C1', says: 'no crack is wider than ten', holds: true, because: 'a crack says so' }]);
  });
  it('is listed and not applied when the operator asks so', () => {
    const { report: listed, standing: plain } = granted().run({ ignored: true });
    assert.deepEqual([listed?.ignored, listed?.entries[0]?.state, listed?.entries[0]?.covers, plain.value], [true, 'in-force', [], 'nonconforming']);
  });
  it('is over a day after its end', () => {
    const { run } = granted();
    assert.equal(run({ asOf: '2026-07-01' }).standing.value, 'nonconforming');
    assert.equal(run({ asOf: '2026-07-01' }).report?.entries[0]?.days_left, -1);
  });
});

describe('a variance over a part', () => {
  it('does not cover a new breach of the same element', () => {
    const { record, run, fingerprints } = cracked();
    grant(record, fingerprints.slice(0, 1));
    const { standing, report } = run();
    assert.equal(standing.value, 'nonconforming');
    assert.deepEqual([report?.totals.unmet, report?.totals.covered, report?.covered], [1, 0, []]);
  });
  it('does not excuse a gap behind the breach', () => {
    const { record, run, fingerprints } = cracked();
    wall(record, 'strange.x');
    grant(record, fingerprints);
    const { finding, standing, report } = run();
    assert.equal(finding.verdict, 'unmet');
    assert.equal(standing.value, 'undetermined');
    assert.equal(report?.totals.unknown, 1);
  });
  it('does not excuse a breach by absence behind the breach, until that is named too', () => {
    const absence = { reads: ['paper'], breaches: [...base.breaches, { id: 'no-paper', absent: 'paper', when: 'fact.says == "sound"', message: 'no paper says that it is sound' }] };
    const { record, run, fingerprints } = cracked(absence);
    assert.equal(fingerprints.length, 2);
    grant(record, fingerprints);
    assert.equal(run().standing.value, 'nonconforming');
  });
});

describe('a control', () => {
  const tried = (change: Record<string, unknown>) => {
    const { record, run, fingerprints } = cracked();
    grant(record, fingerprints, { controls: [{ ...control, ...change }] });
    return run().report?.entries[0];
  };
  const element = (id: string, component: string) => tried({ word: undefined, where: undefined, element: id, component });
  it('holds when a fact satisfies it', () => {
    assert.equal(tried({})?.state, 'in-force');
    assert.equal(tried({ where: 'fact.width > 10.0' })?.because, 'control C1 does not hold: no crack says so');
    assert.equal(tried({ where: 'fact_path == "wall.b" && as_of == "2026-03-01" && level == 2.0 && component.name == "part" && device.name == "d"' })?.state, 'in-force');
  });
  it('that names another component, an unknown one or an unknown word does not', () => {
    assert.match(tried({ component: 'attic' })?.because ?? '', /no component attic/);
    assert.match(tried({ word: 'smell' })?.because ?? '', /no word smell/);
    assert.equal(tried({ component: '' })?.state, 'in-force');
  });
  it('whose predicate cannot be understood, asked, or paid for does not', () => {
    assert.match(tried({ where: 'fact.width >' })?.because ?? '', /not understood/);
    assert.match(tried({ where: 'fact.height > 1.0' })?.because ?? '', /not understood/);
    assert.match(tried({ where: 'fact.wall[9] == "n"' })?.because ?? '', /not understood|cannot be asked/);
    assert.match(tried({ where: '[1,2].exists(a, [1,2].exists(b, a == b))' })?.because ?? '', /more than one list/);
    assert.match(tried({ where: 'digests.exists(a, a == fact.wall)' })?.because ?? '', /only ask whether a digest is in digests/);
    assert.match(tried({ where: 'image_digests.exists(a, a == fact.wall)' })?.because ?? '', /only ask whether/);
    assert.match(tried({ where: '"x" in digests.map(a, a)' })?.because ?? '', /only ask whether/);
    assert.match(tried({ where: 'fact.wall in digests' })?.because ?? '', /no crack says so/);
    assert.equal(tried({ where: '!(fact.wall in digests) && !(fact.wall in image_digests)' })?.state, 'in-force');
  });
  it('by an element holds only when that is met there', () => {
    assert.match(element('walls-are-whole', 'part')?.because ?? '', /walls-are-whole is unmet/);
    assert.match(element('walls-are-whole', 'attic')?.because ?? '', /not asked of attic at level 2/);
    assert.match(element('roofs-are-tight', '')?.because ?? '', /not asked of the device at level 2/);
  });
});

describe('what cannot be a variance', () => {
  it('is listed in order of its place and never applied', () => {
    const { record, run } = cracked();
    for (const line of [9, 2]) record.addBlank({ word: 'variance', reason: 'approved: missing', place: { component: 'part', path: 'v.yaml', line } }, 'variance');
    const { report, standing } = run();
    assert.deepEqual(report?.malformed, [{ address: 'v.yaml:2', reason: 'approved: missing' }, { address: 'v.yaml:9', reason: 'approved: missing' }]);
    assert.deepEqual([report?.entries, standing.value], [[], 'nonconforming']);
  });
});

describe('a vulnerability that is being exploited', () => {
  const under = (state: string, listed = true) => {
    const { record, run, fingerprints } = cracked();
    grant(record, fingerprints);
    record.addFact({ word: 'known-vulnerability', value: { id: 'CVE-9', affects: [], cwe: [787], severity: '', state, justification: '', known_exploited: listed }, place: { component: 'part', path: 'bom.json' } }, 'bom');
    return run().report?.entries[0]?.state;
  };
  it('ends it, unless the maker has shown that it does nothing here', () => {
    assert.deepEqual(['', 'exploitable', 'in_triage', 'not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree'].map((state) => under(state)), ['lapsed', 'lapsed', 'lapsed', 'in-force', 'in-force', 'in-force', 'in-force']);
    assert.equal(under('', false), 'in-force');
  });
});

describe('a baseline', () => {
  it('counts a new breach that is covered as conforming with variances', () => {
    const { record, run, fingerprints } = cracked();
    grant(record, fingerprints);
    const { finding, report } = run();
    const now = { findings: [finding], requirements: [], variances: report } as unknown as Parameters<typeof againstBaseline>[0];
    const before = { ...now, findings: [] };
    assert.equal(againstBaseline(now, before).baseline?.standing, 'conforming-with-variances');
    assert.equal(againstBaseline({ ...now, variances: { ...(report as VarianceReport), entries: [] } }, before).baseline?.standing, 'nonconforming');
    assert.equal(againstBaseline(now, now).baseline?.standing, 'conforming');
  });
});

describe('the standing in words', () => {
  const requirement = (verdict: 'met' | 'unmet' | 'unknown') => ({ id: verdict, title: '', component: '', verdict, because: '', means: [] });
  const totals = (change: Record<string, number>) => ({ totals: { met: 0, unmet: 0, unknown: 0, 'not-applicable': 0, covered: 0, ...change } });
  it('tells what is covered beside what is not', () => {
    const three = [requirement('met'), requirement('unmet'), requirement('unmet')];
    assert.equal(standingOf(three, totals({ met: 2, unmet: 1, covered: 1 })).because, '1 of 3 requirements unmet, 0 unknown; 1 more unmet and covered by a variance');
    assert.equal(standingOf([requirement('unknown'), requirement('unmet')], totals({ met: 1, unknown: 1, covered: 1 })).because, '1 of 2 requirements could not be decided; 1 more unmet and covered by a variance');
    assert.deepEqual(standingOf([requirement('met')], totals({ met: 1 })), { value: 'conforming', because: '1 of 1 requirement met, 0 not applicable', totals: { met: 1, unmet: 0, unknown: 0, 'not-applicable': 0 } });
  });
});

it('fingerprints of the world are those of breaches', () => assert.match(print('a'), /^[0-9a-f]{32}$/));
