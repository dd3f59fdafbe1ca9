/** The shape of what an inspection says about one review or declaration. */
import { z } from 'zod';
import { statementStates } from '../../core/statement-report.ts';
import { count, text } from './parts.ts';

export const statementShape = z
  .strictObject({
    id: text,
    word: z.enum(['review', 'declaration']),
    about: text.describe('the element reviewed against, or the topic declared on'),
    component: text,
    by: text,
    independence: text,
    date: text,
    expires: text.describe('empty when it names no end'),
    state: z.enum(statementStates).describe('only current and soon count'),
    because: text,
    subjects: count.describe('digests it is bound to'),
    signature: z.enum(['none', 'unchecked']),
    address: text,
  })
  .meta({ id: 'Statement' });
