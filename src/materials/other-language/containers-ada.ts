/** Subprograms, packages, tasks and protected units of Ada by their keywords. An `end` that fits nothing ends the search. */
import type { Container } from './containers.ts';

interface Open {
  readonly name: string;
  readonly isFunction: boolean;
  readonly from: number;
  begun: boolean;
}

const words = /\b(procedure|function|package|task|protected|entry|is|begin|declare|do|end)\b|;/gi;
const units: ReadonlySet<string> = new Set(['procedure', 'function', 'package', 'task', 'protected', 'entry']);
const deepest = 200;

export function adaContainers(code: string): readonly Container[] {
  const found: Container[] = [];
  const open: Open[] = [];
  let header: { readonly name: string; readonly isFunction: boolean; readonly from: number } | undefined;
  for (const { 0: written, index } of code.matchAll(words)) {
    const word = written.toLowerCase();
    const after = code.slice(index + written.length, index + written.length + 200);
    if (units.has(word)) {
      // A type of access to subprograms has no body. An operator's name is a string, which is blanked.
      if (/\baccess\s+(?:protected\s+)?$/i.test(code.slice(Math.max(0, index - 100), index))) continue;
      const name = /^\s*(?:body\s+|type\s+)?([\w.\x80-\xff]+)/i.exec(after)?.[1] ?? 'operator';
      header ??= { name, isFunction: word === 'procedure' || word === 'function' || word === 'entry', from: index };
    } else if (word === ';') {
      // Parameters are parted by semicolons too; a body comes within the same declaration.
      if (header !== undefined && !insideParentheses(code, header.from, index)) header = undefined;
    } else if (word === 'is') {
      if (header !== undefined && !/^\s*(?:new\b|separate\b|abstract\b|null\s*;|<>|\()/i.test(after) && open.length < deepest) open.push({ ...header, begun: false });
      header = undefined;
    } else if (word === 'declare') open.push({ name: '', isFunction: false, from: index, begun: false });
    else if (word === 'do') open.push({ name: '', isFunction: false, from: index, begun: true });
    else if (word === 'begin') {
      const top = open.at(-1);
      if (top !== undefined && !top.begun) top.begun = true;
      else open.push({ name: '', isFunction: false, from: index, begun: true });
    } else if (!/^\s*(?:if|loop|case|record|select)\b/i.test(after)) {
      const closed = open.pop();
      if (closed === undefined) break;
      if (closed.name !== '') found.push({ name: closed.name, isFunction: closed.isFunction, from: closed.from, to: ending(code, index) });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Longer parameter lists are no person's. */
const longestHeader = 4000;

function insideParentheses(code: string, from: number, to: number): boolean {
  if (to - from > longestHeader) return false;
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (code[at] === '(') depth++;
    else if (code[at] === ')') depth--;
  }
  return depth > 0;
}

function ending(code: string, end: number): number {
  const semicolon = code.indexOf(';', end);
  return semicolon < 0 ? code.length : semicolon + 1;
}
