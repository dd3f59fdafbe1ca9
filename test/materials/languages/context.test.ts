/** What changes the key of a site and the digest of its function in languages that are not parsed, and how functions are found. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { isUnreadable } from '../../../src/core/material.ts';
import { boundary as boundaryWord } from '../../../src/facts/boundary.ts';
import { hatchContext } from '../../../src/facts/hatch-context.ts';
import { containersOf } from '../../../src/materials/other-language/containers.ts';
import { sitesOf, type Found } from '../../../src/materials/other-language/sites.ts';
import context from '../../../src/materials/other-language/context.probe.ts';
import boundary from '../../../src/materials/other-language/boundary.probe.ts';
import material from '../../../src/materials/other-language/material.ts';

function sites(path: string, text: string): readonly Found[] {
  const bytes = Buffer.from(text, 'latin1');
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  assert.ok(!isUnreadable(form));
  for (const seen of context.look(form, sight)) if ('value' in seen) hatchContext.schema.parse(seen.value);
  for (const seen of boundary.look(form, sight)) if ('value' in seen) boundaryWord.schema.parse(seen.value);
  const found = sitesOf(form);
  return typeof found === 'number' ? [] : found;
}

const items: Readonly<Record<string, readonly (readonly [text: string, ...items: string[]])[]>> = {
  'a.go': [
    ['func (r *Ring[T]) Get(i int) T {\n\tif i > 0 {\n\t\tp := unsafe.Pointer(r)\n\t}\n}\n', 'Ring.Get'],
    ['//go:linkname a b\nfunc a()\n//export c\nfunc c() {\n}\n', ''],
    ['import "C"\n//export c\nfunc c() {\n}\n', '', 'c'],
    ['func f() {\n\tg(func() { unsafe.Pointer(x) })\n}\nvar a = unsafe.Sizeof(b)\n', 'f', ''],
  ],
  'A.java': [['package a;\nclass A {\n class B {\n  void c(int d) throws E { for (;;) { sun.misc.Unsafe u; } }\n }\n}\n', 'A.B.c']],
  'a.kt': [['class A {\n fun <T> b(c: T): Int { System.load(d) }\n}\n', 'A.b']],
  'a.cs': [['namespace N { class A { int B(int c) { var d = Unsafe.As(e); } } }', 'N.A.B'], ['class A { int B => Unsafe.As(e); }', 'A']],
  'a.swift': [['package struct S {\n var p: UnsafeRawPointer {\n  unsafeBitCast(q)\n }\n subscript(i: Int) -> Int { unsafeBitCast(i) }\n}\n', 'S.p', 'S.p', 'S.subscript'], ['extension A {\n init(b: Int) { unsafeBitCast(b) }\n func c<T>(d: T) -> Int { if x { unsafeBitCast(d) } }\n}\n', 'A.init', 'A.c']],
  'a.py': [
    ['class A:\n    def b(self,\n  c):\n        if d:\n            return e.from_address(f)\n    x = e.from_address(g)\n', 'A.b', 'A'],
    ['async def a():\n    import ctypes\nimport ctypes\n', 'a', ''],
  ],
  'a.ts': [["class A { b(): void { require('./c.node'); } }\n", 'A.b'], ["const a = async (b: C) => { require('./c.node'); };\nfunction d() { require('./c.node'); }\n", 'a', 'd']],
  'a.zig': [['const A = struct {\n pub fn b(c: u8) void { @ptrCast(c); }\n};\n', 'A.b']],
  'a.d': [['module m;\nclass A { void b() @safe { auto c = () @trusted { return d; }(); } }', 'A.b']],
  'a.adb': [
    ['package body A is\n function "+" (L, R : T) return T is\n begin\n return Conv (L);\n end "+";\n procedure B (C : access procedure (D : E)) is\n type F is access function (G : H) return I;\n begin\n declare J : K; for J\'Address use L;\n begin M; end;\n case N is when others => null; end case;\n end B;\n pragma Import (C, B);\nend A;\n', 'A.B', 'A'],
    ['task body T is begin accept E do X := Y\'Unchecked_Access; end E; end T;\n', 'T'],
    ['function F (A : B; C : D) return E is (Conv (A));\nprocedure P is null;\npragma Suppress (All_Checks);\n', ''],
  ],
};

for (const [path, cases] of Object.entries(items)) {
  test(`functions and types of ${path}`, () => {
    for (const [text, ...wanted] of cases) assert.deepEqual(sites(path, text).map(({ item }) => item), wanted, text);
  });
}

const go = 'package a\n\nfunc f(p *int) int {\n\tq := unsafe.Pointer(p)\n\treturn g(q)\n}\n';

test('a site keeps its key and its function under edits elsewhere', () => {
  const [before] = sites('a.go', go);
  const same = (text: string): void => assert.deepEqual(sites('a.go', text).map(({ key, functionHash }) => [key, functionHash]).at(-1), [before?.key, before?.functionHash], text);
  same(go.replace('func f', '// a remark\nfunc  f').replace('\treturn', '\t\t// another\n\treturn'));
  same(go.replace('package a', 'package a\n\nfunc h() { unsafe.Pointer(x) }'));
  const [changed] = sites('a.go', go.replace('g(q)', 'h(q)'));
  assert.equal(changed?.key, before?.key);
  assert.notEqual(changed?.functionHash, before?.functionHash);
  assert.notEqual(sites('a.go', go.replace('Pointer(p)', 'Pointer(r)'))[0]?.key, before?.key);
});

test('the language is part of the key, and so is a declaration as a whole', () => {
  assert.notEqual(sites('a.java', 'System.load(a);\n')[0]?.key, sites('a.kt', 'System.load(a);\n')[0]?.key);
  const foreign = (type: string): string => `class A {\n  [DllImport("b.dll")]\n  static extern int C(${type} d);\n}\n`;
  assert.notEqual(sites('a.cs', foreign('int'))[0]?.key, sites('a.cs', foreign('long'))[0]?.key);
});

test('a reason is one where it stands beside the site', () => {
  const documented = (text: string): readonly boolean[] => sites('a.go', text).map((site) => site.documented);
  assert.deepEqual(documented('// SAFETY: a\n// b\nx := unsafe.Pointer(a)\ny := unsafe.Pointer(b) // safety: c\n'), [true, true]);
  assert.deepEqual(documented('// SAFETY: a\n\nx := unsafe.Pointer("SAFETY: no")\n// SAFETY: below\n'), [false]);
});

const pieces = ['func f() {', 'class A {', 'def f():\n', '  ', '\t', '{', '}', ';', '(', ')', '=>', ' is ', 'begin ', 'end ', 'procedure P ', 'package A ', 'declare ', 'do ', 'unsafe.Pointer(a)', '@ptrCast', 'pragma Suppress', 'pragma Import (C, a', '[DllImport(', 'extern fn f(', 'C.f(', '//export f\n', 'native a ', '\n', '"', "'", 'x'];

test('pieces in any order, deep and wide, are answered and cost no more than their size', () => {
  fc.assert(fc.property(fc.constantFrom('a.go', 'a.py', 'a.adb', 'a.zig', 'a.cs', 'a.pyx'), fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (path, parts) => {
    sites(path, parts.join(''));
  }), { numRuns: 1500 });
  for (const piece of [...pieces, 'func f() { unsafe.Pointer(a)\n', 'procedure P is pragma Suppress (A);\n', 'a <', 'func f<<<(', 'x = async (', 'procedure P (A : B;']) {
    for (const path of ['a.go', 'a.adb', 'a.py', 'a.d', 'a.cs', 'A.java', 'a.zig']) {
      const started = process.cpuUsage();
      sites(path, `${path === 'a.d' ? 'module m;\n' : ''}import "C"\nunsafe.Pointer(a)\nimport ctypes\n@system\npragma Suppress\n${piece.repeat(20_000)}`);
      assert.ok(process.cpuUsage(started).user < 4_000_000, `${piece} in ${path} took too long`);
    }
  }
});

test('containers lie within one another', () => {
  const found = containersOf('Go', 'func a() { type b struct { c int } }\nfunc d() {}');
  assert.deepEqual(found.map(({ name, isFunction }) => [name, isFunction]), [['a', true], ['b', false], ['d', true]]);
});
