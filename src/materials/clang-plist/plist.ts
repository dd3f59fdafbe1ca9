/** Property lists (XML form) as plain values with lines, within limits. Dates and data are read as text; the binary form is not read. */
import { readXml } from '../../scan/xml.ts';

export type Plist = string | number | boolean | readonly Plist[] | PlistDict;
export interface PlistDict {
  readonly line: number;
  readonly entries: ReadonlyMap<string, Plist>;
}

/** Values of one list; a report with long paths has some hundred thousand. */
export const mostValues = 2_000_000;

interface Open {
  readonly sort: 'dict' | 'array';
  readonly line: number;
  readonly entries: Map<string, Plist>;
  readonly items: Plist[];
  key: string;
}

/** What was read; `cut` says why it is not the whole, `line` where it begins. */
export function readPlist(bytes: Uint8Array): { readonly value: Plist | undefined; readonly cut: string } {
  const open: Open[] = [];
  let value: Plist | undefined;
  let text = '';
  let values = 0;
  const put = (one: Plist): void => {
    const around = open.at(-1);
    if (around === undefined) value ??= one;
    else if (around.sort === 'array') around.items.push(one);
    else around.entries.set(around.key, one);
  };
  const closed = ({ sort, line, entries, items }: Open): Plist => (sort === 'dict' ? { line, entries } : items);
  const left = (cut: string): { readonly value: Plist | undefined; readonly cut: string } => {
    for (let each = open.pop(); each !== undefined; each = open.pop()) put(closed(each));
    return { value, cut };
  };
  for (const event of readXml(bytes, { texts: true })) {
    if (event.event === 'trouble') return left(event.reason);
    if (event.event === 'text') text += event.text;
    else if (event.event === 'open') {
      text = '';
      if (++values > mostValues) return left(`more than ${mostValues} values`);
      if (event.name === 'dict' || event.name === 'array') open.push({ sort: event.name, line: event.line, entries: new Map(), items: [], key: '' });
    } else {
      const around = open.at(-1);
      if (event.name === around?.sort) {
        open.pop();
        put(closed(around));
      } else if (event.name === 'key' && around !== undefined) around.key = text;
      else if (event.name === 'integer' || event.name === 'real') put(Number(text));
      else if (event.name === 'true' || event.name === 'false') put(event.name === 'true');
      else if (event.name === 'string' || event.name === 'date' || event.name === 'data') put(text);
      text = '';
    }
  }
  return { value, cut: '' };
}

export const asDict = (value: Plist | undefined): PlistDict => (typeof value === 'object' && 'entries' in value && !Array.isArray(value) ? (value as PlistDict) : { line: 1, entries: new Map() });
export const asItems = (value: Plist | undefined): readonly Plist[] => (Array.isArray(value) ? (value as readonly Plist[]) : []);
export const asWords = (value: Plist | undefined): string => (typeof value === 'string' ? value : '');
