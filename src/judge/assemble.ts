/** Files what was seen under the components it belongs to. It looks at names and digests only. */
import type { Artifact } from '../core/artifact.ts';
import type { Inspection } from '../core/inspection.ts';
import type { Place, Spot } from '../core/place.ts';
import { addressOf, compareText } from '../core/place.ts';
import { createHash } from 'node:crypto';
import type { Seen, SeenFile } from './looked.ts';
import type { DeviceRecord, MaterialAnswers } from './record.ts';

/** Files every artifact, fact and blank of `files` in the record. Files come in the order of their paths. */
export function fileAll(files: readonly SeenFile[], record: DeviceRecord, componentOf: (path: string) => string): void {
  for (const { path, seen } of files) {
    const component = componentOf(path);
    for (const one of seen) {
      const address = one.inside === undefined ? { component, path } : { component, path, inside: one.inside };
      record.addArtifact(artifactOf(address, one));
      for (const [word, value, at, excerpt] of one.facts) {
        const seen = { word, value, place: placeOf(address, at), ...(one.sha256 === '' ? {} : { sha256: one.sha256 }) };
        record.addFact(excerpt === undefined ? seen : { ...seen, excerpt }, one.material);
      }
      for (const [word, reason, at] of one.blanks) record.addBlank({ word, reason, place: placeOf(address, at) }, one.material);
    }
  }
}

type Address = Pick<Artifact, 'component' | 'path' | 'inside'>;

function artifactOf(address: Address, { size, sha256, material, trouble }: Seen): Artifact {
  return { ...address, size, sha256, ...(material === undefined ? {} : { material }), ...(trouble === undefined ? {} : { trouble }) };
}

function placeOf(address: Address, at: Spot): Place {
  return { ...address, ...at };
}

const examplesShown = 5;
const likeTroublesShown = 10;
const troublesShown = 200;

export interface PassedBy {
  readonly setAside: Inspection['inventory']['set_aside'];
  readonly troubles: Inspection['inventory']['troubles'];
  readonly links: number;
}

/** Counts and lists of everything met, for the reader who asks what was not looked at. */
export function inventoryOf(files: readonly SeenFile[], materials: ReadonlyMap<string, MaterialAnswers>, passedBy: PassedBy): Inspection['inventory'] {
  const digest = createHash('sha256');
  const byMaterial = new Map<string, { files: number; bytes: number }>();
  const strange = new Map<string, string[]>();
  const troubles = [...passedBy.troubles];
  let artifacts = 0;
  let bytes = 0;
  for (const { path, seen } of files) {
    for (const one of seen) {
      const address = addressOf({ path, inside: one.inside });
      digest.update(`${address}\0${one.sha256}\n`);
      artifacts++;
      bytes += one.size;
      if (one.trouble !== undefined) troubles.push({ address, reason: one.trouble });
      if (one.material !== undefined) {
        const count = byMaterial.get(one.material) ?? { files: 0, bytes: 0 };
        count.files++;
        count.bytes += one.size;
        byMaterial.set(one.material, count);
      } else if (one.trouble === undefined && one.size > 0) {
        const kind = kindOf(one.inside ?? path);
        const known = strange.get(kind);
        if (known === undefined) strange.set(kind, [address]);
        else known.push(address);
      }
    }
  }
  return {
    artifacts,
    bytes,
    digest: `sha256:${digest.digest('hex')}`,
    materials: [...byMaterial]
      .sort(([a], [b]) => compareText(a, b))
      .map(([material, count]) => ({ material, nature: materials.get(material)?.nature ?? 'other', ...count })),
    unrecognised: [...strange]
      .sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))
      .map(([kind, addresses]) => ({ kind, files: addresses.length, examples: addresses.slice(0, examplesShown) })),
    set_aside: passedBy.setAside,
    troubles: listed(troubles),
    links: passedBy.links,
  };
}

/**
 * The troubles that are shown, in order of their addresses. An archive of a thousand bombs must not crowd out the one
 * link that leads away: of like ones only the first few are listed, and what is left out is counted where it is.
 */
function listed(troubles: Inspection['inventory']['troubles']): Inspection['inventory']['troubles'] {
  const inOrder = [...troubles].sort((a, b) => compareText(a.address, b.address));
  // Sizes and names make reasons differ that are alike.
  const alike = Map.groupBy(inOrder, ({ reason }) => reason.replace(/\d+|".*"/g, ''));
  const kept = [...alike.values()].flatMap((members) => {
    const shown = members.slice(0, likeTroublesShown);
    const last = shown.at(-1);
    const more = members.length - shown.length;
    return more === 0 || last === undefined ? shown : [...shown.slice(0, -1), { ...last, reason: `${last.reason}; and ${more} more like it` }];
  });
  kept.sort((a, b) => compareText(a.address, b.address));
  const first = kept.slice(0, troublesShown);
  const last = first.at(-1);
  if (kept.length === first.length || last === undefined) return first;
  return [...first.slice(0, -1), { ...last, reason: `${last.reason}; and ${kept.length - first.length} more kinds and places that are not listed` }];
}

/** The sort of file by its name: `.xyz`, or `no extension`. */
function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : 'no extension';
}
