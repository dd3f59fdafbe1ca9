/** Holds the measuring itself to its word: lines stay in place, names that tell are gone and still agree, functions are found. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelFor, scoreRule } from '../../bench/truth/match.ts';
import type { Hazard } from '../../bench/truth/hazards.ts';
import type { LabelledFolder } from '../../bench/truth/labels.ts';
import { told } from '../../bench/truth/pairs.ts';
import { regionsOf } from '../../bench/truth/regions.ts';
import { withoutComments, withoutGuards, withoutTellingNames } from '../../bench/truth/strip.ts';

describe('what is taken away from a benchmark', () => {
  it('leaves every line where it was', () => {
    const text = 'int a; /* FLAW:\n two lines */ char *s = "/* no comment */"; // bad\nint b;\n';
    const clean = withoutComments(text);
    assert.equal(clean.split('\n').length, text.split('\n').length);
    assert.ok(!/FLAW|bad/.test(clean));
    assert.ok(clean.includes('"/* no comment */"'));
  });

  it('gives a name the same other name everywhere, and a text its length', () => {
    const clean = withoutTellingNames('void goodB2G(void) { } void f(void) { goodB2G(); printLine("Calling bad()"); }', /good|bad/i);
    const [first, second] = [...clean.matchAll(/n\d+/g)].map(([name]) => name);
    assert.ok(first !== undefined && first === second);
    assert.ok(clean.includes('"Calling xxx()"'));
  });

  it('drops the guards and what only a build of one case needs', () => {
    const clean = withoutGuards('#ifndef OMITBAD\nvoid f(void);\n#endif\n#ifdef INCLUDEMAIN\nint main(void);\n#ifdef X\n#endif\n#endif\n#ifdef _WIN32\nint w;\n#endif\n');
    assert.deepEqual(clean.split('\n'), ['', 'void f(void);', '', '', '', '', '', '', '#ifdef _WIN32', 'int w;', '#endif', '']);
  });
});

describe('functions', () => {
  it('are found by their heads and braces, in old and new style, with arms that open braces twice', () => {
    const text = ['static int table[2] = { 1, 2 };', 'int f(a, b)', 'int a;', 'char *b;', '{', '#if X', '  if (a) {', '#else', '  if (b) {', '#endif', '  }', '\t}', 'namespace n {', 'void C::g(int x) const', '{', '}', '}', 'extern "C" {', 'int h(void) { return 0; }', '}'].join('\n');
    assert.deepEqual(regionsOf(text), [{ name: 'f', from: 2, to: 12 }, { name: 'C::g', from: 14, to: 16 }, { name: 'h', from: 19, to: 19 }]);
  });
});

const finding = (line: number, construct = ''): Hazard => ({ path: 'a.c', line, rule: 'C05', cwe: [191], function: 'f', construct, detail: '', shipped: true });
const folder: LabelledFolder = {
  name: 'a',
  path: '',
  labels: [
    { file: 'a.c', line: 2, code: 'x', rule: 'C05', is: 'good' },
    { file: 'a.c', line: 6, code: 'y', rule: 'C05', is: 'bad', name: 'left' },
    { file: 'a.c', line: 12, code: 'z', rule: 'C05', is: 'may' },
  ],
  lines: new Map([['a.c', ['f {', 'x', '}', 'g {', '', 'y', '', '', '', '', '', 'z', '}']]]),
};

describe('a finding', () => {
  it('speaks about the label on its line, near it in the same function, or of its variable', () => {
    assert.equal(labelFor(finding(2), folder)?.is, 'good');
    assert.equal(labelFor(finding(5), folder)?.is, 'bad');
    assert.equal(labelFor(finding(1, 'left - 1'), folder)?.is, 'bad');
    assert.equal(labelFor(finding(4), { ...folder, labels: folder.labels.slice(0, 1) }), undefined);
  });

  it('counts once for a defect, and at its other place too', () => {
    const score = (lines: readonly number[]): readonly number[] => {
      const { hits, misses, falseAlarms } = scoreRule('C05', [folder], new Map([['a', lines.map((line) => finding(line))]]));
      return [hits, misses.length, falseAlarms.length];
    };
    assert.deepEqual(score([6, 7]), [1, 0, 0]);
    assert.deepEqual(score([12]), [1, 0, 0]);
    assert.deepEqual(score([2]), [0, 1, 1]);
  });
});

describe('a pair', () => {
  const pair = { repository: 'o/n', path: 'a.c', before: '', after: '', id: '', cwe: 787, what: '' };
  const prepared = { pair, before: { path: '1/a.c', spans: [{ from: 1, to: 9 }] }, after: { path: '2/a.c', spans: [{ from: 1, to: 9 }] } };
  const at = (path: string, line: number, rule: string): { readonly path: string; readonly line: number; readonly rule: string; readonly cwe: readonly number[] } => ({ path, line, rule, cwe: [] });

  it('is told apart when a rule says less after the fix, within the functions concerned', () => {
    assert.deepEqual(told(prepared, [at('1/a.c', 3, 'C03'), at('2/a.c', 12, 'C03')]), { flags: true, tells: true, rules: ['C03'] });
    assert.deepEqual(told(prepared, [at('1/a.c', 3, 'C03'), at('2/a.c', 4, 'C03')]), { flags: true, tells: false, rules: [] });
    assert.deepEqual(told(prepared, [at('1/a.c', 12, 'C03')]), { flags: false, tells: false, rules: [] });
  });
});
