/** The ledger of what ships, in bytes of the images themselves. What no debug information and no name explains is class `?`. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import type { Observed } from '../../core/tally.ts';
import { shippedBytes } from '../../facts/shipped-bytes.ts';
import { shippedCode } from '../../facts/shipped-code.ts';
import type { Classified } from './classes.ts';

interface Row extends Classified {
  readonly language: string;
  readonly told_by: 'units' | 'names' | 'linker' | 'padding' | 'nothing';
  bytes: number;
  images: number;
}

/** Made by the linker or there for alignment: nobody wrote it in a language, so it is in no class and not counted. */
const nobodys: ReadonlySet<string> = new Set(['linker', 'padding']);

/** @param hatched languages in which escape hatches were found, or whose sources were not seen */
export function shippedRows(observed: Observed, component: string, about: { readonly shipped: boolean; readonly surface: 'yes' | 'no' | 'undetermined' }, classify: (language: string, hatches: boolean) => Classified | undefined, hatched: (language: string) => boolean): readonly Fact[] {
  const rows = new Map<string, Row>();
  for (const { value } of observed.facts(shippedCode)) {
    const seen = new Set<string>();
    for (const part of value.parts) {
      if (nobodys.has(part.told_by)) continue;
      const { language, told_by } = part;
      const classified = classOf(language, classify, hatched);
      const key = `${classified.class} ${language} ${told_by}`;
      const row = rows.get(key) ?? { ...classified, language, told_by, bytes: 0, images: 0 };
      rows.set(key, row);
      row.bytes += part.bytes;
      if (!seen.has(key)) row.images++;
      seen.add(key);
    }
  }
  return [...rows.values()]
    .sort((a, b) => compareText(a.class, b.class) || compareText(a.language, b.language) || compareText(a.told_by, b.told_by))
    .map((row) => ({ word: shippedBytes.word, place: { component, path: '' }, value: { ...about, class: row.class, language: row.language, bytes: row.bytes, told_by: row.told_by, images: row.images, because: row.because } }));
}

function classOf(language: string, classify: (language: string, hatches: boolean) => Classified | undefined, hatched: (language: string) => boolean): Classified {
  if (language === '?') return { class: '?', because: 'no debug information and no symbol says what these bytes were written in' };
  // Plain names are C's or an assembler's; both are unsafe and plain.
  if (language === 'C or assembly') return { class: 'F', because: 'named as C and assembly name their functions; nothing says more' };
  return classify(language, hatched(language)) ?? { class: '?', because: `${language} is in no class` };
}
