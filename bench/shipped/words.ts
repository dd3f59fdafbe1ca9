/** The value of the word `shipped-code` as this benchmark reads it. */
import type { z } from 'zod';
import type { shippedCode } from '../../src/facts/shipped-code.ts';

export type ShippedCode = z.infer<typeof shippedCode.schema>;
