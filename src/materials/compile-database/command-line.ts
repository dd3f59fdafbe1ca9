/** Splits a command line into words as a shell would, and reduces paths to what is the same on every machine. It expands nothing. */

/** A command line of a build is some kilobytes; an attacker's may be megabytes of backslashes. */
export const longestCommand = 1 << 20;

/** POSIX shell quoting (XCU 2.2); for Windows paths, where a backslash stands before anything but a quote, it stays itself. */
export function splitCommand(command: string): readonly string[] {
  const text = command.slice(0, longestCommand);
  const windows = /^"?[A-Za-z]:\\/.test(text);
  const words: string[] = [];
  let word = '';
  let started = false;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const each = text[at] ?? '';
    if (quote === "'") {
      if (each === "'") quote = '';
      else word += each;
    } else if (each === '\\' && at + 1 < text.length && escapes(text[at + 1] ?? '', quote, windows)) {
      word += text[++at];
      started = true;
    } else if (quote === '"') {
      if (each === '"') quote = '';
      else word += each;
    } else if (each === '"' || (each === "'" && !windows)) {
      quote = each;
      started = true;
    } else if (/\s/.test(each)) {
      if (started) words.push(word);
      word = '';
      started = false;
    } else {
      word += each;
      started = true;
    }
  }
  if (started) words.push(word);
  return words;
}

function escapes(next: string, quote: string, windows: boolean): boolean {
  if (windows) return next === '"';
  return quote === '' || '$`"\\'.includes(next);
}

/** A path as its parts, from the root of the file system where `directory` is known; `.` and `..` are resolved. */
export function resolvedParts(file: string, directory: string): readonly string[] {
  return partsOf(isAbsolute(file) ? file : `${directory}/${file}`);
}

/** The parts that all lists begin with. */
export function commonParts(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists;
  let length = first.length;
  for (const list of lists) {
    let same = 0;
    while (same < length && same < list.length && list[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}

/** The path below `base`, or below what it shares with it: with base `/home/x/p/build`, `/home/x/p/src/a.c` gives `src/a.c`. */
export function reducedPath(parts: readonly string[], base: readonly string[]): string {
  const shared = commonParts([parts.slice(0, -1), base]).length;
  const rest = parts.slice(shared);
  return rest.slice(rest.findIndex((part) => part !== '..')).join('/');
}

function isAbsolute(path: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(path);
}

function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.replace(/^[A-Za-z]:/, '').split(/[/\\]+/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}
