/** Draws the table of languages from the Linguist data, the comment families and the class table; with `--write` it is saved. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as linguist from 'linguist-languages';
import { parse } from 'yaml';
import { compareText } from '../../../src/core/place.ts';
import families from '../../../src/materials/other-language/families.json' with { type: 'json' };
import choices from './choices.json' with { type: 'json' };

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const tablePath = join(root, 'src/materials/other-language/languages.json');

/** The parts of a Linguist entry that are used here; the package's own type differs from entry to entry. */
interface Entry {
  readonly name: string;
  readonly type: string;
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly interpreters?: readonly string[];
  readonly codemirrorMode?: string;
}

export interface ClassRow {
  readonly class: string;
  readonly sort: string;
  readonly because: string;
  readonly source: string;
}

export function classTable(): Readonly<Record<string, ClassRow>> {
  const text = readFileSync(join(root, 'codebook/tables/language-classes.yaml'), 'utf8');
  return (parse(text) as { languages: Record<string, ClassRow> }).languages;
}

/** Languages of class C whose hatches a reader of this material knows. */
const read: ReadonlySet<string> = new Set(['Ada', 'Go', 'Gno', 'Swift']);

export function languagesTable(): string {
  const classes = classTable();
  const elsewhere = new Set(Object.values(choices.elsewhere).flat());
  const entries = (Object.values(linguist) as Entry[]).filter(
    ({ name, type }) => !elsewhere.has(name) && (type === 'programming' || type === 'markup' || choices.also.includes(name)),
  );
  const named = new Set(entries.map(({ name }) => name));
  const extensions = new Map<string, string[]>();
  const skipped = new Set(choices.extensionsElsewhere);
  for (const entry of entries) {
    for (const written of entry.extensions ?? []) {
      const extension = written.slice(1).toLowerCase();
      if (!skipped.has(extension)) extensions.set(extension, [...new Set([...(extensions.get(extension) ?? []), entry.name])]);
    }
  }
  for (const [extension, languages] of Object.entries(choices.claimed)) {
    const known = languages.filter((name) => named.has(name) || name === 'C++');
    if (known.length > 0 && known.every((name) => name !== 'C++')) extensions.set(extension, known);
  }
  return print({
    languages: Object.fromEntries(entries.map((entry) => [entry.name, [familyOf(entry), treatmentOf(classes[entry.name], entry.name)]])),
    extensions: Object.fromEntries([...extensions].map(([extension, names]) => [extension, names.length === 1 ? names[0] : [names[0], ...names.slice(1).sort(compareText)]])),
    names: keyed(entries, ({ filenames }) => filenames ?? [], new Set(choices.namesElsewhere)),
    interpreters: keyed(entries, ({ interpreters }) => interpreters ?? [], new Set()),
  });
}

function keyed(entries: readonly Entry[], keys: (entry: Entry) => readonly string[], skipped: ReadonlySet<string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of entries) {
    for (const key of keys(entry).map((one) => one.toLowerCase())) if (!skipped.has(key)) found[key] ??= entry.name;
  }
  return found;
}

function familyOf(entry: Entry): string {
  const chosen = Object.entries(families.languages).find(([, names]) => names.includes(entry.name))?.[0];
  const modes: Readonly<Record<string, string>> = families.modes;
  return chosen ?? modes[entry.codemirrorMode ?? ''] ?? 'none';
}

/** `unread`: memory use is not analysed; `hatches-unread`: nor are the escape hatches; `safe`: silence is an answer. */
function treatmentOf(row: ClassRow | undefined, name: string): string {
  if (row === undefined) throw new Error(`the class table does not name ${name}`);
  if (row.class === 'F' || row.class === '?') return 'unread';
  return row.class === 'C' && !read.has(name) ? 'hatches-unread' : 'safe';
}

function print(table: Record<string, Record<string, unknown>>): string {
  const parts = Object.entries(table).map(([part, entries]) => {
    const lines = Object.entries(entries).sort(([a], [b]) => compareText(a, b)).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `  ${JSON.stringify(part)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) writeFileSync(tablePath, languagesTable());
