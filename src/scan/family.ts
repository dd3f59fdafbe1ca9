/** How comments and quotes are written in a family of languages. It says nothing about any other syntax. */

/**
 * Marks are ASCII, at most 8 bytes. A line mark that starts with a letter counts only as a whole word (`REM`).
 * A quote mark both opens and closes; a backslash takes the next byte; one-byte marks other than the backtick end
 * with their line. `nested` block comments end with their outermost close.
 */
export interface CommentFamily {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly nested?: boolean;
  readonly quotes: readonly string[];
}
