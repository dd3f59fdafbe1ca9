/** Follows every recipe of CONTRIBUTING.md in a copy of the repository: writes its files, runs its commands, reads the output. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Recipe {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly commands: readonly string[];
  readonly shows: readonly string[];
}

function recipesOf(page: string): readonly Recipe[] {
  return page
    .split(/^### (?=Add |Load )/m)
    .slice(1)
    .map((section): Recipe => {
      const fences = [...section.matchAll(/^(`{3,})(\w*) ([^\n]*)\n([\s\S]*?)^\1$/gm)].map(([, , , info = '', body = '']) => ({ info, body }));
      return {
        title: section.split('\n')[0] ?? '',
        files: fences.flatMap(({ info, body }) => (info.startsWith('file=') ? [{ path: info.slice(5).trim(), text: body }] : [])),
        commands: fences.flatMap(({ info, body }) => (info === 'run' ? body.trim().split('\n') : [])),
        shows: fences.flatMap(({ info, body }) => (info === 'shows' ? body.trim().split('\n') : [])),
      };
    });
}

const recipes = recipesOf(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
const kitchen = mkdtempSync(join(tmpdir(), 'plumbline-recipes-'));
after(() => rmSync(kitchen, { recursive: true, force: true }));

describe('the recipes of CONTRIBUTING.md', () => {
  it('are seven, one for each thing that can be added', () => assert.equal(recipes.length, 7));
  for (const [index, recipe] of recipes.entries()) {
    it(recipe.title, () => {
      assert.ok(recipe.files.length > 0 && recipe.commands.length > 0 && recipe.shows.length > 0, 'a recipe has files, commands and what they show');
      const home = join(kitchen, String(index));
      for (const part of ['src', 'codebook', 'bin', 'test/house', 'package.json', 'tsconfig.json']) cpSync(join(root, part), join(home, part), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
      for (const { path, text } of recipe.files) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), text);
      }
      const said = recipe.commands.map((command) => {
        const [program = '', ...words] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => (match[0].includes('="') ? match[0].replaceAll('"', '') : (match[1] ?? match[2] ?? '')));
        const args = words.map((word) => word.replaceAll('"', ''));
        const done = spawnSync(program === 'node' ? process.execPath : program, args, { cwd: home, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
        assert.ok((done.status ?? 70) <= 2, `${command}\n${done.stdout}\n${done.stderr}`);
        return done.stdout;
      });
      for (const line of recipe.shows) assert.ok(said.join('\n').includes(line), `the commands did not show: ${line}\n${said.join('\n').slice(0, 4000)}`);
    });
  }
});
