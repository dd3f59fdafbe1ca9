/** The table of languages: from a file's name and first bytes to its language. Languages of other materials are not in it. */
import type { CommentFamily } from '../../scan/lex.ts';
import { settle } from './contested.ts';
import families from './families.json' with { type: 'json' };
import table from './languages.json' with { type: 'json' };

/**
 * `safe`: what memory errors need cannot be written but through a hatch. `unread`: memory errors can be written, and
 * nobody here reads for them. `hatches-unread`: safe by default, with hatches that nobody here reads for.
 */
export type Treatment = 'safe' | 'unread' | 'hatches-unread';

export interface Language {
  readonly name: string;
  readonly family: CommentFamily;
  readonly treatment: Treatment;
}

/** How a file was known: by its whole name, its extension, or its interpreter line. */
export interface Known {
  readonly language: string;
  readonly by: 'name' | 'extension' | 'content';
}

const extensions = new Map<string, string | readonly string[]>(Object.entries(table.extensions));
const names = new Map<string, string>(Object.entries(table.names));
const interpreters = new Map<string, string>(Object.entries(table.interpreters));
const byName = new Map<string, readonly string[]>(Object.entries(table.languages));
const marks: Readonly<Record<string, unknown>> = families.families;

/** Endings of files that become the file they are named after: `config.py.in`. */
const templates: ReadonlySet<string> = new Set(['in', 'tmpl', 'template', 'example', 'sample', 'dist', 'orig', 'bak', 'default']);

export function knownBy(path: string, head: Uint8Array): Known | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const text = lazily(head);
  const interpreter = interpreterOf(name, head, text);
  if (interpreter !== undefined) return { language: interpreter, by: 'content' };
  const whole = names.get(name);
  if (whole !== undefined) return { language: whole, by: 'name' };
  const extension = extensionOf(name);
  const found = extension === undefined ? undefined : extensions.get(extension);
  if (extension === undefined || found === undefined || misleads(extension, head, text)) return undefined;
  const language = settle(extension, typeof found === 'string' ? found : (found[0] ?? ''), text);
  // Two endings together say as much as a name: `blade.php`, `antlers.xml`.
  return language === undefined ? undefined : { language, by: extension.includes('.') ? 'name' : 'extension' };
}

/** The longest ending that the table knows, `blade.php` before `php`; a template's ending is looked through. */
function extensionOf(name: string): string | undefined {
  let dot = name.lastIndexOf('.');
  if (dot <= 0 && !extensions.has(name.slice(1))) return undefined;
  if (templates.has(name.slice(dot + 1))) {
    name = name.slice(0, dot);
    dot = name.lastIndexOf('.');
  }
  const before = dot > 0 ? name.lastIndexOf('.', dot - 1) : -1;
  const long = name.slice(before + 1);
  return before > 0 && extensions.has(long) ? long : dot < 0 ? undefined : name.slice(dot + 1);
}

/** Names whose ending belongs to another sort of stuff. */
function misleads(extension: string, head: Uint8Array, text: () => string): boolean {
  // Qt translations and Tiled maps end like TypeScript; both are XML.
  if (extension === 'ts' || extension === 'tsx') return /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE)/.test(text());
  // Bytes that are no text are a program's output, whatever the name (`.m` data, `.ts` video).
  return head.includes(0) && !isWide(head);
}

/** UTF-16 with a byte order mark, as some editors save. */
export function isWide(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** Files that carry another language behind a shell line (`#!/bin/sh` that restarts itself) are known by their name. */
function interpreterOf(name: string, head: Uint8Array, text: () => string): string | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const line = /^#![ \t]*(?:\S*\/)?(?:env(?:[ \t]+-\S+)*[ \t]+)?(?:\S*\/)?([\w.+-]+)/.exec(text());
  const word = line?.[1]?.toLowerCase() ?? '';
  const found = interpreters.get(word) ?? interpreters.get(word.replace(/[\d.]+$/, ''));
  return found !== undefined && extensionIs(name, found) ? undefined : found;
}

/** When the name says the same, the name is enough: a claim by content is only for what the name does not tell. */
function extensionIs(name: string, language: string): boolean {
  const found = extensions.get(extensionOf(name) ?? '');
  return found === language;
}

function lazily(head: Uint8Array): () => string {
  let text: string | undefined;
  return () => (text ??= Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1'));
}

export function languageNamed(name: string): Language {
  const [family = 'none', treatment = 'unread'] = byName.get(name) ?? [];
  return { name, family: (marks[family] ?? marks['none']) as CommentFamily, treatment: treatment as Treatment };
}
