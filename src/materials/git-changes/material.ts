/** The list of changed lines that acquisition draws from the version history. It claims no file of a device. */
import type { Material } from '../../core/material.ts';

/** One line of the list: lines added, lines removed, file. Files that are no text have no lines to count. */
export interface ChangedFile {
  readonly line: number;
  readonly file: string;
  readonly added: number;
  readonly removed: number;
}

export interface ChangeList {
  /** Commit and day the count starts from. */
  readonly since: string;
  readonly files: readonly ChangedFile[];
  /** Lines that are no entry, by number: the list was not made by acquisition, or was cut. */
  readonly strange: readonly number[];
}

const heading = '# since ';
/** `git diff --numstat`: counts, or `-` for a file that is no text. Nine digits are more lines than a file can have here. */
const entry = /^(\d{1,9}|-)\t(\d{1,9}|-)\t(.+)$/s;

const material: Material<ChangeList> = {
  name: 'git-changes',
  nature: 'other',
  recognise: (sight) => (sight.path === '.git/changes-since.numstat' && startsWithHeading(sight.head) ? 'content' : undefined),
  parse: (bytes) => {
    const lines = new TextDecoder('utf-8').decode(bytes).split('\n');
    const first = lines[0] ?? '';
    if (!first.startsWith(heading)) return { unreadable: 'the list of changes does not say since when it counts' };
    const files: ChangedFile[] = [];
    const strange: number[] = [];
    for (let at = 1; at < lines.length; at++) {
      const text = lines[at] ?? '';
      if (text === '') continue;
      const match = entry.exec(text);
      if (match === null) strange.push(at + 1);
      else files.push({ line: at + 1, file: match[3] ?? '', added: count(match[1]), removed: count(match[2]) });
    }
    return { since: first.slice(heading.length), files, strange };
  },
};

function startsWithHeading(head: Uint8Array): boolean {
  return [...heading].every((letter, at) => head[at] === letter.charCodeAt(0));
}

function count(text: string | undefined): number {
  return text === undefined || text === '-' ? 0 : Number(text);
}

export default material;
