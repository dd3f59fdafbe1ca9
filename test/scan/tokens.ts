/** Renders tokens as one line of text, for tests that compare what a lexer saw. */
import { TokenKind, tokenText, type Lexed } from '../../src/scan/lexed.ts';

const names: readonly string[] = ['?', 'id', 'num', 'str', 'chr', 'p', 'dir', 'end', 'rem', 'life'];

/** `id:main p:( str:"a"` … without the punctuators' prefix, to read easily. */
export function shown(lexed: Lexed): string {
  const parts: string[] = [];
  for (let at = 0; at < lexed.count; at += 1) {
    const kind = lexed.kind[at] ?? 0;
    const text = tokenText(lexed, at);
    parts.push(kind === TokenKind.punctuator ? text : kind === TokenKind.directiveEnd ? '<end>' : `${names[kind] ?? '?'}:${text}`);
  }
  return parts.join(' ');
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** The flat form of the plain lexers, for comparison. */
export function flat(lexed: Lexed): readonly number[] {
  const numbers: number[] = [];
  for (let at = 0; at < lexed.count; at += 1) {
    numbers.push(lexed.kind[at] ?? 0, lexed.start[at] ?? 0, lexed.end[at] ?? 0, lexed.line[at] ?? 0, lexed.code[at] ?? 0);
  }
  return numbers;
}
