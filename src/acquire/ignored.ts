/** What `.gitignore` files say of a path, at the speed of a walk. It reads no file: texts are handed in, folder by folder. */
import ignore from 'ignore';

/** The rules of one folder, given as its path relative to the outermost rules with a `/` at the end, or ''. */
interface Rules {
  readonly folder: string;
  readonly file: string;
  readonly judge: ReturnType<typeof ignore>;
  readonly names: ReadonlySet<string>;
  /** Endings by their last extension: `o` for `*.o`, and for `*.mod.o` too. */
  readonly endings: ReadonlyMap<string, readonly string[]>;
  readonly shapes: readonly Shape[];
}

/** Letters that every name matched by a glob begins with, ends with, and holds. */
interface Shape {
  readonly front: string;
  readonly back: string;
  readonly within: string;
}

/** Rules from the outermost folder inwards. */
export type RuleStack = readonly Rules[];

/** Bytes of one `.gitignore` beyond which it is not obeyed; real ones have a few kB. */
export const maxIgnoreBytes = 256 * 1024;

export function withRules(stack: RuleStack, folder: string, text: string): RuleStack {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) return stack;
  const names = new Set<string>();
  const endings = new Map<string, readonly string[]>();
  const shapes: Shape[] = [];
  for (const last of lines.map(lastSegment)) {
    const extension = /^\*[^*?[\]\\!\s]*\.([^*?[\]\\.\s]+)$/.exec(last)?.[1];
    if (/^[^*?[\]\\!\s]+$/.test(last)) names.add(last);
    else if (extension !== undefined) endings.set(extension, [...(endings.get(extension) ?? []), last.slice(1)]);
    else shapes.push(shapeOf(last));
  }
  // Case is folded nowhere: git on Linux does not, and an inspection must not depend on the machine.
  const judge = ignore({ ignorecase: false, allowRelativePaths: true }).add(lines);
  return [...stack, { folder, file: `${folder}.gitignore`, judge, names, endings, shapes }];
}

/**
 * The rule file that ignores an entry whose folders are not ignored themselves, or undefined. The innermost rules that
 * have an opinion decide (gitignore(5), "Pattern format"). A cheap test of the last name keeps the expensive one rare.
 */
export function ignoredBy(stack: RuleStack, path: string, name: string, isFolder: boolean): string | undefined {
  for (let at = stack.length - 1; at >= 0; at--) {
    const rules = stack[at];
    if (rules === undefined || !mayMatch(rules, name)) continue;
    const result = rules.judge.test(path.slice(rules.folder.length) + (isFolder ? '/' : ''));
    if (result.ignored) return rules.file;
    if (result.unignored) return undefined;
  }
  return undefined;
}

function mayMatch(rules: Rules, name: string): boolean {
  if (rules.names.has(name)) return true;
  const endings = rules.endings.get(name.slice(name.lastIndexOf('.') + 1));
  if (endings !== undefined && endings.some((ending) => name.endsWith(ending))) return true;
  return rules.shapes.some(({ front, back, within }) => name.startsWith(front) && name.endsWith(back) && name.includes(within));
}

/** The part of a pattern that the last name of a path must match for the path itself to match. */
function lastSegment(line: string): string {
  const pattern = line.replace(/^!/, '').replace(/(?<!\\)\s+$/, '').replace(/\/+$/, '');
  return pattern.slice(pattern.lastIndexOf('/') + 1);
}

/** Cuts a glob at its wildcards; what lies between must stand in every name it matches. It may allow more, never less. */
function shapeOf(glob: string): Shape {
  const pieces: string[] = [''];
  for (let at = 0; at < glob.length; at++) {
    const letter = glob[at] ?? '';
    if (letter === '[') {
      const close = glob.indexOf(']', at + 2);
      pieces.push('');
      // An open bracket without an end is read in more than one way: nothing after it is certain.
      at = close < 0 ? glob.length : close;
    } else if (letter === '*' || letter === '?') {
      pieces.push('');
    } else {
      // A backslash makes the next letter mean itself.
      if (letter === '\\') at += 1;
      pieces.push((pieces.pop() ?? '') + (glob[at] ?? ''));
    }
  }
  const isWhole = pieces.length > 1;
  return { front: pieces[0] ?? '', back: isWhole ? (pieces.at(-1) ?? '') : '', within: pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '') };
}
