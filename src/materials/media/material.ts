/** Fonts, sound, video, drawings of parts and boards, recorded data, bytecode: recognised so that they are not taken for anything else. Nothing inside is looked at. */
import { carries, mentions } from '../../core/head.ts';
import type { Material, Sight } from '../../core/material.ts';
import signatures from './signatures.json' with { type: 'json' };

const extensions = new Set(signatures.extensions);

function isMedia(head: Uint8Array): boolean {
  return carries(head, signatures.magic) || isClass(head) || isGerber(head) || isDrawnText(head);
}

/** Java classes share their magic with Mach-O for several machines; class file versions begin at 45 (JVM specification, 4.1). */
function isClass(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  return a === 0xca && b === 0xfe && c === 0xba && d === 0xbe && (head[6] ?? 0) * 256 + (head[7] ?? 0) >= 45;
}

/** Gerber (Ucamco format specification) under whatever name the board house gave it: the two format commands within the first lines. */
function isGerber(head: Uint8Array): boolean {
  if (head[0] !== 0x47 && head[0] !== 0x25) return false;
  return /%FS[LT][AI]X\d\dY\d\d\*%/.test(new TextDecoder('latin1').decode(head.subarray(0, 2048)));
}

/** Text formats of drawings and fonts whose extensions belong to programming languages too: `.sch` is Scheme, `.pfa` PostScript. */
function isDrawnText(head: Uint8Array): boolean {
  // E, %, s: what the openings below begin with; the rest is decoded only where the mark occurs.
  if (head[0] !== 0x45 && head[0] !== 0x25 && head[0] !== 0x73 && !mentions(head, '<!DOCTYPE eagle SYSTEM')) return false;
  const text = new TextDecoder('latin1').decode(head.subarray(0, 300));
  return /^(?:EESchema Schematic File|%!PS-AdobeFont|%!FontType1|solid [^\n]*\n\s*facet )|<!DOCTYPE eagle SYSTEM/.test(text);
}

function recognise({ path, head }: Sight): 'content' | 'extension' | undefined {
  if (isMedia(head)) return 'content';
  return extensions.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ? 'extension' : undefined;
}

export default { name: 'media', nature: 'other', recognise, parse: () => null } satisfies Material<null>;
