/** Makes verdicts, and nothing else in Plumbline does. An element says what a breach is; here it is decided what holds. */
import type { Fact, Word } from '../core/fact.ts';
import type { Breach, Finding, Gap } from '../core/finding.ts';
import type { Verdict } from '../core/verdict.ts';
import type { CompiledBreach } from '../codebook/codebook.ts';
import { listName, type Context } from '../codebook/predicate.ts';
import { fingerprinter } from './fingerprint.ts';
import { gapsOf, relevantFacts } from './gaps.ts';
import type { Asked } from './asked.ts';
import { explain } from './because.ts';
import { ruleKey } from './remedies.ts';
import { currentReviews, reviewedDigests } from './reviews.ts';
import { strengthOf } from './strength.ts';
import { addressOf, comparePlaces } from '../core/place.ts';

const supportsShown = 20;
const none: ReadonlySet<string> = new Set();

/**
 * Judges one element for one subject, in the order of DESIGN §3, law 1: exempt, proved breach, gap, breach by absence,
 * met. `met` is what is left when everything concerned was looked at and no breach was found. Breaches whose fingerprints
 * are in `covered` are passed over: that answer says what remains beside a variance, and is nobody's finding.
 */
export function judge(asked: Asked, covered: ReadonlySet<string> = none): Finding {
  const { element, subject } = asked;
  const context = contextOf(asked);
  const exemption = element.exempt.find(({ when }) => when.evaluate(context));
  if (exemption !== undefined) return finding(asked, 'not-applicable', { because: exemption.because });

  const proved = element.breaches.filter(({ law }) => law.over !== undefined).flatMap((breach) => provedBy(asked, breach, context)).filter(({ fingerprint }) => !covered.has(fingerprint));
  const reviews = currentReviews(element.law.id, subject, asked.asOf);
  const settled = element.law.review_settles ? reviewedDigests(reviews) : new Set<string>();
  const rests = element.rests.map((rest) => ({ rest, relevant: relevantFacts(rest, subject, context, withFact) }));
  const gaps = rests.flatMap(({ rest, relevant }) => gapsOf(rest, wordOf(asked, rest.word), subject, settled, relevant));
  const supports = [...rests.filter(({ rest }) => wordOf(asked, rest.word).concerns.length === 0).flatMap(({ relevant }) => relevant), ...reviews];

  if (proved.length > 0) return finding(asked, 'unmet', { breaches: proved, gaps, supports });
  if (gaps.length > 0) return finding(asked, 'unknown', { gaps, supports });
  const absent = element.breaches.filter(({ law }) => law.absent !== undefined).flatMap((breach) => absentIn(asked, breach, context)).filter(({ fingerprint }) => !covered.has(fingerprint));
  if (absent.length > 0) return finding(asked, 'unmet', { breaches: absent, supports });
  return finding(asked, 'met', { supports });
}

function contextOf({ element, subject, params, level, asOf }: Asked): Context {
  const lists = element.lists.map((word) => [listName(word), subject.view.facts(word).map((fact) => fact.value)]);
  return { device: subject.device.about, component: subject.component, params, level, as_of: asOf, digests: subject.digests.all, image_digests: subject.digests.images, ...Object.fromEntries(lists) };
}

function withFact(context: Context, fact: Fact): Context {
  context['fact'] = fact.value;
  context['fact_path'] = addressOf(fact.place);
  return context;
}

function provedBy(asked: Asked, breach: CompiledBreach, context: Context): readonly Breach[] {
  const fingerprint = fingerprinter(asked.element.law.id, breach.law.id, wordOf(asked, breach.word).aside);
  return [...asked.subject.view.facts(breach.word)]
    .filter((fact) => breach.when.evaluate(withFact(context, fact)))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map((fact) => ({ ...breachOf(asked, breach, withFact(context, fact), weaknessesOf(fact), ruleOf(fact)), fact, fingerprint: fingerprint(fact) }));
}

function absentIn(asked: Asked, breach: CompiledBreach, context: Context): readonly Breach[] {
  const { subject } = asked;
  if (subject.view.facts(breach.word).some((fact) => breach.when.evaluate(withFact(context, fact)))) return [];
  const fingerprint = fingerprinter(asked.element.law.id, breach.law.id);
  return [{ ...breachOf(asked, breach, context), fingerprint: fingerprint({ place: { component: subject.component.name, path: '' }, value: null }) }];
}

/** `cwe` are the weaknesses that the proving fact names itself, `rule` the rule that saw it; the law's own words stand in where there are none. */
function breachOf(asked: Asked, { law, message }: CompiledBreach, context: Context, cwe: readonly number[] = [], rule = ''): Omit<Breach, 'fingerprint'> {
  const remedy = asked.remedies?.get(rule) ?? (law.remedy === '' ? asked.element.law.remedy : law.remedy);
  return { id: law.id, message: message.evaluate(context), remedy, cwe: cwe.length > 0 ? cwe : law.cwe, severity: law.severity };
}

function ruleOf({ word, value }: Fact): string {
  return typeof value === 'object' && value !== null && 'rule' in value ? ruleKey(word, String(value.rule)) : '';
}

function weaknessesOf({ value }: Fact): readonly number[] {
  const named = typeof value === 'object' && value !== null && 'cwe' in value ? value.cwe : [];
  return Array.isArray(named) ? named.filter((number) => typeof number === 'number') : [];
}

interface Grounds {
  readonly because?: string;
  readonly breaches?: readonly Breach[];
  readonly gaps?: readonly Gap[];
  readonly supports?: readonly Fact[];
}

function finding(asked: Asked, verdict: Verdict, grounds: Grounds): Finding {
  const { law } = asked.element;
  const { breaches = [], gaps = [], supports = [] } = grounds;
  return {
    element: law.id,
    title: law.title,
    category: law.category,
    component: asked.subject.component.name,
    verdict,
    because: grounds.because ?? explain(asked, verdict, breaches, gaps),
    mode: law.mode,
    strength: verdict === 'unknown' ? 'none' : strengthOf(asked, breaches, supports),
    breaches,
    gaps,
    settles: verdict === 'unknown' ? settling(law.settles, gaps) : [],
    supports: supports.slice(0, supportsShown),
  };
}

/** Papers that can close one of the gaps; all of them where none is made for what is missing. */
function settling(papers: Asked['element']['law']['settles'], gaps: readonly Gap[]): Finding['settles'] {
  const fitting = papers.filter((paper) => paper.for.length === 0 || gaps.some(({ sort }) => paper.for.includes(sort)));
  return (fitting.length > 0 ? fitting : papers).map(({ hand_in, how }) => ({ hand_in, how }));
}

function wordOf({ words }: Asked, name: string): Word {
  const word = words.get(name);
  if (word === undefined) throw new Error(`the law was checked against other words: "${name}" is unknown`);
  return word;
}
