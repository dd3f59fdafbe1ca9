/** Lists of other tools: what is read of each, what is refused, and what any bytes do to their readers. */
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { Site } from '../../src/cli/review/device.ts';
import { looksLikeScan, readScan } from '../../src/cli/review/imports/cargo-scan.ts';
import { looksLikeVet, readVet } from '../../src/cli/review/imports/cargo-vet.ts';
import { compareWithRustc } from '../../src/cli/review/imports/compare.ts';
import { looksLikeRustc, readRustc } from '../../src/cli/review/imports/rustc.ts';

const span = (file: string, line: number, expansion: unknown = null): unknown => ({ file_name: file, line_start: line, is_primary: true, expansion });
const lint = (message: string, ...spans: readonly unknown[]): unknown => ({ $message_type: 'diagnostic', message, code: { code: 'unsafe_code', explanation: null }, level: 'warning', spans });
const linesOf = (...messages: readonly unknown[]): string => messages.map((one) => JSON.stringify(one)).join('\n');

const site = (path: string, line: number, form: string, more: Partial<Site['value']> = {}): Site => ({
  word: 'site-standing', place: { component: 'c', path, line }, excerpt: 'unsafe',
  value: { key: '0'.repeat(16), form, item: 'f', language: 'Rust', test: false, documented: false, function_hash: '', module_hash: '', state: 'unreviewed', why: 'no-record', because: '', independence: '', review: '', ...more },
});

describe('rustc', () => {
  it('reads messages of cargo and of rustc, each once', () => {
    const plain = lint('usage of an `unsafe` block', span('src/lib.rs', 3));
    const { linted, brokenLines } = readRustc(linesOf(plain, { reason: 'compiler-message', message: plain }, { reason: 'build-finished' }, lint('x', { ...(span('a.rs', 1) as object), is_primary: false })).concat('\n{"unsafe_code"\nunsafe_code'));
    assert.deepEqual(linted, [{ file: 'src/lib.rs', line: 3, message: 'usage of an `unsafe` block', macros: [], calledAt: undefined }]);
    assert.equal(brokenLines, 2);
    assert.ok(looksLikeRustc(linesOf({ reason: 'compiler-artifact' })) && looksLikeRustc(linesOf(plain)) && !looksLikeRustc('[[audits.a]]'));
  });

  it('is held against the sites, with a reason for each difference', () => {
    const expanded = { span: span('src/lib.rs', 9), macro_decl_name: 'peek!' };
    const { linted } = readRustc(linesOf(
      lint('usage of an `unsafe` block', span('crates/a/src/lib.rs', 3)), lint('usage of an `unsafe` block', span('src/lib.rs', 4)),
      lint('declaration of an `unsafe` function', span('src/lib.rs', 5)), lint('usage of an `unsafe` block', span('/registry/peek/src/lib.rs', 1, expanded)),
    ));
    const sites = [
      site('src/lib.rs', 3, 'block'), site('src/lib.rs', 5, 'block'), site('src/lib.rs', 6, 'union-read'), site('src/arm.rs', 1, 'fn'), site('src/lib.rs', 7, 'fn', { test: true }),
      site('src/lib.rs', 8, 'block', { item: 'peek!' }), site('src/lib.rs', 10, 'fn'), site('a.go', 3, 'unsafe-operation', { language: 'Go' }),
    ];
    const { both, theirs, ours } = compareWithRustc(sites, linted);
    assert.equal(both, 1);
    assert.deepEqual(theirs.map(({ of, because }) => [of.line, because.replace(/:.*/, '')]), [[4, ''], [5, ''], [1, 'it comes out of the macro peek!, called at src/lib.rs']]);
    assert.deepEqual(ours.map(({ of, because }) => [of.place.line, because === '']), [[5, true], [6, false], [1, false], [7, false], [8, false], [10, true]]);
  });

  it('finds the site where a macro of the crate is called or written', () => {
    const { linted } = readRustc(linesOf(lint('usage of an `unsafe` block', span('src/m.rs', 1, { span: span('src/lib.rs', 9), macro_decl_name: 'm!' }))));
    assert.equal(compareWithRustc([site('src/m.rs', 1, 'block')], linted).both, 1);
    assert.equal(compareWithRustc([site('src/lib.rs', 9, 'block')], linted).both, 1);
  });
});

const vet = `# cargo-vet audits file

[criteria.ub-risk-0]
description = """
No unsafe code
"""

[[audits.memchr]]
who = ["A <a@b.c>", "D \\"E\\""]
criteria = [
  "ub-risk-2",
]
version = "2.7.4"
notes = """
[[audits.fake]]
"""

[[audits.google.audits.itoa]]
criteria = "safe-to-deploy" # a remark
delta = "1.0.0 -> 1.0.1"

[[wildcard-audits.serde]]
who = 'D'
user-id = 3618 # David
start = 2022-01-01
renew = false

[[audits.bad]]
violation = "*"
broken
criteria = "unfinished
`;

describe('cargo-vet', () => {
  it('reads what cargo-vet writes, and names what it cannot read', () => {
    assert.ok(looksLikeVet(vet) && !looksLikeVet('key: value'));
    const { audits, faults } = readVet(vet);
    assert.deepEqual(audits.map(({ crate, version, criteria, who, violation }) => [crate, version, criteria, who, violation]), [
      ['memchr', '2.7.4', 'ub-risk-2', 'A <a@b.c>, D \\"E\\"', false], ['itoa', '1.0.0 -> 1.0.1', 'safe-to-deploy', '', false], ['serde', '*', '', 'D', false], ['bad', '*', '', '', true],
    ]);
    assert.deepEqual(faults.map(({ line }) => line), [30, 31]);
  });
});

const scan = { audit_trees: [[{ caller: { ident_path: 'a::b' }, call_loc: { dir: 'data/a-1.0.0/src', file: 'lib.rs', start_line: 7 }, eff_type: { UnsafeCall: {} } }, { Branch: [{}, [{ Leaf: [{}, 'Safe'] }, { Leaf: [{}, 'Skipped'] }]] }], [{ call_loc: {} }, {}], 3], base_dir: 'data/a-1.0.0/', hash: [], version: 0 };

describe('cargo-scan', () => {
  it('reads effects with their places and annotations', () => {
    assert.ok(looksLikeScan(JSON.stringify(scan)));
    assert.deepEqual(readScan(JSON.stringify(scan)), { baseDir: 'data/a-1.0.0/', effects: [{ file: 'src/lib.rs', line: 7, effect: 'UnsafeCall', caller: 'a::b', annotations: ['Safe', 'Skipped'] }] });
    for (const text of ['', '{', '[]', '{"audit_trees":{}}', '{"audit_trees":[],"version":1}']) assert.ok('unreadable' in readScan(text), text);
  });
});

test('any bytes are answered, mutated lists too', () => {
  const readers = [readRustc, readVet, readScan] as const;
  const seeds = [linesOf(lint('usage of an `unsafe` block', span('a.rs', 1))), vet, JSON.stringify(scan)];
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...seeds)), fc.nat(), fc.string({ maxLength: 8 }), (text, at, put) => {
    const cut = text.length === 0 ? 0 : at % text.length;
    for (const read of readers) read(text.slice(0, cut) + put + text.slice(cut + put.length));
  }), { numRuns: 1500 });
  for (const text of ['[', '"""', '[[audits.a]]\nwho = """', '[[audits.a]]\nwho = [', 'a = "\n', '{"reason":"unsafe_code"}\n', '{"audit_trees":[', '{"Branch":[0,[']) {
    const started = process.cpuUsage();
    for (const read of readers) read(text.repeat(20_000));
    assert.ok(process.cpuUsage(started).user < 4_000_000, `${text} took too long`);
  }
});
