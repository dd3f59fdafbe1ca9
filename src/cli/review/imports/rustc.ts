/** Reads what rustc's `unsafe_code` lint lists, from the JSON messages of cargo or rustc. Other messages and broken lines are passed over and counted. */

export interface LintedPlace {
  readonly file: string;
  readonly line: number;
}

export interface Linted extends LintedPlace {
  readonly message: string;
  /** Names of the macros it comes out of, innermost first, and where the outermost was called. */
  readonly macros: readonly string[];
  readonly calledAt: LintedPlace | undefined;
}

export interface LintList {
  readonly linted: readonly Linted[];
  readonly brokenLines: number;
}

/** A message is a few kilobytes; the lint of the largest crate is some tens of thousands of them. */
export const longestLine = 4 * 1024 * 1024;
export const mostMessages = 500_000;
const deepestExpansion = 64;

export function readRustc(text: string): LintList {
  const found = new Map<string, Linted>();
  let brokenLines = 0;
  for (let at = 0, lines = 0; at < text.length && lines < mostMessages; lines++) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    // Most messages are of other lints; only those that can matter are parsed.
    if (end - at <= longestLine) {
      const line = text.slice(at, end);
      if (line.includes('unsafe_code')) {
        const told = parsed(line);
        if (told === undefined) brokenLines++;
        // A library is compiled once for itself and once for its tests; the message is the same.
        else for (const one of lintedIn(told)) found.set(`${one.file}:${one.line}:${one.message}:${one.calledAt?.file ?? ''}:${one.calledAt?.line ?? 0}`, one);
      }
    } else brokenLines++;
    at = end + 1;
  }
  return { linted: [...found.values()], brokenLines };
}

/** True when the text is JSON messages, whether or not one is of this lint. */
export function looksLikeRustc(text: string): boolean {
  return /^\s*\{"(?:reason|\$message_type|message)":/.test(text.slice(0, 200));
}

type Plain = Readonly<Record<string, unknown>>;

function parsed(line: string): Plain | undefined {
  try {
    return plainOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function plainOf(value: unknown): Plain | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : undefined;
}

function lintedIn(told: Plain): readonly Linted[] {
  const diagnostic = told['reason'] === undefined ? told : plainOf(told['message']);
  if (diagnostic === undefined || plainOf(diagnostic['code'])?.['code'] !== 'unsafe_code') return [];
  const message = typeof diagnostic['message'] === 'string' ? diagnostic['message'] : '';
  const spans = Array.isArray(diagnostic['spans']) ? diagnostic['spans'] : [];
  return spans.flatMap((each): Linted[] => {
    const span = plainOf(each);
    const place = placeOf(span);
    if (span === undefined || place === undefined || span['is_primary'] !== true) return [];
    return [{ ...place, message, ...expansionOf(span) }];
  });
}

function placeOf(span: Plain | undefined): LintedPlace | undefined {
  const file = span?.['file_name'];
  const line = span?.['line_start'];
  return typeof file === 'string' && typeof line === 'number' ? { file: file.replaceAll('\\', '/').replace(/^\.\//, ''), line } : undefined;
}

function expansionOf(span: Plain): Pick<Linted, 'macros' | 'calledAt'> {
  const macros: string[] = [];
  let calledAt: LintedPlace | undefined;
  let expansion = plainOf(span['expansion']);
  for (let depth = 0; expansion !== undefined && depth < deepestExpansion; depth++) {
    const name = expansion['macro_decl_name'];
    if (typeof name === 'string') macros.push(name);
    const call = plainOf(expansion['span']);
    calledAt = placeOf(call) ?? calledAt;
    expansion = plainOf(call?.['expansion']);
  }
  return { macros, calledAt };
}
