/** Results of `plumbline compare` (schema plumbline-comparison-1). It believes what they say of themselves no further than it can count. */
import { z } from 'zod';
import type { Material } from '../../core/material.ts';

const text = z.string().max(100_000);
const count = z.number().int().nonnegative();

const shape = z.looseObject({
  schema: z.literal('plumbline-comparison-1'),
  title: text,
  driver: z.enum(['process', 'library', 'firmware']),
  old: z.looseObject({ sha256: text }),
  new: z.looseObject({ sha256: text }),
  oracle: z.looseObject({ same: text }),
  inputs: z.looseObject({ tried: count, accepted: count, rejected: count }),
  sanitized: z.boolean(),
  cases: z.array(z.looseObject({ class: text, signature: text, root: text, accepted: z.looseObject({ reason: text, by: text }).optional() })).max(10_000),
});

export type ComparisonFile = z.infer<typeof shape>;

const largest = 64 << 20;

const material: Material<ComparisonFile> = {
  name: 'comparison',
  nature: 'analysis',
  recognise: ({ head }) => (/^\s*\{\s*"schema"\s*:\s*"plumbline-comparison-1"/.test(Buffer.from(head).toString('latin1')) ? 'content' : undefined),
  parse: (bytes) => {
    if (bytes.length > largest) return { unreadable: `a comparison of more than ${largest >> 20} MB` };
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return { unreadable: 'a comparison that is no JSON in UTF-8: damaged or cut short' };
    }
    const checked = shape.safeParse(value);
    return checked.success ? checked.data : { unreadable: `a comparison that is not as expected at ${checked.error.issues[0]?.path.map(String).join('.') ?? 'its top'}` };
  },
};

export default material;
