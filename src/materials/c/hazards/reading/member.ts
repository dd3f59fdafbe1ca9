/** A number among the members of a class, found by the name it is by custom given (`size_`, `m_size`). It knows no classes: a name with two types is not told. */
import { codeOf } from './code.ts';
import { readDeclaration, type Declared } from './declaration.ts';
import type { FunctionView } from './function-view.ts';

const customary = /^m_\w|\w_$/u;

/** The member that a bare name means within a method; undefined for locals, and where this file does not declare it once. */
export function memberNumber(view: FunctionView, name: string): Declared | undefined {
  if (!customary.test(name) || view.declared().has(name)) return undefined;
  const { structure } = view.file;
  const file = codeOf(structure, { from: 0, to: structure.count });
  const found = file.find(name, file.whole).flatMap((at): readonly Declared[] => {
    if (!/^[;={]$/u.test(file.text(at + 1)) || !file.isName(at - 1) || structure.functions.some(({ name: from, bodyClose }) => at >= from && at <= bodyClose)) return [];
    let from = at;
    while (from > 0 && at - from < 8 && !/^[;{}:]$/u.test(file.text(from - 1))) from--;
    return readDeclaration(file, { from, to: at + 1 });
  });
  const [only] = found;
  return only !== undefined && found.length === 1 && only.pointers === 0 && only.sizes.length === 0 && !only.isConst ? { ...only, initial: undefined } : undefined;
}
