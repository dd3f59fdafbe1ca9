/** Keeps which tokens of a file some walk has read, and adds up the bytes that none did. */
import { deadArms } from '../../scan/conditionals.ts';
import { type Lexed, TokenKind } from '../../scan/lexed.ts';
import { drawnConditionals } from '../../scan/skeleton.ts';
import type { Structure } from './structure.ts';

export interface Reading {
  readonly lexed: Lexed;
  readonly read: Uint8Array;
}

export function startReading(lexed: Lexed): Reading {
  return { lexed, read: new Uint8Array(lexed.count) };
}

/** A body that never closes swallows the rest of its file: that is no reading of it. */
export function note({ read }: Reading, { tokens, count, functions }: Structure): void {
  const open = functions.find(({ bodyClose }) => bodyClose === count);
  const end = open?.bodyOpen ?? count;
  for (let at = 0; at < end; at++) read[tokens[at] ?? 0] = 1;
}

/** Whether a stretch of the structure has a token that no earlier walk read. */
export function isFresh({ read }: Reading, { tokens, count }: Structure, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const end = Math.min(to, count);
  for (let at = from; at < end; at++) if (read[tokens[at] ?? 0] === 0) return true;
  return false;
}

export interface Coverage {
  /** Bytes of tokens that rules could read, comments and directives aside. */
  readonly bytes: number;
  readonly unread: number;
  /** Bytes of tokens that no compiler reads, behind a bare `#if 0` or beside a bare `#if 1`. */
  readonly dead: number;
}

export function coverageOf({ lexed, read }: Reading): Coverage {
  const { kind, start, end, count } = lexed;
  const dead = deadArms(drawnConditionals(lexed));
  let [bytes, unread, deadBytes, next] = [0, 0, 0, 0];
  let inDirective = false;
  for (let token = 0; token < count; token++) {
    if (kind[token] === TokenKind.directive) inDirective = true;
    else if (kind[token] === TokenKind.directiveEnd) inDirective = false;
    else if (!inDirective) {
      const size = (end[token] ?? 0) - (start[token] ?? 0);
      while (next < dead.length && (dead[next]?.to ?? 0) <= token) next++;
      const arm = dead[next];
      if (read[token] === 1) bytes += size;
      else if (arm !== undefined && arm.from <= token) deadBytes += size;
      else [bytes, unread] = [bytes + size, unread + size];
    }
  }
  return { bytes, unread, dead: deadBytes };
}
