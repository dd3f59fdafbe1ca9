/** Reads an audit file of cargo-scan (format 0): each effect with its place and the annotation of its auditor. It trusts no annotation and opens no path it names. */

export interface ScanEffect {
  readonly file: string;
  readonly line: number;
  readonly effect: string;
  readonly caller: string;
  /** `Safe`, `Unsafe`, `Caller-checked` or `Skipped`, as written; of a tree the annotations of its leaves. */
  readonly annotations: readonly string[];
}

export interface ScanList {
  readonly baseDir: string;
  readonly effects: readonly ScanEffect[];
}

export const mostEffects = 200_000;
const deepestTree = 200;

type Plain = Readonly<Record<string, unknown>>;

export function looksLikeScan(text: string): boolean {
  return /^\s*\{\s*"audit_trees"\s*:/.test(text.slice(0, 200));
}

/** The effects, or why the file could not be read. */
export function readScan(text: string): ScanList | { readonly unreadable: string } {
  let told: Plain | undefined;
  try {
    told = plainOf(JSON.parse(text));
  } catch {
    return { unreadable: 'not JSON' };
  }
  const trees = told?.['audit_trees'];
  if (told === undefined || !Array.isArray(trees)) return { unreadable: 'no list "audit_trees"' };
  if (told['version'] !== 0) return { unreadable: `format ${String(told['version']).slice(0, 20)} of cargo-scan; only format 0 is read` };
  if (trees.length > mostEffects) return { unreadable: `${trees.length} effects, more than the ${mostEffects} that are read` };
  const baseDir = textOf(told['base_dir']);
  return {
    baseDir,
    effects: trees.flatMap((pair): ScanEffect[] => {
      const [instance, tree]: readonly unknown[] = Array.isArray(pair) ? pair : [];
      const effect = plainOf(instance);
      const at = plainOf(effect?.['call_loc']);
      const line = at?.['start_line'];
      if (effect === undefined || at === undefined || typeof line !== 'number') return [];
      const file = `${textOf(at['dir'])}/${textOf(at['file'])}`.replace(/^\//, '');
      return [{ file: file.startsWith(baseDir) && baseDir !== '' ? file.slice(baseDir.length).replace(/^\//, '') : file, line, effect: nameOf(effect['eff_type']), caller: textOf(plainOf(effect['caller'])?.['ident_path']), annotations: leavesOf(tree, 0) }];
    }),
  };
}

function leavesOf(tree: unknown, depth: number): readonly string[] {
  const node = plainOf(tree);
  if (node === undefined || depth > deepestTree) return [];
  const leaf = node['Leaf'];
  if (Array.isArray(leaf)) return [textOf(leaf[1])];
  const branch = node['Branch'];
  const inner: unknown = Array.isArray(branch) ? branch[1] : undefined;
  return Array.isArray(inner) ? inner.flatMap((one) => leavesOf(one, depth + 1)) : [];
}

/** An effect is written as its name, or as an object of that one member. */
function nameOf(effect: unknown): string {
  return typeof effect === 'string' ? effect : (Object.keys(plainOf(effect) ?? {})[0] ?? '');
}

function plainOf(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
