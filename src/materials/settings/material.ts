/** Configuration and content that steers code: settings, manifests, keys, project files. It reads them; it follows none of their references. */
import type { Material } from '../../core/material.ts';
import { knownBy } from './formats.ts';

export interface Settings {
  readonly format: string;
  readonly bytes: Uint8Array;
}

const settings: Material<Settings> = {
  name: 'settings',
  nature: 'settings',
  recognise: ({ path, head }) => knownBy(path, head)?.by,
  parse: (bytes, { path, head }) => {
    const known = knownBy(path, head);
    if (known === undefined) return { unreadable: 'neither its name nor its first bytes tell its format' };
    return { format: known.format, bytes };
  },
};

export default settings;
