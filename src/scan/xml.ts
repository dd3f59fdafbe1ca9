/** Reads XML 1.0 as events with their lines: elements, attributes and text. It refuses declarations of entities, resolves no reference to anything outside, and never throws. */

export interface Opened {
  readonly event: 'open';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
}

export type XmlEvent =
  | Opened
  | { readonly event: 'close'; readonly name: string }
  | { readonly event: 'text'; readonly text: string }
  | { readonly event: 'trouble'; readonly reason: string };

/** A report of this size holds some hundred thousand results with their output. */
export const largestXml = 64 * 1024 * 1024;

/** Reports nest about ten deep; deeper is an attack on whoever keeps what is open. */
export const deepestXml = 100;

/** Attributes of one element; reports use about ten. */
export const mostAttributes = 200;

/** Elements of one document; a scan of a large hospital network has some hundred thousand. */
export const mostElements = 5_000_000;

/** Reads until the end or the first trouble, which is the last event then; without `texts` what stands between elements is passed over. */
export function* readXml(bytes: Uint8Array, { texts = true }: { readonly texts?: boolean } = {}): Generator<XmlEvent> {
  if (bytes.length > largestXml) return yield { event: 'trouble', reason: `${bytes.length} bytes: more than the ${largestXml} that are read as one XML document` };
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) return yield { event: 'trouble', reason: 'XML in UTF-16: only UTF-8 is read' };
  const text = new TextDecoder().decode(bytes);
  const line = lineCounter(text);
  const trouble = (offset: number, what: string): XmlEvent => ({ event: 'trouble', reason: `${what} in line ${line(offset)}` });
  const open: string[] = [];
  let elements = 0;
  let hasRoot = false;
  let hasType = false;

  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('<', at);
    const between = text.slice(at, next < 0 ? text.length : next);
    if (/[^ \t\r\n]/.test(between)) {
      if (open.length === 0) return yield trouble(at, 'text outside of the root element');
      if (texts) yield { event: 'text', text: plain(between) };
    }
    if (next < 0) break;
    at = next;
    const passed = pass(text, at, !hasRoot && !hasType);
    hasType ||= text.startsWith('<!D', at);
    if (passed !== undefined) {
      if ('wrong' in passed) return yield trouble(at, passed.wrong);
      if (passed.text !== '' && open.length === 0) return yield trouble(at, 'text outside of the root element');
      if (texts && passed.text !== '') yield { event: 'text', text: passed.text };
      at = passed.end;
      continue;
    }
    const end = endOfTag(text, at);
    if (end < 0) return yield trouble(at, 'the XML ends inside an element');
    const inside = text.slice(at + 1, end);
    if (inside.startsWith('/')) {
      const name = inside.slice(1).trimEnd();
      if (open.pop() !== name) return yield trouble(at, `an end of "${name.slice(0, 60)}" that was not open`);
      yield { event: 'close', name };
    } else {
      const read = readTag(inside);
      if (typeof read === 'string') return yield trouble(at, read);
      if (open.length === 0 && hasRoot) return yield trouble(at, 'a second root element');
      if (open.length === deepestXml) return yield trouble(at, `elements nested more than ${deepestXml} deep`);
      if (++elements > mostElements) return yield trouble(at, `more than ${mostElements} elements`);
      hasRoot = true;
      yield { event: 'open', name: read.name, attributes: read.attributes, line: line(at) };
      if (inside.endsWith('/')) yield { event: 'close', name: read.name };
      else open.push(read.name);
    }
    at = end + 1;
  }
  const left = open.at(-1);
  if (left !== undefined) yield trouble(text.length, `the XML ends before "${left.slice(0, 60)}" does,`);
  else if (!hasRoot) yield trouble(text.length, 'no element');
}

type Passed = { readonly end: number; readonly text: string } | { readonly wrong: string };

/** Behind a remark, an instruction, a CDATA section or a document type; undefined where an element begins. */
function pass(text: string, at: number, mayNameType: boolean): Passed | undefined {
  const to = (start: string, stop: string): Passed | undefined => {
    if (!text.startsWith(start, at)) return undefined;
    const end = text.indexOf(stop, at + start.length);
    return end < 0 ? { wrong: 'the XML ends inside a remark, an instruction or a section' } : { end: end + stop.length, text: start === '<![CDATA[' ? text.slice(at + start.length, end) : '' };
  };
  const known = to('<!--', '-->') ?? to('<?', '?>') ?? to('<![CDATA[', ']]>');
  if (known !== undefined || !text.startsWith('<!', at)) return known;
  // `<!DOCTYPE nmaprun>` names a type and is passed over. A subset in brackets may declare entities that expand without bound or point outside.
  const named = /<!DOCTYPE\s+[^\s<>[\]"']+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]{0,2000}"|'[^']{0,2000}')){1,2})?\s*>/y;
  named.lastIndex = at;
  return mayNameType && named.test(text) ? { end: named.lastIndex, text: '' } : { wrong: 'a document type that declares something or comes late, which is not read because its entities may expand without bound,' };
}

/** The `>` that ends the tag; one inside quotes does not. */
function endOfTag(text: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < text.length; at++) {
    const each = text.charCodeAt(at);
    if (quote !== 0) {
      if (each === quote) quote = 0;
    } else if (each === 0x22 || each === 0x27) quote = each;
    else if (each === 0x3e) return at;
    else if (each === 0x3c) return -1;
  }
  return -1;
}

const attribute = /\s+([^\s=/>"'<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

function readTag(inside: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string> } | string {
  const name = /^[^\s/>"'=!?<&]+/.exec(inside)?.[0];
  if (name === undefined) return 'an element without a name';
  const attributes = new Map<string, string>();
  attribute.lastIndex = name.length;
  let end = name.length;
  for (let found = attribute.exec(inside); found !== null; found = attribute.exec(inside)) {
    const key = found[1] ?? '';
    if (attributes.size === mostAttributes) return `more than ${mostAttributes} attributes`;
    if (attributes.has(key)) return `two attributes "${key.slice(0, 60)}": which one counts is undefined`;
    attributes.set(key, plain(found[2] ?? found[3] ?? ''));
    end = attribute.lastIndex;
  }
  return /^\s*\/?$/.test(inside.slice(end)) ? { name, attributes } : `an attribute of "${name.slice(0, 60)}" without a value`;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five entities of XML 1.0 and character numbers; any other reference stays as it was written. */
function plain(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    // Zero and halves of surrogate pairs are no characters (XML 1.0 section 2.2).
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** Lines by offset, asked in rising order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', counted)) {
      line++;
      counted = at + 1;
    }
    return line;
  };
}
