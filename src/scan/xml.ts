/** A small, safe XML reader: elements, attributes, text where asked for, and lines, in order. No declarations, no entity beyond the five of XML 1.0, limits on size and depth. */

export interface Opened {
  readonly event: 'open';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
}

/** Text between two tags, as it stands. Comes only where it was asked for and says something. */
export interface Said {
  readonly event: 'text';
  readonly text: string;
}

export type XmlEvent = Opened | Said | { readonly event: 'close'; readonly name: string } | { readonly event: 'trouble'; readonly reason: string };

/** A report of this size holds some hundred thousand cases with their output. */
export const largestXml = 64 * 1024 * 1024;

/** Reports nest some ten deep; deeper is an attack on the reader's stack of names. */
export const deepestXml = 100;

/** Attributes of one element; reports use about ten. */
export const mostAttributes = 200;

/** Reads until the end or the first trouble, which is the last event then. */
export function* readXml(bytes: Uint8Array, { texts = false }: { readonly texts?: boolean } = {}): Generator<XmlEvent> {
  if (bytes.length > largestXml) {
    yield { event: 'trouble', reason: `${bytes.length} bytes: more than the ${largestXml} that are read as one XML document` };
    return;
  }
  const text = new TextDecoder().decode(bytes);
  const open: string[] = [];
  let line = 1;
  let counted = 0;
  let roots = 0;
  const lineAt = (offset: number): number => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
      counted = at + 1;
    }
    return line;
  };
  const trouble = (offset: number, what: string): XmlEvent => ({ event: 'trouble', reason: `${what} in line ${lineAt(offset)}` });

  let behind = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (texts && open.length > 0 && at > behind) {
      const said = text.slice(behind, at);
      if (said.trim() !== '') yield { event: 'text', text: plain(said) };
    }
    const skipped = skipTo(text, at) ?? (roots === 0 ? behindDocumentType(text, at) : undefined);
    if (skipped === -1) return yield trouble(at, 'the XML ends inside a remark or a section');
    if (skipped !== undefined) {
      if (texts && open.length > 0 && text.startsWith(section, at)) yield { event: 'text', text: text.slice(at + section.length, skipped - 3) };
      at = skipped;
      behind = at;
      continue;
    }
    if (text.startsWith('<!', at)) return yield trouble(at, 'a document type, which is not read because its entities may expand without bound,');
    const end = endOfTag(text, at);
    if (end < 0) return yield trouble(at, 'the XML ends inside an element');
    const inside = text.slice(at + 1, end);
    if (inside.startsWith('/')) {
      const name = inside.slice(1).trim();
      if (open.pop() !== name) return yield trouble(at, `an end of "${name.slice(0, 60)}" that was not open`);
      yield { event: 'close', name };
    } else {
      const read = readTag(inside);
      if (typeof read === 'string') return yield trouble(at, read);
      if (open.length === 0 && roots++ > 0) return yield trouble(at, 'a second root element');
      if (open.length === deepestXml) return yield trouble(at, `elements nested more than ${deepestXml} deep`);
      yield { event: 'open', name: read.name, attributes: read.attributes, line: lineAt(at) };
      if (inside.endsWith('/')) yield { event: 'close', name: read.name };
      else open.push(read.name);
    }
    at = end + 1;
    behind = at;
  }
  const [left] = open.slice(-1);
  if (left !== undefined) yield trouble(text.length, `the XML ends before "${left.slice(0, 60)}" does,`);
}

const section = '<![CDATA[';

const sections = [
  ['<!--', '-->'],
  [section, ']]>'],
  ['<?', '?>'],
] as const;

/** A document type that only names itself, as property lists and coverage reports begin; it declares nothing, and what it names is not fetched. */
const namedType = /<!DOCTYPE\s+[\w.:-]{1,100}(?:\s+(?:PUBLIC\s+"[^"<]{0,300}"|SYSTEM))?(?:\s+(?:"[^"<]{0,300}"|'[^'<]{0,300}'))?\s*>/y;

function behindDocumentType(text: string, at: number): number | undefined {
  namedType.lastIndex = at;
  return namedType.test(text) ? namedType.lastIndex : undefined;
}

/** Behind a remark, a section or an instruction; -1 when it has no end; undefined when it is none of them. */
function skipTo(text: string, at: number): number | undefined {
  const found = sections.find(([start]) => text.startsWith(start, at));
  if (found === undefined) return undefined;
  const end = text.indexOf(found[1], at + found[0].length);
  return end < 0 ? -1 : end + found[1].length;
}

/** The `>` that ends the tag; one inside quotes does not. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at++) {
    const each = text[at] ?? '';
    if (quote !== '') {
      if (each === quote) quote = '';
    } else if (each === '"' || each === "'") quote = each;
    else if (each === '>') return at;
    else if (each === '<') return -1;
  }
  return -1;
}

const attribute = /\s+([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

function readTag(inside: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string> } | string {
  const name = /^[^\s/>"'=]+/.exec(inside)?.[0];
  if (name === undefined) return 'an element without a name';
  const attributes = new Map<string, string>();
  attribute.lastIndex = name.length;
  let end = name.length;
  for (let found = attribute.exec(inside); found !== null; found = attribute.exec(inside)) {
    if (attributes.size === mostAttributes) return `more than ${mostAttributes} attributes`;
    attributes.set(found[1] ?? '', plain(found[2] ?? found[3] ?? ''));
    end = attribute.lastIndex;
  }
  return /^\s*\/?$/.test(inside.slice(end)) ? { name, attributes } : `an attribute of "${name.slice(0, 60)}" without a value`;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five named entities and character numbers; an unknown entity stays as it was written. */
function plain(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
