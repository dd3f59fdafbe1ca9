/** States the foreign functions that a Rust file declares and those it offers to other languages. It follows no call and expands no macro. */
import type { Probe } from '../../core/material.ts';
import { boundary, crossing, type BoundaryFunction, type Parameter } from '../../facts/boundary.ts';
import { tokenText, type Lexed } from '../../scan/lexed.ts';
import type { RustFile } from './material.ts';
import { mostSites, type Site } from './site.ts';
import { closings } from './digest.ts';
import { isIdentifier, isMark, isOpener, isString, isWord } from './tokens.ts';
import { mark, word } from './words.ts';

/** Functions of one file that are listed; bindings of whole systems have some ten thousand. */
const mostFunctions = 20_000;
/** From an attribute to its `fn`: other attributes, `pub`, `extern "C"`. */
const reach = 60;
/** Tokens of a parameter list; a longer one is no person's. */
const longestList = 2000;
const forms: ReadonlySet<string> = new Set(['extern-block', 'no-mangle', 'export-name']);

const probe: Probe<RustFile> = {
  name: 'boundary',
  revision: 1,
  states: [boundary],
  *look({ lexed, structure }) {
    if (structure.sites.length > mostSites) return;
    const sites = structure.sites.filter(({ form, test }) => !test && forms.has(form));
    if (sites.length === 0) return;
    const close = closings(lexed);
    const found: BoundaryFunction[] = [];
    let past = -1;
    for (const site of [...sites].sort((a, b) => a.first - b.first)) {
      if (found.length >= mostFunctions) break;
      if (site.form !== 'extern-block') found.push(...offered(lexed, close, site));
      // A block within a block is no Rust; what it holds was read with the outer one.
      else if (site.first > past) {
        found.push(...declared(lexed, close, site));
        past = site.last;
      }
    }
    if (found.length > 0) yield boundary.state({ language: 'Rust', functions: found.slice(0, mostFunctions) });
  },
};

export default probe;

function* declared(lexed: Lexed, close: Int32Array, { first, last }: Site): Generator<BoundaryFunction> {
  let linkName = '';
  for (let token = first + 1; token < last; token++) {
    if (isIdentifier(lexed, token) && tokenText(lexed, token) === 'link_name' && isString(lexed, token + 2)) linkName = unquoted(lexed, token + 2);
    else if (isMark(lexed, token, mark.semicolon)) linkName = '';
    else if (isWord(lexed, token, word.fn) && isIdentifier(lexed, token + 1)) {
      const open = opening(lexed, token + 2, last);
      if (open < 0) continue;
      yield crossing('calls', linkName === '' ? tokenText(lexed, token + 1) : linkName, parametersOf(lexed, close, open));
      token = close[open] ?? token;
    }
  }
}

function* offered(lexed: Lexed, close: Int32Array, { form, first, last }: Site): Generator<BoundaryFunction> {
  let exported = '';
  for (let token = first; token <= last; token++) if (form === 'export-name' && isString(lexed, token)) exported = unquoted(lexed, token);
  for (let token = last + 1; token < Math.min(lexed.count, last + reach); token++) {
    if (isMark(lexed, token, mark.openBrace) || isMark(lexed, token, mark.semicolon)) return;
    if (!isWord(lexed, token, word.fn) || !isIdentifier(lexed, token + 1)) continue;
    const open = opening(lexed, token + 2, token + reach);
    if (open >= 0) yield crossing('offered', exported === '' ? tokenText(lexed, token + 1) : exported, parametersOf(lexed, close, open));
    return;
  }
}

/** The parenthesis of the parameters, past generics. */
function opening(lexed: Lexed, from: number, last: number): number {
  for (let token = from; token < Math.min(last, from + reach); token++) if (isMark(lexed, token, mark.openParen)) return token;
  return -1;
}

function unquoted(lexed: Lexed, token: number): string {
  return tokenText(lexed, token).replace(/^[a-z]*#*"|"#*$/g, '');
}

function parametersOf(lexed: Lexed, closes: Int32Array, open: number): readonly Parameter[] | undefined {
  const close = closes[open] ?? open;
  if (close - open > longestList) return undefined;
  const parameters: Parameter[] = [];
  let from = open + 1;
  for (let token = open + 1; token <= close; token++) {
    const code = lexed.code[token] ?? 0;
    if (token < close && isOpener(code) && isMark(lexed, token, code)) token = closes[token] ?? token;
    else if (token === close || isMark(lexed, token, mark.comma)) {
      const one = parameterIn(lexed, from, token);
      if (one !== undefined) parameters.push(one);
      from = token + 1;
    }
  }
  return parameters;
}

const integer = /^(?:[ui](?:8|16|32|64|128|size)|c_u?(?:int|long|longlong|short)|s?size_t|u?int(?:8|16|32|64)_t|u?intptr_t)$/;

/** `name: type`; receivers and `...` are none. */
function parameterIn(lexed: Lexed, from: number, to: number): Parameter | undefined {
  let colon = from;
  while (colon < to && !isMark(lexed, colon, mark.colon)) colon++;
  if (colon === to || colon === from) return undefined;
  const name = tokenText(lexed, colon - 1);
  let last = '';
  for (let token = colon + 1; token < to; token++) {
    if (isWord(lexed, token, word.fn)) return { name, is: 'callback' };
    if (isIdentifier(lexed, token)) last = tokenText(lexed, token);
  }
  const isPointer = isMark(lexed, colon + 1, mark.star) || tokenText(lexed, colon + 1) === '&' || last === 'NonNull';
  return { name, is: isPointer ? 'pointer' : integer.test(last) ? 'integer' : 'other' };
}
