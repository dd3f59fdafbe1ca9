/** What of a component an analyser got through: what ships, what the logs say, and what of both is told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { sameFileIn } from '../../src/core/same-file.ts';
import type { DeviceRecord } from '../../src/judge/record.ts';
import tally from '../../src/tallies/run-coverage/tally.ts';
import { ruleTable } from '../../src/tallies/run-coverage/table.ts';
import { draw, world } from './world.ts';

const table: unknown = parse(readFileSync(new URL('../../codebook/tables/analyser-rules.yaml', import.meta.url), 'utf8'));
const digest = (letter: string): string => letter.repeat(64);

function sources(paths: readonly string[], language = 'C'): DeviceRecord {
  const record = world(Object.fromEntries(paths.map((path) => [path, 'c'])));
  for (const path of paths) {
    record.addFact({ word: 'source-size', value: { language: path.endsWith('.h') ? 'C/C++ Header' : language, physical: 1, code: 1, comment: 0, blank: 0, generated: false }, place: { component: 'part', path }, sha256: digest('a') }, 'c');
  }
  return record;
}

type File = readonly [file: string, state: string, sha256?: string];

function run(record: DeviceRecord, files: readonly File[], more: Readonly<Record<string, unknown>> = {}): void {
  const value = { tool: 'cppcheck', version: '2.10', sort: 'coding-standard', options: [], completed: 'yes', date: '', files: files.map(([file, state, sha256 = '']) => ({ file, state, sha256, because: '' })), ...more };
  record.addFact({ word: 'analysed-files', value, place: { component: 'part', path: 'log' } }, 'c');
}

function compiled(record: DeviceRecord, files: readonly string[]): void {
  for (const file of files) record.addFact({ word: 'compile-command', value: { file, compiler: 'cc', standard: '', optimisation: '', protections: [], warnings: [], defines: [] }, place: { component: 'part', path: 'compile_commands.json' } }, 'c');
}

const covered = (record: DeviceRecord): readonly Record<string, unknown>[] => draw(record, [tally], table).facts.filter(({ word }) => word === 'run-coverage').map(({ value }) => value as Record<string, unknown>);
const counts = ({ expected, analysed, failed, skipped, named, unnamed, stale, bound, whole, basis }: Record<string, unknown>): unknown => ({ expected, analysed, failed, skipped, named, unnamed, stale, bound, whole, basis });

describe('run-coverage', () => {
  it('takes all sources where nothing says what was compiled, and counts each once', () => {
    const record = sources(['src/a.c', 'src/b.c', 'src/c.c', 'src/d.c', 'src/e.c', 'src/a.h']);
    run(record, [['home/me/src/a.c', 'analysed', digest('a')], ['src/b.c', 'failed'], ['src/c.c', 'skipped'], ['src/d.c', 'named'], ['src/a.h', 'analysed']]);
    assert.deepEqual(covered(record).map(counts), [{ expected: 5, analysed: 1, failed: 1, skipped: 1, named: 1, unnamed: 1, stale: 0, bound: 1, whole: false, basis: 'all-sources' }]);
  });

  it('asks only for what was compiled, whatever else lies there', () => {
    const record = sources(['src/a.c', 'src/b.c', 'test/t.c']);
    compiled(record, ['src/a.c', 'src/b.c']);
    run(record, [['src/a.c', 'analysed'], ['src/b.c', 'analysed'], ['test/t.c', 'failed']], { completed: 'no' });
    const [value] = covered(record);
    assert.deepEqual(counts(value ?? {}), { expected: 2, analysed: 2, failed: 0, skipped: 0, named: 0, unnamed: 0, stale: 0, bound: 0, whole: true, basis: 'compiled' });
    assert.equal(value?.['sources'], 3);
  });

  it('is not whole where a file changed since', () => {
    const record = sources(['a.c']);
    run(record, [['a.c', 'analysed', digest('b')]]);
    assert.deepEqual(covered(record).map(({ whole, stale }) => ({ whole, stale })), [{ whole: false, stale: 1 }]);
  });

  it('puts logs of one tool together; what failed in one failed, and other versions are other runs', () => {
    const record = sources(['a.c', 'b.c', 'c.c']);
    run(record, [['a.c', 'analysed'], ['b.c', 'skipped']]);
    run(record, [['b.c', 'analysed'], ['c.c', 'failed']]);
    run(record, [['c.c', 'analysed']]);
    run(record, [['a.c', 'analysed']], { version: '2.16' });
    assert.deepEqual(covered(record).map(({ version, analysed, failed, unnamed }) => ({ version, analysed, failed, unnamed })), [
      { version: '2.10', analysed: 2, failed: 1, unnamed: 0 },
      { version: '2.16', analysed: 1, failed: 0, unnamed: 2 },
    ]);
  });

  it('says nothing of a component that no log names', () => {
    const record = sources(['a.c']);
    run(record, [['other/z.c', 'analysed']]);
    assert.deepEqual(covered(record), []);
  });

  it('holds a tool against the languages it reads, and leaves out what cargo builds beside the program', () => {
    const record = sources(['src/lib.rs', 'tests/all.rs', 'build.rs'], 'Rust');
    run(record, [['src/lib.rs', 'analysed']], { tool: 'clippy' });
    assert.deepEqual(covered(record).map(({ expected, whole, languages }) => ({ expected, whole, languages })), [{ expected: 1, whole: true, languages: ['Rust'] }]);
  });

  it('gathers results by rule, with the weakness of the tool before that of the table', () => {
    const record = sources(['src/a.c']);
    const result = (rule: string, cwe: readonly number[], level = 'warning', file = 'src/a.c'): void =>
      record.addFact({ word: 'analysis-result', value: { tool: 't', rule, level, message: 'm', file, at_line: 3, cwe, suppressed: false }, place: { component: 'part', path: 'log' } }, 'c');
    for (const [rule, cwe] of [['unix.Malloc', [416]], ['clang-analyzer-core.DivideZero', []], ['misra-c2012-17.7', []], ['cert-err33-c', []], ['our-own', []]] as const) result(rule, cwe);
    result('our-own', [], 'error');
    result('our-own', [], 'none');
    result('our-own', [], 'error', 'elsewhere/z.c');
    const rules = draw(record, [tally], table).facts.filter(({ word }) => word === 'analysis-rule').map(({ value }) => value as Record<string, unknown>);
    assert.deepEqual(rules.map(({ rule, cwe, cwe_from, standards, results, errors }) => [rule, cwe, cwe_from, standards, results, errors]), [
      ['cert-err33-c', [252], 'table', [{ standard: 'MISRA C:2012', numbers: ['17.7', 'D4.7'] }, { standard: 'SEI CERT C', numbers: ['ERR33-C'] }], 1, 0],
      ['clang-analyzer-core.DivideZero', [369], 'table', [{ standard: 'MISRA C:2012', numbers: ['D4.1'] }, { standard: 'SEI CERT C', numbers: ['INT33-C'] }], 1, 0],
      ['misra-c2012-17.7', [], 'nobody', [{ standard: 'MISRA C:2012', numbers: ['17.7'] }], 1, 0],
      ['our-own', [], 'nobody', [], 2, 1],
      ['unix.Malloc', [416], 'tool', [{ standard: 'MISRA C:2012', numbers: ['22.1', '22.2'] }, { standard: 'SEI CERT C', numbers: ['MEM30-C', 'MEM31-C'] }], 1, 0],
    ]);
  });
});

describe('measured-coverage', () => {
  const report = (record: DeviceRecord, file: string, kind: string, covered: number, total: number): void =>
    record.addFact({ word: 'structural-coverage', value: { tool: 'llvm-cov', version: '2', file, kind, covered, total }, place: { component: 'part', path: 'coverage.json' } }, 'c');
  const measured = (record: DeviceRecord): readonly unknown[] =>
    draw(record, [tally], table).facts.filter(({ word }) => word === 'measured-coverage').map(({ value }) => {
      const { kind, covered, total, percent, expected, unmeasured } = value as Record<string, unknown>;
      return { kind, covered, total, percent, expected, unmeasured };
    });

  it('sums files that ship, takes the fuller of two reports, and counts files that no report speaks of', () => {
    const record = sources(['src/a.c', 'src/b.c', 'src/c.c', 'src/tables.c', 'src/a.h']);
    record.addFact({ word: 'function-summary', value: { functions: [], variables: [], entries: [], addressed: [], unions: 0 }, place: { component: 'part', path: 'src/tables.c' } }, 'c');
    report(record, 'home/x/src/a.c', 'branch', 4, 4);
    report(record, 'home/x/src/a.c', 'branch', 5, 6);
    report(record, 'src/b.c', 'branch', 3, 3);
    report(record, 'src/a.h', 'branch', 0, 9);
    report(record, 'src/b.c', 'mcdc', 0, 0);
    assert.deepEqual(measured(record), [
      { kind: 'branch', covered: 8, total: 9, percent: 88.88, expected: 3, unmeasured: 1 },
      { kind: 'mcdc', covered: 0, total: 0, percent: 100, expected: 3, unmeasured: 2 },
    ]);
  });

  it('says that a component is unmeasured where reports speak of others only', () => {
    const record = sources(['src/a.c']);
    report(record, 'other/z.c', 'branch', 4, 4);
    assert.deepEqual(measured(record), [{ kind: 'branch', covered: 0, total: 0, percent: -1, expected: 1, unmeasured: 1 }]);
  });

  it('never rounds up to the whole', () => {
    const record = sources(['src/a.c']);
    report(record, 'src/a.c', 'statement', 99_999, 100_000);
    assert.deepEqual(measured(record), [{ kind: 'statement', covered: 99_999, total: 100_000, percent: 99.99, expected: 1, unmeasured: 0 }]);
  });
});

describe('paths of other machines', () => {
  const find = sameFileIn(['src/a.c', 'lib/a.c', 'lib/x/src/a.c', 'main.c']);
  it('mean the longest path that ends them, and nothing where two are meant', () => {
    assert.equal(find('home/me/p/src/a.c'), 'src/a.c');
    assert.equal(find('p/lib/x/src/a.c'), 'lib/x/src/a.c');
    assert.equal(find('a.c'), undefined);
    assert.equal(find('x/main.c'), 'main.c');
    assert.equal(find('other.c'), undefined);
  });
});

describe('the table of rules', () => {
  const rules = ruleTable(table);
  it('knows numbered rules by their names', () => {
    assert.deepEqual(rules.numbersOf('misra-c2012-dir-4.1'), [{ standard: 'MISRA C:2012, directives', numbers: ['4.1'] }]);
    assert.deepEqual(rules.numbersOf('MISRA_C_2012_rule_10.3'), [{ standard: 'MISRA C:2012', numbers: ['10.3'] }]);
    assert.deepEqual(rules.numbersOf('misra-config'), []);
    assert.deepEqual(rules.weaknessesOf('constructor'), []);
  });
});
