/** The tallies on small devices: headers by their reasons, the ledger by its classes, coverage by its gaps. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadTallies, loadWords, shelfRoot } from '../../src/core/shelf.ts';
import coverage from '../../src/tallies/analysis-coverage/tally.ts';
import headers from '../../src/tallies/header-language/tally.ts';
import ledger from '../../src/tallies/memory-ledger/tally.ts';
import { draw, size, state, world } from './world.ts';

const table = {
  languages: {
    C: { class: 'F', sort: 'code', because: 'plain' },
    'C++': { class: 'F', sort: 'code', because: 'plain' },
    Rust: { class: 'B', sort: 'code', because: 'checked' },
    HTML: { class: 'B', sort: 'markup', because: 'markup' },
  },
};
const outline = (includes: readonly string[], marks: readonly string[] = []) => ({ functions: 0, spans: '', includes, marks });
const hatch = (test: boolean) => ({ form: 'block', item: 'f', documented: !test, test, from_macro: false, key: 'k' });

describe('every tally', () => {
  it('has a page and states values its words accept', async () => {
    for (const tally of await loadTallies()) assert.ok(existsSync(join(shelfRoot, 'tallies', tally.name, 'tally.md')), `${tally.name} has no page`);
  });
});

describe('header-language', () => {
  const languages = (record: ReturnType<typeof world>) => Object.fromEntries(draw(record, [headers]).facts.map((fact) => {
    const { language, because } = fact.value as { readonly language: string; readonly because: string };
    return [fact.place.path, `${language} by ${because}`];
  }));
  it('asks the includer first, through other headers too, then the sibling, then the content, then guesses', () => {
    const record = world({});
    size(record, 'src/main.cpp', 'C++', 10);
    state(record, 'source-outline', 'src/main.cpp', outline(['api/outer.h']));
    for (const header of ['api/outer.h', 'inner.h', 'src/main.h', 'src/shapes.h', 'src/lonely.h', 'other/outer.h']) size(record, header, 'C/C++ Header', 3);
    state(record, 'source-outline', 'api/outer.h', outline(['inner.h']));
    state(record, 'source-outline', 'src/shapes.h', outline([], ['c++']));
    assert.deepEqual(languages(record), {
      'api/outer.h': 'C++ by includer',
      'inner.h': 'C++ by includer',
      'src/main.h': 'C++ by sibling',
      'src/shapes.h': 'C++ by content',
      'src/lonely.h': 'C by guess',
      'other/outer.h': 'C by guess',
    });
  });
  it('lets C win where C and C++ include the same header', () => {
    const record = world({});
    size(record, 'a.cpp', 'C++', 1);
    size(record, 'b.c', 'C', 1);
    size(record, 'both.h', 'C/C++ Header', 1);
    for (const file of ['a.cpp', 'b.c']) state(record, 'source-outline', file, outline(['both.h']));
    assert.deepEqual(languages(record), { 'both.h': 'C by includer' });
  });
  it('ends on headers that include each other', () => {
    const record = world({});
    size(record, 'a.c', 'C', 1);
    state(record, 'source-outline', 'a.c', outline(['x.h']));
    for (const [header, other] of [['x.h', 'y.h'], ['y.h', 'x.h']] as const) {
      size(record, header, 'C/C++ Header', 1);
      state(record, 'source-outline', header, outline([other]));
    }
    assert.deepEqual(languages(record), { 'x.h': 'C by includer', 'y.h': 'C by includer' });
  });
});

describe('memory-ledger', () => {
  const rows = (record: ReturnType<typeof world>) => draw(record, [headers, ledger], table).facts.filter((fact) => fact.word === 'ledger-entry').map((fact) => fact.value as Record<string, unknown>);
  it('keeps classes and languages apart, and leaves markup out', () => {
    const record = world({ 'a.c': 'c', 'b.rs': 'rust' }, { untrusted_input: ['lan'] });
    size(record, 'a.c', 'C', 10);
    size(record, 'b.rs', 'Rust', 30);
    size(record, 'i.html', 'HTML', 500);
    assert.deepEqual(rows(record).map((row) => [row['class'], row['language'], row['code'], row['surface'], row['new_code']]), [['B', 'Rust', 30, 'yes', -1], ['F', 'C', 10, 'yes', -1]]);
  });
  it('takes Rust from B to C by one escape hatch outside tests', () => {
    const record = world({ 'b.rs': 'rust' });
    size(record, 'b.rs', 'Rust', 30);
    state(record, 'escape-hatch', 'b.rs', hatch(true));
    assert.deepEqual(rows(record).map((row) => row['class']), ['B']);
    state(record, 'escape-hatch', 'b.rs', hatch(false));
    assert.deepEqual(rows(record).map((row) => row['class']), ['C']);
  });
  it('enters an unclassified language as unknown, never as safe', () => {
    const record = world({ 'q.x': 'c' });
    size(record, 'q.x', 'Quux', 7);
    assert.deepEqual(rows(record).map((row) => row['class']), ['?']);
  });
  it('tells new code from old by the history, and ignores a history found in an archive', () => {
    const record = world({ 'a.c': 'c' });
    size(record, 'a.c', 'C', 10);
    const change = { file: 'a.c', added: 4, removed: 0, since: 'abc 2025-06-30' };
    record.addFact({ word: 'change', value: change, place: { component: 'part', path: 'x.zip', inside: '.git/changes-since.numstat' } });
    assert.deepEqual(rows(record).map((row) => row['new_code']), [-1]);
    record.addFact({ word: 'change', value: change, place: { component: 'part', path: '.git/changes-since.numstat' } });
    assert.deepEqual(rows(record).map((row) => row['new_code']), [4]);
  });
  it('gives no profile when a source file was not counted or not asked', () => {
    for (const files of [{ 'a.c': 'c', 'gone.c': 'c' }, { 'a.c': 'c', 'm.x': 'mute' }]) {
      const record = world(files);
      size(record, 'a.c', 'C', 10);
      if ('gone.c' in files) record.addBlank({ word: 'source-size', reason: 'larger than 64 MiB', place: { component: 'part', path: 'gone.c' } }, 'c');
      const { facts, blanks } = draw(record, [headers, ledger], table);
      assert.equal(facts.some((fact) => fact.word === 'memory-profile'), false);
      assert.deepEqual(blanks.map((blank) => blank.word), ['memory-profile']);
    }
  });
  it('takes silence about a file for a file without a line', () => {
    const record = world({ 'a.c': 'c', 'empty.c': 'c' });
    size(record, 'a.c', 'C', 10);
    const { facts, blanks } = draw(record, [headers, ledger], table);
    assert.deepEqual([facts.filter((fact) => fact.word === 'memory-profile').length, blanks.length], [1, 0]);
  });
  it('states what its words accept', async () => {
    const words = await loadWords();
    const record = world({ 'a.c': 'c' });
    size(record, 'a.c', 'C', 10);
    for (const fact of draw(record, [headers, ledger, coverage], table).facts) assert.equal(words.get(fact.word)?.schema.safeParse(fact.value).error, undefined, fact.word);
  });
});

describe('analysis-coverage', () => {
  it('counts what was read and why the rest was not', () => {
    const record = world({ 'a.c': 'c', 'b.c': 'c' });
    record.addArtifact({ component: 'part', path: 'blob', size: 5, sha256: 'f'.repeat(64) });
    record.addBlank({ word: 'hazard', reason: 'too many tokens', place: { component: 'part', path: 'b.c' } }, 'c');
    assert.deepEqual(draw(record, [coverage]).facts.map((fact) => fact.value), [
      { material: '(unrecognised)', nature: '', files: 1, bytes: 5, read: 0, reasons: [{ reason: 'no material recognises it', files: 1 }] },
      { material: 'c', nature: 'source', files: 2, bytes: 200, read: 1, reasons: [{ reason: 'hazard: too many tokens', files: 1 }] },
    ]);
  });
});
