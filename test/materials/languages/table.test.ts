/** Holds the language tables: current with their sources, complete, and of one mind about classes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { memoryClasses } from '../../../src/facts/ledger-entry.ts';
import families from '../../../src/materials/other-language/families.json' with { type: 'json' };
import { languageNamed } from '../../../src/materials/other-language/table.ts';
import { watches } from '../../../src/materials/other-language/watches.ts';
import script from '../../../src/materials/script/languages.json' with { type: 'json' };
import { familyOf } from '../../../src/materials/script/languages.ts';
import { countLines } from '../../../src/scan/lex.ts';
import { classTable, languagesTable, root, tablePath } from './languages-table.ts';

test('languages.json is what the Linguist data, the families and the classes make of it', () => {
  assert.equal(readFileSync(tablePath, 'utf8'), languagesTable(), 'run: node test/materials/languages/languages-table.ts --write');
});

const table = JSON.parse(readFileSync(tablePath, 'utf8')) as { languages: Record<string, readonly [string, string]> };
const classes = classTable();

test('the class table is dated, names its sources, and classes every language that can be stated', () => {
  const policy = parse(readFileSync(join(root, 'codebook/tables/language-classes.yaml'), 'utf8')) as { as_of: string; sources: { id: string }[] };
  assert.match(policy.as_of, /^\d{4}-\d\d-\d\d$/);
  const sources = new Set(policy.sources.map(({ id }) => id));
  for (const [language, row] of Object.entries(classes)) {
    assert.ok(memoryClasses.some((known) => known === row.class), `${language}: class ${row.class}`);
    assert.ok(sources.has(row.source), `${language}: source ${row.source}`);
    assert.ok(row.because.length > 10, `${language}: say why`);
    assert.ok(!['A', 'D', 'E'].includes(row.class), `${language}: class ${row.class} needs evidence from a build or a proof, no language has it by itself`);
  }
  const stated = [...Object.keys(table.languages), ...Object.values(script.extensions), ...Object.values(script.names), ...Object.values(script.interpreters), 'Rust', 'C', 'C++', 'C/C++ Header'];
  for (const language of stated) assert.ok(classes[language] !== undefined, `${language} has no class`);
});

test('what public lists call safe or unsafe is classed so', () => {
  const listed: Readonly<Record<string, string>> = {
    C: 'F', 'C++': 'F', 'Objective-C': 'F', Assembly: 'F', Cython: 'F', D: 'F', Zig: 'F', Go: 'C', Ada: 'C', Swift: 'C', Rust: 'B', Java: 'B', 'C#': 'B', Python: 'B', Ruby: 'B',
  };
  for (const [language, expected] of Object.entries(listed)) assert.equal(classes[language]?.class, expected, language);
});

test('a language answers as its class asks: unsafe and unknown ones never by silence', () => {
  for (const name of Object.keys(table.languages)) {
    const { treatment } = languageNamed(name);
    const row = classes[name];
    if (row?.class === 'F' || row?.class === '?') assert.equal(treatment, 'unread', name);
    else if (row?.class === 'B') assert.equal(treatment, 'safe', name);
    else assert.ok(treatment === 'hatches-unread' || watches.has(name), `${name} is of class C: its hatches are watched or said to be unread`);
  }
  assert.equal(languageNamed('A language nobody knows').treatment, 'unread');
});

test('every watch belongs to a language of the table, every pattern is global', () => {
  for (const [name, watched] of watches) {
    assert.ok(table.languages[name] !== undefined, name);
    for (const { pattern, form } of watched) assert.ok(pattern.global, `${name}: ${form}`);
  }
});

test('every comment family can be counted with', () => {
  for (const [language] of Object.entries(table.languages)) {
    const { family } = languageNamed(language);
    assert.equal(countLines(Buffer.from('\n\n'), family).blank, 2, language);
  }
  for (const language of Object.keys(script.families)) assert.equal(countLines(Buffer.from('\n'), familyOf(language)).physical, 1, language);
  assert.ok(Object.keys(families.families).length > 20);
});
