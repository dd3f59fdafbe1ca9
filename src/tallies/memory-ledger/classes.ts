/** Reads the dated table of language classes. What the table does not name is class `?`, never a safe one. */
import { z } from 'zod';
import { memoryClasses } from '../../facts/ledger-entry.ts';

export interface Classified {
  readonly class: (typeof memoryClasses)[number];
  readonly because: string;
}

const tableSchema = z.looseObject({
  languages: z.record(z.string(), z.looseObject({ class: z.enum(memoryClasses), sort: z.string(), because: z.string() })),
});

/** What a language is for that makes its lines code; markup, models and build descriptions are in the inventory only. */
const codeSorts: ReadonlySet<string> = new Set(['code', 'shader', 'hardware', 'query']);

/**
 * Classes by language: B where the language is safe by default and no escape hatch was found, C where one was.
 * Undefined for what is not code. A language the table puts at C for other reasons than hatches (data races, unread hatches) stays C.
 */
export function classifier(table: unknown): (language: string, hatches: boolean) => Classified | undefined {
  const { languages } = tableSchema.parse(table);
  return (language, hatches) => {
    const row = languages[language];
    if (row === undefined) return { class: '?', because: 'the table of language classes does not name it' };
    if (!codeSorts.has(row.sort)) return undefined;
    if (row.class === 'B' && hatches) return { class: 'C', because: 'safe by default, with escape hatches in this component' };
    return { class: row.class, because: row.because };
  };
}
