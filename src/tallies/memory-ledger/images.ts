/** The ledger of what ships, in bytes of the images themselves. What no debug information, no name and no link map explains is class `?`. */
import type { z } from 'zod';
import type { Fact } from '../../core/fact.ts';
import { addressOf, compareText } from '../../core/place.ts';
import type { Observed } from '../../core/tally.ts';
import { shippedBytes } from '../../facts/shipped-bytes.ts';
import { shippedCode, type Telling } from '../../facts/shipped-code.ts';
import type { Classified } from './classes.ts';
import type { LinkedPart } from './linked.ts';

interface Row extends Classified {
  readonly language: string;
  readonly told_by: Telling | 'map';
  bytes: number;
  images: number;
}

/** Made by the linker or there for alignment: nobody wrote it in a language, so it is in no class and not counted. */
const nobodys: ReadonlySet<string> = new Set(['linker', 'padding']);

/**
 * @param hatched languages in which escape hatches were found, or whose sources were not seen
 * @param linked what a link map tells of bytes that the image itself does not explain
 */
export function shippedRows(observed: Observed, component: string, about: { readonly shipped: boolean; readonly surface: 'yes' | 'no' | 'undetermined' }, classify: (language: string, hatches: boolean) => Classified | undefined, hatched: (language: string) => boolean, linked: (image: string, value: Shipped) => readonly LinkedPart[]): readonly Fact[] {
  const rows = new Map<string, Row>();
  for (const { place, value } of observed.facts(shippedCode)) {
    const seen = new Set<string>();
    for (const part of withMap(value.parts, linked(place.path, value))) {
      if (nobodys.has(part.told_by)) continue;
      const { language, told_by } = part;
      const classified = { ...classOf(language, told_by, classify, hatched) };
      if (part.because !== undefined) classified.because += `; ${part.because}`;
      const key = `${classified.class} ${language} ${told_by}`;
      const row = rows.get(key) ?? { ...classified, language, told_by, bytes: 0, images: 0 };
      rows.set(key, row);
      row.bytes += part.bytes;
      if (!seen.has(key)) row.images++;
      seen.add(key);
    }
  }
  const uncounted = notCounted(observed);
  if (uncounted > 0) rows.set('not counted', { class: '?', language: '?', told_by: 'nothing', bytes: 0, images: uncounted, because: 'the code of these images could not be counted' });
  return [...rows.values()]
    .sort((a, b) => compareText(a.class, b.class) || compareText(a.language, b.language) || compareText(a.told_by, b.told_by))
    .map((row) => ({ word: shippedBytes.word, place: { component, path: '' }, value: { ...about, class: row.class, language: row.language, bytes: row.bytes, told_by: row.told_by, images: row.images, because: row.because } }));
}

/** Images of which nobody could say how much code they hold; they would be missing from every figure without a trace. */
function notCounted(observed: Observed): number {
  const counted = new Set(observed.facts(shippedCode).map(({ place }) => addressOf(place)));
  return new Set(observed.blanks(shippedCode.word).map(({ place }) => addressOf(place)).filter((address) => !counted.has(address))).size;
}

type Shipped = z.infer<typeof shippedCode.schema>;

interface Part {
  readonly language: string;
  readonly told_by: Telling | 'map';
  readonly bytes: number;
  readonly because?: string;
}

/** What the map tells is taken off what nothing told, so the sum stays that of the image. */
function withMap(parts: Shipped['parts'], linked: readonly LinkedPart[]): readonly Part[] {
  let told = linked.reduce((sum, { bytes }) => sum + bytes, 0);
  const rest = parts.map((part): Part => {
    if (part.told_by !== 'nothing') return part;
    const off = Math.min(told, part.bytes);
    told -= off;
    return { ...part, bytes: part.bytes - off };
  });
  return [...rest, ...linked.map((part): Part => ({ ...part, told_by: 'map' }))].filter(({ bytes }) => bytes > 0);
}

function classOf(language: string, toldBy: string, classify: (language: string, hatches: boolean) => Classified | undefined, hatched: (language: string) => boolean): Classified {
  if (language === '?' && toldBy === 'units') return { class: '?', because: 'units of debug information that name no language, as where the rest of it lies in another file (split DWARF)' };
  if (language === '?') return { class: '?', because: 'no debug information and no symbol says what these bytes were written in' };
  // Plain names are C's or an assembler's; both are unsafe and plain.
  if (language === 'C or assembly') return { class: 'F', because: 'named as C and assembly name their functions; nothing says more' };
  return classify(language, hatched(language)) ?? { class: '?', because: `${language} is in no class` };
}
