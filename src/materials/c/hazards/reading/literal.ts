/** String literals and printf formats: how long they are and how far they can expand. It knows no locale and no custom conversions. */
import { TokenKind } from '../../../../scan/lexed.ts';
import type { Code, Range } from './code.ts';

/** The characters of adjacent literals, escapes counted as one; undefined when anything else stands in the range. */
export function literalOf(code: Code, given: Range): string | undefined {
  const range = unwrapped(code, given);
  let text = '';
  if (range.from >= range.to) return undefined;
  for (let at = range.from; at < range.to; at++) {
    if (code.kind(at) === TokenKind.string) text += unescaped(code.text(at));
    else if (code.isName(at) && /^(PRI|SCN)[diouxX]\w+$/u.test(code.text(at))) text += width(code.text(at));
    else return undefined;
  }
  return text;
}

/** The conversion that a macro of inttypes.h stands for (C11 7.8.1): up to 32 bits as `int`, everything else as wide. */
function width(macro: string): string {
  const [, letter = 'u', bits = ''] = /^(?:PRI|SCN)([diouxX])(?:LEAST|FAST)?(\w*)$/u.exec(macro) ?? [];
  return /^(8|16|32)$/u.test(bits) && !macro.includes('FAST') ? letter : `ll${letter}`;
}

/** A name in capitals: a literal or a number under a macro's name as a rule; nothing in this file need say so. */
export function isMacroName(code: Code, range: Range): boolean {
  return range.to === range.from + 1 && /^[A-Z][A-Z0-9_]+$/u.test(code.text(range.from));
}

/** Literals with macros in capitals between them, as in `"size %" SIZE_F NEWLINE`: a macro behind `%` reads as a wide number. */
export function guessedFormat(code: Code, range: Range): string | undefined {
  if (!hasLiteral(code, range)) return undefined;
  let text = '';
  for (let at = range.from; at < range.to; at++) {
    if (code.kind(at) === TokenKind.string) text += unescaped(code.text(at));
    else if (isMacroName(code, { from: at, to: at + 1 })) text += text.endsWith('%') ? 'llu' : '~~';
    else return undefined;
  }
  return text;
}

/** `PSTR("…")`, `_("…")`: macros that put a literal somewhere or translate it. */
function unwrapped(code: Code, range: Range): Range {
  const wraps = /^(PSTR|F|_T|T|TEXT|_|N_|gettext|_TXT)$/u.test(code.text(range.from)) && code.text(range.from + 1) === '(';
  return wraps && code.close(range.from + 1) === range.to - 1 ? { from: range.from + 2, to: range.to - 1 } : range;
}

export function hasLiteral(code: Code, range: Range): boolean {
  for (let at = range.from; at < range.to; at++) if (code.kind(at) === TokenKind.string) return true;
  return false;
}

/** The longest literal among the arms of `c ? "a" : "b"`, or the literal itself. */
export function longestLiteral(code: Code, range: Range): string | undefined {
  const plain = literalOf(code, range);
  if (plain !== undefined) return plain;
  let question = -1;
  for (let at = range.from; at < range.to; at++) if (code.text(at) === '?') question = at;
  if (question < 0) return undefined;
  const arms: string[] = [];
  for (let at = question + 1; at < range.to; at++) {
    if (code.kind(at) === TokenKind.string) arms.push(unescaped(code.text(at)));
    else if (code.text(at) !== ':' && code.text(at) !== ')' && code.text(at) !== '(') return undefined;
  }
  return arms.sort((a, b) => b.length - a.length)[0];
}

function unescaped(token: string): string {
  const inside = token.slice(token.indexOf('"') + 1, token.endsWith('"') ? -1 : undefined);
  return inside.replace(/\\(?:x[\da-fA-F]+|[0-7]{1,3}|.)/gsu, '~');
}

export interface Conversion {
  readonly letter: string;
  readonly width: number | '*' | undefined;
  readonly precision: number | '*' | undefined;
  readonly length: string;
  /** `%*d` of scanf: nothing is stored. */
  readonly suppressed: boolean;
  /** Filled up with zeros: `%02x`. */
  readonly padded: boolean;
}

export interface Format {
  /** Characters that stand for themselves. */
  readonly plain: number;
  readonly conversions: readonly Conversion[];
}

const pattern = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d*))?(hh|h|ll|l|L|q|j|z|t|I64|m)?(\[\^?\]?[^\]]*\]|[a-zA-Z%])/gu;

export function formatOf(text: string): Format {
  const conversions: Conversion[] = [];
  let plain = text.length;
  for (const found of text.matchAll(pattern)) {
    const [whole, flags = '', width, precision, length = '', letter = ''] = found;
    plain -= whole.length;
    if (letter === '%') plain++;
    else conversions.push({ letter: letter.charAt(0), width: number(width), precision: number(precision), length, suppressed: width === '*', padded: flags.includes('0') });
  }
  return { plain, conversions };
}

function number(text: string | undefined): number | '*' | undefined {
  return text === undefined ? undefined : text === '*' ? '*' : Number(text);
}

/** Digits with sign; of an `int` and of a 64-bit type, `%f` of the largest `double` (C11 5.2.4.2). */
const longest = { int: { d: 11, u: 10, o: 11, x: 8 }, wide: { d: 20, u: 20, o: 22, x: 16 }, pointer: 18, exponent: 14, fixed: 317 };

/** How many characters one conversion writes at most; Infinity for strings and whatever takes its width from an argument. */
export function widest(conversion: Conversion): number {
  const { letter, width, precision, length, padded } = conversion;
  const least = width === '*' || precision === '*' ? Infinity : (width ?? 0);
  return Math.max(least, content(letter, precision === '*' ? undefined : precision, length, least === Infinity || !padded ? 0 : least));
}

function content(letter: string, precision: number | undefined, length: string, padding: number): number {
  const places = precision ?? 6;
  switch (letter) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
      // `%02x` is written for one byte and `%04x` for two: more digits than the padding asks for are taken as not meant.
      if (padding > 0 && precision === undefined && /x/iu.test(letter)) return padding;
      // `long` and `size_t` have 32 bits on the machines of most firmware; on a 64-bit host they may need more.
      if (length === 'hh') return Math.max(4, precision ?? 0);
      if (length === 'h') return Math.max(6, precision ?? 0);
      return Math.max(longest[length === '' || length === 'l' || length === 'z' ? 'int' : 'wide'][letter === 'i' ? 'd' : letter === 'X' ? 'x' : letter], precision ?? 0);
    case 'c': return 1;
    case 'p': return longest.pointer;
    case 'e': case 'E': case 'g': case 'G': case 'a': case 'A': return longest.exponent - 6 + places;
    case 'f': case 'F': return longest.fixed - 6 + places;
    case 's': return precision ?? Infinity;
    default: return Infinity;
  }
}
