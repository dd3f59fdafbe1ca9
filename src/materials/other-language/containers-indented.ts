/** Functions and classes of Python and Cython by their indentation. It knows no other statement. */
import type { Container } from './containers.ts';

/** `cdef extern from` opens a list of declarations, no function. */
const header = /^(?!cdef\s+extern\b)(?:async\s+)?(def|class|cdef\s+class|cp?def)\s+(?:[\w\s*.,[\]]{0,120}?[\s*])?([\w\x80-\xff]+)\s*(?=[(:])/;
/** Tabs count as in Python's own tokenizer: to the next multiple of eight. */
const tab = 8;
const deepest = 200;

export function indentedContainers(code: string): readonly Container[] {
  const found: Container[] = [];
  const open: { readonly name: string; readonly isFunction: boolean; readonly from: number; readonly indent: number }[] = [];
  let last = 0;
  const close = (indent: number): void => {
    for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
      open.pop();
      found.push({ name: top.name, isFunction: top.isFunction, from: top.from, to: last });
    }
  };
  let brackets = 0;
  for (let at = 0; at < code.length;) {
    const end = code.indexOf('\n', at) < 0 ? code.length : code.indexOf('\n', at);
    const line = code.slice(at, end);
    const text = line.trim();
    if (text !== '') {
      // Within brackets indentation means nothing.
      if (brackets <= 0) {
        const indent = indentOf(line);
        close(indent);
        const found = text.length < 2000 && open.length < deepest ? header.exec(text) : null;
        if (found !== null) open.push({ name: found[2] ?? '', isFunction: !(found[1] ?? '').endsWith('class'), from: at + line.length - line.trimStart().length, indent });
        brackets = 0;
      }
      for (const mark of text) {
        if (mark === '(' || mark === '[' || mark === '{') brackets++;
        else if (mark === ')' || mark === ']' || mark === '}') brackets--;
      }
      last = end;
    }
    at = end + 1;
  }
  close(0);
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function indentOf(line: string): number {
  let indent = 0;
  for (const mark of line) {
    if (mark === ' ') indent++;
    else if (mark === '\t') indent += tab - (indent % tab);
    else break;
  }
  return indent;
}
