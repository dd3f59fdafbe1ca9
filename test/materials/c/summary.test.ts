/** The packing of function summaries, and the probe on what no compiler would accept: it never throws, never hangs, and packs what it can unpack. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import { functionOf, functionSummary, packFunction, packVariable, type SummedFunction, variableOf } from '../../../src/facts/function-summary.ts';
import material from '../../../src/materials/c/material.ts';
import probe from '../../../src/materials/c/summary.probe.ts';

function summed(text: string, path = 'device.c') {
  const bytes = new TextEncoder().encode(text);
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  if (isUnreadable(form)) return { values: [], blanks: [] };
  const seen = [...probe.look(form, sight)];
  return { values: seen.flatMap((one) => (isCouldNotTell(one) ? [] : [functionSummary.schema.parse(one.value)])), blanks: seen.flatMap((one) => (isCouldNotTell(one) ? [one.reason] : [])) };
}

const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_:~()]{0,12}$/u);
const plain = { noNullPrototype: true } as const;
const line = fc.integer({ min: 5, max: 5000 });
const functions: fc.Arbitrary<SummedFunction> = fc.record({
  name: names, line: fc.constant(5), lastLine: line, marks: fc.constantFrom('', 's', 'swi', 't+'), parameters: fc.nat(9),
  calls: fc.array(fc.record({ callee: fc.stringMatching(/^[A-Za-z_]\w{0,9}$/u), line, flags: fc.constantFrom('', 'c', 'ce', 'q'), count: fc.nat(9), given: fc.constantFrom([], ['-', 'p1'], ['t8:frame[1]', '-', 'g0'], ['t16:ntohs(h->n)']) }, plain), { maxLength: 5 }),
  accesses: fc.array(fc.record({ name: fc.stringMatching(/^[A-Za-z_]\w{0,9}$/u), flags: fc.constantFrom('r', 'W', 'm'), line }, plain), { maxLength: 4 }),
  sinks: fc.array(fc.record({ parameter: fc.nat(9), rule: fc.constantFrom('C03', 'C04'), line, limit: fc.nat(900), construct: fc.constantFrom('memcpy(a, b, n)', 'table[at]') }, plain), { maxLength: 2 }),
  waits: fc.array(fc.record({ line, construct: fc.constantFrom('while (!done)', 'while ((A->SR & 1) == 0)') }, plain), { maxLength: 2 }),
  checked: fc.array(fc.nat(9), { maxLength: 3 }), uses: fc.constantFrom({}, { goto: 2, pointer: 1 }),
}, plain);

/** All fields of a packed function, which unpacks them when asked. */
function unpacked(packed: string): SummedFunction {
  const { name, line: first, lastLine, marks, parameters, calls, accesses, sinks, waits, checked, uses } = functionOf(packed);
  return { name, line: first, lastLine, marks, parameters, calls, accesses, sinks, waits, checked, uses };
}

describe('function summaries', () => {
  it('unpack to what was packed', () => {
    fc.assert(fc.property(functions, (one) => assert.deepEqual(unpacked(packFunction(one)), one)), { numRuns: 500 });
    const variable = { name: 'ticks', flags: 'sv', type: 'unsigned long', line: 7 };
    assert.deepEqual(variableOf(packVariable(variable)), variable);
  });

  it('tell variables from functions, types and constants', () => {
    const text = 'extern int f(int), g;\ntypedef unsigned u;\nstatic struct s { int a; } one, *two;\nconst char *name = "x";\nchar *const fixed = 0;\nstd::atomic<int> count;\n__IO uint32_t DR;\nint table[2][3] = { { 1 } }, last;\nenum e { A } state;\nvoid (*call)(void);\nint x __attribute__((aligned(4))) = 3;\n';
    const flags = Object.fromEntries((summed(text, 'a.cpp').values[0]?.variables ?? []).map(variableOf).map(({ name, flags: own }) => [name, own]));
    assert.deepEqual(flags, { one: 's{', name: '*', fixed: '*k', count: 'a', DR: 'v', table: '[', last: '', state: '', x: '', two: 's{' });
  });

  const pieces = [
    'if', '(', ')', '{', '}', '[', ']', ';', ',', 'memcpy(', 'a', 'uint8_t *', 'n', '=', '<', '>', '?', '&&', '!', '*', '&', 'for (;;)', 'while (', 'do', 'case 1:', 'goto x;', 'return',
    '"s"', "'", '\\\n', '\n#if 0\n', '\n#else\n', '\n#endif\n', 'ntohs(', '12', 'static', 'volatile int', 'union {', 'struct s', '->', '.', '::', 'void f(uint8_t *p, int n) {', 'ISR(v) {',
    'xTaskCreate(', 'read(', '++', '+=', 'int g[4];', 'buffer[n]', '__disable_irq();', 'ATOMIC_BLOCK(x) {', 'class C {', 'operator', 'template <',
  ];
  it('survive any order of tokens', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 300 }), (parts) => {
      for (const value of summed(`static int g[8]; void h(uint8_t *p, int n) { g[n] = p[0]; ${parts.join(' ')}`).values) value.functions.map(functionOf);
    }), { numRuns: 500 });
  });

  const deep: readonly (readonly [string, (n: number) => string])[] = [
    ['open brackets', (n) => 'f('.repeat(n)],
    ['nested calls', (n) => `${'f(a, '.repeat(n)}p${')'.repeat(n)};`],
    ['nested loops', (n) => `${'for (;;) {'.repeat(n)}${'}'.repeat(n)}`],
    ['loops that a parameter bounds', (n) => 'for (i = 0; i < n; i++) {'.repeat(n) + '}'.repeat(n)],
    ['waiting loops', (n) => 'while (A->b) {'.repeat(n) + '}'.repeat(n)],
    ['registrations within registrations', (n) => 'xTaskCreate('.repeat(n) + ')'.repeat(n)],
    ['comparisons of one parameter', (n) => 'x = y + n + '.repeat(n) + '1;'],
    ['copies of unknown arrays', (n) => 'memcpy(g, p, n);'.repeat(n)],
    ['declarations', (n) => `int ${'a, '.repeat(n)}b;`],
    ['reads of one buffer', (n) => 'n = p[1]; read(p, p, n);'.repeat(n)],
  ];
  for (const [what, make] of deep) {
    it(`take time in step with size: ${what}`, () => {
      const began = performance.now();
      summed(`static int g[N]; void f(uint8_t *p, int n) { ${make(40_000)} }`);
      assert.ok(performance.now() - began < 8_000, `${performance.now() - began} ms`);
    });
  }

  it('say what was left out', () => {
    assert.match(summed(`void f(void) { ${Array.from({ length: 2100 }, (_, at) => `g${at}();`).join(' ')} }`).blanks.join(), /in f: more than 2000 calls/u);
    assert.deepEqual(summed('void f(void) { g(); }').blanks, []);
  });
});
