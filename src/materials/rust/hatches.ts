/** Gives every site of a file its key: a digest that stays the same when lines move and changes when the code does. */
import type { Lexed } from '../../scan/lexed.ts';
import { short } from './digest.ts';
import type { Site } from './site.ts';
import { isMark } from './tokens.ts';
import { mark } from './words.ts';

export interface KeyedSite {
  readonly site: Site;
  readonly key: string;
}

/** Tokens taken to each side of an operation, up to the ends of its statement. */
const statementReach = 40;

/**
 * Sites in order of place with their keys. An outer site is digested over its tokens with each inner site replaced by
 * the inner one's digest, so the whole costs one pass however deep the nesting is.
 */
export function keyed(lexed: Lexed, sites: readonly Site[]): readonly KeyedSite[] {
  const known = made.get(sites);
  if (known !== undefined) return known;
  const keys = keysOf(lexed, sites);
  made.set(sites, keys);
  return keys;
}

/** Two probes ask for the keys of one file; the list of its sites is the same object for both. */
const made = new WeakMap<readonly Site[], readonly KeyedSite[]>();

function keysOf(lexed: Lexed, sites: readonly Site[]): KeyedSite[] {
  const ordered = [...sites].sort((a, b) => a.first - b.first || b.last - a.last);
  const digests: string[] = new Array<string>(ordered.length).fill('');
  for (let index = ordered.length - 1; index >= 0; index--) digests[index] = digestOf(lexed, ordered, digests, index);
  const seen = new Map<string, number>();
  return ordered.map((site, index) => {
    const same = `${site.form}\n${site.item}\n${digests[index] ?? ''}`;
    const ordinal = seen.get(same) ?? 0;
    seen.set(same, ordinal + 1);
    return { site, key: short(`${same}\n${ordinal}`) };
  });
}

function digestOf(lexed: Lexed, ordered: readonly Site[], digests: readonly string[], index: number): string {
  const site = ordered[index];
  if (site === undefined) return '';
  if (site.form === 'static-mut-use' || site.form === 'union-read') return short(statement(lexed, site.first));
  const parts: Buffer[] = [];
  let inner = index + 1;
  for (let token = site.first; token <= site.last; token++) {
    while ((ordered[inner]?.first ?? Infinity) < token) inner++;
    const next = ordered[inner];
    if (next !== undefined && next.first === token && next.last > token && next.last <= site.last) {
      parts.push(Buffer.from(digests[inner] ?? ''), space);
      token = next.last;
      inner++;
      continue;
    }
    parts.push(tokenBytes(lexed, token), space);
  }
  return short(Buffer.concat(parts));
}

const space = Buffer.from(' ');

function tokenBytes(lexed: Lexed, token: number): Buffer {
  const start = lexed.start[token] ?? 0;
  return Buffer.from(lexed.bytes.buffer, lexed.bytes.byteOffset + start, (lexed.end[token] ?? start) - start);
}

function statement(lexed: Lexed, at: number): Buffer {
  let first = at;
  while (first > 0 && at - first < statementReach && !endsStatement(lexed, first - 1)) first--;
  let last = at;
  while (last + 1 < lexed.count && last - at < statementReach && !endsStatement(lexed, last + 1)) last++;
  const parts: Buffer[] = [];
  for (let token = first; token <= last; token++) parts.push(tokenBytes(lexed, token), space);
  return Buffer.concat(parts);
}

function endsStatement(lexed: Lexed, token: number): boolean {
  return isMark(lexed, token, mark.semicolon) || isMark(lexed, token, mark.openBrace) || isMark(lexed, token, mark.closeBrace);
}
