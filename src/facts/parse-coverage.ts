/** How much of a source file its probes read. Silence means that all of it was read; a file that could not be read at all is a blank. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const bytes = z.number().int().nonnegative();

export const parseCoverage = factKind({
  word: 'parse-coverage',
  meaning: 'bytes of code in a source file that were read, that were not, and that no compiler reads',
  concerns: [],
  schema: z.strictObject({
    /** Bytes of tokens, without comments, directives and what is dead. */
    bytes,
    /** Of these, bytes that no rule looked at. */
    unread: bytes,
    /** Bytes of tokens behind a bare `#if 0` or beside a bare `#if 1`. */
    dead: bytes,
  }),
});

export default parseCoverage;
