/** Reads the audits of a cargo-vet `audits.toml` or `imports.lock`: crate, version, criteria, who. It reads the TOML that cargo-vet writes and refuses other files by their line. */

export interface VetAudit {
  readonly crate: string;
  /** A version, or `from -> to` for an audit of a difference. */
  readonly version: string;
  readonly criteria: string;
  readonly who: string;
  readonly violation: boolean;
}

export interface VetList {
  readonly audits: readonly VetAudit[];
  /** Tables that could not be read, with their lines. */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

export const mostAudits = 100_000;
const longestValue = 100_000;

export function looksLikeVet(text: string): boolean {
  return /^\[\[(?:wildcard-)?audits\.|^# cargo-vet /m.test(text.slice(0, 1_000_000));
}

export function readVet(text: string): VetList {
  const audits: VetAudit[] = [];
  const faults: { line: number; reason: string }[] = [];
  const lines = text.split('\n');
  let crate = '';
  let fields = new Map<string, string>();
  const close = (): void => {
    if (crate !== '' && audits.length < mostAudits) {
      audits.push({ crate, version: fields.get('version') ?? fields.get('delta') ?? fields.get('violation') ?? '*', criteria: fields.get('criteria') ?? '', who: fields.get('who') ?? '', violation: fields.has('violation') });
    }
    crate = '';
    fields = new Map();
  };
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      close();
      crate = crateOf(line);
      continue;
    }
    const [, name, rest] = /^([\w-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined) {
      faults.push({ line: index + 1, reason: 'neither a table nor a member' });
      continue;
    }
    const value = valueAt(lines, index, rest);
    if (value === undefined) {
      faults.push({ line: index + 1, reason: `${name}: a value that does not end, or of a sort that cargo-vet does not write` });
      // Whether what follows stands within it nobody knows.
      if (/^(?:"""|'''|\[)/.test(rest)) break;
    } else {
      index = value.last;
      fields.set(name, value.text);
    }
  }
  close();
  return { audits, faults };
}

/** `[[audits.memchr]]`, and in imports.lock `[[audits.google.audits.memchr]]`; other tables hold no audit. */
function crateOf(line: string): string {
  const [, path = ''] = /^\[\[([\w.\-"]+)\]\]$/.exec(line) ?? [];
  const parts = path.replaceAll('"', '').split('.');
  const at = parts.findLastIndex((part) => part === 'audits' || part === 'wildcard-audits');
  return at >= 0 ? parts.slice(at + 1).join('.') : '';
}

interface Value {
  readonly text: string;
  readonly last: number;
}

/** Strings, multi-line strings, lists of strings; numbers, dates and booleans as written. */
function valueAt(lines: readonly string[], index: number, rest: string): Value | undefined {
  if (rest.startsWith('"""')) return until(lines, index, rest.slice(3), /"""\s*(?:#.*)?$/);
  if (rest.startsWith("'''")) return until(lines, index, rest.slice(3), /'''\s*(?:#.*)?$/);
  if (rest.startsWith('[')) {
    const list = until(lines, index, rest.slice(1), /\]\s*(?:#.*)?$/);
    return list === undefined ? undefined : { text: [...list.text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '').join(', '), last: list.last };
  }
  const string = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$|^'([^']*)'\s*(?:#.*)?$/.exec(rest);
  if (string !== null) return { text: string[1] ?? string[2] ?? '', last: index };
  return /^[\w.:+-]+\s*(?:#.*)?$/.test(rest) ? { text: rest, last: index } : undefined;
}

function until(lines: readonly string[], index: number, first: string, end: RegExp): Value | undefined {
  let text = first;
  for (let last = index; ; ) {
    const line = last === index ? first : (lines[last] ?? '');
    const found = end.exec(line);
    if (found !== null) return { text: text.slice(0, text.length - (line.length - found.index)), last };
    last++;
    if (last >= lines.length || text.length > longestValue) return undefined;
    text += `\n${lines[last] ?? ''}`;
  }
}
