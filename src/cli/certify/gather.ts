/** Inspects a device and gathers what goes into its package: inspection, record, law, log and the papers that were asked for. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { defaultLimits } from '../../acquire/limits.ts';
import { openReader } from '../../acquire/reader.ts';
import { sightDevice } from '../../acquire/sight.ts';
import { packagePath, wrongPath } from '../../certify/package-path.ts';
import type { Ingredients } from '../../certify/package.ts';
import { sha256 } from '../../core/canonical.ts';
import { componentKinds } from '../../core/device.ts';
import type { Inspection } from '../../core/inspection.ts';
import { loadExporter, loadWords } from '../../core/shelf.ts';
import { UsageError } from '../../core/trouble.ts';
import { chosenEdition, inspectWithRecord, loadLaw, type InspectRequest } from '../../inspect.ts';
import type { StoredRecord } from '../../judge/stored.ts';
import { ownCodebook } from '../code/bench.ts';

export const copied = [...componentKinds, 'none'] as const;

export interface Gathered {
  readonly inspection: Inspection;
  readonly ingredients: Omit<Ingredients, 'expects'>;
}

/** Throws `UsageError` when a paper is not the one that was inspected, or has a name that no package can hold. */
export async function gather(request: InspectRequest, kinds: ReadonlySet<string>): Promise<Gathered> {
  const { inspection, stored } = await inspectWithRecord(request);
  const codebook = loadLaw(request.codebooks, await loadWords());
  const edition = chosenEdition(codebook, inspection.edition.id, inspection.as_of);
  // All of them, also those that bind from a higher level: an edition is judged by whole or not at all.
  const elements = new Map(edition.law.adopts.map(({ element }): [string, unknown] => [element, codebook.elements.get(element)?.law]));
  const seal = sealOf(inspection.edition.id, request.codebooks);
  const sarif = await loadExporter('sarif');
  return {
    inspection,
    ingredients: {
      inspection,
      record: stored,
      edition: edition.law,
      elements,
      ...(seal === undefined ? {} : { editionSeal: seal }),
      sarif: JSON.parse(sarif.render(inspection, { width: 80, colour: false })) as unknown,
      evidence: papers(request, stored, kinds),
    },
  };
}

/** The seal that lies beside the edition, wherever that was loaded from. */
function sealOf(id: string, codebooks: readonly string[]): unknown {
  const file = [ownCodebook(), ...codebooks].map((folder) => join(folder, 'editions', `${id}.dsse.json`)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    throw new UsageError('bad-seal', `${file} is no seal of an edition: it is no JSON`, `plumbline code publish ${id} --key FILE seals it again`);
  }
}

/** Whole files of components of these kinds, with the bytes that were inspected. */
function papers({ path, revision, reports }: InspectRequest, { device, artifacts }: StoredRecord, kinds: ReadonlySet<string>): ReadonlyMap<string, Uint8Array> {
  const chosen = new Set(device.components.filter(({ kind }) => kinds.has(kind)).map(({ name }) => name));
  const wanted = new Map(artifacts.filter(({ component, inside, sha256: digest }) => chosen.has(component) && inside === undefined && digest !== '').map((artifact) => [artifact.path, artifact.sha256]));
  const found = new Map<string, Uint8Array>();
  if (wanted.size === 0) return found;
  const { tree, all } = sightDevice(path, revision, defaultLimits, reports);
  const sightings = all.filter((sighting) => wanted.has(sighting.path));
  for (const [sighting, got] of openReader(tree.origin)(sightings, (size) => new Uint8Array(size))) {
    const bytes = got.bytes?.slice();
    if (bytes === undefined || sha256(bytes) !== wanted.get(sighting.path)) throw new UsageError('changed', `${sighting.path} is not what it was when it was inspected a moment ago`, 'run again when nothing writes to the device');
    const name = packagePath('evidence', sighting.path);
    const wrong = wrongPath(name);
    if (wrong !== undefined) throw new UsageError('no-name', `${sighting.path} cannot go into the package: ${wrong}`, 'rename the file, or leave the papers out with --with none');
    found.set(name, bytes);
  }
  return found;
}

/** A package inside the device would be inspected with it the next time. */
export function demandOutside(device: string, out: string): void {
  const [home, target] = [resolve(device), resolve(out)];
  if (target !== home && !target.startsWith(join(home, sep))) return;
  throw new UsageError('inside', `${out} lies inside the device`, `name a place outside of ${basename(home)}`);
}
