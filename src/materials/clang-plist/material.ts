/** Diagnostics as property lists: the native format of the Clang static analyser, which Cppcheck writes too. It repeats them and follows no path. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asDict, asItems, asWords, readPlist, type PlistDict } from './plist.ts';

export interface PlistLog {
  readonly producer: string;
  readonly files: readonly string[];
  readonly diagnostics: readonly PlistDict[];
  readonly cut: string;
}

function parse(bytes: Uint8Array): PlistLog | Unreadable {
  const { value, cut } = readPlist(bytes);
  const { entries } = asDict(value);
  const producer = asWords(entries.get('clang_version'));
  if (producer === '') return { unreadable: cut === '' ? 'a property list that names no analyser' : cut };
  return { producer, files: asItems(entries.get('files')).map(asWords), diagnostics: asItems(entries.get('diagnostics')).map(asDict).filter(says), cut };
}

/** What a cut-off list ends in says nothing yet. */
function says({ entries }: PlistDict): boolean {
  return entries.has('check_name') || entries.has('description');
}

export default {
  name: 'clang-plist',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (!canOpenWith(head, '<') || !mentions(head, '<plist') || !mentions(head, '<key>clang_version</key>')) return undefined;
    return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<plist[\s>]/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<PlistLog>;
