/** What the outline of a C or C++ file is: its functions with a body, includes and language marks. It holds no text. */
import type { Lexed } from '../../scan/lexed.ts';
import { walk } from './walk.ts';

/** A function definition. Tokens are indices in the lexer's arrays; `close` is the token count when the body never ends. */
export interface CFunction {
  /** As written, without spaces: `main`, `Pump::start`, `ISR(TIMER0_OVF_vect)`. */
  readonly name: string;
  readonly nameToken: number;
  readonly open: number;
  readonly close: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface CView {
  readonly functions: readonly CFunction[];
  readonly includes: readonly string[];
  readonly marks: readonly string[];
  /** Every opened brace was closed; when not, spans of functions are a best guess. */
  readonly balanced: boolean;
}

/**
 * Draws the outline. When brackets do not match, most often because conditional arms open more than they close, a
 * second walk trusts a closing brace in the first column to end whatever stands open.
 */
export function viewOf(lexed: Lexed): CView {
  const plain = walk(lexed, false);
  if (plain.balanced) return plain;
  return { ...walk(lexed, true), balanced: false };
}
