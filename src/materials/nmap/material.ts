/** Nmap's XML output (`nmap -oX`, nmap.dtd of version 7): what a scan of the device's network side saw. It scans nothing and follows no style sheet. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readXml, type Opened } from '../../scan/xml.ts';

export interface Script {
  readonly id: string;
  readonly output: string;
  /** States that the script gave in its structured output, as written: `VULNERABLE`, `NOT VULNERABLE` … */
  readonly states: readonly string[];
  readonly line: number;
}

export interface Port {
  readonly protocol: string;
  readonly number: string;
  readonly state: string;
  readonly service: ReadonlyMap<string, string>;
  readonly line: number;
}

export interface Host {
  readonly address: string;
  readonly line: number;
  readonly ports: readonly Port[];
  /** Scripts about a port have its index in `ports`; those about the host have -1. */
  readonly scripts: readonly (Script & { readonly port: number })[];
}

export interface Scan {
  readonly attributes: ReadonlyMap<string, string>;
  readonly finished: ReadonlyMap<string, string> | undefined;
  readonly hosts: readonly Host[];
  readonly line: number;
  /** Why the rest could not be read; hosts before it are kept. */
  readonly trouble: string;
}

interface Growing {
  address: string;
  readonly line: number;
  readonly ports: { protocol: string; number: string; state: string; service: ReadonlyMap<string, string>; line: number }[];
  readonly scripts: { id: string; output: string; states: string[]; line: number; port: number }[];
}

const none: ReadonlyMap<string, string> = new Map();

function parse(bytes: Uint8Array): Scan | Unreadable {
  let root: Opened | undefined;
  let finished: Scan['finished'];
  let trouble = '';
  const hosts: Growing[] = [];
  let host: Growing | undefined;
  let inPort = false;
  let isState = false;
  for (const event of readXml(bytes)) {
    if (event.event === 'trouble') trouble = event.reason;
    else if (event.event === 'text') {
      if (isState) host?.scripts.at(-1)?.states.push(event.text.trim());
    } else if (event.event === 'close') {
      isState = false;
      if (event.name === 'port') inPort = false;
      if (event.name !== 'host' || host === undefined) continue;
      // One that is cut off was not looked at to its end.
      hosts.push(host);
      host = undefined;
    } else {
      root ??= event;
      const { name, attributes, line } = event;
      const said = (key: string): string => attributes.get(key) ?? '';
      isState = name === 'elem' && said('key') === 'state' && host?.scripts.length !== 0;
      const port = inPort ? host?.ports.at(-1) : undefined;
      if (name === 'finished') finished = attributes;
      else if (name === 'host') host = { address: '', line, ports: [], scripts: [] };
      else if (host === undefined) continue;
      else if (name === 'address' && host.address === '' && said('addrtype') !== 'mac') host.address = said('addr');
      else if (name === 'port') {
        inPort = true;
        host.ports.push({ protocol: said('protocol'), number: said('portid'), state: '', service: none, line });
      } else if (name === 'state' && port !== undefined) port.state = said('state');
      else if (name === 'service' && port !== undefined) port.service = attributes;
      else if (name === 'script') host.scripts.push({ id: said('id'), output: said('output'), states: [], line, port: port === undefined ? -1 : host.ports.length - 1 });
    }
  }
  if (root?.name !== 'nmaprun') return { unreadable: trouble === '' ? 'no scan of Nmap in it' : trouble };
  return { attributes: root.attributes, finished, hosts, line: root.line, trouble };
}

const opening = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE nmaprun[^>[]*>\s*|<\?xml-stylesheet[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<nmaprun[\s>]/;

export default {
  name: 'nmap',
  nature: 'analysis',
  recognise: ({ head }) => (canOpenWith(head, '<') && mentions(head, '<nmaprun') && opening.test(new TextDecoder('latin1').decode(head)) ? 'content' : undefined),
  parse,
} satisfies Material<Scan>;
