/** Stands in for `node:process` in the page: there is no environment, and nothing is warned of. */

export const env: Readonly<Record<string, string>> = {};

export function emitWarning(): void {
  // A page has nobody to warn on a console.
}
