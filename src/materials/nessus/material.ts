/** Nessus reports (`.nessus`, format version 2 as Tenable documents it): hosts and what plugins reported of them. The policy in the file, which may hold credentials, is passed over. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readXml } from '../../scan/xml.ts';

export interface Item {
  readonly attributes: ReadonlyMap<string, string>;
  /** Text of those elements that are read; several of one name are kept in order. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly line: number;
}

export interface Host {
  readonly name: string;
  /** Seconds since 1970 at which the scan of this host ended, or empty. */
  readonly ended: string;
  readonly items: readonly Item[];
}

export interface Report {
  readonly hosts: readonly Host[];
  readonly line: number;
  /** Why the rest could not be read; hosts before it are kept. */
  readonly trouble: string;
}

/** Elements of an item that are read; a plugin's page of advice is not. */
const wanted: ReadonlySet<string> = new Set(['cve', 'cwe', 'xref', 'cisa-known-exploited', 'synopsis', 'plugin_output']);

/** Text of one element; plugins attach whole files. */
const longest = 4000;

interface Growing {
  readonly name: string;
  ended: string;
  readonly items: { attributes: ReadonlyMap<string, string>; texts: Map<string, string[]>; line: number }[];
}

function parse(bytes: Uint8Array): Report | Unreadable {
  const hosts: Growing[] = [];
  let host: Growing | undefined;
  let root: { readonly name: string; readonly line: number } | undefined;
  let trouble = '';
  let reading = '';
  let text = '';
  for (const event of readXml(bytes)) {
    if (event.event === 'trouble') trouble = event.reason;
    else if (event.event === 'text') {
      if (reading !== '' && text.length < longest) text += event.text.slice(0, longest);
    } else if (event.event === 'open') {
      root ??= event;
      const { name, attributes, line } = event;
      reading = '';
      if (name === 'ReportHost') host = { name: attributes.get('name') ?? '', ended: '', items: [] };
      else if (name === 'ReportItem') host?.items.push({ attributes, texts: new Map(), line });
      else if (host !== undefined && (wanted.has(name) || (name === 'tag' && attributes.get('name') === 'HOST_END_TIMESTAMP'))) [reading, text] = [name, ''];
    } else {
      if (reading === event.name && reading === 'tag' && host !== undefined) host.ended = text.trim();
      else if (reading === event.name) keep(host?.items.at(-1)?.texts, reading, text.trim());
      reading = '';
      if (event.name === 'ReportHost' && host !== undefined) {
        hosts.push(host);
        host = undefined;
      }
    }
  }
  if (root?.name !== 'NessusClientData_v2') return { unreadable: trouble === '' ? 'no report of Nessus in it' : trouble };
  return { hosts, line: root.line, trouble };
}

function keep(texts: Map<string, string[]> | undefined, name: string, text: string): void {
  const list = texts?.get(name);
  if (list !== undefined) list.push(text);
  else texts?.set(name, [text]);
}

const opening = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<NessusClientData_v2[\s>]/;

export default {
  name: 'nessus',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (canOpenWith(head, '<') && mentions(head, '<NessusClientData_v2') && opening.test(new TextDecoder('latin1').decode(head))) return 'content';
    return /\.nessus$/i.test(path) ? 'extension' : undefined;
  },
  parse,
} satisfies Material<Report>;
