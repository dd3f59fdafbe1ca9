/** Reads JSON that an attacker may have written: UTF-8 only, each member once, no deeper than a limit. It believes no text that readers could differ about. */
import { spell } from '../core/spelling.ts';

export type ReadJson = { readonly value: unknown; readonly text: string } | { readonly trouble: string };

const deepest = 64;

/** The value, or what is wrong with the text. Two members of one name are trouble: readers differ on which counts (RFC 8259 section 4). */
export function readJson(bytes: Uint8Array): ReadJson {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { trouble: 'it begins with a byte order mark' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { trouble: 'it is no UTF-8' };
  }
  const trouble = troubleIn(text);
  if (trouble !== undefined) return { trouble };
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch {
    return { trouble: 'it is no JSON' };
  }
}

/** As `readJson`, and the text must be the canonical spelling of its value: there is one way to write a file of a package. */
export function readCanonical(bytes: Uint8Array): ReadJson {
  const read = readJson(bytes);
  if ('trouble' in read) return read;
  return spell(read.value) === read.text ? read : { trouble: 'it is not spelt canonically (RFC 8785)' };
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gsy;
const between = /[^"{}[\],:]*/gy;

/** Walks over the marks of the text; what lies between them `JSON.parse` judges. */
function troubleIn(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last: string | undefined;
  for (let at = 0; at < text.length; ) {
    between.lastIndex = at;
    between.test(text);
    at = between.lastIndex;
    if (at >= text.length) return undefined;
    token.lastIndex = at;
    const mark = token.exec(text)?.[0];
    if (mark === undefined) return 'it is no JSON: a text has no end';
    at += mark.length;
    if (mark === '{' || mark === '[') open.push(mark === '{' ? new Set() : undefined);
    if (open.length > deepest) return `it is nested deeper than ${deepest} levels`;
    if (mark === '}' || mark === ']') open.pop();
    const names = open.at(-1);
    if (mark === ':' && last !== undefined && names !== undefined) {
      const name = unescaped(last);
      if (names.has(name)) return `it has two members named ${JSON.stringify(name.slice(0, 80))} in one object`;
      names.add(name);
    }
    last = mark.startsWith('"') ? mark : undefined;
  }
  return undefined;
}

/** "a" and "\u0061" are one name. */
function unescaped(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
