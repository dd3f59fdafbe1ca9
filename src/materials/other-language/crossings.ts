/** Reads declarations of foreign functions in languages that are not parsed here, by their words. What does not look as usual is not listed. */
import { crossing, type BoundaryFunction, type Parameter } from '../../facts/boundary.ts';
import { latin1 } from '../../scan/lexed.ts';
import { containersOf } from './containers.ts';
import { mask } from './mask.ts';
import type { OtherSource } from './material.ts';

/** A file with more is generated; the first are listed. */
const mostFunctions = 5000;
const longestParameters = 2000;

type Reader = (code: string, withStrings: string, language: string, text: string) => Iterable<BoundaryFunction>;

/** Each function once, in order of first mention. */
export function crossingsOf({ language, bytes }: OtherSource): readonly BoundaryFunction[] {
  const reader = readers.get(language.name);
  if (reader === undefined) return [];
  const text = latin1(bytes, 0, bytes.length);
  if (!reader.hint.test(text)) return [];
  const { code, withStrings } = mask(text, language.family);
  const found = new Map<string, BoundaryFunction>();
  for (const one of reader.read(code, withStrings, language.name, text)) {
    if (found.size >= mostFunctions) break;
    const known = found.get(`${one.direction} ${one.name}`);
    if (known === undefined || known.parameters < 0) found.set(`${one.direction} ${one.name}`, one);
  }
  return [...found.values()];
}

const goType = /^(?:u?(?:char|short|int|long|longlong)|schar|float|double|s?size_t|u?int(?:8|16|32|64)_t|u?intptr_t|bool|_Bool|(?:struct|union|enum|sizeof)_\w+)$/;

function* go(code: string, _withStrings: string, _language: string, text: string): Generator<BoundaryFunction> {
  for (const match of code.matchAll(/\bC\.(\w+)\s*\(/g)) if (!goType.test(match[1] ?? '')) yield crossing('calls', match[1] ?? '', undefined);
  for (const match of text.matchAll(/^\/\/export\s+(\w+)[^\n]*\n(?:\/\/[^\n]*\n){0,40}func\s+\w+\s*\(/gm)) {
    yield crossing('offered', match[1] ?? '', parameters(code, match.index + match[0].length, 'name first'));
  }
}

function* csharp(code: string, withStrings: string): Generator<BoundaryFunction> {
  for (const match of code.matchAll(/\[\s*(?:DllImport|LibraryImport)\b/g)) {
    const head = code.slice(match.index, match.index + longestParameters);
    const name = /\b(?:extern|partial)\b[^;{}()]{0,300}?\b(\w+)\s*\(/.exec(head);
    if (name === null) continue;
    const entry = /EntryPoint\s*=\s*"([^"\n]{1,200})"/.exec(withStrings.slice(match.index, match.index + name.index));
    yield crossing('calls', entry?.[1] ?? name[1] ?? '', parameters(code, match.index + name.index + name[0].length, 'name last'));
  }
}

/** Names as JNI makes them (JNI specification, resolving native method names). */
function* jvm(code: string, _withStrings: string, language: string): Generator<BoundaryFunction> {
  const classes = containersOf(language, code).filter(({ isFunction }) => !isFunction);
  const inPackage = /^\s*package\s+([\w.]+)/m.exec(code)?.[1] ?? '';
  const pattern = language === 'Kotlin' ? /\bexternal\s+fun\s+(\w+)\s*\(/g : /\bnative\s{1,20}(?:[\w.<>[\],?]+\s{1,20}){1,8}(\w+)\s*\(/g;
  for (const match of code.matchAll(pattern)) {
    const within = classes.filter(({ from, to }) => from <= match.index && match.index < to).map(({ name }) => name).join('$');
    const mangled = [inPackage, within, match[1] ?? ''].filter((part) => part !== '').map((part) => part.replaceAll('_', '_1').replaceAll('$', '_00024').replaceAll('.', '_')).join('_');
    yield crossing('calls', `Java_${mangled}`, parameters(code, match.index + match[0].length, language === 'Kotlin' ? 'name first' : 'name last'));
  }
}

function* ada(_code: string, withStrings: string): Generator<BoundaryFunction> {
  for (const match of withStrings.matchAll(/\bpragma\s+(Import|Export)\s*\(\s*(?:Convention\s*=>\s*)?\w+\s*,\s*(?:Entity\s*=>\s*)?([\w.]+)\s*(?:,\s*(?:(?:External|Link)_Name\s*=>\s*)?"([^"\n]{1,200})")?/gi)) {
    yield crossing((match[1] ?? '').toLowerCase() === 'import' ? 'calls' : 'offered', match[3] ?? (match[2] ?? '').toLowerCase(), undefined);
  }
  for (const match of withStrings.matchAll(/\b(?:procedure|function)\s+(\w+)[^;]{0,2000}?\bwith\s+([^;]{0,1000});/gi)) {
    const [, name = '', aspects = ''] = match;
    const direction = /\bImport\b(?!\s*=>\s*False)/i.test(aspects) ? 'calls' : /\bExport\b(?!\s*=>\s*False)/i.test(aspects) ? 'offered' : undefined;
    if (direction !== undefined) yield crossing(direction, /\b(?:External|Link)_Name\s*=>\s*"([^"\n]{1,200})"/i.exec(aspects)?.[1] ?? name.toLowerCase(), undefined);
  }
}

function* zig(code: string): Generator<BoundaryFunction> {
  for (const match of code.matchAll(/\b(extern|export)\s+(?:"[^"\n]{0,200}"\s+|\s{0,200})fn\s+(\w+)\s*\(/g)) {
    yield crossing(match[1] === 'extern' ? 'calls' : 'offered', match[2] ?? '', parameters(code, match.index + match[0].length, 'name first'));
  }
}

function* swift(code: string, withStrings: string): Generator<BoundaryFunction> {
  for (const match of withStrings.matchAll(/@(_silgen_name|_cdecl)\s*\(\s*"([^"\n]{1,200})"\s*\)[^{};]{0,300}?\bfunc\s+\w+\s*\(/g)) {
    yield crossing(match[1] === '_cdecl' ? 'offered' : 'calls', match[2] ?? '', parameters(code, match.index + match[0].length, 'name first'));
  }
}

const readers: ReadonlyMap<string, { readonly hint: RegExp; readonly read: Reader }> = new Map([
  ['Go', { hint: /^[ \t]*(?:import\s+)?"C"\s*$/m, read: go }],
  ['C#', { hint: /DllImport|LibraryImport/, read: csharp }],
  ['Java', { hint: /\bnative\b/, read: jvm }],
  ['Kotlin', { hint: /\bexternal\s+fun\b/, read: jvm }],
  ['Ada', { hint: /\b(?:Import|Export)\b/i, read: ada }],
  ['Zig', { hint: /\b(?:extern|export)\b/, read: zig }],
  ['Swift', { hint: /@_(?:silgen_name|cdecl)/, read: swift }],
]);

/** The parameters after an opening parenthesis; undefined when it does not close soon. */
function parameters(code: string, from: number, order: 'name first' | 'name last'): readonly Parameter[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < Math.min(code.length, from + longestParameters); at++) {
    const each = code[at];
    if (each === '(' || each === '[' || each === '<') depth++;
    else if (depth > 0 && (each === ')' || each === ']' || each === '>')) depth--;
    else if (each === ')' || (each === ',' && depth === 0)) {
      parts.push(code.slice(start, at).trim());
      start = at + 1;
      if (each === ')') return parts.filter((part) => part !== '').map((part) => parameterOf(part, order));
    }
  }
  return undefined;
}

function parameterOf(text: string, order: 'name first' | 'name last'): Parameter {
  const words = text.match(/[\w$\x80-\xff]+/g) ?? [];
  const name = (order === 'name first' ? (/(\w+)\s*:/.exec(text)?.[1] ?? words[0]) : words.at(-1)) ?? '';
  const type = order === 'name first' ? text.slice(text.indexOf(name) + name.length) : text.slice(0, text.lastIndexOf(name));
  if (/\bdelegate\b|\w*Callback\w*|\bfn\s*\(|\bfunc\s*\(|->|@convention/.test(type)) return { name, is: 'callback' };
  if (/\*|\[|\bU?IntPtr\b|Pointer|\bref\b|\bout\b|\bByteArray\b|\bByteBuffer\b/.test(type)) return { name, is: 'pointer' };
  return { name, is: /\b(?:u?int\w*|u?long|u?short|s?size_t|usize|isize|nuint|nint|[ui](?:8|16|32|64)|Int\d*|UInt\d*|Long|CInt|CSize)\b/.test(type) ? 'integer' : 'other' };
}
