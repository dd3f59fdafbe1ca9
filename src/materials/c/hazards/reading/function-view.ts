/** One function as the rules see it; each part is read when a rule first asks for it. */
import { once } from '../../../../core/once.ts';
import type { FunctionSpan } from '../../spans.ts';
import type { Structure } from '../../structure.ts';
import { type ArraySize, bytesOf, type FileArrays, fileArraysOf, sizedTwiceIn, structureName, templateArray } from './arrays.ts';
import { type Call, callsOf } from './calls.ts';
import { codeOf, type Code, type Range, splitAtCommas } from './code.ts';
import { type Constants, constantsOf, constantValue, macrosOf } from './constants.ts';
import { type Declared, readDeclaration, readParameters } from './declaration.ts';
import { hasLiteral, literalOf } from './literal.ts';
import { depthLimit, type Statement, statementsOf } from './statements.ts';

export interface FileView {
  readonly structure: Structure;
  readonly constants: () => Constants;
  readonly arrays: () => FileArrays;
  /** Names under which the file declares arrays of more than one size, in whatever arms of its conditionals. */
  readonly sizedTwice: () => ReadonlySet<string>;
  /** Names of the macros this file defines. */
  readonly macros: () => ReadonlySet<string>;
}

export interface FunctionView {
  readonly file: FileView;
  readonly name: string;
  readonly code: Code;
  /** What of this function was left unread, as reasons; rules add to it while they look. */
  readonly doubts: Set<string>;
  readonly body: Range;
  readonly statements: () => readonly Statement[];
  /** Parameters and locals by name; of two locals with one name the larger array is kept out: neither is told. */
  readonly declared: () => ReadonlyMap<string, Declared>;
  readonly calls: () => readonly Call[];
  /** Size of a local, a file's own array, or a member of a structure this file defines. */
  readonly arraySize: (path: string) => ArraySize | undefined;
}

export function fileView(structure: Structure): FileView {
  const constants = once(() => constantsOf(structure));
  return { structure, constants, arrays: once(() => fileArraysOf(structure, constants())), sizedTwice: once(() => sizedTwiceIn(structure.lexed)), macros: once(() => macrosOf(structure)) };
}

export function functionView(file: FileView, span: FunctionSpan): FunctionView {
  const code = codeOf(file.structure, { from: span.name, to: Math.min(span.bodyClose + 1, file.structure.count) });
  const doubts = new Set<string>();
  const body = { from: span.bodyOpen + 1, to: span.bodyClose };
  const statements = once(() => statementsOf(code, body, () => doubts.add(`blocks nested deeper than ${depthLimit} were not read`)));
  const parameters = once(() => readParameters(code, span.parametersOpen, span.parametersClose, span.bodyOpen));
  const declared = once(() => declarationsOf(code, statements(), parameters()));
  return {
    file, name: code.text(span.name), code, doubts, body, statements, declared,
    calls: once(() => callsOf(code, body)),
    arraySize: (path) => arraySize(file, code, declared, path),
  };
}

function declarationsOf(code: Code, statements: readonly Statement[], parameters: readonly Declared[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const put = (each: Declared): void => {
    const other = found.get(each.name);
    const alike = other === undefined || (other.type === each.type && other.pointers === each.pointers && other.sizes.length === 0 && each.sizes.length === 0);
    // Two blocks that use one name for different things: nothing is known of it rather than the wrong thing.
    found.set(each.name, alike ? each : { ...each, type: '', pointers: 0, sizes: [], initial: undefined });
  };
  parameters.forEach(put);
  const visit = (statement: Statement | undefined): void => {
    if (statement === undefined) return;
    if (statement.sort === 'declaration') readDeclaration(code, statement.value).forEach((each) => put(each));
    else if (statement.sort === 'block') statement.body.forEach(visit);
    else if (statement.sort === 'if') {
      for (const arm of statement.arms) visit(arm.body);
      visit(statement.otherwise);
    } else if (statement.sort === 'for') {
      visit(statement.first);
      visit(statement.body);
    } else if ('body' in statement) visit(statement.body);
  };
  statements.forEach(visit);
  return found;
}

function arraySize(file: FileView, code: Code, declared: () => ReadonlyMap<string, Declared>, path: string): ArraySize | undefined {
  // Locals have plain names: a path of several need not wait for the declarations.
  const local = /^\w+$/u.test(path) ? declared().get(path) : undefined;
  if (local !== undefined) {
    const [first] = local.sizes;
    if (local.isParameter) return undefined;
    const constants = file.constants();
    if (first === undefined) return local.type.endsWith('array') ? templateArray(code, local, constants) : undefined;
    const count = first.from < first.to ? constantValue(code, first, constants) : listed(code, local);
    return count === undefined || count <= 0 ? undefined : { count, bytes: bytesOf(code, local, count, constants), declared: local };
  }
  const member = /^[\w.>[\]-]*(?:\.|->)(\w+)$/u.exec(path)?.[1];
  if (member !== undefined) return isOfAnotherStructure(file, declared, path, member) ? undefined : file.arrays().members.get(member);
  const { variables, members } = file.arrays();
  // Inside a method a member stands without its object; by custom its name shows that it is one.
  return variables.get(path) ?? (/^m_|_$/u.test(path) ? members.get(path) : undefined);
}

/** `ctx->buffer` of a structure that this file does not define is not the `buffer` of one that it does. */
function isOfAnotherStructure(file: FileView, declared: () => ReadonlyMap<string, Declared>, path: string, member: string): boolean {
  const base = /^(\w+)(?:\.|->)\w+$/u.exec(path)?.[1];
  const { members, owners } = file.arrays();
  if (base === undefined || !members.has(member)) return false;
  const type = declared().get(base)?.type ?? '';
  return /^(?:struct |union )?\w+$/u.test(type) && type !== 'auto' && owners.get(member)?.has(structureName(type)) === false;
}

/** `[]` is as large as what it begins with: a list in which nothing is designated, or a text and its zero (C11 6.7.9 p14, p22). */
function listed(code: Code, { initial }: Declared): number | undefined {
  if (initial === undefined || initial.to - initial.from > longestList) return undefined;
  const text = literalOf(code, initial);
  if (text !== undefined) return text.length + 1;
  const open = initial.from;
  if (code.text(open) !== '{' || code.close(open) !== initial.to - 1) return undefined;
  const parts = splitAtCommas(code, { from: open + 1, to: initial.to - 1 });
  return parts.some(({ from }) => /^[[.]$/u.test(code.text(from))) || (parts.length === 1 && hasLiteral(code, initial)) ? undefined : parts.length;
}

/** Longer lists are tables of data. */
const longestList = 2000;

/** `main(int argc, char *argv[])`: a program of a host, with a stack in megabytes, and an operator who types its arguments. */
export function takesCommandLine({ name, declared }: FunctionView): boolean {
  return name === 'main' && [...declared().values()].filter(({ isParameter }) => isParameter).length >= 2;
}
