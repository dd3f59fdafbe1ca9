/** The conditions under which a token stands, as written. It evaluates none of them. */
import { type Conditional, conditionalsOf } from '../../scan/conditionals.ts';
import { Directive, latin1, type Lexed, TokenKind } from '../../scan/lexed.ts';
import type { Structure } from './structure.ts';

/** Arms deeper or with more before them than this say too much to be of use. */
const mostConditions = 32;
const longestCondition = 200;

export interface Placed {
  readonly token: number;
  readonly line: number;
}

export interface Conditions {
  readonly line: number;
  readonly conditions: readonly string[];
}

/** Of places in any order, those that stand under a condition; one a line. Conditions over macros that this file itself defines are left out. */
export function conditionsOf({ lexed, events, eventCount }: Structure, places: readonly Placed[]): readonly Conditions[] {
  const { all } = conditionalsOf(lexed, events, eventCount);
  if (all.length === 0 || places.length === 0) return [];
  const own = namesOf(lexed, events, eventCount, (directive) => directive === Directive.define || directive === Directive.undef);
  const arms = all.flatMap((conditional) => conditional.arms.map((arm, index) => ({ arm, conditional, index }))).sort((a, b) => a.arm.from - b.arm.from);
  const inOrder = [...places].sort((a, b) => a.token - b.token);
  const open: { readonly to: number; readonly conditional: Conditional; readonly index: number }[] = [];
  const found = new Map<number, readonly string[]>();
  let next = 0;
  for (const { token, line } of inOrder) {
    for (let entry = arms[next]; entry !== undefined && entry.arm.from <= token; entry = arms[++next]) {
      while ((open.at(-1)?.to ?? Infinity) <= entry.arm.from) open.pop();
      open.push({ to: entry.arm.to, conditional: entry.conditional, index: entry.index });
    }
    while ((open.at(-1)?.to ?? Infinity) <= token) open.pop();
    if (open.length === 0 || found.has(line)) continue;
    const conditions = open.flatMap(({ conditional, index }) => conditionsOfArm(lexed, conditional, index)).filter((condition) => condition.length <= longestCondition && !mentions(condition, own));
    if (conditions.length > 0) found.set(line, conditions.slice(0, mostConditions));
  }
  return [...found].sort(([a], [b]) => a - b).map(([line, conditions]) => ({ line, conditions }));
}

/** Names that the file undefines. */
export function undefinedIn({ lexed, events, eventCount }: Structure): readonly string[] {
  return [...namesOf(lexed, events, eventCount, (directive) => directive === Directive.undef)].sort();
}

function namesOf(lexed: Lexed, events: Uint32Array, eventCount: number, isWanted: (directive: number) => boolean): Set<string> {
  const names = new Set<string>();
  for (let event = 0; event < eventCount; event++) {
    const token = events[event] ?? 0;
    if (lexed.kind[token] === TokenKind.directive && isWanted(lexed.code[token] ?? 0)) names.add(textOf(lexed, token + 1, token + 2));
  }
  return names;
}

/** None of the arms before, and the arm's own condition, if it has one. */
function conditionsOfArm(lexed: Lexed, { arms }: Conditional, index: number): readonly string[] {
  const conditions: string[] = [];
  for (let before = Math.max(0, index - mostConditions); before < index; before++) conditions.push(`!(${conditionOf(lexed, arms[before]?.from ?? 0)})`);
  const own = conditionOf(lexed, arms[index]?.from ?? 0);
  return own === '' ? conditions : [...conditions, own];
}

/** The text of the directive that ends right before `from`; empty for `#else`. */
function conditionOf(lexed: Lexed, from: number): string {
  let token = from - 1;
  while (token > 0 && lexed.kind[token] !== TokenKind.directive) token--;
  const directive = lexed.code[token] ?? 0;
  if (directive === Directive.else) return '';
  const text = textOf(lexed, token + 1, from - 1);
  if (directive === Directive.ifdef) return `defined(${text})`;
  return directive === Directive.ifndef ? `!defined(${text})` : text;
}

function textOf(lexed: Lexed, from: number, to: number): string {
  const words: string[] = [];
  for (let token = from; token < to && words.length < longestCondition; token++) if (lexed.kind[token] !== TokenKind.comment) words.push(latin1(lexed.bytes, lexed.start[token] ?? 0, lexed.end[token] ?? 0));
  return words.join(' ');
}

function mentions(condition: string, names: ReadonlySet<string>): boolean {
  return (condition.match(/[A-Za-z_]\w*/gu) ?? []).some((name) => names.has(name));
}
