/** Holds the watched words: each language's own are found on code lines, and nothing is found in comments, strings or longer words. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import probe from '../../../src/materials/other-language/escape-hatch.probe.ts';
import { mask } from '../../../src/materials/other-language/mask.ts';
import material from '../../../src/materials/other-language/material.ts';

function lines(path: string, text: string): number[] {
  const bytes = Buffer.from(text, 'latin1');
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes, sight);
  if (isUnreadable(form)) return [];
  return [...probe.look(form, sight)].flatMap((seen) => (isCouldNotTell(seen) || seen.word !== 'escape-hatch' ? [] : [seen.at.line ?? 0]));
}

const found: Readonly<Record<string, readonly (readonly [text: string, ...at: number[]])[]>> = {
  'a.go': [
    ['import "C"\n', 1], ['import (\n\t"fmt"\n\t"C"\n)\n', 3], ['//go:linkname a b\nfunc a()\n', 1], ['p := unsafe.Pointer(q)\n', 1],
    ['// unsafe.Pointer\n'], ['s := "unsafe.Pointer"\n'], ['s := `\nunsafe.Pointer\n`\n'], ['notunsafe.Pointer\n'], ['import "unsafe"\n'],
  ],
  'A.java': [['native void a();\n', 1], ['public native\n  int[] b(int c) throws D;\n', 1], ['Unsafe u = sun.misc.Unsafe.getUnsafe();\n', 1], ['/* native void a(); */\n'], ['String s = "native void a();";\n'], ['int nativeSize(int a);\n']],
  'a.kt': [['external fun read(a: Int): Int\n', 1], ['/* a /* nested */ external fun */ val b = 1\n']],
  'a.cs': [['unsafe { *p = 1; }\n', 1], ['public unsafe struct A {}\n', 1], ['[DllImport("a")]\n', 1], ['// unsafe {\n'], ['var unsafeName = 1;\n']],
  'a.py': [['import ctypes\n', 1], ['import os, ctypes\n', 1], ['from cffi import FFI\n', 1], ['    import ctypes.util\n', 1], ['# import ctypes\n'], ['"""\nimport ctypes\n"""\n'], ['import myctypes\n']],
  'a.swift': [['func a(_ p: UnsafeMutablePointer<Int>) {}\n', 1], ['let a = unsafeBitCast(b, to: C.self)\n', 1], ['// UnsafePointer\n'], ['let s = "UnsafePointer"\n']],
  'a.ts': [["import a from './x.node'\n", 1], ["const f = require('ffi-napi')\n", 1], ["// require('koffi')\n"], ["import a from './node'\n"]],
  'a.rb': [["require 'fiddle'\n", 1], ["# require 'ffi'\n"]],
  'a.lua': [['local f = require("ffi")\n', 1], ['--[[\nrequire("ffi")\n]]\n']],
  'a.ml': [['let a = Obj.magic b\n', 1], ['(* Obj.magic (* nested *) Obj.magic *)\n']],
  'a.hs': [['a = unsafePerformIO b\n', 1], ['{- unsafePerformIO -}\n']],
};

for (const [path, cases] of Object.entries(found)) {
  test(`words of ${path}`, () => {
    for (const [text, ...at] of cases) assert.deepEqual(lines(path, text), at, text);
  });
}

test('the same site keeps its key when lines move', () => {
  const keys = (text: string): unknown[] => {
    const bytes = Buffer.from(text);
    const sight = { path: 'a.go', size: bytes.length, head: bytes };
    const form = material.parse(bytes, sight);
    return isUnreadable(form) ? [] : [...probe.look(form, sight)].map((seen) => ('value' in seen ? (seen.value as { key: string }).key : ''));
  };
  assert.deepEqual(keys('\n\n\np := unsafe.Pointer(q)\n'), keys('p := unsafe.Pointer(q)\n'));
  assert.equal(new Set(keys('unsafe.Pointer(a)\nunsafe.Pointer(a)\n')).size, 2);
});

test('a mask keeps every line end and the length', () => {
  const family = { line: ['//'], block: [['/*', '*/']], nested: true, quotes: ['"""', '"', '`'] } as const;
  const pieces = ['//', '/*', '*/', '"', '"""', '`', '\\', '\n', 'a', ' ', "'"];
  fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
    const text = parts.join('');
    const { code, withStrings } = mask(text, family);
    for (const view of [code, withStrings]) {
      assert.equal(view.length, text.length);
      assert.equal(view.replace(/[^\n]/g, ''), text.replace(/[^\n]/g, ''));
    }
  }), { numRuns: 1000 });
});
