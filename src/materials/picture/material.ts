/** Pictures: recognised so that they are not taken for anything else. Nothing inside them is looked at. */
import { carries } from '../../core/head.ts';
import type { Material, Sight } from '../../core/material.ts';
import signatures from './signatures.json' with { type: 'json' };

const extensions = new Set(signatures.extensions);

function isPicture(head: Uint8Array): boolean {
  return carries(head, signatures.magic) || isBitmap(head) || isIcon(head) || isPortable(head) || isPostScript(head);
}

const byte = (head: Uint8Array, at: number): number => head[at] ?? 0;

/** `BM` begins many a text: the reserved words must be zero and the header one of the known sizes. */
function isBitmap(head: Uint8Array): boolean {
  const known = [12, 40, 52, 56, 64, 108, 124];
  return head[0] === 0x42 && head[1] === 0x4d && [6, 7, 8, 9, 15, 16, 17].every((at) => head[at] === 0) && known.includes(byte(head, 14));
}

/** Windows icons and cursors: zero, type 1 or 2, a count, and a first entry whose reserved byte is zero. */
function isIcon(head: Uint8Array): boolean {
  if (head.length < 22 || head[0] !== 0 || head[1] !== 0 || head[3] !== 0 || head[5] !== 0 || head[9] !== 0) return false;
  const firstImage = byte(head, 18) + byte(head, 19) * 256;
  return (head[2] === 1 || head[2] === 2) && byte(head, 4) > 0 && firstImage === 6 + 16 * byte(head, 4);
}

/** PBM, PGM, PPM: `P1` … `P6`, then width and height as decimal text, with remarks between. */
function isPortable(head: Uint8Array): boolean {
  if (head[0] !== 0x50 || byte(head, 1) < 0x31 || byte(head, 1) > 0x36) return false;
  const text = new TextDecoder('latin1').decode(head.subarray(0, 400));
  return /^P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+(?:#[^\n]*\n\s*)*\d+\s/.test(text);
}

/** Encapsulated PostScript says so in its first line (Adobe EPSF 3.0); any other PostScript is a program. */
function isPostScript(head: Uint8Array): boolean {
  return head[0] === 0x25 && /^%!PS-Adobe-\d\.\d EPSF-/.test(new TextDecoder('latin1').decode(head.subarray(0, 40)));
}

function recognise({ path, head }: Sight): 'content' | 'extension' | undefined {
  if (isPicture(head)) return 'content';
  return extensions.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ? 'extension' : undefined;
}

export default { name: 'picture', nature: 'other', recognise, parse: () => null } satisfies Material<null>;
