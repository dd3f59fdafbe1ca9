/** The file in which a maker corrects a roadmap: inputs, units, parts, outcomes, each with a reason. It excuses nothing silently. */
import { z } from 'zod';
import { demandDocument } from '../core/document.ts';
import { UsageError } from '../core/trouble.ts';
import type { Override } from './axis.ts';
import { outcomes } from './model.ts';

const reason = z.string().min(10);
const name = z.string().min(1);

export const overridesSchema = z.strictObject({
  roadmap: z.literal(1),
  /** Units of the maker's own cut, each by the paths it is made of. */
  units: z.array(z.strictObject({ name, paths: z.array(name).min(1), reason })).default([]),
  inputs: z.array(z.strictObject({ unit: name, axis: z.enum(['risk', 'feasibility']), input: name, points: z.number().min(0).max(100), reason })).default([]),
  outcomes: z.array(z.strictObject({ unit: name, outcome: z.enum(outcomes), reason })).default([]),
  /** What a component runs on; `*` is every component. */
  parts: z.array(z.strictObject({ component: name, family: z.string().optional(), core: z.string().optional(), system: z.string().optional(), reason })).default([]),
});

export type Overrides = z.infer<typeof overridesSchema>;

export const noOverrides: Overrides = { roadmap: 1, units: [], inputs: [], outcomes: [], parts: [] };

/** Longest file read: a device has hundreds of units, not millions. */
const maxBytes = 4 * 1024 * 1024;

export function readOverrides(text: string, file: string): Overrides {
  const next = 'mend the file; schema/roadmap-overrides.schema.json describes it';
  if (text.length > maxBytes) throw new UsageError('too-long', `${file} has more than ${maxBytes} bytes`, next);
  return demandDocument(text, overridesSchema, file, next);
}

/** An override that fits nothing would be a correction that silently fails. */
export function demandFit(overrides: Overrides, units: readonly string[], inputs: Readonly<Record<'risk' | 'feasibility', readonly string[]>>): readonly Override[] {
  const stray = [...overrides.inputs, ...overrides.outcomes].find(({ unit }) => !units.includes(unit));
  if (stray !== undefined) throw new UsageError('no-such-unit', `an override names the unit "${stray.unit}", which there is not`, 'plumbline roadmap lists the units; name one of them');
  const odd = overrides.inputs.find(({ axis, input }) => !inputs[axis].includes(input));
  if (odd !== undefined) throw new UsageError('no-such-input', `an override names the input "${odd.input}" of ${odd.axis}, which there is not`, `choose from: ${inputs[odd.axis].join(', ')}`);
  return overrides.inputs;
}

/** JSON Schema 2020-12 of the file, as `schema/roadmap-overrides.schema.json` holds it. */
export function overridesJsonSchema(): unknown {
  return z.toJSONSchema(overridesSchema, { io: 'input' });
}
