/** Holds build-arms to its word: only what every command of a file rules out is withdrawn, and what is not known rules out nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { inspectWithRecord } from '../../src/inspect.ts';
import { loadWords } from '../../src/core/shelf.ts';
import { holds, type Macros } from '../../src/tallies/build-arms/condition.ts';

const macros: Macros = new Map([['TLS', '1'], ['LEVEL', '3'], ['LIMIT', 'LEVEL'], ['NAME', '"pump"'], ['EMPTY', ''], ['LOOP', 'LOOP'], ['TINY', undefined]]);

const conditions: readonly (readonly [condition: string, is: boolean | undefined])[] = [
  ['defined(TLS)', true], ['!defined(TLS)', false], ['defined TLS && LEVEL > 3', false], ['LEVEL >= 3 || OTHER', true],
  ['OTHER', undefined], ['!defined(OTHER)', undefined], ['OTHER && defined(TINY)', false], ['OTHER || TLS', true], ['OTHER && TLS', undefined],
  ['TINY', false], ['defined(TINY)', false], ['LIMIT == 3', true], ['LIMIT - 3', false], ['( LEVEL + 1 ) != 4', false], ['0x10 > 0b1111 && 010 == 8', true],
  ['NAME == 1', undefined], ['EMPTY', undefined], ['defined(EMPTY)', true], ['LOOP', undefined], ['__has_include(<a.h>)', undefined], ['LEVEL ? 1 : 0', undefined],
  ['!(defined(TLS))', false], ['', undefined], ['LEVEL >', undefined], [`${'('.repeat(5000)}TLS${')'.repeat(5000)}`, undefined], [`${'!'.repeat(5000)}TLS`, undefined],
];

describe('a condition of the preprocessor', () => {
  for (const [condition, is] of conditions) it(`${condition.slice(0, 40)} is ${is ?? 'open'}`, () => assert.equal(holds(condition, macros), is));
});

const copy = (name: string): string => `void ${name}(char *to, const char *from) { strcpy(to, from); }`;
const source = ['#include <string.h>', '#ifdef WITH_SERVER', copy('server'), '#else', copy('client'), '#endif', '#if LEVEL > 1', copy('high'), '#endif', '#ifdef UNKNOWN', copy('unknown'), '#endif', copy('always')].join('\n') + '\n';

async function look(files: Readonly<Record<string, string>>, commands: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-arms-'));
  try {
    for (const [path, text] of Object.entries({ ...files, 'compile_commands.json': JSON.stringify(commands.map((command) => ({ directory: '/b', file: `/b/${command.split(' ').at(-1)}`, command }))) })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const watch = { phase: () => undefined, advance: () => undefined };
    const { stored, inspection } = await inspectWithRecord({ path: folder, edition: '', asOf: '2026-06-30', codebooks: [], version: 'test', watch, history: false, jobs: 0 });
    const words = await loadWords();
    const named = (word: string): string[] => stored.filed.flatMap((said) => {
      if (!('value' in said) || said.word !== word) return [];
      assert.equal(words.get(word)?.schema.safeParse(said.value).error, undefined);
      return [(said.value as { readonly function: string }).function];
    });
    const counted = inspection.coverage.flatMap((fact) => (fact.value as { readonly unbuilt_hazards?: number }).unbuilt_hazards ?? []);
    return { hazards: named('hazard'), unbuilt: named('unbuilt-hazard'), counted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('hazards in arms', () => {
  it('stay without compile commands', async () => {
    assert.deepEqual(await look({ 'src/a.c': source }, []), { hazards: ['server', 'high', 'unknown', 'always', 'client'], unbuilt: [], counted: [] });
  });

  it('leave where the only command rules the arm out, and are counted', async () => {
    const { hazards, unbuilt, counted } = await look({ 'src/a.c': source }, ['cc -DWITH_SERVER -DLEVEL=1 -c src/a.c']);
    assert.deepEqual([hazards, unbuilt, counted], [['server', 'unknown', 'always'], ['high', 'client'], [2]]);
  });

  it('stay where one of two commands may take the arm', async () => {
    const { hazards, unbuilt } = await look({ 'src/a.c': source }, ['cc -DWITH_SERVER -DLEVEL=1 -c src/a.c', 'cc -UWITH_SERVER -DLEVEL=1 -c src/a.c']);
    assert.deepEqual([hazards, unbuilt], [['server', 'unknown', 'always', 'client'], ['high']]);
  });

  it('stay in a file that no command names, as headers are', async () => {
    const { hazards, unbuilt } = await look({ 'src/a.h': source, 'src/b.c': 'int b;\n' }, ['cc -DWITH_SERVER -DLEVEL=1 -c src/b.c']);
    assert.deepEqual([hazards.length, unbuilt], [5, []]);
  });

  it('stay where the file or a header has the last word on the macro', async () => {
    const own = await look({ 'src/a.c': `#undef LEVEL\n#define LEVEL 2\n${source}` }, ['cc -DLEVEL=1 -c src/a.c']);
    const header = await look({ 'src/a.c': source, 'src/options.h': '#undef LEVEL\n' }, ['cc -DLEVEL=1 -c src/a.c']);
    assert.deepEqual([own.unbuilt, header.unbuilt], [[], []]);
  });
});
