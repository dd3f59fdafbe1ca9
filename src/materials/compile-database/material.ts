/** `compile_commands.json` (Clang's JSON compilation database): how each file was compiled, as the build system wrote it down. It runs none of it. */
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type Json } from '../../scan/json.ts';
import { commonParts, reducedPath, resolvedParts, splitCommand } from './command-line.ts';

/** Chromium has about 60 000 entries. */
export const mostCommands = 200_000;

/** Words of one command; a link of everything may have thousands, one file's compilation some hundred. */
export const mostWords = 8_000;

/** `trouble` says why an entry cannot be used. */
export interface Command {
  readonly line: number;
  readonly file: string;
  readonly words: readonly string[];
  readonly trouble?: string;
}

function parse(bytes: Uint8Array): readonly Command[] | Unreadable {
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  if (!Array.isArray(read.value)) return { unreadable: 'not a list of commands: a compilation database is a JSON array' };
  const entries = asList(read.value);
  if (entries.length > mostCommands) return { unreadable: `${entries.length} commands: more than the ${mostCommands} that are read` };
  const base = commonParts(entries.map((entry) => resolvedParts(asText(asObject(entry)['directory']), '')));
  return entries.map((entry) => commandOf(entry, base, read.lineOf(entry)));
}

function commandOf(entry: Json, base: readonly string[], line: number): Command {
  const { file, directory, command, arguments: list } = asObject(entry);
  const path = reducedPath(resolvedParts(asText(file), asText(directory)), base);
  if (asText(file) === '' || path === '') return { line, file: '', words: [], trouble: 'an entry names no file' };
  const words = Array.isArray(list) ? asList(list).map(asText) : splitCommand(asText(command));
  if (words.length === 0) return { line, file: path, words, trouble: `the entry of ${path} holds no command` };
  if (words.length > mostWords) return { line, file: path, words: [], trouble: `the command of ${path} has ${words.length} words: more than the ${mostWords} that are read` };
  return { line, file: path, words };
}

export default {
  name: 'compile-database',
  nature: 'analysis',
  recognise: ({ path }) => (path.slice(path.lastIndexOf('/') + 1) === 'compile_commands.json' ? 'name' : undefined),
  parse,
} satisfies Material<readonly Command[]>;
