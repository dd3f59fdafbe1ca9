/** Tables of texts that a file writes down and never changes: `static const char *names[] = { "a", "b" };`. */
import { TokenKind } from '../../../../scan/lexed.ts';
import { Mark, type Structure } from '../../structure.ts';
import { codeOf, type Range, splitAtCommas } from './code.ts';
import type { FunctionView } from './function-view.ts';
import { literalOf } from './literal.ts';

/** Longer lists are data, and are not read. */
const longestTable = 4_000;

const known = new WeakMap<Structure, Map<string, number | undefined>>();

/** Most characters of an element, `names[i]`, of a table of this file outside of functions whose elements are all literals. */
export function longestOfTable(view: FunctionView, { from, to }: Range): number | undefined {
  const { code, file } = view;
  const name = code.text(from);
  if (!code.isName(from) || code.text(from + 1) !== '[' || code.close(from + 1) !== to - 1 || view.declared().has(name)) return undefined;
  const { structure } = file;
  const tables = known.get(structure) ?? new Map<string, number | undefined>();
  known.set(structure, tables);
  if (!tables.has(name)) tables.set(name, read(structure, name));
  return tables.get(name);
}

function read(file: Structure, name: string): number | undefined {
  let next = 0;
  for (let at = 0; at < file.count; at++) {
    const span = file.functions[next];
    if (span !== undefined && at >= span.parametersOpen) {
      at = Math.max(at, span.bodyClose);
      next++;
      continue;
    }
    if (markOf(file, at) !== Mark.bracketOpen) continue;
    const close = file.partner[at] ?? -1;
    const open = close + 2;
    const end = file.partner[open] ?? -1;
    if (close < at || markOf(file, close + 1) !== Mark.assign || markOf(file, open) !== Mark.braceOpen || end < open || end - open > longestTable) continue;
    const code = codeOf(file, { from: Math.max(0, at - 8), to: end + 1 });
    if (code.text(at - 1) !== name) continue;
    return isConstant(code.text, at) ? longest(code, { from: open + 1, to: end }) : undefined;
  }
  return undefined;
}

/** `const` before the elements, and pointers: they could be set to something else only by a line that names the table. */
function isConstant(text: (at: number) => string, bracket: number): boolean {
  let [pointers, isConst] = [false, false];
  for (let at = bracket - 2; at > bracket - 8 && !/^[;{}]$/u.test(text(at)); at--) {
    pointers ||= text(at) === '*';
    isConst ||= text(at) === 'const';
  }
  return pointers && isConst;
}

function longest(code: ReturnType<typeof codeOf>, list: Range): number | undefined {
  let most = 0;
  for (const each of splitAtCommas(code, list)) {
    if (each.from >= each.to) continue;
    const text = literalOf(code, each);
    if (text === undefined) return undefined;
    most = Math.max(most, text.length);
  }
  return most;
}

function markOf(file: Structure, at: number): number {
  const token = file.tokens[at] ?? 0;
  return at >= 0 && at < file.count && file.lexed.kind[token] === TokenKind.punctuator ? (file.lexed.code[token] ?? 0) : 0;
}
