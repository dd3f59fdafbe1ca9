/** The tables a roadmap rests on, checked against their shape. They are handed in; nothing is read here. */
import { z } from 'zod';
import { UsageError } from '../core/trouble.ts';
import type { SourceNote } from './model.ts';

const source = z.looseObject({ id: z.string(), document: z.string(), edition: z.string().default(''), at: z.string().default(''), mark: z.string() });
const dated = { as_of: z.string(), sources: z.array(source) };
const words = z.array(z.string().min(1));

const families = z.looseObject({
  ...dated,
  families: z.array(z.strictObject({
    id: z.string(), name: z.string(), signs: words, crates: z.array(z.string()), backing: z.string(), readiness: z.string(), source: z.string(),
    ada: z.string(), ada_source: z.string(), parts: z.array(z.strictObject({ signs: words, core: z.string() })),
  })),
});

const systems = z.looseObject({ ...dated, systems: z.array(z.strictObject({ id: z.string(), name: z.string(), signs: words, rust: z.string(), how: z.string(), source: z.string(), ada: z.string() })) });

const targets = z.looseObject({ ...dated, targets: z.array(z.strictObject({ core: z.string(), target: z.string(), tier: z.number().int(), ferrocene: z.string(), source: z.string() })) });

const conflict = z.strictObject({ about: z.string(), one: z.string(), one_source: z.string(), other: z.string(), other_source: z.string(), so: z.string() });

const toolchains = z.looseObject({
  ...dated,
  toolchains: z.array(z.strictObject({
    id: z.string(), name: z.string(), language: z.string(), standards: z.array(z.string()), hosts: z.array(z.string()), core: z.string(), support: z.string(), conflicts: z.array(conflict), source: z.string(),
  })),
  alternatives: z.array(z.strictObject({ id: z.string(), name: z.string(), leaves: z.string(), gain: z.string(), toolchain: z.string(), where: z.string(), source: z.string() })),
});

const candidate = z.strictObject({ name: z.string(), language: z.string(), needs: z.string(), maturity: z.string(), source: z.string() });

const replacements = z.looseObject({ ...dated, replacements: z.array(z.strictObject({ kind: z.string(), outside: z.boolean(), title: z.string(), words, candidates: z.array(candidate) })) });

const weighted = z.record(z.string(), z.strictObject({ weight: z.number(), source: z.string() }));

const weights = z.looseObject({
  ...dated,
  risk: weighted,
  feasibility: weighted,
  thresholds: z.strictObject({ risk_high: z.number(), risk_moderate: z.number(), feasible: z.number(), quiet_years: z.number(), rule_of_two: z.number(), largest_move: z.number() }),
  reach: z.record(z.string(), z.strictObject({ includes: words, words })),
  parsing: words,
  on_board: words,
  therapy: words,
});

const languages = z.looseObject({ as_of: z.string(), languages: z.record(z.string(), z.looseObject({ class: z.string(), sort: z.string() })) });

const parameter = z.strictObject({ value: z.number(), low: z.number(), high: z.number(), unit: z.string(), about: z.string(), source: z.string(), range_source: z.string() });

const decay = z.looseObject({
  ...dated,
  parameters: z.strictObject({
    lifetime_years: parameter, doubling_years: parameter, safe_density_ratio: parameter, memory_share: parameter,
    adoption_midpoint_years: parameter, adoption_slope: parameter, field_delay_years: parameter,
  }),
});

const shapes = {
  'microcontroller-readiness': families, 'rtos-support': systems, 'compiler-targets': targets, 'qualified-toolchains': toolchains,
  'safe-replacements': replacements, 'roadmap-weights': weights, 'language-classes': languages, 'decay-parameters': decay,
} as const;

export interface Tables {
  readonly families: z.infer<typeof families>['families'];
  readonly systems: z.infer<typeof systems>['systems'];
  readonly targets: z.infer<typeof targets>['targets'];
  readonly toolchains: z.infer<typeof toolchains>['toolchains'];
  readonly alternatives: z.infer<typeof toolchains>['alternatives'];
  readonly replacements: z.infer<typeof replacements>['replacements'];
  readonly weights: z.infer<typeof weights>;
  readonly languages: z.infer<typeof languages>['languages'];
  readonly decay: z.infer<typeof decay>;
  readonly notes: readonly { readonly name: string; readonly as_of: string; readonly sources: readonly SourceNote[] }[];
}

/** Throws `UsageError` for a table that is missing or has another shape; a private codebook can replace none of them. */
export function readTables(tables: ReadonlyMap<string, { readonly value: unknown }>): Tables {
  const read = <Shape extends z.ZodType>(name: keyof typeof shapes, shape: Shape): z.infer<Shape> => {
    const checked = shape.safeParse(tables.get(name)?.value);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new UsageError('bad-table', `codebook/tables/${name}.yaml: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`, 'compare it with the table that Plumbline carries');
  };
  const tool = read('qualified-toolchains', toolchains);
  const notes = Object.keys(shapes).filter((name) => name !== 'language-classes').map((name) => {
    const { as_of, sources } = z.looseObject(dated).parse(tables.get(name)?.value);
    return { name, as_of, sources: sources.map(({ id, document, edition, at, mark }) => ({ id, document, edition, at, mark })) };
  });
  return {
    families: read('microcontroller-readiness', families).families,
    systems: read('rtos-support', systems).systems,
    targets: read('compiler-targets', targets).targets,
    toolchains: tool.toolchains,
    alternatives: tool.alternatives,
    replacements: read('safe-replacements', replacements).replacements,
    weights: read('roadmap-weights', weights),
    languages: read('language-classes', languages).languages,
    decay: read('decay-parameters', decay),
    notes,
  };
}
