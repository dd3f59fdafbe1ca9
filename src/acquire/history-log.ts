/** Reads the output of `git log --numstat -z` as it comes and keeps one short record a commit. It asks git nothing itself. */
import { isSourcePath, mendedBy, sortOf, subjectOf, type CommitSort, type Mended } from './history-messages.ts';
import { nameFromBytes } from './names.ts';

/** One change, as short as it can be kept; `files` are pairs of file number and lines added. */
export interface CommitRecord {
  readonly id: string;
  /** Days since 1970. */
  readonly day: number;
  readonly author: number;
  readonly sort: CommitSort;
  readonly mended: Mended;
  readonly subject: string;
  readonly cves: readonly string[];
  readonly files: readonly number[];
}

/** Everything counted so far; plain data, so that it can be kept and continued. */
export interface LogState {
  readonly commits: CommitRecord[];
  readonly authors: string[];
  /** Names of files by number; a file that was renamed keeps its number. */
  readonly paths: string[];
}

export const logFormat = '%x01%H%x00%ct%x00%an%x00%ae%x00%B%x02';

/** Most files of one commit, and bytes of one record, that are kept: a drop of a million files is a drop. */
const maxFiles = 20_000;
const maxToken = 1024 * 1024;

export interface LogReader {
  readonly take: (piece: Buffer) => void;
  readonly end: () => void;
}

interface Opened {
  readonly id: string;
  seconds: number;
  author: string;
  email: string;
  message: string;
  readonly files: Map<string, number>;
  added: number;
  removed: number;
  count: number;
}

export function readLog(state: LogState): LogReader {
  const authors = new Map(state.authors.map((name, at) => [name, at]));
  const paths = new Map(state.paths.map((name, at) => [name, at]));
  let rest = Buffer.alloc(0);
  let open: Opened | undefined;
  let field = 0;
  let renaming: { added: number; removed: number; from: string | undefined } | undefined;

  const numberOf = (name: string, known: Map<string, number>, names: string[]): number => {
    const at = known.get(name);
    if (at !== undefined) return at;
    known.set(name, names.length);
    return names.push(name) - 1;
  };
  const rename = (from: string, to: string): void => {
    const at = paths.get(from);
    if (at === undefined || paths.has(to)) return;
    paths.delete(from);
    paths.set(to, at);
    state.paths[at] = to;
  };
  const close = (): void => {
    if (open === undefined) return;
    const { id, seconds, author, email, message, files, added, removed, count } = open;
    const shape = { files: count, sources: files.size, added, removed };
    const text = { author, email, message };
    // The first commit of all brings in what was there before; nobody changed it then.
    const sort = state.commits.length === 0 && removed === 0 ? 'drop' : sortOf(text, shape);
    const { mended, cves } = sort === 'change' ? mendedBy(text, shape) : { mended: 'no' as const, cves: [] };
    const isKept = mended === 'memory';
    state.commits.push({
      id: id.slice(0, 12), day: Math.floor(seconds / 86_400), author: numberOf(email.toLowerCase() || author, authors, state.authors), sort, mended,
      subject: isKept ? subjectOf(message).slice(0, 120) : '', cves: isKept ? cves : [],
      files: sort === 'change' ? [...files].flatMap(([path, lines]) => [numberOf(path, paths, state.paths), lines]) : [],
    });
    open = undefined;
  };
  const entry = (added: string, removed: string, path: string): void => {
    if (open === undefined) return;
    open.count += 1;
    // `-` stands for data that is no text.
    open.added += Number(added) || 0;
    open.removed += Number(removed) || 0;
    if (isSourcePath(path) && open.files.size < maxFiles) open.files.set(path, Number(added) || 0);
  };
  const token = (bytes: Buffer): void => {
    if (renaming !== undefined) {
      const name = nameFromBytes(bytes);
      if (renaming.from === undefined) renaming.from = name;
      else {
        rename(renaming.from, name);
        entry(String(renaming.added), String(renaming.removed), name);
        renaming = undefined;
      }
      return;
    }
    if (field > 0 && open !== undefined) {
      const text = bytes.toString('utf8');
      if (field === 1) open.seconds = Number(text) || 0;
      else if (field === 2) open.author = text;
      else if (field === 3) open.email = text;
      else {
        const end = bytes.lastIndexOf(2);
        open.message = bytes.subarray(0, end < 0 ? bytes.length : end).toString('utf8');
        field = 0;
        if (end >= 0 && end + 1 < bytes.length) token(bytes.subarray(end + 1));
        return;
      }
      field += 1;
      return;
    }
    const start = bytes[0] === 10 ? 1 : 0;
    if (bytes[start] === 1) {
      close();
      open = { id: bytes.toString('latin1', start + 1), seconds: 0, author: '', email: '', message: '', files: new Map(), added: 0, removed: 0, count: 0 };
      field = 1;
      return;
    }
    const first = bytes.indexOf(9, start);
    const second = bytes.indexOf(9, first + 1);
    // Names alone: the fallback when an object that lines would be counted in is absent.
    if (first < 0 || second < 0) return entry('0', '0', nameFromBytes(bytes.subarray(start)));
    const added = bytes.toString('latin1', start, first);
    const removed = bytes.toString('latin1', first + 1, second);
    if (second + 1 === bytes.length) renaming = { added: Number(added) || 0, removed: Number(removed) || 0, from: undefined };
    else entry(added, removed, nameFromBytes(bytes.subarray(second + 1)));
  };
  return {
    take: (piece) => {
      let from = 0;
      for (let at = piece.indexOf(0); at >= 0; at = piece.indexOf(0, from)) {
        const part = piece.subarray(from, at);
        token(rest.length === 0 ? part : Buffer.concat([rest, part]));
        rest = Buffer.alloc(0);
        from = at + 1;
      }
      // What is too long to be a message or a name is cut, not collected.
      if (rest.length < maxToken) rest = Buffer.concat([rest, piece.subarray(from)]);
    },
    end: () => {
      if (rest.length > 0) token(rest);
      close();
    },
  };
}
