/** Built code and file systems other than ELF: hex and flat images, boot containers, PE, Mach-O. It names them; nothing here looks inside, and that stays a visible gap. */
import { carries } from '../../core/head.ts';
import type { Material, Sight } from '../../core/material.ts';
import signatures from './signatures.json' with { type: 'json' };

const extensions = new Set(signatures.extensions);

function isImage(head: Uint8Array): boolean {
  return carries(head, signatures.magic) || isPortable(head) || isFat(head) || isTree(head) || isHex(head);
}

const u32 = (head: Uint8Array, at: number, little: boolean): number =>
  new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(at, little);

/** PE: `MZ`, then at the offset in 0x3c the signature; the letters alone begin many a text (Microsoft PE format, section 2). */
function isPortable(head: Uint8Array): boolean {
  if (head[0] !== 0x4d || head[1] !== 0x5a || head.length < 0x40) return false;
  const at = u32(head, 0x3c, true);
  return at + 4 <= head.length && u32(head, at, true) === 0x4550;
}

/** Mach-O for several machines shares its magic with Java classes, whose version number is never so small. */
function isFat(head: Uint8Array): boolean {
  if (head.length < 8 || u32(head, 0, false) !== 0xcafebabe) return false;
  const machines = u32(head, 4, false);
  return machines > 0 && machines < 0x2d;
}

/** A device tree blob that holds a node `images` is a U-Boot FIT; without it, it is configuration. */
function isTree(head: Uint8Array): boolean {
  if (head.length < 40 || u32(head, 0, false) !== 0xd00dfeed) return false;
  return new TextDecoder('latin1').decode(head).includes('\u0001images\0');
}

/** Intel HEX and S-record files are text of a narrow form: their first line decides, with its checksum left to whoever reads further. */
function isHex(head: Uint8Array): boolean {
  if (head[0] !== 0x3a && head[0] !== 0x53) return false;
  const line = /^[^\r\n]*/.exec(new TextDecoder('latin1').decode(head.subarray(0, 600)))?.[0] ?? '';
  const hex = /^:([0-9A-Fa-f]{2})[0-9A-Fa-f]{4}0[0-5]((?:[0-9A-Fa-f]{2})*)[0-9A-Fa-f]{2}$/.exec(line.trimEnd());
  if (hex !== null) return Number.parseInt(hex[1] ?? '', 16) * 2 === (hex[2] ?? '').length;
  const record = /^S[0-9]([0-9A-Fa-f]{2})((?:[0-9A-Fa-f]{2})+)$/.exec(line.trimEnd());
  return record !== null && Number.parseInt(record[1] ?? '', 16) * 2 === (record[2] ?? '').length;
}

function recognise({ path, head }: Sight): 'content' | 'extension' | undefined {
  if (isImage(head)) return 'content';
  return extensions.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ? 'extension' : undefined;
}

export default { name: 'flat-image', nature: 'image', recognise, parse: () => null } satisfies Material<null>;
