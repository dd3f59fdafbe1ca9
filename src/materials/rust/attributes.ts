/** Reads one Rust attribute: does it confine what follows to tests, and does it reach past the language. It expands nothing. */
import { TokenKind, tokenText, type Lexed } from '../../scan/lexed.ts';
import { closing, isIdentifier, isMark } from './tokens.ts';
import { mark } from './words.ts';

export type AttributeForm = 'no-mangle' | 'export-name' | 'link-section' | 'other';

export interface Attribute {
  readonly first: number;
  readonly last: number;
  /** `#![…]`: it speaks about what encloses it. */
  readonly inner: boolean;
  /** What follows is compiled for tests only. */
  readonly test: boolean;
  readonly form: AttributeForm | undefined;
  /** `forbid(unsafe_code)` or `no_std` as an inner attribute. */
  readonly sign: 'forbid-unsafe' | 'no-std' | undefined;
}

const forms: ReadonlyMap<string, AttributeForm> = new Map([
  ['no_mangle', 'no-mangle'], ['export_name', 'export-name'], ['link_section', 'link-section'],
]);

/** Last path segment of attributes that make a function or module a test: the language's own and the common harnesses'. */
const testMakers: ReadonlySet<string> = new Set([
  'test', 'bench', 'tests', 'rstest', 'test_case', 'proptest', 'quickcheck', 'wasm_bindgen_test', 'test_log',
]);

/** Reads the attribute whose `#` is at `hash`; undefined when it is not one (a lone `#` in a macro). */
export function readAttribute(lexed: Lexed, hash: number): Attribute | undefined {
  const inner = isMark(lexed, hash + 1, mark.bang);
  const open = hash + (inner ? 2 : 1);
  if (!isMark(lexed, open, mark.openBracket)) return undefined;
  const last = closing(lexed, open);
  const name = nameOf(lexed, open + 1, last);
  const words = wordsIn(lexed, open + 1, last);
  return {
    first: hash,
    last,
    inner,
    test: name.path === 'cfg' ? testMembers(lexed, name.after, last).some : testMakers.has(name.segment),
    form: formOf(words),
    sign: signOf(words),
  };
}

function nameOf(lexed: Lexed, first: number, last: number): { path: string; segment: string; after: number } {
  let token = first;
  let segment = '';
  let path = '';
  while (token < last && isIdentifier(lexed, token)) {
    segment = tokenText(lexed, token);
    path += path === '' ? segment : `::${segment}`;
    token++;
    if (!isMark(lexed, token, mark.path)) break;
    token++;
  }
  return { path, segment, after: token };
}

function wordsIn(lexed: Lexed, first: number, last: number): string[] {
  const words: string[] = [];
  for (let token = first; token < last; token++) {
    if (lexed.kind[token] === TokenKind.identifier) words.push(tokenText(lexed, token));
  }
  return words;
}

/** Both spellings: `#[no_mangle]` and, since edition 2024, `#[unsafe(no_mangle)]`; also inside `cfg_attr`. */
function formOf(words: readonly string[]): AttributeForm | undefined {
  for (const word of words) {
    const form = forms.get(word);
    if (form !== undefined) return form;
  }
  return words.includes('unsafe') ? 'other' : undefined;
}

function signOf(words: readonly string[]): Attribute['sign'] {
  if (words[0] === 'no_std') return 'no-std';
  return words[0] === 'forbid' && words.includes('unsafe_code') ? 'forbid-unsafe' : undefined;
}

/** Conditions deeper than this are taken as not for tests; a stack must not grow with foreign bytes. */
const deepestCondition = 64;

interface Members {
  readonly some: boolean;
  readonly every: boolean;
  readonly next: number;
}

/**
 * Which members of a `cfg` list can only hold in a test build (Rust Reference, conditional compilation): `all(…)` when
 * one of its own does, `any(…)` when every one does, `not(…)` never, `feature = "test"` never.
 */
function testMembers(lexed: Lexed, open: number, last: number, depth = 0): Members {
  const members: boolean[] = [];
  let token = open + 1;
  while (token < last && depth < deepestCondition && !isMark(lexed, token, mark.closeParen)) {
    const name = tokenText(lexed, token);
    if (isMark(lexed, token + 1, mark.openParen)) {
      const within = testMembers(lexed, token + 1, last, depth + 1);
      members.push(name === 'all' ? within.some : name === 'any' ? within.every : false);
      token = within.next + 1;
    } else {
      const valued = isMark(lexed, token + 1, mark.equals);
      if (isIdentifier(lexed, token)) members.push(name === 'test' && !valued);
      token += valued ? 3 : 1;
    }
  }
  return { some: members.some(Boolean), every: members.length > 0 && members.every(Boolean), next: token };
}
