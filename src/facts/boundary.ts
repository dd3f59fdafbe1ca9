/** Functions by which one file reaches code of another language, or is reached from it, as the file declares them. It resolves none of them. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const boundary = factKind({
  word: 'boundary',
  meaning: 'functions of a file that cross into another language or are offered to it, with their pointers, lengths and callbacks',
  concerns: [],
  schema: z.strictObject({
    language: z.string(),
    functions: z.array(z.strictObject({
      /** `calls` another language, or is `offered` to it. */
      direction: z.enum(['calls', 'offered']),
      /** The name that the linker knows. */
      name: z.string(),
      /** Number of parameters; -1 when the declaration is elsewhere. */
      parameters: z.number().int().min(-1),
      /** Pointers with the length that goes with them: `data+length`. */
      pairs: z.array(z.string()),
      /** Pointers that no length goes with. */
      unpaired: z.array(z.string()),
      callbacks: z.array(z.string()),
    })),
  }),
});

export default boundary;

export type BoundaryFunction = z.infer<typeof boundary.schema>['functions'][number];

export interface Parameter {
  readonly name: string;
  readonly is: 'pointer' | 'callback' | 'integer' | 'other';
}

const lengthName = /(?:len(?:gth)?|size|count|num|cap(?:acity)?|bytes|sz|cnt)(?:_?\w{0,3})?$|^n(?:_|[A-Z]|$)/i;

/** A length goes with a pointer when it is an integer with such a name, one or two places after it or directly before. */
export function crossing(direction: BoundaryFunction['direction'], name: string, parameters: readonly Parameter[] | undefined): BoundaryFunction {
  if (parameters === undefined) return { direction, name, parameters: -1, pairs: [], unpaired: [], callbacks: [] };
  const pairs: string[] = [];
  const unpaired: string[] = [];
  parameters.forEach((one, at) => {
    if (one.is !== 'pointer') return;
    const length = [parameters[at + 1], parameters[at + 2], parameters[at - 1]].find((near) => near?.is === 'integer' && lengthName.test(near.name));
    if (length === undefined) unpaired.push(one.name);
    else pairs.push(`${one.name}+${length.name}`);
  });
  return { direction, name, parameters: parameters.length, pairs, unpaired, callbacks: parameters.filter(({ is }) => is === 'callback').map((one) => one.name) };
}
