/** Holds the import map of the architecture against every source file. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import { shelfRoot } from '../../src/core/shelf.ts';
import { procedure, rules, worldly, type Rule } from './imports.ts';

const files = readdirSync(shelfRoot, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(shelfRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter((path) => !path.startsWith('scan/kernel/'));

function ruleFor(path: string): Rule | undefined {
  const key = procedure.has(path) && !rules.some((rule) => rule.of === path) ? 'inspect.ts' : path;
  return rules.filter((rule) => key === rule.of || key.startsWith(`${rule.of}/`)).sort((a, b) => b.of.length - a.of.length)[0];
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(shelfRoot, path), 'utf8');
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** What a relative import points at, in the words of the rules. */
function target(path: string, specifier: string): string {
  const resolved = posix.normalize(posix.join(dirname(path), specifier));
  if (procedure.has(resolved)) return 'inspect';
  const [folder = '', part] = resolved.split('/');
  const [ownFolder, ownPart] = path.split('/');
  const foldered = folder === 'materials' || folder === 'tallies';
  return foldered && folder === ownFolder && part === ownPart ? 'itself' : folder;
}

describe('the import map', () => {
  it('covers every file, so that nothing is outside the law', () => {
    assert.ok(files.length > 50);
    assert.deepEqual(files.filter((path) => ruleFor(path) === undefined), []);
  });

  it('is kept by every import', () => {
    const broken = files.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => !ruleFor(path)?.may.includes(target(path, specifier)))
        .map((specifier) => `${path} imports ${specifier}: ${ruleFor(path)?.because}`),
    );
    assert.deepEqual(broken, []);
  });

  it('lets only some folders touch the world', () => {
    const broken = files
      .filter((path) => ruleFor(path)?.world === false)
      .flatMap((path) => importsOf(path).filter((specifier) => worldly.test(specifier)).map((specifier) => `${path} imports ${specifier}: ${ruleFor(path)?.because}`));
    assert.deepEqual(broken, []);
  });

  it('leaves process.exit, consoles and clocks to the shell', () => {
    const deeds = /\bprocess\.(exit|stdout|stderr|argv|env|exitCode)\b|\bconsole\.|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bMath\.random\(/;
    const broken = files
      .filter((path) => !path.startsWith('cli/') && !path.startsWith('acquire/'))
      .filter((path) => deeds.test(withoutComments(readFileSync(join(shelfRoot, path), 'utf8'))));
    assert.deepEqual(broken, []);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
