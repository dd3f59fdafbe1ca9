/** Holds the house rules about files: length, opening sentence, forbidden constructs, names of folders, no other people's words. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';

const root = fileURLToPath(new URL('../..', import.meta.url));

function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = filesBelow('src', '.ts');
const tests = [...filesBelow('test', '.ts'), ...filesBelow('bench', '.ts')];
const lengths = sources.map((path) => ({ path, lines: read(path).split('\n').length - 1 })).sort((a, b) => a.lines - b.lines);

describe('source files', () => {
  it('fit a mind: none over 300 lines, nine in ten at most 200', () => {
    assert.deepEqual([...sources, ...tests].filter((path) => read(path).split('\n').length - 1 > 300), []);
    const ninth = lengths[Math.floor(lengths.length * 0.9)];
    assert.ok((ninth?.lines ?? 0) <= 200, `nine in ten files must stay within 200 lines; ${ninth?.path} has ${ninth?.lines}`);
  });

  it('open with a sentence that says what they are', () => {
    assert.deepEqual([...sources, ...tests].filter((path) => !/^(#!.*\n)?\/\*\*? /.test(read(path))), []);
  });

  it('use no escape from the type checker', () => {
    const escapes = /\bas any\b|: any\b|<any>|@ts-(ignore|expect-error|nocheck)|\benum [A-Z]|[\w)\]]!(\.|\[|;|,|\))/;
    const broken = [...sources, ...tests]
      .filter((path) => !path.startsWith('src/scan/kernel/') && path !== 'test/house/files.test.ts')
      .flatMap((path) => code(read(path)).split('\n').filter((line) => escapes.test(line)).map((line) => `${path}: ${line.trim()}`));
    assert.deepEqual(broken, []);
  });

  it('leave no unfinished business', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|\b(it|describe|test)\.(only|skip)\(/;
    assert.deepEqual([...sources, ...tests].filter((path) => path !== 'test/house/files.test.ts' && marks.test(read(path)) && !/hazards?|pages/.test(path)), []);
  });

  it('live in folders named for what they hold', () => {
    const vague = new Set(['utils', 'util', 'helpers', 'common', 'types', 'constants', 'misc', 'lib']);
    assert.deepEqual([...sources, ...tests].filter((path) => path.split('/').slice(0, -1).some((part) => vague.has(part))), []);
  });
});

/** Source without comments and strings, so that prose is not taken for code. */
function code(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``');
}
