/** Stands in for `node:crypto` in the page. Only xz streams with a SHA-256 check would ask for it, and packages come in none. */

export function createHash(): never {
  throw new Error('no digest is computed this way in a browser');
}
