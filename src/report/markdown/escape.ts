/** Text of a device inside Markdown of a code host: no markup, no HTML, no mention, no reference, no link. */
import { plain } from '../escape.ts';

/**
 * What hosts turn into something else without being asked: mentions, references to issues and commits, bare links and
 * addresses. Such words are put into code, where no host touches them.
 */
const magnet = /[@#]|:\/\/|www\.|\bGH-\d|^[!$%~&^*]\w|^[0-9a-f]{7,64}[.,;:)]*$|^:\w+:$/i;

/** A sentence: ordinary words escaped, words that a host would act on as code. */
export function prose(text: string, inTable = false): string {
  return plain(text).split(' ').map((word) => (magnet.test(word) ? code(word, inTable) : escaped(word))).join(' ');
}

/** Code in a line. In tables a bar must be escaped even within code (GFM §4.10). */
export function code(text: string, inTable = false): string {
  const safe = plain(text).trim();
  if (safe === '') return '';
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  const body = inTable ? safe.replaceAll('|', '\\|') : safe;
  return `${fence}${pad}${body}${pad}${fence}`;
}

function escaped(word: string): string {
  const marks = word.replace(/[\\`*_{}[\]()<>|~&!]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`));
  // At the start of a line these would begin a list, a heading or a rule.
  return marks.replace(/^([-+=]+|\d+[.)])$/, (mark) => mark.split('').map((character) => (/\d/.test(character) ? character : `\\${character}`)).join(''));
}
