/** Opens a device: finds its files, its manifest or what stands in for one, and who owns which file. It reads no artifact. */
import { basename } from 'node:path';
import type { Device, Manifest } from '../core/device.ts';
import { componentSchema, unassigned } from '../core/device.ts';
import type { Inspection } from '../core/inspection.ts';
import { UsageError } from '../core/trouble.ts';
import { ownerOf, setAsideBy } from './assign.ts';
import { existing, type Existing } from './existing.ts';
import { inferDevice } from './infer.ts';
import type { Limits } from './limits.ts';
import { manifestName, maxManifestBytes, readManifest } from './manifest.ts';
import { escapeName } from './names.ts';
import { sightDevice, type Sighted } from './sight.ts';
import type { Aside, Origin, Sighting, Tree } from './sighting.ts';

export interface OpenedDevice {
  readonly origin: Origin;
  /** Full commit id when a revision was opened, else empty. */
  readonly revision: string;
  /** Folder in which a version history may be asked for. */
  readonly folder: string;
  readonly device: Device;
  readonly edition: string;
  readonly newCodeSince: string;
  /** Files to look at, in order of their paths; what is set aside is not among them. */
  readonly sightings: readonly Sighting[];
  readonly componentOf: (path: string) => string;
  readonly setAside: Inspection['inventory']['set_aside'];
  readonly troubles: Inspection['inventory']['troubles'];
  readonly links: number;
}

export interface OpenOptions {
  readonly ignoreManifest?: boolean;
  /** Reports this run reads or writes; inside the device they are set aside, else no two inspections would agree. */
  readonly reports?: readonly string[];
}

/** Gives what was sighted its manifest, or infers one, and owners. Throws `UsageError` when the manifest is wrong. */
export function openSighted(sighted: Sighted, { ignoreManifest = false }: OpenOptions = {}): OpenedDevice {
  const { tree, all, home, isFolder, own } = sighted;
  const look = existing(tree.origin);
  const text = isFolder && !ignoreManifest ? manifestIn(look) : undefined;
  const manifest = text === undefined ? undefined : readManifest(text, look.exists);
  const device = manifest === undefined ? inferDevice(all, escapeName(basename(home)), look) : declared(manifest);
  const { setAside, ...rest } = sorted(all, tree, device);
  return {
    ...rest, setAside: [...setAside, ...own.map((glob) => ({ glob, reason: 'a report of Plumbline is read or written here', files: 1 }))],
    revision: tree.revision, folder: sighted.folder, origin: tree.origin, edition: manifest?.edition ?? '', newCodeSince: manifest?.new_code_since ?? '',
  };
}

/** Opens in one step. Throws `UsageError` when there is nothing at `path`, the revision is unknown, or the manifest is wrong. */
export function openDevice(path: string, revision: string | undefined, limits: Limits, options: OpenOptions = {}): OpenedDevice {
  return openSighted(sightDevice(path, revision, limits, options.reports), options);
}

/** Text of the manifest, if there is one. A manifest that cannot be read must not turn into a guess about the device. */
function manifestIn(look: Existing): string | undefined {
  const text = look.text(manifestName, maxManifestBytes);
  if (text !== undefined || !look.exists(manifestName)) return text;
  throw new UsageError('unreadable-manifest', `${manifestName} is there and cannot be read: it is no regular file, closed to this user, or larger than ${maxManifestBytes} bytes`, 'mend it, or move it away to have the device inferred from its files');
}

function declared(manifest: Manifest): Device {
  return { about: manifest.device, components: manifest.components, setAside: manifest.set_aside, inferred: [], declared: true };
}

function sorted(all: readonly Sighting[], tree: Tree, device: Device): Pick<OpenedDevice, 'device' | 'sightings' | 'componentOf' | 'setAside' | 'troubles' | 'links'> {
  const owner = ownerOf(device.components);
  const aside = setAsideBy(device.setAside);
  const asideCounts = device.setAside.map(() => 0);
  const sightings: Sighting[] = [];
  const troubles: { address: string; reason: string }[] = [];
  let links = 0;
  let stray = false;
  for (const sighting of all) {
    // The manifest is read, not inspected: all it says stands in the inspection.
    if (device.declared && sighting.path === manifestName) continue;
    const covered = aside(sighting.path);
    if (covered >= 0) asideCounts[covered] = (asideCounts[covered] ?? 0) + 1;
    else if (sighting.sort === 'link') {
      links++;
      if (sighting.leaves === true) troubles.push({ address: sighting.path, reason: `symbolic link that leaves the device, not followed: ${sighting.target ?? ''}` });
    } else {
      sightings.push(sighting);
      if (owner(sighting.path) === undefined) stray = true;
    }
  }
  const rest = componentSchema.parse({ name: unassigned, kind: 'source', where: ['.'] });
  return {
    device: stray ? { ...device, components: [...device.components, rest] } : device,
    sightings,
    componentOf: (path) => owner(path) ?? (stray ? unassigned : (device.components[0]?.name ?? unassigned)),
    setAside: [...device.setAside.map((entry, index) => ({ ...entry, files: asideCounts[index] ?? 0 })), ...ignored(tree.asides())],
    troubles,
    links,
  };
}

/** What ignore files name is set aside for the reason that they do. */
function ignored(asides: readonly Aside[]): Inspection['inventory']['set_aside'] {
  return asides.map(({ path, sort, reason }) => ({ glob: sort === 'folder' ? `${path.replace(/\/$/, '')}/**` : path, reason, files: 1 }));
}
