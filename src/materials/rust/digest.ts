/** Digests of stretches of tokens: the same for the same code, however it is laid out and remarked upon. It knows no items. */
import { createHash } from 'node:crypto';
import type { Lexed } from '../../scan/lexed.ts';
import { isCloser, isOpener } from './tokens.ts';
import { TokenKind } from '../../scan/lexed.ts';

/** Sixteen hexadecimal digits: among a million sites two alike by chance are as likely as 1 in 37 million. */
const length = 16;

export function short(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** One text for all: a digest is taken before the next one begins. */
let text = Buffer.alloc(64 * 1024);

/** Tokens `first` to `last` with one space after each. */
export function digestOf(lexed: Lexed, first: number, last: number): string {
  const { start, end, bytes } = lexed;
  const room = (end[last] ?? 0) - (start[first] ?? 0) + (last - first + 1);
  if (room > text.length) text = Buffer.alloc(room * 2);
  let at = 0;
  for (let token = first; token <= last; token++) {
    const to = end[token] ?? 0;
    // Most tokens are a few bytes long; a call to copy them would cost more than copying.
    for (let from = start[token] ?? 0; from < to; from++) text[at++] = bytes[from] ?? 0;
    text[at++] = 0x20;
  }
  return short(text.subarray(0, at));
}

/** For each opening bracket the token that closes it; for one that nothing closes, the last token. */
export function closings(lexed: Lexed): Int32Array {
  const { count, kind, code } = lexed;
  const found = new Int32Array(count).fill(count - 1);
  const open: number[] = [];
  for (let token = 0; token < count; token++) {
    if (kind[token] !== TokenKind.punctuator) continue;
    const c = code[token] ?? 0;
    if (isOpener(c)) open.push(token);
    else if (isCloser(c)) {
      const opener = open.pop();
      if (opener !== undefined) found[opener] = token;
    }
  }
  return found;
}
