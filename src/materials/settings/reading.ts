/** What a reader found out about a settings file. It never holds the settings themselves. */

export interface Reading {
  readonly wellFormed: 'yes' | 'no' | 'not-checked';
  /** The schema the file names for itself, or empty. */
  readonly schema: string;
  /** Line of the first mistake. */
  readonly line?: number;
}

export const unchecked: Reading = { wellFormed: 'not-checked', schema: '' };

/** The file is too much to be read: a blank with this reason. */
export interface Refusal {
  readonly refused: string;
}

export function bad(line: number | undefined): Reading {
  return line === undefined ? { wellFormed: 'no', schema: '' } : { wellFormed: 'no', schema: '', line };
}

export function good(schema = ''): Reading {
  return { wellFormed: 'yes', schema };
}

/** Schemas are named by address; what is longer is not one. */
export function schemaName(value: unknown): string {
  return typeof value === 'string' && value.length <= 500 ? value : '';
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
