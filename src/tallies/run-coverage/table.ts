/** Reads `codebook/tables/analyser-rules.yaml`: which languages a tool reads, and which weaknesses and numbers a rule stands for. */
import { z } from 'zod';

const ruleSchema = z.strictObject({ cwe: z.array(z.number().int().positive()).default([]), misra: z.array(z.string()).default([]), cert: z.array(z.string()).default([]) });

const schema = z.looseObject({
  /** By the beginning of the tool's name in lower case. */
  languages: z.record(z.string(), z.array(z.string())),
  /** Beginnings of rule names that only say through which other tool a rule was run. */
  through: z.array(z.string()),
  /** Rules that carry their number in their name. */
  numbered: z.array(z.strictObject({ pattern: z.string(), standard: z.string(), upper: z.boolean().default(false) })),
  rules: z.record(z.string(), ruleSchema),
});

export interface RuleTable {
  readonly languagesOf: (tool: string) => readonly string[] | undefined;
  readonly weaknessesOf: (rule: string) => readonly number[];
  readonly numbersOf: (rule: string) => readonly { readonly standard: string; readonly numbers: string[] }[];
}

export const misra = 'MISRA C:2012';
export const cert = 'SEI CERT C';

export function ruleTable(value: unknown): RuleTable {
  const { languages, through, numbered, rules } = schema.parse(value);
  const patterns = numbered.map(({ pattern, standard, upper }) => ({ pattern: new RegExp(pattern, 'i'), standard, upper }));
  const known = new Map(Object.entries(rules));
  const plain = (rule: string): string => {
    const prefix = through.find((each) => rule.startsWith(each));
    return prefix === undefined ? rule : rule.slice(prefix.length);
  };
  const rowOf = (rule: string): z.infer<typeof ruleSchema> | undefined => known.get(plain(rule));
  return {
    languagesOf: (tool) => Object.entries(languages).find(([name]) => tool.toLowerCase().startsWith(name))?.[1],
    weaknessesOf: (rule) => rowOf(rule)?.cwe ?? [],
    numbersOf: (rule) => {
      const found = new Map<string, Set<string>>();
      const add = (standard: string, numbers: readonly string[]): void => void found.set(standard, new Set([...(found.get(standard) ?? []), ...numbers]));
      const row = rowOf(rule);
      if (row !== undefined && row.misra.length > 0) add(misra, row.misra);
      if (row !== undefined && row.cert.length > 0) add(cert, row.cert);
      for (const { pattern, standard, upper } of patterns) {
        const number = pattern.exec(rule)?.[1];
        if (number !== undefined) add(standard, [upper ? number.toUpperCase() : number]);
      }
      return [...found].map(([standard, numbers]) => ({ standard, numbers: [...numbers].sort() })).sort((a, b) => (a.standard < b.standard ? -1 : 1));
    },
  };
}
