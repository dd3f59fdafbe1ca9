/** Link maps of GNU ld and LLVM lld: which object file gave which bytes to which section. It believes none of their addresses. */
import type { Material, Unreadable } from '../../core/material.ts';
import { gnuHeading, gnuOpening, readGnu } from './gnu.ts';
import { lldHeading, readLld } from './lld.ts';

/** A map of a large firmware has some ten MiB. */
export const largestMap = 128 * 1024 * 1024;

/** Bytes that one object gave to one section of the output. */
export interface Contribution {
  readonly section: string;
  readonly object: string;
  readonly bytes: number;
}

export interface OutputSection {
  readonly name: string;
  readonly bytes: number;
  readonly from: readonly Contribution[];
}

export interface LinkMap {
  readonly linker: 'GNU ld' | 'LLVM lld';
  readonly output: string;
  readonly sections: readonly OutputSection[];
}

function parse(bytes: Uint8Array): LinkMap | Unreadable {
  if (bytes.length > largestMap) return { unreadable: `${bytes.length} bytes: more than the ${largestMap} that are read as one link map` };
  const text = new TextDecoder().decode(bytes);
  if (lldHeading.test(text.slice(0, 4096))) return readLld(text);
  return text.includes(gnuHeading) ? readGnu(text) : { unreadable: `a link map that ends before "${gnuHeading}"` };
}

export default {
  name: 'link-map',
  nature: 'other',
  recognise: ({ path, head }) => {
    const isNamed = /\.map$/i.test(path);
    const text = isNamed ? new TextDecoder().decode(head) : '';
    return isNamed && (gnuOpening.test(text) || text.includes(gnuHeading) || lldHeading.test(text)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<LinkMap>;
