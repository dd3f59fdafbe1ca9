/** Watches for the exact words by which a safe language is left, and says where nobody reads a language. It parses nothing. */
import { createHash } from 'node:crypto';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hazard } from '../../facts/hazard.ts';
import { latin1 } from '../../scan/lexed.ts';
import { mask } from './mask.ts';
import type { OtherSource } from './material.ts';
import { watches, type Watch } from './watches.ts';

/** A file with more is generated or hostile; it becomes one blank. */
const mostSites = 20_000;

const escapeHatchProbe: Probe<OtherSource> = {
  name: 'escape-hatch',
  revision: 1,
  states: [escapeHatch, hazard],
  *look({ language, bytes }) {
    if (language.treatment !== 'safe') yield hazard.blank(`no reader for ${language.name}: its memory use is not analysed`);
    if (language.treatment === 'hatches-unread') yield escapeHatch.blank(`no reader for ${language.name}: its ways out of memory safety are not looked for`);
    const watched = watches.get(language.name) ?? [];
    if (watched.length > 0) yield* sites(language.family, latin1(bytes, 0, bytes.length), watched);
  },
};

export default escapeHatchProbe;

interface Found {
  readonly at: number;
  readonly text: string;
}

function* sites(family: OtherSource['language']['family'], text: string, watched: readonly Watch[]): Iterable<Observation> {
  // Most files hold none of the words: the text is masked only when one of them occurs at all.
  if (!watched.some(({ pattern }) => matches(text, pattern))) return;
  const masked = mask(text, family);
  const views = { code: masked.code, 'with-strings': masked.withStrings, 'as-written': text };
  const found: Found[] = watched.flatMap((watch) => findAll(views[watch.within], watch.pattern));
  if (found.length > mostSites) {
    yield escapeHatch.blank(`${found.length} sites in one file, more than the ${mostSites} that are listed`);
    return;
  }
  const seen = new Map<string, number>();
  let line = 1;
  let from = 0;
  for (const { at, text: site } of found.sort((a, b) => a.at - b.at)) {
    for (let end = text.indexOf('\n', from); end >= 0 && end < at; end = text.indexOf('\n', from)) {
      line++;
      from = end + 1;
    }
    const ordinal = seen.get(site) ?? 0;
    seen.set(site, ordinal + 1);
    const key = createHash('sha256').update(`other\n${site}\n${ordinal}`).digest('hex').slice(0, 16);
    yield escapeHatch.state({ form: 'other', item: '', documented: false, test: false, from_macro: false, key }, { line });
  }
}

function matches(text: string, pattern: RegExp): boolean {
  const found = pattern.test(text);
  // A global pattern remembers where it stopped; the search for all sites must begin at the start.
  pattern.lastIndex = 0;
  return found;
}

function findAll(text: string, pattern: RegExp): Found[] {
  return [...text.matchAll(pattern)].map((match) => ({ at: match.index + match[0].length - match[0].trimStart().length, text: match[0].trim().replace(/\s+/g, ' ') }));
}
