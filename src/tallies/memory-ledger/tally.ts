/** Keeps the book of memory safety: lines per class, language and component. It never blends the classes into a number. */
import type { z } from 'zod';
import type { Blank, Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { Observed, Tally, TallyContext } from '../../core/tally.ts';
import { change } from '../../facts/change.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hazard } from '../../facts/hazard.ts';
import { headerLanguage } from '../../facts/header-language.ts';
import { ledgerEntry } from '../../facts/ledger-entry.ts';
import { memoryProfile } from '../../facts/memory-profile.ts';
import { shippedBytes } from '../../facts/shipped-bytes.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { classifier, type Classified } from './classes.ts';
import { shippedRows } from './images.ts';
import { linkedParts } from './linked.ts';

interface Row extends Classified {
  readonly language: string;
  files: number;
  code: number;
  comment: number;
  blank: number;
  newCode: number;
}

type Change = z.infer<typeof change.schema>;

const cFamily = new Set(['C', 'C++']);

const tally: Tally = {
  name: 'memory-ledger',
  revision: 4,
  states: [ledgerEntry, memoryProfile, shippedBytes],
  after: ['header-language', 'call-graph', 'build-arms'],
  draw: (component, context) => {
    const observed = context.of(component);
    const unread = unreadSource(component, observed, context);
    const rows = rowsOf(observed, context);
    const part = context.device.components.find((c) => c.name === component);
    const place = { component, path: '' };
    const since = history(context)[0]?.value.since ?? '';
    const surface = !context.device.declared ? 'undetermined' : (part?.untrusted_input.length ?? 0) > 0 ? 'yes' : 'no';
    const shipped = shippedRows(observed, component, { shipped: part?.shipped ?? true, surface }, classifier(context.table('language-classes')), hatchedIn(context), linkedParts(context));
    const entries = rows.map((row): Fact => ({
      word: ledgerEntry.word,
      place,
      value: {
        class: row.class,
        language: row.language,
        party: part?.party ?? 'own',
        shipped: part?.shipped ?? true,
        surface,
        files: row.files,
        code: row.code,
        comment: row.comment,
        blank: row.blank,
        new_code: since === '' ? -1 : row.newCode,
        new_since: since,
        because: row.because,
      },
    }));
    return [...entries, ...shipped, unread ?? profileOf(component, rows, observed)];
  },
};

export default tally;

/** An image does not show escape hatches: a language is without them only where its sources were seen and have none. */
function hatchedIn(context: TallyContext): (language: string) => boolean {
  const seen = new Set(context.everywhere(sourceSize).map(({ value }) => value.language));
  const hatches = context.everywhere(escapeHatch).some(({ value }) => !value.test);
  return (language) => hatches || !seen.has(language);
}

/** What acquisition made of the version history; a file of the same name within an archive is no history. */
function history(context: TallyContext): readonly Fact<Change>[] {
  return context.everywhere(change).filter((fact) => fact.place.inside === undefined);
}

function rowsOf(observed: Observed, context: TallyContext): readonly Row[] {
  const hatches = observed.facts(escapeHatch).filter((fact) => !fact.value.test);
  const hatched = new Set(hatches.map((fact) => addressOf(fact.place)));
  const resolved = new Map(observed.facts(headerLanguage).map((fact) => [addressOf(fact.place), fact.value.language]));
  const added = new Map(history(context).map((fact) => [fact.value.file, fact.value.added]));
  const spoken = observed.facts(sourceSize).map((fact) => ({ fact, language: resolved.get(addressOf(fact.place)) ?? fact.value.language }));
  const withHatch = new Set(spoken.filter(({ fact }) => hatched.has(addressOf(fact.place))).map(({ language }) => language));
  const classify = classifier(context.table('language-classes'));
  const rows = new Map<string, Row>();
  for (const { fact, language } of spoken) {
    const { code, comment, blank } = fact.value;
    const classified = classify(language, withHatch.has(language));
    if (classified === undefined) continue;
    const row = rows.get(language) ?? { ...classified, language, files: 0, code: 0, comment: 0, blank: 0, newCode: 0 };
    rows.set(language, row);
    row.files++;
    row.code += code;
    row.comment += comment;
    row.blank += blank;
    row.newCode += Math.min(code, added.get(fact.place.path) ?? 0);
  }
  return [...rows.values()].sort((a, b) => compareText(a.class, b.class) || compareText(a.language, b.language));
}

function profileOf(component: string, rows: readonly Row[], observed: Observed): Fact {
  const sum = (classes: string): number => rows.filter((row) => classes.includes(row.class)).reduce((total, row) => total + row.code, 0);
  const hatches = observed.facts(escapeHatch).filter((fact) => !fact.value.test);
  return {
    word: memoryProfile.word,
    place: { component, path: '' },
    value: {
      languages: rows.map((row) => row.language),
      code: sum('ABCDEF?'),
      safe: sum('ABC'),
      unsafe: sum('DEF'),
      unknown: sum('?'),
      c_family: rows.filter((row) => cFamily.has(row.language)).reduce((total, row) => total + row.code, 0),
      hatches: hatches.length,
      documented_hatches: hatches.filter((fact) => fact.value.documented).length,
      hazards: observed.facts(hazard).length,
    },
  };
}

/**
 * A source file that was not counted or not searched leaves the profile untold: a total over a part is no total.
 * A probe that was asked and stays silent has counted: the file holds no line.
 */
function unreadSource(component: string, observed: Observed, context: TallyContext): Blank | undefined {
  const counted = new Set(observed.facts(sourceSize).map((fact) => addressOf(fact.place)));
  const untold = new Set(observed.blanks(sourceSize.word).map((blank) => addressOf(blank.place)));
  const missed = observed.artifacts.find(({ material, ...artifact }) => {
    if (material === undefined || context.natureOf(material) !== 'source') return false;
    const address = addressOf(artifact);
    return (!counted.has(address) && (untold.has(address) || !context.answers(material, sourceSize.word))) || !context.answers(material, escapeHatch.word);
  });
  if (missed === undefined) return undefined;
  return { word: memoryProfile.word, reason: 'a source file was not counted or not searched for escape hatches', place: { component, path: missed.path, ...(missed.inside === undefined ? {} : { inside: missed.inside }) } };
}
