/** Checks XML 1.0 for well-formedness: nesting, names, attributes, one root. It fetches nothing and expands no entity. */
import { bad, good, lineAt, schemaName, type Reading, type Refusal } from './reading.ts';

/** The check is one pass; beyond this a file is data. */
const mostBytes = 64 * 1024 * 1024;
const deepest = 10_000;

const name = /[A-Za-z_:\x80-\uffff][\w:.\-\x80-\uffff]*/y;
const attribute = /\s+([A-Za-z_:\x80-\uffff][\w:.\-\x80-\uffff]*)\s*=\s*(?:"([^<"]*)"|'([^<']*)')/y;
const reference = /&(?!(?:[A-Za-z_:][\w:.-]*|#\d+|#x[\dA-Fa-f]+);)/;

interface Root {
  readonly seen: boolean;
  readonly schema: string;
}

export function readXml(text: string): Reading | Refusal {
  if (text.length > mostBytes) return { refused: `larger than ${mostBytes >> 20} MiB, too large to be read as XML` };
  const open: string[] = [];
  let root: Root = { seen: false, schema: '' };
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const between = text.slice(at, next < 0 ? text.length : next);
    if ((open.length === 0 && between.trim() !== '') || reference.test(between)) return bad(lineAt(text, at));
    if (next < 0) break;
    const special = pastSpecial(text, next, root.seen);
    if (special === 0) return bad(lineAt(text, next));
    if (special > 0) {
      if (text.startsWith('<![', next) && open.length === 0) return bad(lineAt(text, next));
      at = special;
    } else if (text[next + 1] === '/') {
      const end = endTag(text, next, open.pop());
      if (end < 0) return bad(lineAt(text, next));
      at = end;
    } else {
      if (open.length === 0 && root.seen) return bad(lineAt(text, next));
      const tag = startTag(text, next);
      if (tag === undefined) return bad(lineAt(text, next));
      if (!root.seen) root = { seen: true, schema: tag.schema };
      if (!tag.empty) open.push(tag.name);
      if (open.length > deepest) return { refused: 'nested too deep to be read as XML' };
      at = tag.end;
    }
  }
  return open.length > 0 || !root.seen ? bad(lineAt(text, text.length)) : good(root.schema);
}

/** Past a comment, CDATA, processing instruction or document type; 0 when it never ends, -1 when it is none of these. */
function pastSpecial(text: string, at: number, rooted: boolean): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  if (!text.startsWith('<!DOCTYPE', at)) return text.startsWith('<!', at) ? 0 : -1;
  if (rooted) return 0;
  const subset = text.indexOf('[', at);
  const close = text.indexOf('>', at);
  if (subset < 0 || (close >= 0 && close < subset)) return after(text, '>', at);
  const end = text.indexOf(']', subset);
  return end < 0 ? 0 : after(text, '>', end);
}

function after(text: string, close: string, from: number): number {
  const found = text.indexOf(close, from);
  return found < 0 ? 0 : found + close.length;
}

function nameAt(text: string, at: number): string {
  name.lastIndex = at;
  return name.exec(text)?.[0] ?? '';
}

function endTag(text: string, at: number, opened: string | undefined): number {
  if (opened === undefined || nameAt(text, at + 2) !== opened) return -1;
  let end = at + 2 + opened.length;
  while (/\s/.test(text[end] ?? '')) end++;
  return text[end] === '>' ? end + 1 : -1;
}

function startTag(text: string, at: number): { name: string; end: number; empty: boolean; schema: string } | undefined {
  const tag = nameAt(text, at + 1);
  if (tag === '') return undefined;
  const seen = new Set<string>();
  let schema = '';
  let end = at + 1 + tag.length;
  for (;;) {
    attribute.lastIndex = end;
    const found = attribute.exec(text);
    if (found === null) break;
    const [whole, key = '', double, single] = found;
    const value = double ?? single ?? '';
    if (seen.has(key) || reference.test(value)) return undefined;
    seen.add(key);
    if (key === 'xmlns' || (key.endsWith(':noNamespaceSchemaLocation') && schema === '')) schema = schemaName(value);
    end += whole.length;
  }
  while (/\s/.test(text[end] ?? '')) end++;
  const empty = text.startsWith('/>', end);
  if (!empty && text[end] !== '>') return undefined;
  return { name: tag, end: end + (empty ? 2 : 1), empty, schema };
}
