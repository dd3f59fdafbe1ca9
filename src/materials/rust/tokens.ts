/** Small questions about a token stream: what stands at a place, in which words. It walks nothing. */
import { TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import { mark } from './words.ts';

export function isMark(lexed: Lexed, token: number, code: number): boolean {
  return token >= 0 && token < lexed.count && lexed.kind[token] === TokenKind.punctuator && lexed.code[token] === code;
}

/** True for the watched word with this number. Raw identifiers (`r#unsafe`) are never watched. */
export function isWord(lexed: Lexed, token: number, number: number): boolean {
  return token >= 0 && token < lexed.count && lexed.kind[token] === TokenKind.identifier && lexed.code[token] === number;
}

export function isIdentifier(lexed: Lexed, token: number): boolean {
  return token >= 0 && token < lexed.count && lexed.kind[token] === TokenKind.identifier;
}

export function isString(lexed: Lexed, token: number): boolean {
  return token >= 0 && token < lexed.count && lexed.kind[token] === TokenKind.string;
}

export function isOpener(code: number): boolean {
  return code === mark.openBrace || code === mark.openParen || code === mark.openBracket;
}

export function isCloser(code: number): boolean {
  return code === mark.closeBrace || code === mark.closeParen || code === mark.closeBracket;
}

/** The token that closes the group opened at `open`, or the last token when nothing closes it. */
export function closing(lexed: Lexed, open: number): number {
  let depth = 0;
  for (let token = open; token < lexed.count; token++) {
    if (lexed.kind[token] !== TokenKind.punctuator) continue;
    const code = lexed.code[token] ?? 0;
    if (isOpener(code)) depth++;
    else if (isCloser(code) && --depth === 0) return token;
  }
  return Math.max(open, lexed.count - 1);
}

/** Tokens `first` to `last` as written, with white space and comments between them left out. */
export function written(lexed: Lexed, first: number, last: number, limit: number): string {
  let text = '';
  for (let token = first; token <= last && text.length <= limit; token++) {
    const next = tokenText(lexed, token);
    const apart = text !== '' && isWordByte(text.charCodeAt(text.length - 1)) && isWordByte(next.charCodeAt(0));
    text += apart ? ` ${next}` : next;
  }
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function isWordByte(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code >= 128;
}
