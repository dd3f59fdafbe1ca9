/** What is watched for in a language: a pattern, where it counts, and what form of escape hatch it is. It reads no text. */
import type { z } from 'zod';
import type { escapeHatch } from '../../facts/escape-hatch.ts';

/** Where a pattern is looked for: in code alone, in code with its strings, or in the line as written (directives in comments). */
export type Within = 'code' | 'with-strings' | 'as-written';

export type Form = z.infer<typeof escapeHatch.schema>['form'];

export interface Watch {
  readonly form: Form;
  readonly within: Within;
  readonly pattern: RegExp;
  /** Counts only in a file that holds this too. */
  readonly beside?: RegExp;
}

export const code = (form: Form, pattern: RegExp): Watch => ({ form, within: 'code', pattern });
export const quoted = (form: Form, pattern: RegExp): Watch => ({ form, within: 'with-strings', pattern });
export const written = (form: Form, pattern: RegExp): Watch => ({ form, within: 'as-written', pattern });
