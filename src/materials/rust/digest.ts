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

/** A stretch within another one that stands for itself by its own digest. */
export interface Inner {
  readonly first: number;
  readonly last: number;
  readonly digest: string;
}

/** Tokens `first` to `last` with one space after each; of `inner`, which are in order and do not overlap, only the digests are taken. */
export function digestOf(lexed: Lexed, first: number, last: number, inner: readonly Inner[] = []): string {
  const { start, end, bytes } = lexed;
  const room = (end[last] ?? 0) - (start[first] ?? 0) + (last - first + 1) + inner.length * (length + 1);
  const text = Buffer.allocUnsafe(Math.max(0, room));
  let at = 0;
  let next = 0;
  for (let token = first; token <= last; token++) {
    const stand = inner[next];
    if (stand !== undefined && stand.first === token) {
      at += text.write(`${stand.digest} `, at, 'latin1');
      token = stand.last;
      next++;
      continue;
    }
    const from = start[token] ?? 0;
    text.set(bytes.subarray(from, end[token] ?? from), at);
    at += (end[token] ?? from) - from;
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
