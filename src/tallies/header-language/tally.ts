/** Decides which language each header is counted under: by includer, sibling stem, content, in that order. It reads no bytes. */
import type { Fact } from '../../core/fact.ts';
import { addressOf } from '../../core/place.ts';
import type { Tally } from '../../core/tally.ts';
import { headerLanguage } from '../../facts/header-language.ts';
import { sourceOutline } from '../../facts/source-outline.ts';
import { sourceSize } from '../../facts/source-size.ts';

type Language = 'C' | 'C++';
type Verdict = { readonly language: Language; readonly because: 'includer' | 'sibling' | 'content' | 'guess'; readonly witness: string };

const undecided = 'C/C++ Header';

const tally: Tally = {
  name: 'header-language',
  revision: 1,
  states: [headerLanguage],
  draw: (component, context) => {
    const observed = context.of(component);
    const outlines = new Map(observed.facts(sourceOutline).map((fact) => [addressOf(fact.place), fact.value]));
    const languages = new Map<string, Language>();
    const headers: Fact[] = [];
    const siblings = new Map<string, Language>();
    for (const fact of observed.facts(sourceSize)) {
      const { language } = fact.value;
      const address = addressOf(fact.place);
      if (language === undecided) headers.push(fact);
      else if (language === 'C' || language === 'C++') {
        languages.set(address, language);
        siblings.set(stemOf(address), language);
      }
    }
    const byInclusion = followIncludes(headers.map((fact) => addressOf(fact.place)), languages, outlines);
    return headers.map((fact) => {
      const address = addressOf(fact.place);
      return { word: headerLanguage.word, value: byInclusion.get(address) ?? bySibling(address, siblings) ?? byContent(outlines.get(address)?.marks ?? []), place: fact.place };
    });
  },
};

export default tally;

/**
 * Spreads the language of sources to the headers they include, and on through headers. A header that some C source
 * includes must be readable as C, so C wins over C++.
 */
function followIncludes(
  headers: readonly string[],
  languages: ReadonlyMap<string, Language>,
  outlines: ReadonlyMap<string, { readonly includes: readonly string[] }>,
): ReadonlyMap<string, Verdict> {
  const byName = Map.groupBy(headers, baseOf);
  const found = new Map<string, Verdict>();
  for (const language of ['C', 'C++'] as const) {
    const queue = [...languages].filter(([, spoken]) => spoken === language).map(([address]) => address);
    // The list grows while it is walked: headers found lend their language on.
    for (const includer of queue) {
      for (const include of outlines.get(includer)?.includes ?? []) {
        for (const header of byName.get(baseOf(include)) ?? []) {
          if (found.has(header) || !endsAs(header, include)) continue;
          found.set(header, { language, because: 'includer', witness: includer });
          queue.push(header);
        }
      }
    }
  }
  return found;
}

function bySibling(address: string, siblings: ReadonlyMap<string, Language>): Verdict | undefined {
  const language = siblings.get(stemOf(address));
  return language === undefined ? undefined : { language, because: 'sibling', witness: `${baseOf(stemOf(address))}.*` };
}

function byContent(marks: readonly string[]): Verdict {
  if (marks.includes('c++')) return { language: 'C++', because: 'content', witness: 'C++ keywords' };
  if (marks.includes('c')) return { language: 'C', because: 'content', witness: 'C marks' };
  return { language: 'C', because: 'guess', witness: '' };
}

/** Whether a path can be what `include` names: the include's folders, less any leading `..`, end the path. */
function endsAs(address: string, include: string): boolean {
  const tail = include.replace(/^(\.{1,2}\/)+/, '');
  return address === tail || address.endsWith(`/${tail}`) || !tail.includes('/');
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(0, dot) : path;
}
