/** Rust source by its file name extension. It lexes and walks a file once for all its probes; it expands no macro and runs no build. */
import type { Material } from '../../core/material.ts';
import { lexRust } from '../../scan/lex.ts';
import type { Lexed } from '../../scan/lexed.ts';
import type { Structure } from './site.ts';
import { structureOf } from './walk.ts';
import { watched } from './words.ts';

export interface RustFile {
  readonly lexed: Lexed;
  readonly structure: Structure;
}

/** RenderScript files end in `.rs` too; their first directive says so. */
const renderScript = '#pragma version(';

export const rust: Material<RustFile> = {
  name: 'rust',
  nature: 'source',
  recognise: ({ path, head }) => {
    if (!/\.rs(?:\.in)?$/i.test(path)) return undefined;
    return Buffer.from(head.buffer, head.byteOffset, head.length).includes(renderScript) ? undefined : 'extension';
  },
  parse: (bytes) => {
    if (bytes.subarray(0, 4096).includes(0)) return { unreadable: 'not text: it holds zero bytes' };
    const lexed = lexRust(bytes, watched);
    return { lexed, structure: structureOf(lexed) };
  },
};

export default rust;
