/** Knows scripts and build descriptions by name, ending or interpreter line. What a build system generates is not told from what was written. */
import type { CommentFamily } from '../../scan/lex.ts';
import table from './languages.json' with { type: 'json' };

export interface Known {
  readonly language: string;
  readonly by: 'name' | 'extension' | 'content';
}

const extensions = new Map(Object.entries(table.extensions));
const compound = new Map(Object.entries(table.compound));
const names = new Map(Object.entries(table.names));
const prefixes = Object.entries(table.prefixes).map(([prefix, language]) => ({ prefix, attached: `${prefix}.`, language }));
const interpreters = new Map(Object.entries(table.interpreters));
const otherTongues = new Set(table.otherTongues);
const families: Readonly<Record<string, string>> = table.families;
const marks: Readonly<Record<string, unknown>> = table.marks;

/** Endings of files that become the file they are named after: `run.sh.in`. */
const templates: ReadonlySet<string> = new Set(['in', 'tmpl', 'template', 'example', 'sample', 'dist', 'orig', 'bak', 'default', 'j2']);

export function knownBy(path: string, head: Uint8Array): Known | undefined {
  const known = suggested(path, head);
  return known === undefined || head.includes(0) ? undefined : known;
}

function suggested(path: string, head: Uint8Array): Known | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const interpreter = head[0] === 0x23 && head[1] === 0x21 ? interpreterOf(name, head) : undefined;
  const whole = names.get(name) ?? compound.get(twoEndings(name)) ?? byPrefix(name);
  if (interpreter !== undefined && interpreter !== whole) return { language: interpreter, by: 'content' };
  if (whole !== undefined && namesCode(name, head)) return { language: whole, by: 'name' };
  const extension = extensionOf(name);
  if (extension === 'd') return isDependencyFile(head) ? { language: 'Makefile', by: 'extension' } : undefined;
  const language = extensions.get(extension);
  return language === undefined || misleads(extension, head) ? undefined : { language, by: 'extension' };
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return '';
  const extension = name.slice(dot + 1);
  return templates.has(extension) && dot > 0 ? extensionOf(name.slice(0, dot)) : extension;
}

function twoEndings(name: string): string {
  const last = name.lastIndexOf('.');
  return last <= 0 ? '' : name.slice(name.lastIndexOf('.', last - 1) + 1);
}

/** A name that is also an everyday word (`build`, `profile`) is a script only when it reads like one. */
const everyday: ReadonlySet<string> = new Set(['build', 'workspace', 'profile', 'platform', 'missing', 'dune', 'buck', 'singularity', 'libtool']);

function namesCode(name: string, head: Uint8Array): boolean {
  return !everyday.has(name) || /^\s*(?:#|load\(|\w+\(|\(|\w+\s*[:?+]?=)/.test(textOf(head));
}

/** `Makefile.linux`, `Dockerfile.dev`, `Kconfig.debug`: a known name with a word attached that is no ending of its own. */
function byPrefix(name: string): string | undefined {
  const found = prefixes.find(({ prefix, attached }) => name.startsWith(attached) || name === prefix);
  const attached = name.slice(name.lastIndexOf('.') + 1);
  return found === undefined || otherTongues.has(attached) || ownEndings.has(attached) ? undefined : found.language;
}

const ownEndings: ReadonlySet<string> = new Set(['md', 'txt', 'rst', 'html', 'json', 'yaml', 'yml', 'xml', 'toml', 'h', 'hpp', 'hh', 'cmake', 'sh', 'pdf', 'png', 'svg', 'swift', 'kt', 'cs', 'patch', 'diff']);

function interpreterOf(name: string, head: Uint8Array): string | undefined {
  if (otherTongues.has(extensionOf(name))) return undefined;
  const line = /^#![ \t]*(?:\S*\/)?(?:env(?:[ \t]+-\S+)*[ \t]+)?(?:\S*\/)?([\w.+-]+)/.exec(textOf(head));
  const word = line?.[1]?.toLowerCase() ?? '';
  const found = interpreters.get(word) ?? interpreters.get(word.replace(/[\d.]+$/, ''));
  return found === extensions.get(extensionOf(name)) ? undefined : found;
}

/** What a compiler writes for make (`a.o: a.c b.h`); sources of the D language end the same way. */
function isDependencyFile(head: Uint8Array): boolean {
  const text = textOf(head);
  return /^[^\s:;={}]+(?:[ \t]+[^\s:;={}]+)*[ \t]*:(?:[ \t\\]|$)/m.test(text) && !/^\s*(?:module|import)\s+[\w.]+\s*[;:,]/m.test(text);
}

/** Endings that mean something else when the first bytes say so. */
function misleads(extension: string, head: Uint8Array): boolean {
  if (extension === 'pro') return /^\s*(?::-|-keep|-dont|#?\s*Add project specific ProGuard)|^\s*(?:pro|function)\s+\w+\s*,/im.test(textOf(head));
  if (extension === 'rules') return !/^[^\n:=]+:(?!=)/m.test(textOf(head));
  if (extension === 'run' || extension === 'init' || extension === 'com' || extension === 'ash' || extension === 'command') return head[0] !== 0x23 || head[1] !== 0x21;
  return false;
}

function textOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
}

export function familyOf(language: string): CommentFamily {
  return (marks[families[language] ?? 'hash'] ?? marks['hash']) as CommentFamily;
}
