/** What `.gitignore` files say of a path, at the speed of a walk. It reads no file: texts are handed in, folder by folder. */
import ignore from 'ignore';

/** The rules of one folder, given as its path relative to the outermost rules with a `/` at the end, or ''. */
interface Rules {
  readonly folder: string;
  readonly file: string;
  readonly judge: ReturnType<typeof ignore>;
  readonly names: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  readonly shapes: RegExp | undefined;
}

/** Rules from the outermost folder inwards. */
export type RuleStack = readonly Rules[];

/** Bytes of one `.gitignore` beyond which it is not obeyed; real ones have a few kB. */
export const maxIgnoreBytes = 256 * 1024;

export function withRules(stack: RuleStack, folder: string, text: string): RuleStack {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) return stack;
  const names = new Set<string>();
  const endings = new Set<string>();
  const shapes: string[] = [];
  for (const line of lines) {
    const last = lastSegment(line);
    if (/^[^*?[\]\\!\s]+$/.test(last)) names.add(last);
    else if (/^\*\.[^*?[\]\\.\s]+$/.test(last)) endings.add(last.slice(2));
    else shapes.push(looseShape(last));
  }
  // Case is folded nowhere: git on Linux does not, and an inspection must not depend on the machine.
  const judge = ignore({ ignorecase: false, allowRelativePaths: true }).add(lines);
  const rules: Rules = { folder, file: `${folder}.gitignore`, judge, names, endings, shapes: shapes.length === 0 ? undefined : new RegExp(`^(?:${shapes.join('|')})$`, 's') };
  return [...stack, rules];
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
  const dot = name.lastIndexOf('.');
  return (dot >= 0 && rules.endings.has(name.slice(dot + 1))) || (rules.shapes?.test(name) ?? false);
}

/** The part of a pattern that the last name of a path must match for the path itself to match. */
function lastSegment(line: string): string {
  const pattern = line.replace(/^!/, '').replace(/(?<!\\)\s+$/, '').replace(/\/+$/, '');
  return pattern.slice(pattern.lastIndexOf('/') + 1);
}

/** A regular expression that matches at least what the glob matches; its stars cannot nest, so it cannot explode. */
function looseShape(glob: string): string {
  const fixed = /^[A-Za-z0-9_.-]*/.exec(glob)?.[0] ?? '';
  const rest = glob.slice(fixed.length);
  const end = /[A-Za-z0-9_.-]*$/.exec(rest)?.[0] ?? '';
  // A bracket or backslash may reach into the ending: then only the beginning is certain.
  const certain = /[[\]\\]/.test(rest) ? '' : end;
  return `${escapeShape(fixed)}.*${escapeShape(certain)}`;
}

function escapeShape(text: string): string {
  return text.replace(/[.-]/g, '\\$&');
}
