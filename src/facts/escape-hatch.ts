/** A site where code in a memory-safe language leaves what the language guarantees. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

export const escapeHatch = factKind({
  word: 'escape-hatch',
  meaning: 'a site where code leaves the guarantees of its memory-safe language',
  concerns: ['source'],
  schema: z.strictObject({
    form: z.enum([
      'block', 'fn', 'impl', 'trait', 'extern-block', 'extern-safe-fn', 'static-mut-use', 'union-read',
      'inline-asm', 'no-mangle', 'export-name', 'link-section', 'macro-body', 'other',
      // Of languages other than Rust.
      'unsafe-region', 'unsafe-operation', 'unchecked-conversion', 'unchecked-release', 'raw-address', 'checks-off',
      'foreign-import', 'foreign-export', 'foreign-call', 'foreign-load', 'foreign-memory', 'linkname',
    ]),
    /** The enclosing item path as written: `driver::Uart::read`, `Uart.read`; empty when none could be told. */
    item: z.string(),
    /** A SAFETY remark (for blocks and impls) or a `# Safety` section (for fns and traits) was found. */
    documented: z.boolean(),
    /** Only compiled for tests (`#[cfg(test)]`, `#[test]`, `_test.go`). */
    test: z.boolean(),
    from_macro: z.boolean(),
    /** Digest of the site's normalised tokens with its item and form (and its language, where that is not Rust), and an ordinal; survives moved lines. */
    key: z.string(),
  }),
});

export default escapeHatch;
