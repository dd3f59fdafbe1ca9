/** The description of an input, as data: fields in order, from which inputs are made that are right, or wrong in one place. */
import { z } from 'zod';
import { checksums } from './checksum.ts';

const integers = ['u8', 'u16le', 'u16be', 'u32le', 'u32be', 'i8', 'i16le', 'i16be', 'i32le', 'i32be'] as const;
export type Integer = (typeof integers)[number];

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const range = z.tuple([z.number(), z.number()]);

export interface Field {
  readonly name?: string | undefined;
  readonly integer?: Integer | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly values?: readonly (number | string)[] | undefined;
  readonly bytes?: readonly [number, number] | undefined;
  readonly hex?: string | undefined;
  readonly text?: string | undefined;
  readonly decimal?: { readonly range: readonly [number, number]; readonly places: number } | undefined;
  readonly length_of?: string | undefined;
  readonly plus?: number | undefined;
  readonly checksum?: { readonly kind: (typeof checksums)[number]; readonly of: readonly string[]; readonly order: 'le' | 'be' } | undefined;
  readonly fields?: readonly Field[] | undefined;
  readonly repeat?: readonly [number, number] | undefined;
  readonly either?: readonly (readonly Field[])[] | undefined;
}

/**
 * One field. Exactly one of: an integer of a width and byte order (`integer`, with `range` or `values`), random bytes of
 * a length in a range (`bytes`), fixed bytes (`hex`), fixed text or one of several (`text`, `values`), a number written
 * out (`decimal`), the length of another field (`integer` with `length_of`), a checksum over named fields, a group
 * (`fields`, with `repeat`), or a choice (`either`).
 */
export const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.strictObject({
    name: name.optional(),
    integer: z.enum(integers).optional(),
    range: range.optional(),
    values: z.array(z.union([z.number(), z.string()])).min(1).optional(),
    bytes: range.optional(),
    hex: z.string().regex(/^(?:[0-9a-f]{2}\s*)*$/i).optional(),
    text: z.string().optional(),
    decimal: z.strictObject({ range, places: z.number().int().min(0).max(9) }).optional(),
    length_of: name.optional(),
    plus: z.number().int().optional(),
    checksum: z.strictObject({ kind: z.enum(checksums), of: z.array(name).min(1), order: z.enum(['le', 'be']).default('be') }).optional(),
    fields: z.array(fieldSchema).min(1).optional(),
    repeat: range.optional(),
    either: z.array(z.array(fieldSchema).min(1)).min(2).optional(),
  }),
);

/** Widths in bytes, sign and byte order of the integers. */
export function integerForm(integer: Integer): { readonly width: 1 | 2 | 4; readonly signed: boolean; readonly little: boolean } {
  const bits = Number(/\d+/.exec(integer)?.[0]);
  return { width: bits === 8 ? 1 : bits === 16 ? 2 : 4, signed: integer.startsWith('i'), little: !integer.endsWith('be') };
}
