/** Follows the imports of the verifier to their ends: nothing on the way can open a connection. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { shelfRoot } from '../../src/core/shelf.ts';

const connecting = /^node:(net|http|https|http2|dgram|dns|tls|inspector)(\/|$)|^(net|http|https|http2|dgram|dns|tls|undici)$/;

function reached(start: string, only: (specifier: string) => boolean = () => true): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, readonly string[]>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    const text = readFileSync(file, 'utf8');
    const named = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?!type\b)[^;]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g)].map(([, one, other]) => one ?? other ?? '');
    seen.set(file, named);
    for (const specifier of named) if (specifier.startsWith('.') && only(specifier)) visit(resolve(dirname(file), specifier));
  };
  visit(join(shelfRoot, start));
  return seen;
}

describe('verifying', () => {
  for (const start of ['cli/commands/verify.ts', 'cli/verify/page/main.ts', 'certify/verify.ts']) {
    it(`${start} reaches no module that connects`, () => {
      const all = reached(start);
      const broken = [...all].flatMap(([file, named]) => named.filter((specifier) => connecting.test(specifier)).map((specifier) => `${relative(shelfRoot, file)} imports ${specifier}`));
      assert.deepEqual(broken, []);
      for (const [file] of all) assert.doesNotMatch(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^']*'/g, ''), /\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b|\bEventSource\b|sendBeacon/, relative(shelfRoot, file));
    });
  }
  it('the core of it knows nothing of files, processes or the day', () => {
    const modules = new Set([...reached('certify/verify.ts').values()].flat().filter((specifier) => !specifier.startsWith('.')));
    assert.deepEqual([...modules].sort(), ['yaml'].filter((name) => modules.has(name)));
  });
});
