/** Finds the remark that says why an unsafe site is sound, where the conventions of Rust put it. It does not judge the remark. */
import { latin1, TokenKind, type Lexed } from '../../scan/lexed.ts';
import { isCloser, isIdentifier, isMark, isOpener, isString } from './tokens.ts';
import { mark } from './words.ts';

/** `// SAFETY: …` in any case, as clippy's `undocumented_unsafe_blocks` and the Linux kernel's guidelines have it. */
const remark = /safety\s*:/i;
/** A `# Safety` heading in a documentation comment, as clippy's `missing_safety_doc` has it. */
const heading = /^[ \t]*(?:\/\/[/!]|\/?\*+!?)?[ \t]*#+[ \t]*(?:\w+ )?safety\b/im;

/** Tokens to go back from a site: no statement written by hand is longer, and a hostile one must not cost more. */
const farthestBack = 400;
/** Bytes of a gap that are read, nearest the code: longer comments are licences or hostile. */
const longestGap = 16_384;

export type Wanted = 'remark' | 'remark-or-heading';

/**
 * True when a remark stands directly above the statement or item that holds `site`, above one of its attributes, or
 * between its own words. A comment that trails the statement before does not count.
 */
export function remarkedAbove(lexed: Lexed, site: number, wanted: Wanted): boolean {
  let depth = 0;
  let pastComma = false;
  let inOtherArgument = false;
  const stop = Math.max(0, site - farthestBack);
  for (let token = site; token >= stop; token--) {
    const found = depth === 0 && gapSays(lexed, token, wanted);
    if (found && !pastComma) return true;
    inOtherArgument ||= found;
    const code = isPunctuator(lexed, token - 1) ? (lexed.code[token - 1] ?? 0) : 0;
    if (wanted === 'remark-or-heading' && isString(lexed, token) && docString(lexed, token)) return true;
    if (isCloser(code)) {
      if (code === mark.closeBrace && depth === 0) return false;
      depth++;
    } else if (isOpener(code)) {
      if (depth > 0) depth--;
      else if (code === mark.openBrace) return false;
      else {
        // Out of an argument list: what stood above an earlier argument stands above the call.
        if (inOtherArgument) return true;
        pastComma = false;
      }
    } else if (depth === 0 && code === mark.semicolon) return false;
    else if (depth === 0 && code === mark.comma) pastComma = true;
  }
  return false;
}

/** True when the first comment inside the block, or one that trails its closing line, is a remark. */
export function remarkedWithin(lexed: Lexed, open: number, close: number): boolean {
  return gapSays(lexed, open + 1, 'remark') || trailing(lexed, close);
}

function trailing(lexed: Lexed, close: number): boolean {
  const line = lexed.line[close];
  let after = close + 1;
  while (after < lexed.count && lexed.line[after] === line && after < close + 8) after++;
  const text = gap(lexed, after, 'first');
  return remark.test(text.split('\n', 1)[0] ?? '');
}

/** White space and comments between the token before `token` and `token`; of a long gap its first or last part. */
function gap(lexed: Lexed, token: number, part: 'first' | 'last'): string {
  const from = token === 0 ? 0 : (lexed.end[token - 1] ?? 0);
  const to = token < lexed.count ? (lexed.start[token] ?? from) : lexed.bytes.length;
  if (to - from < 'safety:'.length) return '';
  return part === 'first'
    ? latin1(lexed.bytes, from, Math.min(to, from + longestGap))
    : latin1(lexed.bytes, Math.max(from, to - longestGap), to);
}

function gapSays(lexed: Lexed, token: number, wanted: Wanted): boolean {
  let text = gap(lexed, token, 'last');
  if (text === '') return false;
  if (trailsAnother(lexed, token - 1)) text = text.slice(text.indexOf('\n') + 1 || text.length);
  return remark.test(text) || (wanted === 'remark-or-heading' && heading.test(text));
}

/** After these marks, what follows on the same line belongs to the statement that they end. */
function trailsAnother(lexed: Lexed, before: number): boolean {
  return isMark(lexed, before, mark.semicolon) || isMark(lexed, before, mark.closeBrace) || isMark(lexed, before, mark.comma);
}

/** `#[doc = " # Safety"]`, the form that macros and generators write. */
function docString(lexed: Lexed, token: number): boolean {
  if (!isMark(lexed, token - 1, mark.equals) || !isIdentifier(lexed, token - 2)) return false;
  const name = latin1(lexed.bytes, lexed.start[token - 2] ?? 0, lexed.end[token - 2] ?? 0);
  return name === 'doc' && /#+\s*safety\b/i.test(latin1(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0));
}

function isPunctuator(lexed: Lexed, token: number): boolean {
  return token >= 0 && lexed.kind[token] === TokenKind.punctuator;
}
