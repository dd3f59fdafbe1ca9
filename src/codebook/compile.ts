/** Checks one element or edition against the words and elements it names. Every error carries file and line. */
import { digestOf } from '../core/canonical.ts';
import type { Word } from '../core/fact.ts';
import { once } from '../core/once.ts';
import { UsageError } from '../core/trouble.ts';
import type { CompiledBreach, Edition, Element, Rest } from './codebook.ts';
import { condition, environmentFor, message, PredicateError } from './predicate.ts';
import type { EditionLaw, ElementLaw } from './schema.ts';

const celType = { number: 'double', text: 'string', flag: 'bool', texts: 'list<string>' } as const;

/**
 * An element whose predicates are compiled when they are first asked for. `text` is its YAML, used to name the line of a
 * bad predicate or word; a word that nobody knows is an error at once.
 */
export function compileElement(law: ElementLaw, words: ReadonlyMap<string, Word>, file: string, text: string): Element {
  const guard = complainAt(file, text);
  const wordOf = (name: string): Word => {
    const word = words.get(name);
    if (word === undefined) throw guard(name, `there is no word "${name}"; known words: ${[...words.keys()].sort().join(', ')}`);
    return word;
  };
  const rests = law.rests_on.map((rest) => (typeof rest === 'string' ? { word: rest } : rest));
  const lists = [...new Set([...rests.map((rest) => rest.word), ...law.reads])].map(wordOf);
  const params = Object.fromEntries(Object.entries(law.parameters).map(([name, p]): [string, string] => [name, celType[p.type]]));
  const plain = once(() => environmentFor({ lists, params }));
  const about = new Map<string, ReturnType<typeof environmentFor>>();
  const over = (name: string): ReturnType<typeof environmentFor> => {
    const known = about.get(name) ?? environmentFor({ lists, params, fact: wordOf(name) });
    about.set(name, known);
    return known;
  };
  const attempt = <Result>(compile: () => Result): Result => {
    try {
      return compile();
    } catch (error) {
      if (error instanceof PredicateError) throw guard(error.source, `${error.message} in "${error.source}"`);
      throw error;
    }
  };
  const exempt = once(() => law.exempt.map((e) => attempt(() => ({ when: condition(plain(), e.when), because: e.because }))));
  const resting = once(() =>
    rests.map((rest): Rest => {
      const { where, word, because } = 'where' in rest ? rest : { where: undefined, word: rest.word, because: '' };
      return where === undefined ? { word } : attempt(() => ({ word, where: condition(over(word), where), because }));
    }),
  );
  const breaches = once(() =>
    law.breaches.map((breach): CompiledBreach => {
      const word = breach.over ?? breach.absent ?? '';
      const said = once(() => attempt(() => message(breach.over === undefined ? plain() : over(word), breach.message)));
      return { law: breach, word, when: attempt(() => condition(over(word), breach.when)), get message() { return said(); } };
    }),
  );
  return { law, digest: digestOf(law), file, lists: lists.map((word) => word.word), get exempt() { return exempt(); }, get rests() { return resting(); }, get breaches() { return breaches(); } };
}

/** Compiles whatever an element has not compiled yet; throws what is wrong with it. */
export function checkElement(element: Element): void {
  const { exempt, rests, breaches } = element;
  void [exempt, rests, breaches.map((breach) => breach.message)];
}

/** Compiles an edition: every element it adopts or groups exists, parameters fit, and a published one is frozen. */
export function compileEdition(law: EditionLaw, elements: ReadonlyMap<string, Element>, file: string, text: string): Edition {
  const guard = complainAt(file, text);
  const adopted = new Set(law.adopts.map((row) => row.element));
  for (const row of law.adopts) {
    const element = elements.get(row.element);
    if (element === undefined) throw guard(row.element, `adopts element "${row.element}", which is not loaded`);
    for (const [name, value] of Object.entries(row.with)) {
      const parameter = element.law.parameters[name];
      if (parameter === undefined) throw guard(name, `element "${row.element}" has no parameter "${name}"`);
      if (kindOf(value) !== parameter.type) throw guard(name, `parameter "${name}" of "${row.element}" must be a ${parameter.type}`);
    }
    if (law.status === 'published' && row.digest !== element.digest) {
      throw guard(row.element, `published edition "${law.id}" freezes "${row.element}" at ${row.digest ?? 'no digest'}, but the element has ${element.digest}`, thawed);
    }
  }
  for (const group of law.alternatives) {
    const stray = group.any_of.flat().find((id) => !adopted.has(id));
    if (stray !== undefined) throw guard(stray, `alternative "${group.id}" names "${stray}", which the edition does not adopt`);
  }
  const levels = new Set(law.levels.map((level) => level.level));
  const spared = law.variances?.never.find((id) => !adopted.has(id));
  if (spared !== undefined) throw guard(spared, `allows no variance from "${spared}", which the edition does not adopt`);
  const termless = [...levels].find((level) => law.variances?.maximum_days.every((row) => row.level !== level));
  if (termless !== undefined) throw guard('maximum_days', `allows variances without a longest term for level ${termless}`);
  const plain = environmentFor({ lists: [], params: {} });
  const derivation = law.derivation.map((rule) => {
    if (!levels.has(rule.level)) throw guard(`level: ${rule.level}`, `derives level ${rule.level}, which the edition does not define`);
    try {
      return { level: rule.level, when: condition(plain, rule.when), because: rule.because };
    } catch (error) {
      if (error instanceof PredicateError) throw guard(error.source, `${error.message} in "${error.source}"`);
      throw error;
    }
  });
  return { law, digest: digestOf(law), derivation };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'texts';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'flag' : 'text';
}

/** What a frozen text that moved asks for. */
const thawed = 'a published text does not change: write a new element that replaces it, or, before anybody relies on the edition, run plumbline code ballot EDITION --reaffirm and plumbline code publish EDITION';

function complainAt(file: string, text: string): (needle: string, message: string, next?: string) => UsageError {
  const lines = text.split('\n');
  return (needle, message, next = 'correct the name or the predicate') => {
    const found = lines.findIndex((line) => line.includes(needle));
    const column = found < 0 ? 1 : (lines[found] ?? '').indexOf(needle) + 1;
    return new UsageError('bad-law', `${file}:${found < 0 ? 1 : found + 1}:${column}: ${message}`, next);
  };
}
