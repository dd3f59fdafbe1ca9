/** Evidence that real tools wrote reaches the law: coverage bound to the image that ships, proofs with their limits, and what is partial or about another image settles nothing. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sha256 } from '../../src/core/canonical.ts';
import type { Finding } from '../../src/core/finding.ts';
import { inspect } from '../../src/inspect.ts';
import { root } from './devices.ts';

const analysers = join(root, 'test', 'materials', 'analysers');
const image = join(root, 'src', 'materials', 'elf', 'cases', 'kind', 'fact', 'firmware.elf');
const temporary = mkdtempSync(join(tmpdir(), 'plumbline-evidence-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const manifest = `plumbline: 1
device: {name: Small pump, version: 1.0.0, maker: An invented maker, safety_class: C, connectivity: [], worst_harm: death, multi_patient: false, patient_data: false, update_path: none, intended_use: Delivers a drug}
components:
  - {name: firmware, kind: source, where: [src], criticality: high, untrusted_input: [], version: 1.0.0, supplier: An invented maker}
  - {name: image, kind: image, where: [pump.elf], criticality: high, version: 1.0.0, supplier: An invented maker}
  - {name: evidence, kind: evidence, where: [evidence], shipped: false}
`;

const declared = `plumbline-statement: 1
kind: declaration
records:
  - {id: D-01, topic: critical-properties, component: firmware, says: {properties: 'no frame writes out of bounds', stated_in: 'proof/frame_proof.c'}, by: A B, role: lead, date: 2026-11-02, expires: 2027-11-30}
`;

const results = (subject: string): string => `<testsuite name="bench" tests="1"><properties><property name="subject.sha256" value="${subject}"/></properties><testcase name="all"/></testsuite>`;
const other = '0f'.repeat(32);

let devices = 0;
async function findingOf(element: string, sources: readonly string[], written: readonly string[], subject: string): Promise<Finding> {
  const path = join(temporary, String(devices++));
  mkdirSync(join(path, 'src'), { recursive: true });
  mkdirSync(join(path, 'evidence'));
  for (const name of sources) cpSync(join(analysers, 'device', 'src', name), join(path, 'src', name));
  cpSync(image, join(path, 'pump.elf'));
  writeFileSync(join(path, 'plumbline.yaml'), manifest);
  writeFileSync(join(path, 'evidence', 'declarations.yaml'), declared);
  writeFileSync(join(path, 'evidence', 'bench.xml'), results(subject));
  for (const name of written) cpSync(join(analysers, 'written', name), join(path, 'evidence', name.replaceAll('/', '-')));
  const inspection = await inspect({ path, asOf: '2026-11-28', codebooks: [], version: 'evidence', watch: { phase: () => undefined, advance: () => undefined }, history: false, edition: '2026.2', level: 3 });
  const finding = inspection.findings.find((each) => each.element === element);
  assert.ok(finding !== undefined, `2026.2 does not ask ${element}`);
  return finding;
}

const tested = sha256(readFileSync(image));
const breaches = (finding: Finding): string => finding.breaches.map(({ message }) => message).join('; ');

describe('coverage that gcov and LLVM measured', () => {
  const vary = (sources: readonly string[], written: readonly string[], subject = tested): Promise<Finding> => findingOf('tests-vary-every-condition-that-ships', sources, written, subject);

  it('is held against what is asked, in every file that ships', async () => {
    const finding = await vary(['dose.c', 'dose.h', 'table.c'], ['gcov-14.2.0/t-dose.gcov.json', 'gcov-14.2.0/t-table.gcov.json']);
    assert.equal(finding.verdict, 'unmet');
    assert.match(breaches(finding), /tests take 7 of 8 branches of firmware/);
  });

  it('suffices where nothing is left to vary and the image that ships was tested', async () => {
    assert.equal((await vary(['table.c'], ['gcov-14.2.0/t-table.gcov.json'])).verdict, 'met');
  });

  it('of another image is no evidence', async () => {
    const finding = await vary(['table.c'], ['gcov-14.2.0/t-table.gcov.json'], other);
    assert.equal(finding.verdict, 'unmet');
    assert.match(breaches(finding), /none of the images that ship/);
  });

  it('of some files settles nothing for the others', async () => {
    const finding = await vary(['table.c', 'frame.c', 'frame.h'], ['gcov-14.2.0/t-table.gcov.json']);
    assert.equal(finding.verdict, 'unknown', breaches(finding));
  });

  it('that gcov was not asked for is not full coverage', async () => {
    for (const version of ['12.2.0', '14.2.0', '16.2.0']) {
      const finding = await vary(['dose.c', 'dose.h', 'table.c'], [`gcov-${version}/plain-dose.gcov.json`, `gcov-${version}/plain-table.gcov.json`]);
      assert.equal(finding.verdict, 'unknown', `gcov ${version}`);
    }
  });

  it('of LLVM reaches the law as well', async () => {
    const finding = await vary(['dose.c', 'dose.h', 'frame.c', 'frame.h', 'table.c'], ['clang-23.1.4/coverage.json']);
    assert.equal(finding.verdict, 'unmet');
    assert.match(breaches(finding), /tests take 15 of 20 branches of firmware/);
  });
});

describe('proofs of CBMC', () => {
  const proved = (source: string, written: string): Promise<Finding> => findingOf('critical-properties-are-analysed-file-by-file', [source, 'frame.h'], [`cbmc-6.6.0/${written}`], tested);

  it('settle the duty when they came to their end', async () => assert.equal((await proved('frame.c', 'proved.json')).verdict, 'met'));

  it('are a breach when a property was refuted, and when the run stopped there', async () => {
    for (const written of ['refuted.json', 'refuted.xml', 'stopped.json', 'stopped.xml']) {
      const finding = await proved('frame_as_it_was.c', written);
      assert.equal(finding.verdict, 'unmet', written);
      assert.match(breaches(finding), /pointer outside object bounds/, written);
    }
  });

  it('settle nothing up to a bound', async () => {
    for (const written of ['unwound.json', 'unwound.xml', 'cut-short.xml']) assert.equal((await proved('frame.c', written)).verdict, 'unknown', written);
  });

  it('settle nothing where a called function has no body', async () => {
    const finding = await findingOf('critical-properties-are-analysed-file-by-file', ['dose.c', 'dose.h'], ['cbmc-6.6.0/no-body.json'], tested);
    assert.equal(finding.verdict, 'unknown', breaches(finding));
  });
});

describe('logs of GCC', () => {
  const analysed = (sources: readonly string[], written: readonly string[]): Promise<Finding> => findingOf('critical-properties-are-analysed-file-by-file', sources, written, tested);

  it('of units that ran with -fanalyzer settle the duty, file by file', async () => {
    assert.equal((await analysed(['dose.c', 'dose.h', 'leak.c'], ['gcc-16.2.0/dose.c.sarif', 'gcc-16.2.0/leak.c.sarif'])).verdict, 'met');
  });

  it('of a unit that failed leave it open', async () => {
    assert.equal((await analysed(['dose.c', 'dose.h', 'broken.c'], ['gcc-16.2.0/dose.c.sarif', 'gcc-16.2.0/broken.c.sarif'])).verdict, 'unknown');
  });

  it('of the plain compiler are no analysis', async () => {
    for (const version of ['14.2.0', '16.2.0']) assert.equal((await analysed(['dose.c', 'dose.h'], [`gcc-${version}/without-analyzer.sarif`])).verdict, 'unknown', version);
  });
});
