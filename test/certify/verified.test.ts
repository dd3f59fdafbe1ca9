/** What verification makes of a small package as a whole: what it asks, what it no longer asks once something is wrong, and what it hands back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certify } from '../../src/certify/certificate.ts';
import { checkContents, readIndex } from '../../src/certify/checks/contents.ts';
import { readTold } from '../../src/certify/checks/statements.ts';
import { sha256Hex } from '../../src/certify/cryptography.ts';
import { makePackage, planDigest, type Files, type Ingredients } from '../../src/certify/package.ts';
import { verify, type Deeper, type Opened, type Question, type Verification } from '../../src/certify/verify.ts';
import { spell } from '../../src/core/spelling.ts';
import { asOf, cryptography, digit, ingredients, inspection, known, made, saidBy, signer, trust, utf8, type Said } from './small.ts';

async function sealed(change: Partial<Ingredients> = {}): Promise<Files> {
  const { files } = await made(change);
  return new Map([...files, ...(await certify(files, 'maker', signer, cryptography))]);
}
const look = (files: Files, question: Partial<Question> = {}, deeper?: Deeper, troubles: Opened['troubles'] = []): Promise<Verification> => verify({ files, troubles }, { trust, asOf, wanted: { images: [] }, known, cryptography, ...question }, deeper);
const lines = ({ reasons }: Verification): readonly string[] => reasons.map(({ code, where }) => `${code} ${where}`);
const changed = (files: Files, path: string, content: string | undefined): Files => new Map([...files].flatMap(([name, bytes]): [string, Uint8Array][] => (name === path ? (content === undefined ? [] : [[name, utf8(content)]]) : [[name, bytes]])));

describe('a small package', () => {
  it('holds, and is handed on', async () => {
    const files = await sealed();
    const { holds, reasons, held, unchecked, remarks, signers, told, index, package: handed } = await look(files);
    assert.deepEqual([holds, reasons, remarks, signers.length, told?.inspection, index?.level], [true, [], [], 1, JSON.parse(spell(inspection)), 2]);
    assert.deepEqual(held, ['all 9 files are there with the bytes that the index names, and no others', 'sealed by "the maker" as maker', 'every statement follows from the inspection, and names its digest', 'the law is edition e-1 as it is known here, with the text of all 2 elements', 'all 3 questions that the edition asks of this device are answered', 'Plumbline 0.1.0 is not among the versions known to be faulty']);
    assert.deepEqual(unchecked, ['when the seal of "the maker" was made: no trusted timestamp says so', 'that the image on your device is the one that was inspected: no image was given', 'that the record leads to these findings: it was not judged again', 'that the record is true of the device: whoever inspected vouches for that with their seal']);
    assert.deepEqual([handed?.files, handed?.index, handed?.told, handed?.signers], [files, index, told, signers]);
  });
  it('came whole, or is told how it came', async () => {
    const said = await look(await sealed(), {}, undefined, [{ where: 'a', reason: 'it is a link', code: 'unsafe' }, { where: 'b', reason: 'it is cut', code: 'malformed' }]);
    assert.deepEqual([lines(said), said.holds, said.package, said.reasons[0]?.what], [['unsafe a', 'malformed b'], false, undefined, 'it is a link']);
  });
  it('without an index is asked nothing more', async () => {
    for (const [content, expected] of [[undefined, 'missing index.json'], ['{', 'malformed index.json'], ['{}', 'malformed index.json']] as const) {
      const said = await look(changed(await sealed(), 'index.json', content));
      assert.deepEqual([lines(said), said.held, said.unchecked, said.signers, said.index, said.told], [[expected], [], [], [], undefined, undefined]);
    }
  });
  it('without an inspection or a record that can be read says what it is and no more', async () => {
    for (const path of ['inspection.json', 'record.json']) {
      const said = await look(changed(await sealed(), path, undefined));
      assert.deepEqual([lines(said), said.told, said.index?.level, said.signers.length, said.unchecked.length], [[`missing ${path}`], undefined, 2, 1, 1]);
      assert.deepEqual(lines(await look(changed(await sealed(), path, '{}'))), [`altered ${path}`, `malformed ${path}`]);
    }
  });
  it('with another inspection or another record than was signed is not asked what they say', async () => {
    for (const [path, value] of [['inspection.json', { ...inspection, plumbline: '0.2.0' }], ['record.json', { ...(ingredients.record as object), plumbline: '0.2.0' }]] as const) {
      const said = await look(changed(await sealed(), path, spell(value)), { wanted: { device: 'another', images: [] } });
      assert.deepEqual([lines(said), said.told === undefined, said.signers.length], [[`altered ${path}`], false, 1]);
      assert.deepEqual(said.unchecked.at(-1), 'what inspection, record and statements say: they are not those that were signed');
    }
  });
  it('is judged again where that is asked and nothing is wrong so far', async () => {
    let asked = 0;
    const deeper: Deeper = async (_told, _files, book) => {
      asked++;
      book.refuse('contradiction', 'd', 'it leads elsewhere');
    };
    assert.deepEqual([lines(await look(await sealed(), {}, deeper)), asked], [['contradiction d'], 1]);
    const said = await look(await sealed(), { wanted: { device: 'another', images: [] } }, deeper);
    assert.deepEqual([lines(said), asked], [['wrong-subject inspection.json'], 1]);
    assert.ok(said.unchecked.includes('that the record leads to these findings: what is wrong already was enough'));
    assert.ok((await look(await sealed(), {}, async () => undefined)).holds);
  });
  it('holds from the day it speaks of to its last, and while nobody withdrew it', async () => {
    const files = await sealed({ validUntil: '2026-11-27' });
    for (const [day, expected] of [['2026-11-20', []], ['2026-11-19', ['wrong-time index.json']], ['2026-11-27', []], ['2026-11-28', ['expired index.json']]] as const) assert.deepEqual(lines(await look(files, { asOf: day })), expected, day);
    const index = `sha256:${await sha256Hex(cryptography, files.get('index.json') ?? new Uint8Array(0))}`;
    assert.deepEqual(lines(await look(files, { trust: { ...trust, revokedPackages: [{ index, because: 'recalled' }] } })), ['revoked-key index.json']);
    assert.deepEqual(lines(await look(files, { trust: { ...trust, revokedPackages: [{ index: `sha256:${digit('0')}`, because: 'recalled' }] } })), []);
  });
  it('is of no faulty version', async () => {
    assert.deepEqual(lines(await look(await sealed(), { known: { ...known, faulty: [{ from: '0.1.0', to: '0.1.0', because: 'it slept' }] } })), ['faulty-tool inspection.json']);
  });
});

describe('the contents of a package', () => {
  const contents = async (files: Files): Promise<Said & { readonly sound: readonly string[] }> => {
    let sound: readonly string[] = [];
    const said = await saidBy(async (book) => {
      const index = readIndex(files, book);
      if (index !== undefined) sound = [...(await checkContents(files, index, cryptography, book)).keys()];
    });
    return { ...said, sound };
  };
  it('are those that the index lists', async () => {
    const { files } = await made();
    const paths = [...files.keys()].filter((path) => path !== 'index.json');
    assert.deepEqual(await contents(files), { reasons: [], held: ['all 9 files are there with the bytes that the index names, and no others'], unchecked: [], remarks: [], sound: paths });
    assert.deepEqual(await contents(changed(files, 'record.json', undefined)), { reasons: ['missing record.json: the index lists this file, and it is not there'], held: [], unchecked: [], remarks: [], sound: paths.filter((path) => path !== 'record.json') });
    assert.deepEqual(await contents(changed(files, 'record.json', '{}')), { reasons: ['altered record.json: the bytes are not those that the index names'], held: [], unchecked: [], remarks: [], sound: paths.filter((path) => path !== 'record.json') });
    for (const [path, expected] of [['more', ['extra more: the index does not list this file: nobody vouches for it']], ['signatures/a/b', []], ['signatures', ['extra signatures: the index does not list this file: nobody vouches for it']]] as const) assert.deepEqual((await contents(new Map([...files, [path, utf8('')]]))).reasons, expected);
  });
  it('are listed once, and neither the index nor a signature is', async () => {
    const { files, index } = await made();
    const [first] = index.files;
    assert.ok(first !== undefined);
    const listing = async (row: typeof first): Promise<readonly string[]> => (await contents(changed(files, 'index.json', spell({ ...index, files: [...index.files, row] })))).reasons;
    assert.deepEqual(await listing(first), ['contradiction index.json: the index lists a file twice']);
    for (const path of ['index.json', 'signatures/a/b']) assert.deepEqual(await listing({ ...first, path }), [`contradiction index.json: the index lists ${path}, which it cannot know`]);
  });
});

describe('what goes into a package', () => {
  it('is told with the digests of its bytes', async () => {
    const { files, index } = await made();
    const told = await readTold(files, cryptography, { refuse: () => assert.fail(), holds: () => undefined, unchecked: () => undefined, remark: () => undefined, reasons: [], held: [], notChecked: [], remarks: [] });
    assert.deepEqual(told?.digests, { inspection: index.inspection, record: index.record });
  });
  it('has each of its parts, each listed for what it is, in order of names', async () => {
    const { files, index } = await made({ evidence: new Map([['evidence/x', utf8('x')]]), editionSeal: { a: 1 }, sarif: { runs: [] }, validUntil: '2027-01-01', expects: ['maker', 'inspector', 'maker'] });
    assert.deepEqual(index.files.map(({ path, holds }) => `${path} ${holds}`), ['evidence/x evidence', 'inspection.json inspection', 'law/editions/e-1.dsse.json law', 'law/editions/e-1.json law', 'law/elements/a.json law', 'law/elements/b.json law', 'record.json record', 'statements/cyclonedx.json statement', 'statements/inspection.json statement', 'statements/sarif.json statement', 'statements/test-result.json statement', 'statements/verification-summary.json statement']);
    assert.deepEqual([...files.keys()], [...index.files.map(({ path }) => path), 'index.json']);
    for (const { path, size, sha256 } of index.files) assert.deepEqual([files.get(path)?.length, await sha256Hex(cryptography, files.get(path) ?? new Uint8Array(0))], [size, sha256]);
    assert.deepEqual([index.expects, index.valid_until, index.plan], [['inspector', 'maker'], '2027-01-01', await planDigest([['a', 'link'], ['a', 'main'], ['b', '']], cryptography)]);
    const plain = (await made()).index;
    assert.deepEqual([plain.files.length, 'valid_until' in plain], [9, false]);
  });
  it('has the form that certificates speak of', async () => {
    for (const [change, expected] of [[{ inspection: {} }, /^Error: the inspection is not what a certificate can speak of: schema is missing$/], [{ record: {} }, /the record is not/], [{ edition: {} }, /the edition is not/], [{ elements: new Map([['a', {}]]) }, /the element a is not/]] as const) await assert.rejects(makePackage({ ...ingredients, ...change }, cryptography), expected);
  });
});
