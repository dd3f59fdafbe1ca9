/** Finds why an element cannot be decided: everything concerned that was not looked at. A gap is never a breach. */
import type { Artifact } from '../core/artifact.ts';
import type { Fact, Word } from '../core/fact.ts';
import type { Gap } from '../core/finding.ts';
import { addressOf, compareText } from '../core/place.ts';
import type { Rest } from '../codebook/codebook.ts';
import type { Context } from '../codebook/predicate.ts';
import type { Subject } from './subject.ts';

const examplesShown = 5;

/** One hole before grouping. */
interface Hole {
  readonly sort: Gap['sort'];
  readonly material: string;
  readonly reason: string;
  readonly address: string;
}

/** What asking every artifact for a word came to. */
interface Asking {
  readonly holes: readonly Hole[];
  readonly answered: number;
}

/** Many elements rest on one word; without a review to settle anything, the artifacts answer all of them alike. */
const asked = new WeakMap<Subject, Map<string, Asking>>();

/**
 * The gaps of one word for a subject (DESIGN §3, law 1). `settled` holds digests of artifacts that a current review
 * covers, `relevant` the facts the element rests on.
 */
export function gapsOf(rest: Rest, word: Word, subject: Subject, settled: ReadonlySet<string>, relevant: readonly Fact[]): readonly Gap[] {
  const { holes, answered } = settled.size > 0 ? askAll(word, subject, settled) : askOnce(word, subject);
  const isAnswered = rest.where === undefined ? relevant.length > 0 || answered > 0 : relevant.length > 0;
  if (holes.length === 0 && !isAnswered) {
    const general = rest.where === undefined ? 'nothing was handed in that could say' : 'nothing handed in speaks to this';
    const reason = rest.because === undefined || rest.because === '' ? `${general}: ${word.meaning}` : rest.because;
    return [{ sort: 'nothing-to-ask', word: word.word, material: '', reason, ...lackingIn(word, subject) }];
  }
  return group(word.word, holes);
}

/** What facts of the word say is lacking, where none of them is what the element asks for. */
function lackingIn({ word, lacking }: Word, subject: Subject): Pick<Gap, 'count' | 'examples'> {
  if (lacking === undefined) return { count: 0, examples: [] };
  const all = subject.view.facts(word).map(({ value }) => lacking(value));
  return { count: all.reduce((sum, { count }) => sum + count, 0), examples: [...new Set(all.flatMap(({ examples }) => examples))].slice(0, examplesShown) };
}

function askOnce(word: Word, subject: Subject): Asking {
  const known = asked.get(subject) ?? new Map<string, Asking>();
  asked.set(subject, known);
  const asking = known.get(word.word) ?? askAll(word, subject, new Set());
  known.set(word.word, asking);
  return asking;
}

function askAll(word: Word, subject: Subject, settled: ReadonlySet<string>): Asking {
  const holes: Hole[] = [];
  const settledAddresses = new Set<string>();
  let answered = 0;
  for (const artifact of subject.view.artifacts) {
    const hole = holeAt(artifact, word, subject);
    if (hole === 'answered') answered++;
    if (settled.has(artifact.sha256)) {
      settledAddresses.add(addressOf(artifact));
      if (hole !== undefined) answered++;
    } else if (typeof hole === 'object') holes.push(hole);
  }
  for (const blank of subject.view.blanks(word.word)) {
    const address = addressOf(blank.place);
    if (!settledAddresses.has(address)) holes.push({ sort: 'blank', material: '', reason: blank.reason, address });
  }
  return { holes, answered };
}

/** Facts of a word the element rests on: all of them, or those its `where` selects. */
export function relevantFacts(rest: Rest, subject: Subject, context: Context, withFact: (context: Context, fact: Fact) => Context): readonly Fact[] {
  const facts = subject.view.facts(rest.word);
  const { where } = rest;
  return where === undefined ? facts : facts.filter((fact) => where.evaluate(withFact(context, fact)));
}

function holeAt(artifact: Artifact, word: Word, subject: Subject): Hole | 'answered' | undefined {
  const because = (sort: Gap['sort'], material: string, reason: string): Hole => ({ sort, material, reason, address: addressOf(artifact) });
  const known = artifact.material === undefined ? undefined : subject.materials.get(artifact.material);
  // A record may come from elsewhere: a material that it does not describe was recognised by nobody.
  if (artifact.material === undefined || known === undefined) {
    if (word.concerns.length === 0) return undefined;
    if (artifact.trouble !== undefined) return because('unreadable', '', artifact.trouble);
    // No bytes, nothing that could hold anything: an empty file nobody recognises hides nothing.
    if (artifact.size === 0) return undefined;
    return because('unrecognised', '', artifact.material === undefined ? 'no material recognises this file' : `nobody knows the material ${artifact.material}`);
  }
  const answers = known.answers.has(word.word);
  if (!word.concerns.includes(known.nature)) return answers ? 'answered' : undefined;
  if (artifact.trouble !== undefined) return because('unreadable', artifact.material, artifact.trouble);
  if (answers) return 'answered';
  return because('unanswered', artifact.material, `no probe of ${artifact.material} answers for ${word.word}`);
}

function group(word: string, holes: readonly Hole[]): readonly Gap[] {
  const groups = Map.groupBy(holes, (hole) => `${hole.sort}\0${hole.material}\0${hole.reason}`);
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, members]): Gap => {
      const [first] = members as [Hole, ...Hole[]];
      const examples = [...new Set(members.map((hole) => hole.address))].sort(compareText).slice(0, examplesShown);
      return { sort: first.sort, word, material: first.material, reason: first.reason, count: members.length, examples };
    });
}
