/** Documents for people, and any text that nobody else knows. It reads for a title and counts words; it understands nothing. */
import type { Material } from '../../core/material.ts';
import { knownBy } from './formats.ts';

export interface Prose {
  readonly format: string;
  readonly bytes: Uint8Array;
}

const prose: Material<Prose> = {
  name: 'prose',
  nature: 'other',
  recognise: ({ path, size, head }) => knownBy(path, size, head)?.by,
  parse: (bytes, { path, size, head }) => ({ format: knownBy(path, size, head)?.format ?? 'unknown text', bytes }),
};

export default prose;
