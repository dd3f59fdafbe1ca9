/** The version of this Plumbline, from its package. */
import { readFileSync } from 'node:fs';

export function versionOf(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
