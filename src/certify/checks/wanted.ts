/** Checks a package against what the reader holds in their hands: the device they expect and the images they have. */
import type { Told } from '../forms.ts';
import type { Notes } from '../reasons.ts';
import { shippedWith } from '../subject.ts';

export interface Wanted {
  readonly device?: string;
  readonly version?: string;
  /** Images at hand: a name for messages and the SHA-256 of the bytes. */
  readonly images: readonly { readonly name: string; readonly sha256: string }[];
}

export function checkWanted({ inspection, record }: Told, wanted: Wanted, notes: Notes): void {
  const { about } = inspection.device;
  same('device', about.name, wanted.device, notes);
  same('version', about.version, wanted.version, notes);
  for (const { name, sha256 } of wanted.images) {
    const [place] = shippedWith(record, sha256);
    if (place === undefined) notes.refuse('wrong-subject', name, 'no image with these bytes was inspected: the package is not about it');
    else notes.holds(`${name} is ${place} of the inspected device, byte for byte`);
  }
  if (wanted.images.length === 0) notes.unchecked('that the image on your device is the one that was inspected: no image was given');
}

function same(what: string, told: string, expected: string | undefined, notes: Notes): void {
  if (expected === undefined) return;
  if (told === expected) notes.holds(`the ${what} is "${expected}"`);
  else notes.refuse('wrong-subject', 'inspection.json', `the ${what} is "${told}", and "${expected}" was expected${looksLike(told, expected) ? '; the two look alike and are written with different characters' : ''}`);
}

/** Letters of Cyrillic and Greek that are drawn like Latin ones (Unicode UTS #39 has all; these make up words). */
const alike = new Map([...'аАеЕоОрРсСхХуУіІјЈѕЅкКмМнНтТвВαΑοΟρΡνΝΕΗΙΚΜΤΒΖΧ'].map((letter, index) => [letter, [...'aAeEoOpPcCxXyYiIjJsSkKmMhHtTbBaAoOpPvNEHIKMTBZX'][index] ?? letter]));

function looksLike(a: string, b: string): boolean {
  const drawn = (text: string): string => [...text.normalize('NFKD').replace(/[\p{Cf}\p{M}]/gu, '')].map((letter) => alike.get(letter) ?? letter).join('');
  return drawn(a) === drawn(b);
}
