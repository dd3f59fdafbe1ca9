/** C and C++ source text, headers included. It lexes a file once for all probes; it expands no macro and judges nothing. */
import type { Material, Sight, Unreadable } from '../../core/material.ts';
import { lexC } from '../../scan/lex.ts';
import type { Lexed } from '../../scan/lexed.ts';
import { isNameless, languageOf, opensAsC } from './languages.ts';
import { viewOf, type CView } from './view.ts';
import { words } from './words.ts';

/** A file as the probes of this material see it. Its arrays are the kernel's: valid until the next file is parsed. */
export interface CForm {
  /** Tokens with the words of `words.ts` numbered. `lexed.trouble` says when the tokens cannot be trusted. */
  readonly lexed: Lexed;
  /** Functions, includes and conditional arms; drawn when first asked for. */
  readonly view: CView;
}

const material: Material<CForm> = {
  name: 'c',
  nature: 'source',
  recognise: (sight) => {
    if (languageOf(sight.path) !== undefined) return 'extension';
    return isNameless(sight.path) && opensAsC(sight.head) ? 'content' : undefined;
  },
  parse,
};

export default material;

function parse(bytes: Uint8Array, _sight: Sight): CForm | Unreadable {
  const lexed = lexC(narrow(bytes), words);
  if (lexed.trouble !== '' && lexed.lines.physical === 0) return { unreadable: lexed.trouble };
  let view: CView | undefined;
  return {
    lexed,
    get view() {
      view ??= viewOf(lexed);
      return view;
    },
  };
}

/** Windows tools save UTF-16 with a byte order mark; as UTF-8 the lines and names are the same, the offsets are not. */
function narrow(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return bytes;
  return new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes));
}
