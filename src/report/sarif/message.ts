/** Text as SARIF messages hold it: visible, and with nothing in it that a viewer would read as a link or a placeholder. */
import { plain } from '../escape.ts';

/** Embedded links are `[text](target)` (SARIF 2.1.0 §3.11.6) and placeholders `{0}` (§3.11.5); both are escaped as the clauses say. */
export function message(text: string): string {
  return plain(text)
    .replace(/\[([^\]]*)\]\(/g, '\\[$1\\](')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

/** Prose in Markdown made of plain sentences: nothing from a device becomes markup. */
export function markdownText(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]<>#|~&@!]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : `\\${character}`));
}
