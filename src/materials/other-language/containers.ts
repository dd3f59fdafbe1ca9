/** Finds the functions and types around a place of a language that is not parsed here, by its brackets or its indentation. Whatever is not plain to see has no container. */
import { adaContainers } from './containers-ada.ts';
import { indentedContainers } from './containers-indented.ts';

export interface Container {
  readonly name: string;
  readonly isFunction: boolean;
  /** Offsets: first character of its header, one past its last. */
  readonly from: number;
  readonly to: number;
}

const braced: ReadonlySet<string> = new Set([
  'Go', 'Gno', 'Java', 'AspectJ', 'Kotlin', 'Scala', 'Groovy', 'C#', 'Swift', 'JavaScript', 'TypeScript', 'TSX', 'Dart', 'PHP', 'Zig', 'D', 'Perl', 'R',
]);
const indented: ReadonlySet<string> = new Set(['Python', 'Cython']);

/** Containers in the order of their beginnings; `code` has its comments and strings blanked. */
export function containersOf(language: string, code: string): readonly Container[] {
  if (braced.has(language)) return bracedContainers(language, code);
  if (indented.has(language)) return indentedContainers(code);
  return language === 'Ada' ? adaContainers(code) : [];
}

/** A header longer than this names nothing. */
const longestHeader = 4000;
/** Deeper than this nothing is named; a path must not grow with foreign bytes. */
const deepest = 200;

function bracedContainers(language: string, written: string): Container[] {
  // Empty types in a signature of Go open no body.
  const code = language === 'Go' ? written.replace(/\b(interface|struct)\{\}/g, '$1  ') : written;
  const found: Container[] = [];
  const open: { readonly name: string; readonly isFunction: boolean; readonly from: number }[] = [];
  let boundary = 0;
  for (const { 0: mark, index } of code.matchAll(/[{};]/g)) {
    if (mark === '{') {
      const start = Math.max(boundary, index - longestHeader);
      const { name, isFunction, at } = open.length < deepest ? named(code.slice(start, index), language) : nothing;
      open.push({ name, isFunction, from: Math.max(start, code.lastIndexOf('\n', start + at) + 1) });
    } else if (mark === '}') {
      const closed = open.pop();
      if (closed !== undefined && closed.name !== '') found.push({ ...closed, to: index + 1 });
    }
    boundary = index + 1;
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

interface Named {
  readonly name: string;
  readonly isFunction: boolean;
  /** Where in the header it is named. */
  readonly at: number;
}

const nothing: Named = { name: '', isFunction: false, at: 0 };

const typeHeader = /\b(?:class|struct|interface|enum|record|object|namespace|module|extension|protocol|trait|actor|union|package)\s+(?!(?:struct|class|enum|final|func|protocol|actor|extension|init|var|let|static|mutating|typealias|import)\b)([\w.$\x80-\xff]+)|\b(companion)\s+object\b(?=\s*(?::|$))|\bconst\s+(\w+)\s*=\s*(?:extern\s+|packed\s+)?(?:struct|union|enum|opaque)\b|\btype\s+(\w+)\s+(?:struct|interface)\b/g;
const keywordFunction = /\b(?:func|fun|function|fn|def|sub)\b\s*(?:\(\s*(?:\w+\s+)?\*?\s*(\w+)[^()]{0,200}\)\s*)?(?:<[^<>]{0,200}>\s*)?([\w.$\x80-\xff]+)?|\b((?:de)?init|subscript)\b(?:[?!]?\s*[(<]|\s*$)|\bvar\s+(\w+)\s*:[^={}]{1,400}$/g;
const assigned = /([\w$\x80-\xff]+)\s*[:=]\s*(?:async\s+)?(?:function\b|[^=]{0,300}=>\s*$)/;
/** Languages whose functions have no keyword: a name, parameters, a body. */
const keywordless: ReadonlySet<string> = new Set(['Java', 'AspectJ', 'Groovy', 'C#', 'JavaScript', 'TypeScript', 'TSX', 'Dart', 'D']);
const noNames: ReadonlySet<string> = new Set([
  'if', 'for', 'foreach', 'while', 'switch', 'catch', 'using', 'lock', 'fixed', 'synchronized', 'return', 'new', 'match', 'when', 'with', 'guard', 'select', 'else', 'scope', 'version', 'function', 'typeof',
]);

/** The function or type that is named last before the bracket is the one it opens. */
function named(header: string, language: string): Named {
  const functions = [...header.matchAll(keywordFunction)];
  const fn = functions.findLast((match) => match.slice(2).some((name) => name !== undefined)) ?? functions.at(-1);
  const type = [...header.matchAll(typeHeader)].findLast(({ index }) => depthAt(header, index) === 0);
  if (type !== undefined && (fn === undefined || type.index > fn.index)) return { name: type[1] ?? type[2] ?? type[3] ?? type[4] ?? '', isFunction: false, at: type.index };
  if (fn !== undefined) {
    const own = fn[2] ?? fn[3] ?? fn[4] ?? assigned.exec(header)?.[1] ?? '';
    return { name: fn[1] === undefined || own === '' ? own : `${fn[1]}.${own}`, isFunction: true, at: fn.index };
  }
  if (header.trimEnd().endsWith('=>')) {
    const arrow = assigned.exec(header);
    return { name: arrow?.[1] ?? '', isFunction: true, at: arrow?.index ?? 0 };
  }
  return keywordless.has(language) ? method(header) : nothing;
}

/** The name before the last parameter list, past what a constructor passes on and what a type parameter must have. */
function method(header: string): Named {
  const text = header.replace(/\bwhere\b[\s\S]*$|:\s*(?:base|this)\s*\([\s\S]*$/, '');
  const close = text.lastIndexOf(')');
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && --depth === 0) {
      const before = text.slice(0, at);
      const name = /([\w$\x80-\xff]+)\s*(?:<[^<>()]{0,200}>\s*)?$/.exec(before);
      if (name === null || noNames.has(name[1] ?? '') || /[=.]\s*$/.test(before.slice(0, name.index))) return nothing;
      return { name: name[1] ?? '', isFunction: true, at: name.index };
    }
  }
  return nothing;
}

function depthAt(text: string, at: number): number {
  let depth = 0;
  for (let index = 0; index < at; index++) {
    if (text[index] === '(') depth++;
    else if (text[index] === ')') depth--;
  }
  return depth;
}
