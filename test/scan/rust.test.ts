/** What the Rust lexer makes of each odd corner of the language, in tokens and in lines. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lexRust, wordTable } from '../../src/scan/lex.ts';
import { bytesOf, shown } from './tokens.ts';

const tokens: readonly (readonly [what: string, text: string, tokens: string])[] = [
  ['lifetimes and characters', "<'a, 'static> 'b' '\\'' '\\u{1F600}' b'x' '_ 'é'", "< life:'a , life:'static > chr:'b' chr:'\\'' chr:'\\u{1F600}' chr:b'x' life:'_ chr:'é'"],
  ['a lifetime before a character', "&'a 'b'", "& life:'a chr:'b'"],
  ['a quote as character', "'\"' x", "chr:'\"' id:x"],
  ['loop labels', "'outer: loop { break 'outer; }", "life:'outer : id:loop { id:break life:'outer ; }"],
  ['raw strings', 'r"a\\" r#"b"c"# br##"d"#"## cr"e"', 'str:r"a\\" str:r#"b"c"# str:br##"d"#"## str:cr"e"'],
  ['byte and C strings', 'b"a" c"b" x"c"', 'str:b"a" str:c"b" id:x str:"c"'],
  ['raw identifiers', 'r#type r#unsafe r # x', 'id:r#type id:r#unsafe id:r # id:x'],
  ['a string over lines', '"a\n//b\\\n c" d', 'str:"a\n//b\\\n c" id:d'],
  ['numbers', '1 1_000u32 0xffu8 1.5e-3f64 1e+5 2.0 0b1', 'num:1 num:1_000u32 num:0xffu8 num:1.5e-3f64 num:1e+5 num:2.0 num:0b1'],
  ['ranges and methods are not numbers', '1..2 1..=2 1.max(2) x.0.1', 'num:1 .. num:2 num:1 ..= num:2 num:1 . id:max ( num:2 ) id:x . num:0.1'],
  ['hexadecimal e is a digit', '0xe+1', 'num:0xe + num:1'],
  ['punctuators', 'a::b -> c => d ..= e >>= f && g || h', 'id:a :: id:b -> id:c => id:d ..= id:e >>= id:f && id:g || id:h'],
  ['attributes', '#![no_std] #[cfg(test)]', '# ! [ id:no_std ] # [ id:cfg ( id:test ) ]'],
  ['nested comments', 'a /* b /* c */ d */ e', 'id:a id:e'],
  ['a shebang is no code', '#!/usr/bin/env run\nfn', 'id:fn'],
  ['macro dollars', '$x:expr', '$ id:x : id:expr'],
];

const lines: readonly (readonly [what: string, text: string, counts: readonly [number, number, number, number], trouble?: string])[] = [
  ['doc comments are comments', '/// a\n//! b\nfn c() {}\n\n', [4, 1, 2, 1]],
  ['nested comments', '/* a\n/* b */\n\nc */ d\ne', [5, 2, 3, 0]],
  ['strings over lines', 'let a = "b\n\n// c\n";\n', [4, 4, 0, 0]],
  ['a backslash does not continue a comment', '// a \\\nb\n', [2, 1, 1, 0]],
  ['an inner attribute is no shebang', '#! [a]\n', [1, 1, 0, 0]],
  ['an open string', 'a\n"b\nc', [3, 3, 0, 0], 'the string opened on line 2 never ends'],
  ['an open raw string', 'r#"b"\nc', [2, 2, 0, 0], 'the raw string opened on line 1 never ends'],
  ['an open nested comment', '/* /* */', [1, 0, 1, 0], 'the comment opened on line 1 never ends'],
];

describe('tokens of Rust', () => {
  for (const [what, text, expected] of tokens) {
    it(what, () => assert.equal(shown(lexRust(bytesOf(text))), Buffer.from(expected).toString('latin1')));
  }

  it('keeps watched words and their raw twins apart', () => {
    const lexed = lexRust(bytesOf('unsafe r#unsafe'), wordTable(['unsafe']));
    assert.deepEqual([...lexed.code.subarray(0, 2)], [1, 0]);
  });

  it('comments on request', () => assert.equal(shown(lexRust(bytesOf('a /* /* */ b */ // c'), undefined, { comments: true })), 'id:a rem:/* /* */ b */ rem:// c'));
});

describe('lines of Rust', () => {
  for (const [what, text, [physical, code, comment, blank], trouble = ''] of lines) {
    it(what, () => {
      const lexed = lexRust(bytesOf(text));
      assert.deepEqual(lexed.lines, { physical, code, comment, blank });
      assert.equal(lexed.trouble, trouble);
    });
  }
});
