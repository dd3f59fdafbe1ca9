/** Keeps the day on which each line of each file was written, by replaying the hunks of `git log -p -U0` along the first parents. */
import { isFormatting } from './history-messages.ts';

/** Runs of lines of one day: count, day, count, day … in the order of the file. */
export type Ages = Map<string, number[]>;

export const ageFormat = '%x01%ct %s';

/** A file with more runs than this is data; its age is not told. */
const maxRuns = 200_000;

interface Hunk {
  readonly at: number;
  readonly removed: number;
  readonly added: number;
}

export interface AgeReader {
  readonly take: (piece: Buffer) => void;
  readonly end: () => void;
}

const hunkShape = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

export function readAges(ages: Ages): AgeReader {
  let rest = Buffer.alloc(0);
  let day = 0;
  let keepsAge = false;
  let skip = 0;
  let from = '';
  let to = '';
  let hunks: Hunk[] = [];
  const close = (): void => {
    if (hunks.length > 0 || (from !== '' && to !== '')) apply(ages, { from, to, hunks, day, keepsAge });
    hunks = [];
    from = '';
    to = '';
  };
  const line = (bytes: Buffer): void => {
    const first = bytes[0];
    if (first === 1) {
      close();
      const text = bytes.toString('utf8', 1, Math.min(bytes.length, 400));
      const space = text.indexOf(' ');
      day = Math.floor((Number(text.slice(0, space)) || 0) / 86_400);
      keepsAge = isFormatting(text.slice(space + 1));
    } else if (first === 64) {
      const match = hunkShape.exec(bytes.toString('latin1', 0, Math.min(bytes.length, 80)));
      if (match === null) return;
      const removed = Number(match[2] ?? 1);
      const added = Number(match[4] ?? 1);
      skip = removed + added;
      // With nothing removed the number is that of the line before (POSIX diff -u); else that of the first removed one.
      hunks.push({ at: removed === 0 ? Number(match[1]) : Number(match[1]) - 1, removed, added });
    } else if (first === 100 && bytes.toString('latin1', 0, 11) === 'diff --git ') close();
    else if (first === 114 && bytes.toString('latin1', 0, 12) === 'rename from ') from = bytes.toString('utf8', 12);
    else if (first === 114 && bytes.toString('latin1', 0, 10) === 'rename to ') to = bytes.toString('utf8', 10);
    else if (first === 45 && bytes.toString('latin1', 0, 4) === '--- ') from = nameOf(bytes);
    else if (first === 43 && bytes.toString('latin1', 0, 4) === '+++ ') to = nameOf(bytes);
  };
  return {
    take: (piece) => {
      let start = 0;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, start)) {
        if (rest.length > 0) {
          const whole = Buffer.concat([rest, piece.subarray(start, at)]);
          rest = Buffer.alloc(0);
          feed(whole);
        } else feed(piece.subarray(start, at));
        start = at + 1;
      }
      // Only the beginning of a line tells anything.
      if (rest.length < 4096) rest = Buffer.concat([rest, piece.subarray(start)]);
    },
    end: close,
  };
  function feed(bytes: Buffer): void {
    // `\ No newline at end of file` is no line of the file.
    if (skip > 0 && bytes[0] !== 92) skip -= 1;
    else if (skip === 0 && bytes.length > 0) line(bytes);
  }
}

/** `--- a/path`, with a tab behind when the path holds a space; `/dev/null` and quoted names are nobody's. */
function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8', 4).replace(/\t$/, '');
  return text.startsWith('a/') || text.startsWith('b/') ? text.slice(2) : '';
}

interface Change {
  readonly from: string;
  readonly to: string;
  readonly hunks: readonly Hunk[];
  readonly day: number;
  /** A change of form only: a line that took another's place is as old as that one. */
  readonly keepsAge: boolean;
}

function apply(ages: Ages, { from, to, hunks, day, keepsAge }: Change): void {
  const old = from === '' ? [] : (ages.get(from) ?? []);
  if (from !== '' && from !== to) ages.delete(from);
  if (to === '') return;
  const runs: number[] = [];
  const push = (count: number, when: number): void => {
    if (count <= 0) return;
    if (runs.length > 0 && runs.at(-1) === when) runs[runs.length - 2] = (runs.at(-2) ?? 0) + count;
    else runs.push(count, when);
  };
  let at = 0;
  let left = old[0] ?? 0;
  let line = 0;
  /** Goes on over the old lines; `keep` takes them along, else their days come back for who replaces them. */
  const advance = (count: number, keep: boolean): readonly number[] => {
    const passed: number[] = [];
    let wanted = count;
    while (wanted > 0 && at < old.length) {
      const step = Math.min(wanted, left);
      const when = old[at + 1] ?? 0;
      if (keep) push(step, when);
      else passed.push(step, when);
      wanted -= step;
      left -= step;
      line += step;
      if (left === 0) {
        at += 2;
        left = old[at] ?? 0;
      }
    }
    return passed;
  };
  for (const hunk of hunks) {
    advance(hunk.at - line, true);
    const gone = advance(hunk.removed, false);
    let fresh = hunk.added;
    if (keepsAge) {
      for (let i = 0; i < gone.length && fresh > 0; i += 2) {
        const count = Math.min(fresh, gone[i] ?? 0);
        push(count, gone[i + 1] ?? day);
        fresh -= count;
      }
    }
    push(fresh, day);
  }
  advance(Number.MAX_SAFE_INTEGER, true);
  if (runs.length > 0 && runs.length < maxRuns) ages.set(to, runs);
  else ages.delete(to);
}

/** The day that half of the lines are older than; undefined for a file without lines. */
export function medianDay(runs: readonly number[]): number | undefined {
  const pairs: { count: number; day: number }[] = [];
  for (let at = 0; at < runs.length; at += 2) pairs.push({ count: runs[at] ?? 0, day: runs[at + 1] ?? 0 });
  pairs.sort((a, b) => a.day - b.day);
  const half = pairs.reduce((sum, { count }) => sum + count, 0) / 2;
  let seen = 0;
  return pairs.find(({ count }) => (seen += count) >= half)?.day;
}
