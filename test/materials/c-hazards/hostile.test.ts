/** Feeds the hazard probe what no compiler would accept: it never throws, never hangs, and takes time in step with size. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { casesOf } from '../../house/pages.ts';
import { blanksOf, hazardsOf } from './look.ts';

const folder = join(import.meta.dirname, '../../../src/materials/c/hazards');
const seeds = ['C01', 'C02', 'C03', 'C04', 'C08', 'C09', 'C10', 'C16', 'C23', 'C25'].flatMap((id) =>
  casesOf(readFileSync(join(folder, `${id}.md`), 'utf8')).map(({ text }) => text),
);

const pieces = [
  'if', '(', ')', '{', '}', '[', ']', ';', ',', 'memcpy(', 'a', 'uint8_t *', 'n', '=', '<', '>', '?', ':', '&&', '||', '!', '*', '&', 'for (;;)', 'switch (n)',
  'case 1:', 'default:', 'goto x;', 'x:', 'do', 'while', 'else', 'return', 'sizeof', '"%s"', "'", '"', '\\\n', '\n#if 0\n', '\n#else\n', '\n#endif\n', '\n#define N 4\n',
  'malloc(', 'ntohs(', '0x', '12', 'strcpy(', 'printf(', 'struct s', 'enum {', 'template <', 'operator', '->', '::', 'void f(uint8_t *p, int n) {', 'void g(a, b) int a; {',
];

describe('hazard probe on hostile text', () => {
  it('survives any order of tokens', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 400 }), (parts) => void hazardsOf(parts.join(' '))), { numRuns: 400 });
  });

  it('survives any order of tokens inside a function that all rules look at', () => {
    const head = 'void f(uint8_t *p, int n) { memcpy(a, p, n); strcpy(a, b); char x[n]; goto x; { x: } malloc(n * n); (struct s *)p; ';
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 300 }), (parts) => void hazardsOf(head + parts.join(' '))), { numRuns: 400 });
  });

  it('survives pages with bytes exchanged, doubled and lost', () => {
    const change = fc.record({ at: fc.nat(3000), how: fc.constantFrom('drop', 'double', 'set'), byte: fc.nat(255), length: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 12 }), (seed, changes) => {
        let bytes = new TextEncoder().encode(seed);
        for (const { at, how, byte, length } of changes) {
          const from = at % Math.max(1, bytes.length);
          const to = Math.min(bytes.length, from + length);
          const middle = how === 'drop' ? [] : how === 'double' ? [...bytes.subarray(from, to), ...bytes.subarray(from, to)] : [byte];
          bytes = Uint8Array.from([...bytes.subarray(0, from), ...middle, ...bytes.subarray(to)]);
        }
        hazardsOf(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('says what it left unread', () => {
    const open = 'void f(uint8_t *p, int n) { unsigned k = p[0]; memcpy(p, q, k); ';
    assert.match(blanksOf(`${open}${'{'.repeat(200)}${'}'.repeat(200)} }`).join(), /blocks nested deeper than \d+ were not read/u);
    assert.match(blanksOf(`${open}n = ${'('.repeat(200)}k${')'.repeat(200)}; }`).join(), /expressions nested deeper than \d+ were not read/u);
    assert.match(blanksOf(`${open}${'n = k + p[3] * 2; '.repeat(100_000)} }`).join(), /too long to be followed/u);
    assert.match(blanksOf('void f(void) { if (a) {').join(), /the body of f does not close/u);
    assert.deepEqual(blanksOf(`${open} }`), []);
  });

  const head = 'void f(uint8_t *p, int n) { unsigned k = p[0]; memcpy(p, p, k); ';
  const deep: readonly (readonly [string, (n: number) => string])[] = [
    ['open brackets', (n) => head + '('.repeat(n)],
    ['nested brackets', (n) => `${head}n = ${'('.repeat(n)}k${')'.repeat(n)}; }`],
    ['mixed brackets', (n) => head + '([{'.repeat(n / 3)],
    ['crossed brackets', (n) => head + '['.repeat(n / 2) + ')'.repeat(n / 2)],
    ['nested blocks', (n) => head + '{'.repeat(n) + '}'.repeat(n)],
    ['nested ifs', (n) => `${head}${'if (k < n) '.repeat(n / 5)};}`],
    ['a long chain of else', (n) => `${head}${'if (k == 1) n = 2; else '.repeat(n / 10)};}`],
    ['nested ternaries', (n) => `${head}n = ${'k ? 1 : '.repeat(n / 5)}2; }`],
    ['a long logical chain', (n) => `${head}if (${'k < n && '.repeat(n / 5)}k) ; }`],
    ['a long sum', (n) => `${head}n = ${'k + '.repeat(n / 2)}1; }`],
    ['a long assignment chain', (n) => `${head}${'n = '.repeat(n / 2)}1; }`],
    ['unary operators', (n) => `${head}n = ${'*'.repeat(n)}k; }`],
    ['casts', (n) => `${head}n = ${'(int *)'.repeat(n / 4)}k; }`],
    ['many foreign places', (n) => head + Array.from({ length: n / 10 }, (_, i) => `x${i} = p[${i}];`).join('') + '}'],
    ['many switches', (n) => `${head}${'switch (k) { case 1: n = k; break; }'.repeat(n / 20)}}`],
    ['many functions', (n) => 'void f(uint8_t *p) { memcpy(a, p, p[0]); }\n'.repeat(n / 20)],
    ['many arguments', (n) => `${head}memcpy(${'k, '.repeat(n / 2)}k); }`],
    ['nested calls', (n) => `${head}${'memcpy(p, p, '.repeat(n / 10)}k`],
    ['one line of a megabyte', () => `${head}${'n = k + p[3] * 2; '.repeat(60_000)}}`],
    ['conditionals', (n) => `${'#if A\n'.repeat(n / 4)}void f() {${'#else\n#endif\n'.repeat(n / 4)}`],
    ['enumerators', (n) => `enum {}${' enum {}'.repeat(n / 4)}`],
    ['declarators', (n) => `${head}char ${'a[n], '.repeat(n / 10)}b[k]; }`],
    ['template brackets', (n) => `${head}a${'<a'.repeat(n / 4)} x[n]; }`],
    ['labels and jumps', (n) => head + Array.from({ length: n / 20 }, (_, i) => `goto l${i}; { l${i}: ; }`).join('') + '}'],
    ['pointers set back and forth', (n) => `${head}char *a = b, *b = a; ${'a = b; b = a; strcpy(a, b); '.repeat(n / 1000)}}`],
    ['numbers set back and forth', (n) => `${head}int a = 1, b = 2, t[4]; ${'a = b; b = a; t[a] = t[-b]; '.repeat(n / 1000)}}`],
    ['helpers that hand on', (n) => `static char *g(char *a) { a[1] = 0; return g(a); }\n${'static void h(char *a) { char t[4]; a = g(a); strcpy(t, a); h(a); a[9] = 1; }\n'.repeat(n / 200)}`],
    ['helpers by reference', (n) => `void g(char *&a) { g(a); }\n${head}char *a; ${'g(a); a[3] = 1; strcpy(a, p); '.repeat(n / 1000)}}`],
    ['measured copies', (n) => `${head}${'n = strlen(q); strcpy(p, q); '.repeat(n / 100)}}`],
  ];
  for (const [name, make] of deep) {
    it(`keeps its time with ${name}`, () => {
      hazardsOf(make(1000));
      const started = performance.now();
      hazardsOf(make(100_000));
      const took = performance.now() - started;
      assert.ok(took < 4000, `100,000 of them took ${took.toFixed(0)} ms`);
    });
  }
});
