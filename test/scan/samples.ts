/** Text that makes lexers stumble: fragments to shuffle, and small programs to mutate. It expects nothing of anyone. */
import fc from 'fast-check';

/** Pieces whose neighbours decide what they mean. */
const pieces: readonly string[] = [
  '"', "'", '/', '*', '//', '/*', '*/', '\\', '\\\n', '\\\r\n', '\\ \n', '\n', '\r', '\r\n', '#', '##', '#include ', '#include <a', '>', '<', '#if 0\n',
  '#define ', '#error ', 'R"(', ')"', 'R"x(', ')x"', 'u8R"', 'LR"', 'L"', "u'", 'r"', 'r#"', '"#', 'br##"', "b'", "'a", "'a'", "'\\''", '0x', "1'0", "1e+'2",
  '.5', '..', '...', '->', '->*', '<=>', '>>=', '::', '$', '_', 'a', 'R', 'gets', 'unsafe', '{', '}', '(', ')', ';', ' ', '\t', '\0', '\x01', '\x7f', 'é', "'é'", "'😀'",
  '\u2028', '\xff', '\ufeff', '"""', '`', '--', '<!--', '-->', 'REM', 'rem', '{-', '-}', '%', '(*', '*)',
];

export const jumble = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''), 'utf8'));
/** Long enough that vector blocks begin and end at every place. */
export const padded = fc.tuple(fc.nat(70), jumble, fc.nat(70), jumble).map(([a, x, b, y]) => Buffer.concat([Buffer.alloc(a, 'a '), x, Buffer.alloc(b, 'b\n'), y]));
export const anything = fc.uint8Array({ maxLength: 300 });

const c = `/* A pump. */
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
#define CLAMP(x, lo, hi) \\
    ((x) < (lo) ? (lo) : /* upper */ \\
     (x) > (hi) ? (hi) : (x))
static const char *units[] = { "ml/h", u8"\\xc2\\xb5g", L"a\\"b", "c\\
d" };
#if 0
don't look: "here
#else
int rate(int64_t steps) { return steps->x >>= 1'000u, 0x1p-3f, 'a' + '\\''; } // 100 %
#endif
auto raw = R"--(// not a comment ")-" )--";
`;

const rust = `//! A pump.
#![no_std]
#[repr(C)] pub struct Pump<'a> { name: &'a str, /* a /* nested */ note */ rate: f32 }
impl<'a> Pump<'a> {
    /// # Safety
    pub unsafe fn set(&mut self, r#type: u8) -> Result<(), &'static str> {
        let text = "a \\"quoted\\"
            // string"; let raw = r##"x"#y"##; let c = ('"', '\\'', b'\\n', '\\u{e9}');
        'outer: for i in 0..=10 { if i == 1_0u8 { break 'outer; } }
        Ok(1.5e-3f32.max(0xe+1 as f32))
    }
}
`;

const edit = fc.record({ at: fc.nat(800), drop: fc.nat(6), put: fc.constantFrom('', ...pieces) });

/** A small real program with a few edits. */
export function mutated(language: 'c' | 'rust'): fc.Arbitrary<Uint8Array> {
  const source = language === 'c' ? c : rust;
  return fc.array(edit, { minLength: 0, maxLength: 5 }).map((edits) => {
    let text = source;
    for (const { at, drop, put } of edits) text = text.slice(0, at % text.length) + put + text.slice((at % text.length) + drop);
    return Buffer.from(text, 'utf8');
  });
}
