/** The shape of an inspection, for reading one back and for the published JSON Schema. Unknown members are refused. */
import { z } from 'zod';
import { componentSchema, manifestSchema } from '../../core/device.ts';
import type { Inspection } from '../../core/inspection.ts';
import { natures } from '../../core/nature.ts';
import { standings, verdicts } from '../../core/verdict.ts';
import { findingShape, factShape, settlementShape } from './finding-shape.ts';
import { count, digest, text } from './parts.ts';
import { statementShape } from './statement-shape.ts';
import { varianceReportShape } from './variance-shape.ts';

const requirementShape = z.strictObject({
  id: text,
  title: text,
  component: text.describe('empty for the device as a whole'),
  verdict: z.enum(verdicts),
  because: text,
  means: z.array(z.array(text)).describe('each means is a list of elements that must all be met; one means suffices'),
});

const loadedPart = z.strictObject({ name: text, revision: z.number().int(), words: z.array(text) });

const inventoryShape = z.strictObject({
  artifacts: count,
  bytes: count,
  digest: text.describe('digest over the sorted list of address and SHA-256 of all artifacts'),
  materials: z.array(z.strictObject({ material: text, nature: text.describe(`one of: ${natures.join(', ')}`), files: count, bytes: count })),
  unrecognised: z.array(z.strictObject({ kind: text, files: count, examples: z.array(text) })),
  set_aside: z.array(z.strictObject({ glob: text, reason: text, files: count })),
  troubles: z.array(z.strictObject({ address: text, reason: text })).describe('limits crossed, links met, files that could not be read'),
  links: count,
});

const citedElement = z.strictObject({
  id: text,
  title: text,
  category: text,
  origin: text,
  objective: text,
  remedy: text,
  mode: text,
  citations: z.array(z.strictObject({ document: text, clause: text, note: text })),
  digest: text,
});

const deviceShape = z.strictObject({
  // An inferred device may leave empty what a manifest must state.
  about: manifestSchema.shape.device.extend({ name: text, version: text, maker: text, intended_use: text }),
  components: z.array(componentSchema),
  declared: z.boolean().describe('true when a manifest was read; otherwise the device was inferred'),
  inferred: z.array(z.strictObject({ about: text, concluded: text, because: text })),
  revision: text.describe('git revision inspected, or empty'),
});

const baselineShape = z.strictObject({ digest, known: count, fresh: count, gone: count, standing: z.enum(standings) });

export const inspectionShape = z
  .strictObject({
    schema: z.literal('plumbline-inspection-1'),
    plumbline: text.describe('version of Plumbline'),
    as_of: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).describe('the only time an inspection knows'),
    device: deviceShape,
    edition: z.strictObject({ id: text, title: text, status: text, digest: text, effective_on: text }),
    level: z.strictObject({ value: z.number().int(), title: text, because: z.array(text), asked: z.boolean() }),
    standing: z.strictObject({ value: z.enum(standings), because: text, totals: z.record(z.enum(verdicts), count) }),
    requirements: z.array(requirementShape),
    findings: z.array(findingShape),
    elements: z.array(citedElement),
    open: z.array(z.strictObject({ category: text, title: text, note: text })).describe('what the edition leaves open'),
    ledger: z.array(factShape),
    shipped: z.array(factShape),
    coverage: z.array(factShape),
    sites: z.array(factShape).exactOptional().describe('escape hatches by the standing of their reviews, one fact a component'),
    boundaries: z.array(factShape).exactOptional().describe('functions between languages, summed up by component, language, direction and other side'),
    hand_in_next: z.array(settlementShape.extend({ unknowns: count, elements: z.array(text) })),
    inventory: inventoryShape,
    loaded: z.strictObject({
      materials: z.array(text),
      probes: z.array(loadedPart),
      tallies: z.array(loadedPart),
      codebooks: z.array(z.strictObject({ name: text, digest: text })),
      tables: z.array(z.strictObject({ name: text, as_of: text, digest: text })),
    }),
    baseline: baselineShape.exactOptional(),
    variances: varianceReportShape.exactOptional().describe('present when a record of a variance was handed in'),
    statements: z.array(statementShape).exactOptional().describe('reviews and declarations, with whether they count on that day'),
  })
  .describe('The canonical inspection of a device by Plumbline: plain data, keys sorted, no time but as_of.');

/** JSON Schema 2020-12 of an inspection, as `schema/inspection.schema.json` holds it. */
export function inspectionJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(inspectionShape, { target: 'draft-2020-12' });
  return { $schema, $id: 'urn:plumbline:inspection-1', title: 'Plumbline inspection, format 1', ...schema };
}

type Plain<Value> = Value extends readonly (infer Item)[] ? Plain<Item>[]
  : Value extends object ? { -readonly [Key in keyof Value]: Plain<Value[Key]> }
  : Value;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

/** Does not compile when `Inspection` and its shape differ in any member; the two must move together. */
export const shapeIsTheInspection: Same<Plain<z.infer<typeof inspectionShape>>, Plain<Inspection>> = true;
