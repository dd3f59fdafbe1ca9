/** Knows settings and content files by name, ending or first bytes. The table holds no programming language. */
import table from './formats.json' with { type: 'json' };

export interface Known {
  readonly format: string;
  readonly by: 'name' | 'extension' | 'content';
}

const extensions = turned(table.extensions);
const names = turned(table.names);
const templates: ReadonlySet<string> = new Set(table.templates);
const xmlElsewhere: ReadonlySet<string> = new Set(table.xmlElsewhere.split(' '));

/** `.jsbeautifyrc` and its like: settings of tools in a format of their own. */
const dotFile = /^\.[\w-]+rc$/;

export const readers: ReadonlyMap<string, string> = new Map(Object.entries(table.readers));

/** `{ "YAML": "yaml yml" }` as a map from each word to its format. */
function turned(formats: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(formats).flatMap(([format, words]) => words.split(' ').map((word) => [word, format] as const)));
}

export function knownBy(path: string, head: Uint8Array): Known | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = extensionOf(name);
  const content = byContent(extension, head);
  if (content !== undefined) return { format: content, by: 'content' };
  const whole = names.get(name);
  if (whole !== undefined) return { format: whole, by: 'name' };
  if (dotFile.test(name)) return { format: 'Dot file', by: 'extension' };
  const format = extension === 'x' ? linkerScript(head) : extensions.get(extension);
  if (format === undefined || (extension === 'pc' && /\bEXEC\s+SQL\b/i.test(textOf(head)))) return undefined;
  return { format: format === 'Map file' ? mapSort(head) : format, by: 'extension' };
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return '';
  const extension = name.slice(dot + 1);
  return templates.has(extension) && dot > 0 ? extensionOf(name.slice(0, dot)) : extension;
}

/**
 * Only for what no ending tells: keys and certificates under any name, XML under a name nobody knows, and Qt
 * translations and Tiled maps, which end like TypeScript. Reports and bills in XML are known to their own materials.
 */
function byContent(extension: string, head: Uint8Array): string | undefined {
  const first = head[0] === 0xef ? head[3] : head[0];
  if (first === 0xd0 && isDeviceTree(head)) return 'Device tree blob';
  if (first === 0x2d && textOf(head).startsWith('-----BEGIN ')) return extensions.get(extension) === 'Certificate' ? undefined : 'Certificate';
  if (extension === 'pro' && /^-(?:keep|dont|optimi[sz]|assumenosideeffects)|\bProGuard\b/m.test(textOf(head))) return 'Proguard';
  if (first !== 0x3c) return undefined;
  const text = textOf(head);
  if (extension === 'ts' || extension === 'tsx') {
    if (/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE TS)/.test(text)) return extension === 'ts' ? 'Qt translation' : 'XML';
    return undefined;
  }
  if (extensions.has(extension) || xmlElsewhere.has(extension) || !/^(?:\xef\xbb\xbf)?<\?xml\s/.test(text)) return undefined;
  return /<testsuites?\b|<cppcheck\b|<key>clang_version<|<coverage\b|<cprover\b|cyclonedx|spdx|<svg\b|<html\b|<nmaprun\b|<NessusClientData_v2\b/i.test(text) ? undefined : 'XML';
}

/** Magic and version 17 of the Devicetree Specification, section 5.2; with a node `images` it is a U-Boot FIT, which is an image. */
function isDeviceTree(head: Uint8Array): boolean {
  const text = textOf(head);
  return text.startsWith('\xd0\x0d\xfe\xed') && text.charCodeAt(23) === 17 && !text.includes('\u0001images\0');
}

/** `memory.x` of embedded Rust and its kin; remote procedure definitions end the same way. */
function linkerScript(head: Uint8Array): string | undefined {
  return /\b(?:MEMORY|SECTIONS)\s*\{|\b(?:ENTRY|PROVIDE|INCLUDE)\b/.test(textOf(head)) ? 'Linker script' : undefined;
}

/** Source maps are JSON; link maps are a report of the linker. */
function mapSort(head: Uint8Array): string {
  return head[0] === 0x7b ? 'JSON' : 'Link map';
}

function textOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
}
