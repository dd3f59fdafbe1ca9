/** What OSCAL 1.1.3 asks of texts, names and days, so that nothing a device is called makes a document invalid. It drops no word of a text. */
import { canonicalJson } from '../../core/canonical.ts';
import { plain } from '../escape.ts';
import { prose } from '../markdown/escape.ts';
import { midnightOf, uuidOf } from '../uuid.ts';

export const oscalVersion = '1.1.3';

/** The namespace of every property that OSCAL does not define itself. */
export const ns = 'urn:plumbline:oscal';

/** Markup: titles, descriptions and remarks are Markdown there, and a device's text must not become any. */
export const markup = (text: string): string => prose(text).trim() || 'not stated';

/** One line without white space around it (the data type `string`). */
export const line = (text: string): string => plain(text).trim() || 'not stated';

/** A name as XML has it without colon (the data type `token`); slugs of the code stay as they are. */
export function token(text: string): string {
  const safe = plain(text).replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`;
}

/** Midnight of a day within the years that the data type knows. */
export function dayOf(day: string): string | undefined {
  return /^(?:19|2\d)/.test(day) ? midnightOf(day) : undefined;
}

/** The end of a last day, which still counts. */
export const endOf = (day: string): string | undefined => dayOf(day)?.replace('T00:00:00Z', 'T23:59:59Z');

export const prop = (name: string, value: string): object => ({ ns, name, value: line(value) });

/** Lists must have a member or not be there. */
export function some<Item>(name: string, list: readonly Item[]): object {
  return list.length === 0 ? {} : { [name]: list };
}

export const idOf = (sort: string, ...parts: readonly string[]): string => uuidOf(canonicalJson([sort, ...parts]));

export const rendered = (root: string, body: object): string => `${canonicalJson({ [root]: body }, 1)}\n`;
