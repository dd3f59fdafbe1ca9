/** The law that came along and the questions it asks, on a package of three questions: each part changed alone, and nothing else said of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkLaw, checkPlan, type Known } from '../../src/certify/checks/law.ts';
import { checkStatements } from '../../src/certify/checks/statements.ts';
import type { EditionForm, Told } from '../../src/certify/forms.ts';
import type { Files } from '../../src/certify/package.ts';
import type { PackageIndex } from '../../src/certify/seal.ts';
import { statementOf } from '../../src/certify/statement.ts';
import { sarifPredicate, sarifStatement } from '../../src/certify/statements/all.ts';
import { subjectOf } from '../../src/certify/subject.ts';
import type { TrustRoot } from '../../src/certify/trust.ts';
import { spell } from '../../src/core/spelling.ts';
import { asOf, cryptography, digestOf, digit, edition, elements, inspection, inspectionUnder, known, made, saidBy, trust, utf8, type Made, type Said } from './small.ts';

const [lawAt, aAt, bAt, cAt] = ['law/editions/e-1.json', 'law/elements/a.json', 'law/elements/b.json', 'law/elements/c.json'];
const without = (files: Files, ...paths: readonly string[]): Files => new Map([...files].filter(([path]) => !paths.includes(path)));
const unlisted = (index: PackageIndex, ...paths: readonly string[]): PackageIndex => ({ ...index, files: index.files.filter(({ path }) => !paths.includes(path)) });

interface Case extends Partial<Made> {
  readonly known?: Known;
  readonly trust?: Partial<TrustRoot>;
}
const law = async (one: Case = {}): Promise<Said> => {
  const base = await made();
  return saidBy((book) => checkLaw(one.told ?? base.told, one.index ?? base.index, { files: one.files ?? base.files, trust: { ...trust, ...one.trust }, asOf, cryptography }, one.known ?? known, book));
};
const plan = async (one: Case = {}): Promise<Said> => {
  const base = await made();
  return saidBy((book) => checkPlan(one.told ?? base.told, one.files ?? base.files, one.index ?? base.index, cryptography, book));
};
const nobody: Known = { editions: [], faulty: [] };
const knows = (change: Partial<Known['editions'][number]>): Known => ({ ...known, editions: known.editions.map((one) => ({ ...one, ...change })) });

describe('the law', () => {
  it('is the edition that is known here, with the text of each element', async () => {
    assert.deepEqual(await law(), { reasons: [], held: ['the law is edition e-1 as it is known here, with the text of all 2 elements'], unchecked: [], remarks: [] });
  });
  it('is in the package, or was said to be missing already', async () => {
    const honest = await made();
    assert.deepEqual((await law({ files: without(honest.files, lawAt, aAt) })).reasons, []);
    assert.deepEqual(await law({ files: without(honest.files, lawAt), index: unlisted(honest.index, lawAt) }), { reasons: [`missing ${lawAt}: the text of the edition e-1 is not in the package`], held: [], unchecked: [], remarks: [] });
    assert.deepEqual((await law({ files: without(honest.files, bAt), index: unlisted(honest.index, bAt) })).reasons, [`missing ${bAt}: the text of the element b is not in the package`]);
  });
  it('has the text that the inspection names', async () => {
    const honest = await made();
    assert.deepEqual((await law({ files: new Map([...honest.files, [lawAt, utf8('{}')]]) })).reasons, [`altered-edition ${lawAt}: the text of the edition e-1 is not the one that the inspection was made under`]);
    const altered = await law({ files: new Map([...honest.files, [aAt, utf8('{}')]]) });
    assert.deepEqual(altered.reasons, [`altered-edition ${aAt}: the text of the element a is not the one that the inspection was made under`, `altered-edition ${aAt}: the element a of edition e-1 has another text here`]);
    assert.deepEqual(altered.held, []);
  });
  it('is known by the trust root with its name and its digest, or not at all', async () => {
    const { digest } = inspection.edition;
    const lines = async (editions: TrustRoot['editions'], by: Known = nobody): Promise<readonly string[]> => (await law({ known: by, trust: { editions } })).reasons.map((line) => line.split(':')[0] ?? '');
    assert.deepEqual(await lines([{ id: 'e-1', digest }]), []);
    for (const editions of [[], [{ id: 'e-2', digest }], [{ id: 'e-1', digest: `sha256:${digit('0')}` }]]) assert.deepEqual(await lines(editions), [`unknown-edition ${lawAt}`]);
    const other = knows({ digest: `sha256:${digit('0')}` });
    assert.deepEqual(await lines([], other), [`altered-edition ${lawAt}`]);
    assert.deepEqual(await lines([{ id: 'e-1', digest }], other), []);
    assert.deepEqual(await lines([], knows({ id: 'e-2' })), [`unknown-edition ${lawAt}`]);
  });
  it('has no element but those that are known here, and each with the text known here', async () => {
    const [a, b] = inspection.elements.map(({ digest }) => digest);
    assert.deepEqual((await law({ known: knows({ elements: { a: a ?? '' } }) })).reasons, [`altered-edition ${bAt}: the edition e-1 known here has no element b`]);
    assert.deepEqual((await law({ known: knows({ elements: { a: a ?? '', b: `sha256:${digit('0')}` } }) })).reasons, [`altered-edition ${bAt}: the element b of edition e-1 has another text here`]);
    assert.deepEqual((await law({ known: knows({ elements: { a: a ?? '', b: b ?? '', c: `sha256:${digit('0')}` } }) })).reasons, [], 'an element that is not in the package is not compared');
  });
  it('that is not known here is as good as the digests it freezes', async () => {
    const open = 'the text of the elements of edition e-1: it is not known here, and the edition does not freeze all of them by digest';
    assert.deepEqual((await law()).unchecked, [], 'known here: nothing need be frozen');
    const under = async (digests: readonly (string | undefined)[]): Promise<Said> => {
      const frozen: EditionForm = { ...edition, adopts: edition.adopts.map((row, place) => ({ ...row, ...(digests[place] === undefined ? {} : { digest: digests[place] }) })) };
      const one = await made({ edition: frozen, inspection: await inspectionUnder(frozen) });
      return law({ ...one, known: nobody, trust: { editions: [{ id: 'e-1', digest: await digestOf(frozen) }] } });
    };
    const [a, b] = inspection.elements.map(({ digest }) => digest);
    const none = `sha256:${digit('0')}`;
    assert.deepEqual([(await under([])).unchecked, (await under([a, b])).unchecked, (await under([a, b, none])).unchecked], [[open], [open], []]);
    for (const [digests, expected] of [[[], []], [[a, b, none], []], [[a, none, none], [`altered-edition ${bAt}: the edition e-1 freezes the element b with another text`]]] as const) assert.deepEqual((await under(digests)).reasons, expected);
  });
  it('that is no published edition is told so', async () => {
    const honest = await made();
    const told: Told = { ...honest.told, inspection: { ...inspection, edition: { ...inspection.edition, status: 'draft' } } };
    assert.deepEqual(await law({ told }), { reasons: [], held: ['the law is edition e-1 as it is known here, with the text of all 2 elements'], unchecked: [], remarks: ['edition e-1 is not published (draft): it binds nobody'] });
  });
});

describe('the questions of an edition', () => {
  const answering = async (change: Partial<Told['inspection']>): Promise<Told> => ({ ...(await made()).told, inspection: { ...inspection, ...change } });
  const { findings } = inspection;
  it('are all answered', async () => {
    assert.deepEqual(await plan(), { reasons: [], held: ['all 3 questions that the edition asks of this device are answered'], unchecked: [], remarks: [] });
  });
  it('are answered once each, and no others', async () => {
    for (const [kept, expected] of [
      [findings.filter(({ component }) => component !== 'link'), ['missing inspection.json: the edition asks a of link, and no finding answers: it was left out']],
      [findings.filter(({ element }) => element !== 'b'), ['missing inspection.json: the edition asks b, and no finding answers: it was left out']],
      [[...findings, ...findings.slice(0, 1)], ['contradiction inspection.json: a question is answered twice']],
      [[...findings, ...findings.slice(0, 1).map((one) => ({ ...one, component: 'lab' }))], ['contradiction inspection.json: there is a finding for a of lab, which the edition does not ask']],
      [[...findings, ...findings.slice(0, 1).map((one) => ({ ...one, element: 'c', component: '' }))], ['contradiction inspection.json: there is a finding for c, which the edition does not ask']],
      [findings.toReversed(), []],
    ] as const) {
      const said = await plan({ told: await answering({ findings: kept }) });
      assert.deepEqual([said.reasons, said.held.length], [expected, expected.length === 0 ? 1 : 0]);
    }
  });
  it('are as many as the index says, and the same', async () => {
    const honest = await made();
    for (const change of [{ digest: `sha256:${digit('0')}` }, { questions: 2 }, { questions: 4 }]) assert.deepEqual((await plan({ index: { ...honest.index, plan: { ...honest.index.plan, ...change } } })).reasons, ['contradiction index.json: the plan in the index is not what the edition asks of this device']);
  });
  it('need the elements that the edition asks for at the level, by itself or in a group', async () => {
    const honest = await made();
    const left = (element: string, level: number): string => `missing law/elements/${element}.json: the edition asks for the element ${element} at level ${level}, and it was left out`;
    const at = async (value: number, ...paths: readonly string[]): Promise<readonly string[]> => {
      const told = await answering({ level: { ...inspection.level, value }, elements: inspection.elements.filter(({ id }) => !paths.includes(`law/elements/${id}.json`)) });
      return (await plan({ told, files: without(honest.files, ...paths), index: unlisted(honest.index, ...paths) })).reasons.filter((line) => line.includes('it was left out') && line.startsWith('missing law'));
    };
    assert.deepEqual([await at(2), await at(3), await at(2, bAt), await at(1, bAt), await at(1, aAt)], [[], [left('c', 3)], [left('b', 2)], [], [left('a', 1)]]);
    const grouped: EditionForm = { ...edition, adopts: edition.adopts.map((row) => (row.element === 'c' ? { ...row, from_level: 9 } : row)), alternatives: [{ any_of: [['b'], ['c']], from_level: 2 }] };
    const one = await made({ edition: grouped, inspection: await inspectionUnder(grouped) });
    assert.deepEqual((await plan(one)).reasons, [left('c', 2)]);
    const later: EditionForm = { ...grouped, alternatives: [{ any_of: [['b'], ['c']], from_level: 3 }] };
    assert.deepEqual((await plan(await made({ edition: later, inspection: await inspectionUnder(later) }))).reasons, []);
  });
  it('cannot be drawn up without the edition or an element, and that was said', async () => {
    const honest = await made();
    for (const path of [lawAt, bAt]) assert.deepEqual(await plan({ files: without(honest.files, path) }), { reasons: [], held: [], unchecked: [], remarks: [] });
    assert.deepEqual((await plan({ files: new Map([...honest.files, [bAt, utf8('{}')]]) })).reasons, [`malformed ${bAt}: id is missing`]);
    assert.deepEqual((await plan({ files: new Map([...honest.files, [lawAt, utf8('[1,')]]) })).reasons, [`malformed ${lawAt}: it is no JSON`]);
  });
  it('are of elements that are listed once', async () => {
    const said = await plan({ told: await answering({ elements: [...inspection.elements, ...inspection.elements.slice(0, 1)] }) });
    assert.deepEqual(said.reasons, ['contradiction inspection.json: an element is listed twice']);
  });
  it('are of elements whose text may be there unasked', async () => {
    const more = new Map([...elements, ['c', { id: 'c', scope: 'device', of: [] } as const]]);
    const one = await made({ elements: more, inspection: await inspectionUnder(edition, more) });
    assert.ok(one.files.has(cAt));
    assert.deepEqual((await plan(one)).reasons, []);
  });
});

describe('statements', () => {
  const at = 'statements/sarif.json';
  const statements = (one: Made, files: Files = one.files, index: PackageIndex = one.index): Promise<Said> => saidBy((book) => checkStatements(one.told, files, index, book));
  const logging = (): Promise<Made> => made({ sarif: { runs: [] } });
  const withLog = async (value: unknown): Promise<Said> => {
    const logged = await logging();
    return statements(logged, new Map([...logged.files, [at, utf8(typeof value === 'string' ? value : spell(value))]]));
  };
  const follows = 'every statement follows from the inspection, and names its digest';
  it('are as many as there are ingredients for', async () => {
    const honest = await made();
    const logged = await logging();
    assert.deepEqual([honest.files.has(at), logged.files.has(at)], [false, true]);
    assert.deepEqual(await statements(honest), { reasons: [], held: [follows], unchecked: [], remarks: [] });
    assert.deepEqual(await statements(logged), { reasons: [], held: [follows], unchecked: [`the log in ${at}: it names the inspection, and was not made again from it`], remarks: [] });
  });
  it('follow from the inspection, and every package has them', async () => {
    const honest = await made();
    for (const name of ['inspection', 'test-result', 'verification-summary', 'cyclonedx']) {
      const path = `statements/${name}.json`;
      assert.deepEqual(await statements(honest, new Map([...honest.files, [path, utf8('{}')]])), { reasons: [`contradiction ${path}: this statement does not say what the inspection says`], held: [], unchecked: [], remarks: [] });
      assert.deepEqual((await statements(honest, honest.files, unlisted(honest.index, path))).reasons, [`missing ${path}: the index does not list this statement, which every package has`]);
      assert.deepEqual((await statements(honest, without(honest.files, path))).reasons, [], 'said to be missing already');
    }
  });
  it('that cannot be made again are about the same bytes, of a known kind, and name the inspection', async () => {
    const logged = await logging();
    const { told } = logged;
    const subject = subjectOf(told);
    const log = sarifStatement(told, {});
    assert.deepEqual((await withLog(log)).reasons, []);
    assert.deepEqual((await withLog({ ...log, subject: [...subject, ...subject] })).reasons, [`wrong-subject ${at}: this statement is about other bytes than the inspection`]);
    assert.deepEqual(await withLog(statementOf(subject, 'urn:other', log.predicate)), { reasons: [`malformed ${at}: it is of a kind that packages do not have`], held: [], unchecked: [], remarks: [] });
    assert.deepEqual((await withLog(statementOf(subject, sarifPredicate, { sarif: {} }))).reasons, [`malformed ${at}: inspection is missing`]);
    assert.deepEqual(await withLog(sarifStatement({ ...told, digests: { ...told.digests, inspection: digit('0') } }, {})), { reasons: [`contradiction ${at}: this statement names another inspection`], held: [], unchecked: [], remarks: [] });
    assert.deepEqual((await withLog('{"a":1,"a":1}')).reasons, [`malformed ${at}: it has two members named "a" in one object`]);
    assert.deepEqual((await statements(logged, without(logged.files, at))).reasons, []);
  });
});
