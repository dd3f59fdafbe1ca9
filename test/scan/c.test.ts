/** What the C and C++ lexer makes of each odd corner of the language, in tokens and in lines. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lexC, wordTable } from '../../src/scan/lex.ts';
import { Directive, TokenKind } from '../../src/scan/lexed.ts';
import { bytesOf, shown } from './tokens.ts';

const tokens: readonly (readonly [what: string, text: string, tokens: string])[] = [
  ['names with digits, dollar and UTF-8', 'a1 _b $c größe', 'id:a1 id:_b id:$c id:größe'],
  ['maximal munch', 'a->b c->*d e<=>f g<<=h i>>=j ... .* x+++y', 'id:a -> id:b id:c ->* id:d id:e <=> id:f id:g <<= id:h id:i >>= id:j ... .* id:x ++ + id:y'],
  ['numbers of all sorts', '1 0x1F 1.5e+3f .5 0b1010 1\'000\'000 0x1p-3 1ull 1_km', "num:1 num:0x1F num:1.5e+3f num:.5 num:0b1010 num:1'000'000 num:0x1p-3 num:1ull num:1_km"],
  ['a separator needs a digit or letter behind it', "1' '", "num:1 chr:' '"],
  ['two points are no ellipsis', 'a..b', 'id:a . . id:b'],
  ['strings with escapes and prefixes', '"a\\"b" L"w" u8"x" U\'c\' \'\\\'\'', 'str:"a\\"b" str:L"w" str:u8"x" chr:U\'c\' chr:\'\\\'\''],
  ['a name before a quote that is no prefix', 'X"a" LL\'b\'', 'id:X str:"a" id:LL chr:\'b\''],
  ['a raw string with its delimiter', 'R"x(a)" \\ )y" )x" b', 'str:R"x(a)" \\ )y" )x" id:b'],
  ['raw prefixes', 'LR"(a)" u8R"(b)" uR"(c)" UR"(d)"', 'str:LR"(a)" str:u8R"(b)" str:uR"(c)" str:UR"(d)"'],
  ['a macro R that is no raw string', 'R"abc" x', 'id:R str:"abc" id:x'],
  ['a delimiter over 16 bytes is none', 'R"12345678901234567(a)12345678901234567"', 'id:R str:"12345678901234567(a)12345678901234567"'],
  ['an open string ends with its line', '"abc\nd', 'str:"abc id:d'],
  ['an open character ends with its line', "#error can't\nd", "dir:#error id:can chr:'t <end> id:d"],
  ['a spliced string goes on', '"ab\\\ncd" e', 'str:"ab\\\ncd" id:e'],
  ['GCC splices over trailing blanks', '"ab\\ \t\ncd" e', 'str:"ab\\ \t\ncd" id:e'],
  ['comments are left out', 'a/*b*/c//d\ne', 'id:a id:c id:e'],
  ['a spliced line comment goes on', 'a // b \\\n c\nd', 'id:a id:d'],
  ['a comment opener in a string is none', '"/*" a "//" b', 'str:"/*" id:a str:"//" id:b'],
  ['a quote in a comment is none', '/* " */ a // \'\nb', 'id:a id:b'],
  ['division is no comment', 'a / b /= c', 'id:a / id:b /= id:c'],
  ['directives with blanks and comments inside', ' # /* x\n */ define A 1', 'dir:# /* x\n */ define id:A num:1 <end>'],
  ['a comment before the hash', '/* x */ #if A', 'dir:#if id:A <end>'],
  ['a continued directive ends once', '#define A \\\n 1 \\\n 2\nb', 'dir:#define id:A num:1 num:2 <end> id:b'],
  ['a comment carries a directive on', '#define A /* \n */ 1\nb', 'dir:#define id:A num:1 <end> id:b'],
  ['a null directive and a line marker', '#\n# 33 "f.c"\n', 'dir:# <end> dir:# num:33 str:"f.c" <end>'],
  ['hashes in a directive', '#define S(x) #x a##b', 'dir:#define id:S ( id:x ) # id:x id:a ## id:b <end>'],
  ['a hash behind other tokens is no directive', 'a #if b', 'id:a # id:if id:b'],
  ['header names', '#include <sys/a.h>\n#include_next <b>\n#import <c>', 'dir:#include str:<sys/a.h> <end> dir:#include_next str:<b> <end> dir:#import str:<c> <end>'],
  ['a header name over a macro', '#include HEADER', 'dir:#include id:HEADER <end>'],
  ['no header name elsewhere', '#if A <b> c', 'dir:#if id:A < id:b > id:c <end>'],
  ['a header name holds no quote', '#include <a\'b>\'', "dir:#include < id:a chr:'b>' <end>"],
  ['#if 0 is still lexed', '#if 0\nint x;\n#endif', 'dir:#if num:0 <end> id:int id:x ; dir:#endif <end>'],
  ['line ends of all sorts', 'a\r\n#b\rc\nd', 'id:a dir:#b <end> id:c id:d'],
  ['NUL and control bytes are blanks', 'a\0b\x01c\f\vd', 'id:a id:b id:c id:d'],
  ['a byte order mark is skipped', '\ufeff#define A', 'dir:#define id:A <end>'],
  ['a stray backslash', 'a \\ b', 'id:a \\ id:b'],
  ['nothing', '', ''],
];

const lines: readonly (readonly [what: string, text: string, counts: readonly [number, number, number, number], trouble?: string])[] = [
  ['an empty file', '', [0, 0, 0, 0]],
  ['a last line without an end', 'a', [1, 1, 0, 0]],
  ['a last line with an end', 'a\n', [1, 1, 0, 0]],
  ['blank lines', '\n \t\n\0\n', [3, 0, 0, 3]],
  ['a byte order mark alone', '\ufeff', [1, 0, 0, 1]],
  ['CR LF', 'a\r\n\r\n// b\r\n', [3, 1, 1, 1]],
  ['lone CR', 'a\r\r// b\r', [3, 1, 1, 1]],
  ['code and comment on a line is code', 'a // b\n/* c */ d\n', [2, 2, 0, 0]],
  ['blank lines in a comment are comment', '/*\n\n*/\n', [3, 0, 3, 0]],
  ['a spliced comment', '// a \\\nb\nc\n', [3, 1, 2, 0]],
  ['a spliced string', '"a\\\n// b\\\n";\n', [3, 3, 0, 0]],
  ['a raw string over lines', 'R"(\n\n// a\n)"\n', [4, 4, 0, 0]],
  ['separators do not open characters', "int a = 1'0/*b'*/ + 0xA'B;\n// c\n", [2, 1, 1, 0]],
  ['a separator behind a signed exponent', "1e+'2/*'\n*/", [2, 1, 1, 0]],
  ['a header name on a spliced line', '#include\\\n<a>\n', [2, 2, 0, 0]],
  ['a backslash alone is code', '#define A \\\n\\\n\n', [3, 2, 0, 1]],
  ['an open comment', 'a\n/* b\nc', [3, 1, 2, 0], 'the comment opened on line 2 never ends'],
  ['an open raw string', '\nR"(b\nc', [3, 2, 0, 1], 'the raw string opened on line 2 never ends'],
];

describe('tokens of C', () => {
  for (const [what, text, expected] of tokens) {
    it(what, () => assert.equal(shown(lexC(bytesOf(text))), Buffer.from(expected).toString('latin1')));
  }

  it('comments on request', () => assert.equal(shown(lexC(bytesOf('a /* b */ // c'), undefined, { comments: true })), 'id:a rem:/* b */ rem:// c'));

  it('numbers watched words, and only whole ones', () => {
    const words = wordTable(['gets', 'a', 'strcpy', 'a_name_longer_than_sixteen_bytes']);
    const lexed = lexC(bytesOf('gets fgets get getsx a b strcpy a_name_longer_than_sixteen_bytes "gets" 1a #gets'), words);
    assert.deepEqual([...lexed.code.subarray(0, 8)], [1, 0, 0, 0, 2, 0, 3, 4]);
    assert.equal(lexed.kind[8], TokenKind.string);
  });

  it('numbers directives', () => {
    const names = ['if', 'ifdef', 'ifndef', 'elif', 'elifdef', 'else', 'endif', 'define', 'undef', 'include', 'pragma', 'error', 'line', 'warning', 'ifx'];
    const lexed = lexC(bytesOf(names.map((name) => `#${name}\n`).join('')));
    const codes = names.map((_, at) => lexed.code[at * 2]);
    const of = Directive;
    assert.deepEqual(codes, [of.if, of.ifdef, of.ifndef, of.elif, of.elif, of.else, of.endif, of.define, of.undef, of.include, of.pragma, of.error, of.line, 0, 0]);
  });

  it('packs punctuators little-endian and keeps lines and offsets', () => {
    const lexed = lexC(bytesOf('a\n  ->b'));
    assert.deepEqual([lexed.code[1], lexed.line[1], lexed.start[1], lexed.end[1]], [0x3e2d, 2, 4, 6]);
  });
});

describe('lines of C', () => {
  for (const [what, text, [physical, code, comment, blank], trouble = ''] of lines) {
    it(what, () => {
      const lexed = lexC(bytesOf(text));
      assert.deepEqual(lexed.lines, { physical, code, comment, blank });
      assert.equal(lexed.trouble, trouble);
    });
  }
});
