/** Random text as an attacker would choose it: control and bidi characters, markup, mentions, very long and very odd names. */
import fc from 'fast-check';

const pieces = [
  '\u001b[31m', '\u001b]8;;http://x\u0007', '\u009b2J', '\u202e', '\u2066', '\u2069', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u0000', '\n', '\r\n', '\t', '\u2028',
  '<zzz>', '</style>', '</script><zzz', '" onzzz="1', "' onzzz='1", '-->', ']]>', '&lt;', '<!--', '@zzz', '#12', 'GH-3', 'https://zzz.example', 'www.zzz.example', '[zzz](javascript:zzz)', '![zzz](x)',
  '`', '```', '|', '\\', '**', '__', '\n\n# zzz\n', '> zzz', '日本語の名前', '👩‍👩‍👧', 'e\u0301', 'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301', '\ud800', '\u{e0041}', 'x'.repeat(300), 'word word word ', 'src/a/b.c', '{0}', '!/', '..', '/', ' ',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** A generator of texts for one run of a property, drawn again and again from a list. */
export const hostileTexts: fc.Arbitrary<() => string> = fc.array(hostileText, { minLength: 5, maxLength: 30 }).map((texts) => {
  let at = 0;
  return () => texts[at++ % texts.length] ?? '';
});

/** What must never reach a reader: controls other than the line feed, and whatever is invisible or turns the direction of text. */
export const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{DI}]/u;
