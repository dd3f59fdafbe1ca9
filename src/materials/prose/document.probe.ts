/** Names a document and counts its words. Packed formats (PDF, office files) are only named. */
import type { Probe } from '../../core/material.ts';
import { document } from '../../facts/document.ts';
import { packed } from './formats.ts';
import type { Prose } from './material.ts';
import { readsAsText } from './text.ts';
import { titleOf } from './title.ts';

/** Words are counted up to here: longer texts are data. */
const mostBytes = 4 * 1024 * 1024;

const documentProbe: Probe<Prose> = {
  name: 'document',
  revision: 1,
  states: [document],
  look: ({ format, bytes }) => {
    if (packed.has(format) || !readsAsText(bytes.subarray(0, 4096))) return [document.state({ title: '', words: 0, format })];
    const text = decode(bytes.subarray(0, mostBytes));
    return [document.state({ title: titleOf(text, format), words: wordsIn(text), format })];
  },
};

export default documentProbe;

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Runs of letters and digits; good enough to tell a page from a book. */
function wordsIn(text: string): number {
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const word = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 0xa0;
    if (word && !inside) words++;
    inside = word;
  }
  return words;
}
