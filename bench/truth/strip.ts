/** Takes from a benchmark's file what would tell an analyser the answer: comments, names, guards. Lines stay where they are. */
import { createHash } from 'node:crypto';

const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Comments become blanks; strings and line ends stay. */
export function withoutComments(text: string): string {
  return text.replace(token, (piece) => (piece.startsWith('/') ? piece.replace(/[^\n]/g, ' ') : piece));
}

/** The same name for the same word in every file, so that calls still meet their functions. */
export function neutral(word: string): string {
  return `n${createHash('sha256').update(word).digest().readUIntBE(0, 5)}`;
}

/** Replaces identifiers that tell; strings keep their length, since sizes depend on it. */
export function withoutTellingNames(text: string, tells: { readonly test: (word: string) => boolean }): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*/g, (piece) => {
    if (piece.startsWith("'")) return piece;
    if (piece.startsWith('"')) return piece.replace(/bad|good|flaw|fix|error/gi, (word) => 'x'.repeat(word.length));
    return tells.test(piece) ? neutral(piece) : piece;
  });
}

/** Blanks `#ifndef OMIT…` with its end, keeping what it guards, and `#ifdef INCLUDEMAIN` with all it guards. */
export function withoutGuards(text: string): string {
  const open: ('keep' | 'blank' | 'drop')[] = [];
  return text.split('\n').map((line) => {
    const dropping = open.includes('drop');
    if (/^\s*#\s*if/.test(line)) {
      open.push(/\bOMIT(?:BAD|GOOD)\b/.test(line) ? 'blank' : /\bINCLUDEMAIN\b/.test(line) ? 'drop' : 'keep');
      return dropping || open.at(-1) !== 'keep' ? '' : line;
    }
    if (/^\s*#\s*endif/.test(line)) return open.pop() !== 'keep' || dropping ? '' : line;
    return dropping ? '' : line;
  }).join('\n');
}
