/** Worked cases tell which way a change goes; errata that tighten are found out; records are judged again under another edition. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadMaterials, loadWords, readCodebookText, shelfRoot } from '../../../src/core/shelf.ts';
import { canonicalJson } from '../../../src/core/canonical.ts';
import { compileEdition, compileElement } from '../../../src/codebook/compile.ts';
import { editionOf, loadCodebook } from '../../../src/codebook/load.ts';
import { patched } from '../../../src/codebook/revision/patch.ts';
import type { EditionLaw } from '../../../src/codebook/schema.ts';
import type { Element } from '../../../src/codebook/codebook.ts';
import { inspectWithRecord } from '../../../src/inspect.ts';
import { impactOn } from '../../../src/judge/revision/impact.ts';
import { proofThatItLoosens } from '../../../src/judge/revision/loosens.ts';
import { trialsOn } from '../../../src/judge/revision/trials.ts';
import type { StoredRecord } from '../../../src/judge/stored.ts';
import { readFileSync } from 'node:fs';
import { varianceSchema } from '../../../src/core/variance.ts';
import { whole } from '../variances/records.ts';

const home = join(shelfRoot, '..', 'codebook');
const words = await loadWords();
const codebook = loadCodebook([{ name: 'codebook', files: readCodebookText(home) }], words);
const materials = new Map((await loadMaterials()).map(({ material, answers }) => [material.name, { nature: material.nature, answers }] as const));
const pageOf = (id: string): string => readFileSync(join(home, 'elements', id, 'element.md'), 'utf8');
const cases = { elements: codebook.elements, pageOf, shelf: { words, materials } };
const trials = trialsOn(cases);
const { law } = editionOf(codebook, '2026.1');
const kev = 'no-known-exploited-vulnerability';

describe('the same cases under other parameters', () => {
  it('come out worse, better, or as before', () => {
    assert.deepEqual(trials.ofParameters(kev, {}, { days: 30 }), { worse: ['compared forty days ago'], better: [] });
    assert.deepEqual(trials.ofParameters(kev, { days: 30 }, {}), { worse: [], better: ['compared forty days ago'] });
    assert.deepEqual(trials.ofParameters(kev, {}, { days: 44 }), { worse: [], better: [] });
  });
  it('of an element that is not there say nothing', () => {
    assert.deepEqual(trialsOn({ ...cases, pageOf: () => pageOf(kev) }).ofParameters('walls-are-whole', {}, { days: 30 }), { worse: [], better: [] });
    assert.deepEqual(trialsOn({ ...cases, pageOf: () => undefined }).ofParameters(kev, {}, { days: 30 }), { worse: [], better: [] });
  });
});

describe('devices under other levels', () => {
  const without: EditionLaw = { ...law, derivation: law.derivation.filter(({ when }) => when !== 'device.multi_patient') };
  it('rise or fall, and each is named', () => {
    const { worse, better } = trials.ofLevels(without, law);
    assert.ok(worse.length > 0 && worse.every((name) => name.endsWith('several patients')), worse[0]);
    assert.deepEqual(better, []);
    assert.deepEqual(trials.ofLevels(law, without), { worse: [], better: worse });
    assert.deepEqual(trials.ofLevels(law, law), { worse: [], better: [] });
  });
});

describe('the devices that are tried', () => {
  const rule = (when: string): EditionLaw => ({ ...law, derivation: [{ level: 3, when, because: 'a rule of a test' }] });
  const rising = (when: string): readonly string[] => trials.ofLevels({ ...law, derivation: [] }, rule(when)).worse;
  it('are of every class, harm, way of updates, reach and number of patients', () => {
    const all = rising('true');
    assert.equal(all.length, 4 * 5 * 5 * 3 * 2);
    assert.equal(new Set(all).size, all.length);
  });
  it('are what their names say', () => {
    for (const [when, says] of [['device.multi_patient', ', several patients'], ['device.connectivity.exists(one, one.reaches_network)', ', a network'], ['device.connectivity.exists(one, one.kind == "bluetooth")', ', a radio'], ['device.connectivity.size() == 0', ', no interface'], ['device.safety_class == "B"', 'class B,'], ['device.worst_harm == "death"', 'harm death,'], ['device.update_path == "remote"', 'updates remote,']] as const) {
      assert.deepEqual(rising(when), rising('true').filter((name) => name.includes(says)), when);
    }
  });
});

describe('an erratum', () => {
  const proof = (changes: Parameters<typeof patched>[1], was: ReadonlyMap<string, Element> = new Map()) => proofThatItLoosens(law, patched(law, changes, 'E-1'), was, cases);
  it('may loosen', () => {
    assert.deepEqual(proof([{ op: 'change', element: kev, with: { days: 60 } }, { op: 'change', element: 'debug-interfaces-are-closed', from_level: 3 }]).faults, [`${kev} is tightened: days "default" → 60; no worked case shows which way, so it counts as asking more`]);
    assert.deepEqual(proof([{ op: 'change', element: 'debug-interfaces-are-closed', from_level: 3 }]).faults, []);
    assert.deepEqual(proof([{ op: 'change', element: 'tests-reach-mcdc', with: { accepted: ['mcdc', 'branch'] } }]).faults, []);
  });
  it('may not tighten, adopt or retire', () => {
    assert.match(proof([{ op: 'change', element: kev, with: { days: 30 } }]).faults.join(), /is tightened.*compared forty days ago/);
    assert.match(proof([{ op: 'change', element: 'debug-interfaces-are-closed', from_level: 1 }]).faults.join(), /is tightened/);
    assert.match(proof([{ op: 'retire', element: kev, because: 'it is not needed any more' }]).faults.join(), /is retired/);
  });
  const element = codebook.elements.get(kev);
  const older = (days: number): ReadonlyMap<string, Element> => {
    assert.ok(element !== undefined);
    const parameters = { ...element.law.parameters, days: { ...element.law.parameters['days'], type: 'number' as const, default: days, meaning: 'days after which it is made again' } };
    return new Map([[kev, compileElement({ ...element.law, parameters }, words, 'was', '')]]);
  };
  it('may change a text only so that no case comes out worse than under the text before', () => {
    assert.deepEqual(proof([], older(30)).faults, []);
    assert.deepEqual(proof([], older(30)).texts, [{ element: kev, worse: [], better: ['compared forty days ago'] }]);
    const lenient = older(400);
    assert.match(proof([], lenient).faults.join(), /no-known-exploited-vulnerability comes out worse in the case "the last comparison is a year old"/);
    assert.match(proofThatItLoosens(law, law, lenient, { ...cases, pageOf: () => undefined }).faults.join(), /no text or no page/);
  });
});

describe('the impact of an edition on a stored record', async () => {
  const watch = { phase: () => undefined, advance: () => undefined };
  const { stored } = await inspectWithRecord({ path: join(shelfRoot, '..', 'examples/infusion-pump/as-mended'), asOf: '2026-12-20', codebooks: [], version: 'test', watch, history: false, edition: '2026.1', jobs: 0 });
  const record = JSON.parse(canonicalJson(stored)) as StoredRecord;
  const before = editionOf(codebook, '2026.1');
  const under = (change: Parameters<typeof patched>[1], asOf?: string) => {
    const next = { ...patched({ ...law, status: 'draft' }, change, 'P'), id: 'next' };
    return impactOn(record, { codebook, words }, before, compileEdition(next, codebook.elements, 'next', ''), asOf);
  };
  it('tells what is newly unknown, and the standing on both sides', () => {
    const impact = under([{ op: 'change', element: kev, with: { days: 30 } }]);
    assert.deepEqual(impact.newly, { unmet: [], unknown: [kev], met: [] });
    assert.deepEqual([impact.device, impact.version, impact.standing, impact.level], ['Meridian LVP 2 infusion pump', '2.5.0', { before: 'conforming', after: 'undetermined' }, { before: 3, after: 3 }]);
  });
  it('speaks of the day it is asked about', () => assert.deepEqual(under([{ op: 'change', element: kev, with: { days: 30 } }], '2026-11-20').newly.unknown, []));
  it('tells what is newly unmet, newly met, and no longer asked', () => {
    assert.deepEqual(under([{ op: 'change', element: 'tests-reach-mcdc', with: { least_percent: 101 } }]).newly.unmet, ['tests-reach-mcdc']);
    assert.deepEqual(under([{ op: 'ungroup', group: 'memory-errors-are-kept-out', because: 'each is asked alone' }]).no_longer_asked.some((name) => name.startsWith('memory-errors-are-kept-out of ')), true);
    assert.deepEqual(under([{ op: 'retire', element: 'tests-reach-mcdc', because: 'not asked any more' }]).no_longer_asked, ['tests-reach-mcdc']);
    const less = { ...record, filed: record.filed };
    const back = impactOn(less, { codebook, words }, compileEdition({ ...patched({ ...law, status: 'draft' }, [{ op: 'change', element: kev, with: { days: 30 } }], 'P') }, codebook.elements, 'p', ''), before);
    assert.deepEqual(back.newly.met, [kev]);
  });
  it('tells which variances lapse, and why', async () => {
    const found = await inspectWithRecord({ path: join(shelfRoot, '..', 'examples/infusion-pump/as-found'), asOf: '2026-11-20', codebooks: [], version: 'test', watch, history: false, edition: '2026.1', jobs: 0 });
    const finding = found.inspection.findings.find(({ element: id, breaches }) => id === 'updates-are-validated' && breaches.length > 0);
    const value = varianceSchema.parse({ ...whole, element: 'updates-are-validated', edition: '2026.1', text: codebook.elements.get('updates-are-validated')?.digest, scope: { device: found.inspection.device.about.name, versions: [found.inspection.device.about.version], component: '' }, fingerprints: finding?.breaches.map(({ fingerprint }) => fingerprint), controls: [{ id: 'C1', says: 'the code is open to inspection', element: 'code-is-open-to-inspection' }], approved: { by: 'R. Meyer', role: 'surveyor', date: '2026-11-01' }, expires: '2027-01-31' });
    const varied: StoredRecord = { ...found.stored, filed: [...found.stored.filed, { word: 'variance', value, place: { component: 'evidence', path: 'v.yaml', line: 1 }, from: 'variance' }] };
    const next = compileEdition({ ...patched({ ...law, status: 'draft' }, [{ op: 'head', title: 'The next one' }], 'P'), id: 'next' }, codebook.elements, 'next', '');
    assert.deepEqual(impactOn(varied, { codebook, words }, before, next).lapsing, ['V-1: new edition: it was granted under 2026.1']);
    assert.deepEqual(impactOn(varied, { codebook, words }, before, before).lapsing, []);
    assert.deepEqual(impactOn(varied, { codebook, words }, next, next).lapsing, []);
  });
  it('of the same edition is nothing', () => {
    const impact = impactOn(record, { codebook, words }, before, before);
    assert.deepEqual([impact.newly, impact.no_longer_asked, impact.lapsing], [{ unmet: [], unknown: [], met: [] }, [], []]);
  });
});
