/** Makes any string from a device safe to show: what steers a terminal or hides from the eye is spelt out. It never drops text. */

/**
 * Control and format characters (ESC, bidi overrides of Unicode UAX #9, zero-width joiners), line and paragraph
 * separators, private use, unpaired surrogates, and everything a renderer is allowed to draw as nothing (UAX #44 DI).
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{DI}]/gu;

/** Marks piled higher than any writing system needs paint over the neighbouring lines; the rest of the pile is spelt out. */
const pile = /(\p{M}{4})(\p{M}+)/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of visible text. The exact string is always in the JSON inspection. */
export function plain(text: string): string {
  return text
    .replace(pile, (_whole, kept: string, rest: string) => kept + [...rest].map(spell).join(''))
    .replace(unseen, spell);
}

/** As `plain`, for source lines: tabs become spaces, since a reader expects to see indentation. */
export function plainCode(text: string): string {
  return plain(text.replace(/\t/g, '  '));
}

function spell(character: string): string {
  const known = named[character];
  if (known !== undefined) return known;
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`;
  if (point < 0x10000) return `\\u${point.toString(16).padStart(4, '0')}`;
  return `\\u{${point.toString(16)}}`;
}

/** For raw HTML text and attribute values; everything else in HTML goes through preact, which does the same. */
export function htmlText(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
