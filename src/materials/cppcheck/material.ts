/** Results of Cppcheck in its XML format, version 2. It repeats them and adds no opinion; version 1 is not read. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readXml, type Opened } from '../../scan/xml.ts';

/** One `<error>` with the first place it names; a path through other places follows in the log and is not read. */
export interface Complaint {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly cwe: string;
  readonly isInconclusive: boolean;
  /** The file that was being checked, which may include the one with the fault. */
  readonly checked: string;
  readonly file: string;
  readonly atLine: string;
  readonly line: number;
}

export interface CppcheckLog {
  readonly version: string;
  readonly complaints: readonly Complaint[];
  /** Files that lines of progress name, where those were written into the same file. */
  readonly progress: readonly string[];
  /** Why the rest of the log is missing; empty for a whole one. */
  readonly cut: string;
  readonly line: number;
}

/** Complaints of one log; a tree of a million lines has some ten thousand. */
export const mostComplaints = 300_000;

function parse(bytes: Uint8Array): CppcheckLog | Unreadable {
  const complaints: Complaint[] = [];
  const progress: string[] = [];
  let version: string | undefined;
  let line = 1;
  let cut = '';
  let current: Opened | undefined;
  let place: Opened | undefined;
  for (const event of readXml(bytes, { texts: true })) {
    if (event.event === 'trouble') {
      cut = event.reason;
      break;
    }
    if (event.event === 'text') {
      for (const match of event.text.matchAll(/^Checking (\S.*?)(?:: [^:]*)? ?\.\.\.$/gm)) progress.push(match[1] ?? '');
    } else if (event.event === 'open') {
      if (event.name === 'results') {
        if (event.attributes.get('version') !== '2') return { unreadable: `Cppcheck XML of version ${(event.attributes.get('version') ?? 'unknown').slice(0, 20)}: only version 2 is read; run it with --xml --xml-version=2` };
        line = event.line;
      } else if (event.name === 'cppcheck') version = event.attributes.get('version') ?? '';
      else if (event.name === 'error') {
        current = event;
        place = undefined;
      } else if (event.name === 'location') place ??= event;
    } else if (event.name === 'error' && current !== undefined) {
      if (complaints.length === mostComplaints) {
        cut = `more than ${mostComplaints} results`;
        break;
      }
      complaints.push(complaintOf(current, place));
      current = undefined;
    }
  }
  if (version === undefined) return { unreadable: cut === '' ? 'no version of Cppcheck in it' : cut };
  return { version, complaints, progress, cut, line };
}

function complaintOf({ attributes, line }: Opened, place: Opened | undefined): Complaint {
  const text = (name: string): string => attributes.get(name) ?? '';
  return {
    id: text('id'), severity: text('severity'), message: text('msg'), cwe: text('cwe'), isInconclusive: text('inconclusive') === 'true',
    checked: text('file0'), file: place?.attributes.get('file') ?? '', atLine: place?.attributes.get('line') ?? '', line,
  };
}

export default {
  name: 'cppcheck',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (!canOpenWith(head, '<') || !mentions(head, '<results') || !mentions(head, '<cppcheck')) return undefined;
    return /^\s*(?:<\?xml[^>]*\?>\s*)?<results[\s>]/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<CppcheckLog>;
