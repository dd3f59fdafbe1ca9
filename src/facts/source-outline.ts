/** What a source file defines and includes, packed one value a file because a device has hundreds of thousands. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

/**
 * `functions` counts definitions with a body; `spans` packs them as `name:first-last` separated by a space, lines from 1.
 * `includes` are the included or used names as written, sorted, without duplicates.
 * `marks` are content signs used to resolve headers: `c++` (class, template, namespace, access specifiers) or `c`.
 */
export const sourceOutline = factKind({
  word: 'source-outline',
  meaning: 'functions with their spans and the names a source file includes or uses',
  concerns: [],
  schema: z.strictObject({
    functions: z.number().int().nonnegative(),
    spans: z.string(),
    includes: z.array(z.string()),
    marks: z.array(z.string()),
  }),
});

export default sourceOutline;
