/** Knows documents by ending, name or first bytes, and as a last resort anything that reads as text. */
import table from './formats.json' with { type: 'json' };
import { readsAsText } from './text.ts';

export interface Known {
  readonly format: string;
  readonly by: 'name' | 'extension' | 'content' | 'text';
}

const extensions: ReadonlyMap<string, string> = new Map(
  Object.entries(table.extensions).flatMap(([format, words]) => words.split(' ').map((word) => [word, format] as const)),
);
const names: ReadonlySet<string> = new Set(table.names.split(' '));

/** Office files of before 2007 share one container (MS-CFB); their ending tells them apart. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

export function knownBy(path: string, size: number, head: Uint8Array): Known | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (startsWith(head, '%PDF-')) return { format: 'PDF', by: 'content' };
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (extension === 'cls') return isTex(head) ? { format: 'TeX', by: 'content' } : undefined;
  if (names.has(name)) return { format: 'Text', by: 'name' };
  const format = name.includes('.') ? extensions.get(extension) : undefined;
  if (format !== undefined && !contradicts(format, head)) return { format, by: 'extension' };
  if (size === 0) return { format: 'empty file', by: 'text' };
  if (!readsAsText(head)) return undefined;
  return { format: sortOf(name, head), by: 'text' };
}

/** Formats whose bytes are no running text, whatever they begin with. */
export const packed: ReadonlySet<string> = new Set(['PDF', 'Word', 'OpenDocument', 'Excel', 'PowerPoint', 'Visio', 'Pages', 'EPUB', 'Help', 'XPS', 'InDesign', 'OneNote', 'Project plan']);

/** A text format whose bytes are no text is something else under a document's name. */
function contradicts(format: string, head: Uint8Array): boolean {
  return !packed.has(format) && head.length > 0 && !readsAsText(head) && !compound.every((byte, index) => head[index] === byte);
}

/** The ending stays visible, so that a sort of text that deserves a material of its own can be seen in a report. */
function sortOf(name: string, head: Uint8Array): string {
  if (startsWith(head, '{\\rtf')) return 'RTF';
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  return /^\.[\w+-]{1,16}$/.test(ending) ? `unknown text (${ending})` : 'unknown text';
}

function isTex(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  return /^\s*(?:%|\\(?:NeedsTeXFormat|ProvidesClass|documentclass))/.test(text);
}

function startsWith(head: Uint8Array, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (head[at] !== text.charCodeAt(at)) return false;
  return true;
}
