/** Predicates of the law: CEL checked against the words it may read. A predicate sees facts and never a verdict. */
import { Environment } from '@marcbachmann/cel-js';
import { z } from 'zod';
import type { Word } from '../core/fact.ts';
import { componentSchema, manifestSchema } from '../core/device.ts';
import { declareType } from './types.ts';

/** Values a predicate is evaluated over; list variables are named after their words with `_` for `-`. */
export type Context = Record<string, unknown>;

export interface Predicate<Result> {
  readonly source: string;
  readonly evaluate: (context: Context) => Result;
}

/** What a predicate is wrong about; the offset lets a loader name the line. */
export class PredicateError extends Error {
  readonly source: string;
  constructor(source: string, message: string) {
    super(message);
    this.name = 'PredicateError';
    this.source = source;
  }
}

export interface Scope {
  /** Words whose facts are visible as lists. */
  readonly lists: readonly Word[];
  /** The word of the variable `fact`, if there is one. */
  readonly fact?: Word;
  /** Parameters by name with their CEL types. */
  readonly params: Readonly<Record<string, string>>;
}

const limits = { maxAstNodes: 2000, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 10 };

/** The variable under which the facts of a word are listed. */
export function listName(word: string): string {
  return word.replaceAll('-', '_');
}

/** What every predicate may read, declared once: scopes are clones of it. */
let common: Environment | undefined;

function commonEnvironment(): Environment {
  if (common !== undefined) return common;
  const environment = new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: true, limits });
  environment.registerVariable('device', declareType(environment, 'Device', manifestSchema.shape.device));
  environment.registerVariable('component', declareType(environment, 'Component', componentSchema));
  environment.registerVariable('level', 'double');
  environment.registerVariable('as_of', 'string');
  environment.registerVariable('digests', 'list<string>');
  environment.registerVariable('image_digests', 'list<string>');
  environment.registerFunction('days_between(string, string): double', (from: string, to: string) => daysBetween(from, to));
  return (common = environment);
}

/** Builds the checker for one scope. Building costs a fraction of a millisecond; share it between predicates of one scope. */
export function environmentFor(scope: Scope): Environment {
  const environment = commonEnvironment().clone({});
  const declared = new Map<string, string>();
  const typeOf = (word: Word): string => {
    const known = declared.get(word.word);
    if (known !== undefined) return known;
    const type = declareType(environment, `F_${listName(word.word)}`, word.schema);
    declared.set(word.word, type);
    return type;
  };
  if (Object.keys(scope.params).length > 0) {
    environment.registerType('Params', { fields: { ...scope.params } });
    environment.registerVariable('params', 'Params');
  }
  for (const word of scope.lists) environment.registerVariable(listName(word.word), `list<${typeOf(word)}>`);
  if (scope.fact !== undefined) {
    environment.registerVariable('fact', typeOf(scope.fact));
    environment.registerVariable('fact_path', 'string');
  }
  return environment;
}

/** Checks that `source` yields a boolean in this environment. Throws `PredicateError`. */
export function condition(environment: Environment, source: string): Predicate<boolean> {
  const parsed = checked(environment, source, ['bool']);
  return { source, evaluate: (context) => parsed(context) === true };
}

const placeholder = /\{([^{}]+)\}/g;

/** A message whose `{…}` parts are predicates; numbers print plainly, lists joined by commas. */
export function message(environment: Environment, source: string): Predicate<string> {
  const parts = source.split(placeholder);
  const compiled = parts.map((part, index) => (index % 2 === 1 ? checked(environment, part, undefined) : part));
  return {
    source,
    evaluate: (context) => compiled.map((part) => (typeof part === 'string' ? part : print(part(context)))).join(''),
  };
}

function checked(environment: Environment, source: string, allowed: readonly string[] | undefined): (context: Context) => unknown {
  const [parsed, outcome] = parse(environment, source);
  if (parsed === undefined || !outcome.valid) throw new PredicateError(source, (outcome.error?.message ?? 'does not parse').split('\n')[0] ?? '');
  if (allowed !== undefined && !allowed.includes(String(outcome.type))) {
    throw new PredicateError(source, `yields ${String(outcome.type)}, must yield ${allowed.join(' or ')}`);
  }
  return parsed as (context: Context) => unknown;
}

/** Parses once for the check and for every evaluation after it. */
function parse(environment: Environment, source: string): readonly [ReturnType<Environment['parse']> | undefined, ReturnType<Environment['check']>] {
  try {
    const parsed = environment.parse(source);
    return [parsed, parsed.check()];
  } catch {
    // What does not parse at all is described by the check.
    return [undefined, environment.check(source)];
  }
}

function print(value: unknown): string {
  if (Array.isArray(value)) return value.map(print).join(', ');
  return String(value);
}

/** Whole days from one ISO date to another; not a number when either is no date, so that every comparison is false. */
function daysBetween(from: string, to: string): number {
  const date = z.iso.date();
  if (!date.safeParse(from).success || !date.safeParse(to).success) return Number.NaN;
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
