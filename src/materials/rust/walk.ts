/** Walks the tokens of a Rust file once and collects its unsafe sites, functions and names. It expands no macro and resolves no name. */
import { TokenKind, type Lexed } from '../../scan/lexed.ts';
import { readAttribute } from './attributes.ts';
import { implName } from './impl-name.ts';
import { onWord } from './items.ts';
import { operationAt, operationsOf, type Operations } from './operations.ts';
import type { Structure } from './site.ts';
import { addSite, openWalk, pathWithin, popFrame, pushFrame, settleAttributes, type Walk } from './state.ts';
import { closing, isMark } from './tokens.ts';
import { mark } from './words.ts';

/** A second walk follows only where the file declares something that is unsafe to touch. */
export function structureOf(lexed: Lexed): Structure {
  const first = walk(lexed, undefined);
  const operations = operationsOf(lexed, first);
  return operations === undefined ? first : walk(lexed, operations);
}

function walk(lexed: Lexed, operations: Operations | undefined): Structure {
  const w = openWalk(lexed, operations);
  const { kind, code, count } = lexed;
  for (let token = 0; token < count;) {
    const k = kind[token];
    const c = code[token] ?? 0;
    if (k === TokenKind.identifier) {
      if (c !== 0) token = onWord(w, token, c);
      else {
        if (operations !== undefined && w.top.unsafe) onName(w, token, operations);
        token++;
      }
    } else if (k === TokenKind.punctuator && (c < 128 ? stops[c] === 1 : w.header !== undefined)) token = onMark(w, token, c);
    else token++;
  }
  settleAttributes(w, '');
  while (w.frames.length > 1) popFrame(w, Math.max(0, count - 1));
  if (w.openers.length > 0) w.trouble ||= `${w.openers.length} brackets are never closed`;
  return w;
}

/** One-byte marks at which the walk does something; most tokens are none of these. */
const stops = new Uint8Array(128);
for (const code of [
  mark.openBrace, mark.openParen, mark.openBracket, mark.closeBrace, mark.closeParen, mark.closeBracket, mark.semicolon, mark.comma, mark.hash,
  mark.less, mark.greater,
]) stops[code] = 1;

function onName(w: Walk, token: number, operations: Operations): void {
  const form = operationAt(w.lexed, token, operations);
  if (form === undefined) return;
  const site = addSite(w, form, token, '');
  site.documented ||= w.top.documented;
}

function onMark(w: Walk, token: number, code: number): number {
  switch (code) {
    case mark.openBrace: case mark.openParen: case mark.openBracket:
      return onOpen(w, token, code);
    case mark.closeBrace: case mark.closeParen: case mark.closeBracket:
      onClose(w, token, code);
      return token + 1;
    case mark.semicolon:
      onSemicolon(w, token);
      return token + 1;
    case mark.comma:
      if (w.pending?.around === w.openers.length) settleAttributes(w, '');
      return token + 1;
    case mark.hash:
      return onHash(w, token);
    case mark.less: case mark.shiftLeft: case mark.greater: case mark.shiftRight:
      if (w.header?.around === w.openers.length) w.header.angle += angles[code] ?? 0;
      return token + 1;
    default:
      return token + 1;
  }
}

const angles: Readonly<Record<number, number>> = { [mark.less]: 1, [mark.shiftLeft]: 2, [mark.greater]: -1, [mark.shiftRight]: -2 };

function onOpen(w: Walk, token: number, code: number): number {
  const { header, top } = w;
  const inMacro = top.kind === 'macro' && w.openers.length === top.around + 1;
  if (inMacro && !isMark(w.lexed, token - 1, mark.fatArrow)) return closing(w.lexed, token) + 1;
  if (inMacro) pushFrame(w, 'arm', token, { fromMacro: true });
  else if (code === mark.openBrace && header?.around === w.openers.length && header.angle <= 0) openBody(w, token);
  else if (code === mark.openBrace && header === undefined && w.pending?.around === w.openers.length) {
    pushFrame(w, 'group', token, { test: settleAttributes(w, '') || top.test });
  }
  w.openers.push(code);
  return token + 1;
}

/** The body of the item whose header was read. Operations are unsafe again only where it says so. */
function openBody(w: Walk, token: number): void {
  const { header } = w;
  if (header === undefined) return;
  const name = header.kind === 'impl' ? implName(w.lexed, header.first, token) : header.kind === 'extern' ? '' : header.name;
  if (header.kind === 'impl' && header.site !== undefined) header.site.item = pathWithin(w.top, name);
  pushFrame(w, header.kind, token, {
    name, first: header.first, path: pathWithin(w.top, name), test: header.test, unsafe: header.unsafe, site: header.site,
    documented: header.kind === 'extern' && header.site?.documented === true,
    fromMacro: w.top.fromMacro || header.kind === 'arm',
  });
  w.header = undefined;
}

const partner: Readonly<Record<number, number>> = {
  [mark.closeBrace]: mark.openBrace, [mark.closeParen]: mark.openParen, [mark.closeBracket]: mark.openBracket,
};

function onClose(w: Walk, token: number, code: number): void {
  if (w.openers.pop() !== partner[code]) w.trouble ||= `the bracket on line ${w.lexed.line[token] ?? 0} closes nothing that is open`;
  const depth = w.openers.length;
  if (w.pending !== undefined && w.pending.around >= depth) settleAttributes(w, '');
  if (w.header !== undefined && w.header.around > depth) w.header = undefined;
  while (w.frames.length > 1 && (w.top.around > depth || (w.top.around === depth && w.top.kind !== 'value'))) popFrame(w, token);
}

function onSemicolon(w: Walk, token: number): void {
  const depth = w.openers.length;
  if (w.pending?.around === depth) settleAttributes(w, '');
  if (w.top.kind === 'value' && w.top.around === depth) popFrame(w, token);
  if (w.header?.around !== depth) return;
  if (w.header.site !== undefined) w.header.site.last = token;
  w.header = undefined;
}

function onHash(w: Walk, token: number): number {
  const attribute = readAttribute(w.lexed, token);
  if (attribute === undefined) return token + 1;
  if (attribute.inner) {
    w.top.test ||= attribute.test;
    if (attribute.sign !== undefined) w.signs.add(attribute.sign);
    if (attribute.form !== undefined) addSite(w, attribute.form, token, '', { last: attribute.last });
    return attribute.last + 1;
  }
  const around = w.openers.length;
  if (w.pending?.around !== around) {
    settleAttributes(w, '');
    w.pending = { around, test: false, attributes: [] };
  }
  w.pending.test ||= attribute.test;
  w.pending.attributes.push(attribute);
  return attribute.last + 1;
}
