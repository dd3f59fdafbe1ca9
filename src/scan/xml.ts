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
  /** `refused`: a limit, or what is not read on purpose; else the text is not well formed, at `line`. */
  | { readonly event: 'trouble'; readonly reason: string; readonly line: number; readonly refused: boolean };

export interface XmlOptions {
  /** Whether what stands between elements is told. */
  readonly texts?: boolean;
  /** Names and references are held to the letter of XML 1.0, nesting may be deep, and what a document type declares is passed over unread: for who asks whether a text is well formed and uses none of it. */
  readonly strict?: boolean;
}

/** A report of this size holds some hundred thousand results with their output. */
export const largestXml = 64 * 1024 * 1024;

/** Reports nest about ten deep; deeper is an attack on whoever keeps what is open. */
export const deepestXml = 100;

/** What is only held to be well formed may be a document; it is still no tree of ten thousand. */
const deepestStrictXml = 10_000;

/** Attributes of one element; reports use about ten. */
export const mostAttributes = 200;

/** Elements of one document; a scan of a large hospital network has some hundred thousand. */
export const mostElements = 5_000_000;

/** Reads until the end or the first trouble, which is the last event then; without `texts` what stands between elements is passed over. */
export function* readXml(bytes: Uint8Array, options: XmlOptions = {}): Generator<XmlEvent> {
  if (bytes.length > largestXml) return yield refusal(`${bytes.length} bytes: more than the ${largestXml} that are read as one XML document`);
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) return yield refusal('XML in UTF-16: only UTF-8 is read');
  yield* readXmlText(new TextDecoder().decode(bytes), options);
}

function refusal(reason: string, line = 1): XmlEvent {
  return { event: 'trouble', reason, line, refused: true };
}

/** As `readXml`, of text that was decoded. */
export function* readXmlText(text: string, { texts = true, strict = false }: XmlOptions = {}): Generator<XmlEvent> {
  if (text.length > largestXml) return yield refusal(`${text.length} characters: more than the ${largestXml} that are read as one XML document`);
  const line = lineCounter(text);
  const trouble = (offset: number, what: string): XmlEvent => ({ event: 'trouble', reason: `${what} in line ${line(offset)}`, line: line(offset), refused: false });
  const limit = (offset: number, what: string): XmlEvent => refusal(`${what} in line ${line(offset)}`, line(offset));
  const deepest = strict ? deepestStrictXml : deepestXml;
  const open: string[] = [];
  let elements = 0;
  let hasRoot = false;
  let hasType = false;

  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const next = text.indexOf('<', at);
    const between = text.slice(at, next < 0 ? text.length : next);
    if (/[^ \t\r\n]/.test(between)) {
      if (open.length === 0) return yield trouble(at, 'text outside of the root element');
      if (strict && bareReference.test(between)) return yield trouble(at, 'an ampersand that begins no reference');
      if (texts) yield { event: 'text', text: plain(between) };
    }
    if (next < 0) break;
    at = next;
    const passed = pass(text, at, !hasRoot && !hasType, strict);
    hasType ||= text.startsWith('<!D', at);
    if (passed !== undefined) {
      if ('wrong' in passed) return yield passed.refused ? limit(at, passed.wrong) : trouble(at, passed.wrong);
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
      const read = readTag(inside, strict);
      if ('wrong' in read) return yield read.refused ? limit(at, read.wrong) : trouble(at, read.wrong);
      if (open.length === 0 && hasRoot) return yield trouble(at, 'a second root element');
      if (open.length === deepest) return yield limit(at, `elements nested more than ${deepest} deep`);
      if (++elements > mostElements) return yield limit(at, `more than ${mostElements} elements`);
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

type Passed = { readonly end: number; readonly text: string } | Wrong;

interface Wrong {
  readonly wrong: string;
  readonly refused: boolean;
}

const wrong = (what: string): Wrong => ({ wrong: what, refused: false });

/** Behind a remark, an instruction, a CDATA section or a document type; undefined where an element begins. */
function pass(text: string, at: number, mayNameType: boolean, strict: boolean): Passed | undefined {
  const to = (start: string, stop: string): Passed | undefined => {
    if (!text.startsWith(start, at)) return undefined;
    const end = text.indexOf(stop, at + start.length);
    return end < 0 ? wrong('the XML ends inside a remark, an instruction or a section') : { end: end + stop.length, text: start === '<![CDATA[' ? text.slice(at + start.length, end) : '' };
  };
  const known = to('<!--', '-->') ?? to('<?', '?>') ?? to('<![CDATA[', ']]>');
  if (known !== undefined || !text.startsWith('<!', at)) return known;
  // `<!DOCTYPE nmaprun>` names a type and is passed over. A subset in brackets may declare entities that expand without bound or point outside.
  const named = /<!DOCTYPE\s+[^\s<>[\]"']+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]{0,2000}"|'[^']{0,2000}')){1,2})?\s*>/y;
  named.lastIndex = at;
  if (mayNameType && named.test(text)) return { end: named.lastIndex, text: '' };
  if (!strict) return { wrong: 'a document type that declares something or comes late, which is not read because its entities may expand without bound,', refused: true };
  const end = mayNameType && text.startsWith('<!DOCTYPE', at) ? behindSubset(text, at) : -1;
  return end > 0 ? { end, text: '' } : wrong('a document type that comes late or does not end, or another declaration,');
}

/** Past what a document type declares in brackets; -1 where it does not end. */
function behindSubset(text: string, at: number): number {
  const close = text.indexOf(']', text.indexOf('[', at));
  const end = close < 0 ? -1 : text.indexOf('>', close);
  return end < 0 ? -1 : end + 1;
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

const strictName = /^[A-Za-z_:\x80-\uffff][\w:.\-\x80-\uffff]*$/;
/** The five entities and character numbers, or one that a document type may have declared. */
const bareReference = /&(?!(?:[A-Za-z_:][\w:.-]*|#\d+|#x[\dA-Fa-f]+);)/;

function readTag(inside: string, strict: boolean): { readonly name: string; readonly attributes: ReadonlyMap<string, string> } | Wrong {
  const name = /^[^\s/>"'=!?<&]+/.exec(inside)?.[0];
  if (name === undefined || (strict && !strictName.test(name))) return wrong('an element without a name');
  const attributes = new Map<string, string>();
  attribute.lastIndex = name.length;
  let end = name.length;
  for (let found = attribute.exec(inside); found !== null; found = attribute.exec(inside)) {
    const key = found[1] ?? '';
    if (attributes.size === mostAttributes) return { wrong: `more than ${mostAttributes} attributes`, refused: true };
    if (attributes.has(key)) return wrong(`two attributes "${key.slice(0, 60)}": which one counts is undefined`);
    if (strict && (!strictName.test(key) || bareReference.test(found[2] ?? found[3] ?? ''))) return wrong(`an attribute "${key.slice(0, 60)}" that is not well formed`);
    attributes.set(key, plain(found[2] ?? found[3] ?? ''));
    end = attribute.lastIndex;
  }
  return /^\s*\/?$/.test(inside.slice(end)) ? { name, attributes } : wrong(`an attribute of "${name.slice(0, 60)}" without a value`);
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
