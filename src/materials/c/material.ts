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
  const text = narrow(bytes);
  if (isNoText(text)) return { unreadable: 'not text: too many control bytes at its beginning' };
  const lexed = lexC(text, words);
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

const asked = 4096;
/** A stray zero byte or escape is passed over as compilers do; one control byte in twenty is an image, a key or noise. */
const mostControls = 1 / 20;

/** Whether the beginning is no text, so that finding nothing in the rest would mean nothing. */
function isNoText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, asked);
  let controls = 0;
  // Below the space and no tab, line end or form feed (ISO/IEC 9899:2018 §5.2.1), or delete.
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0;
    if ((byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) controls++;
  }
  return controls > 4 && controls > head.length * mostControls;
}

/** Windows tools save UTF-16 with a byte order mark; as UTF-8 the lines and names are the same, the offsets are not. */
function narrow(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return bytes;
  return new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes));
}
