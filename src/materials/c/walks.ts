/** Walks a file through the arms of its conditionals until each was read once, and adds up the bytes that no walk read. */
import { deadArms } from '../../scan/conditionals.ts';
import { type Lexed, TokenKind } from '../../scan/lexed.ts';
import { drawnConditionals } from '../../scan/skeleton.ts';
import { nextStructure, type Structure, structureOf } from './structure.ts';

/** Whether a stretch of the structure has a token that no earlier walk read; all of the first walk has. */
export type IsFresh = (range: { readonly from: number; readonly to: number }) => boolean;

export interface Coverage {
  /** Bytes of tokens that rules could read, comments and directives aside. */
  readonly bytes: number;
  readonly unread: number;
  /** Bytes of tokens that no compiler reads, behind a bare `#if 0` or beside a bare `#if 1`. */
  readonly dead: number;
}

/** Shows `look` the file walk by walk. Undefined when one walk read all of it, as it does of most files: then nothing is kept of any token. */
export function eachWalk(lexed: Lexed, look: (structure: Structure, isFresh: IsFresh) => void): Coverage | undefined {
  const first = structureOf(lexed);
  if (first.untaken === 0 && openBody(first) === undefined) {
    look(first, always);
    return undefined;
  }
  const read = new Uint8Array(lexed.count);
  for (let structure: Structure | undefined = first; structure !== undefined; structure = nextStructure(lexed)) {
    look(structure, structure.walk === 0 ? always : freshIn(structure, read));
    note(structure, read);
  }
  return coverageOf(lexed, read);
}

const always: IsFresh = () => true;

function freshIn({ tokens, count }: Structure, read: Uint8Array): IsFresh {
  return ({ from, to }) => {
    const end = Math.min(to, count);
    for (let at = from; at < end; at++) if (read[tokens[at] ?? 0] === 0) return true;
    return false;
  };
}

/** Where a body begins that never closes: it swallows the rest of its file, and that is no reading of it. */
function openBody({ count, functions }: Structure): number | undefined {
  return functions.find(({ bodyClose }) => bodyClose === count)?.bodyOpen;
}

function note(structure: Structure, read: Uint8Array): void {
  const { tokens, count } = structure;
  const end = openBody(structure) ?? count;
  for (let at = 0; at < end; at++) read[tokens[at] ?? 0] = 1;
}

function coverageOf(lexed: Lexed, read: Uint8Array): Coverage {
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
