/** Finds and reads `plumbline.yaml`. What it cannot make sense of is the operator's to mend: an error with line and next step, never a guess. */
import { LineCounter, isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { manifestSchema, type Manifest } from '../core/device.ts';
import { demandDocument } from '../core/document.ts';
import { UsageError } from '../core/trouble.ts';
import { plainPath } from './assign.ts';
import { compileGlob } from './glob.ts';

export const manifestName = 'plumbline.yaml';

/** A manifest is written by hand; a megabyte of it is a mistake or an attack. */
export const maxManifestBytes = 1024 * 1024;

const next = 'mend the manifest; schema/manifest.schema.json describes it, and plumbline init writes a new one';

interface Complaint {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

/** Reads and checks the manifest. `exists` answers whether a path (or folder) relative to the root is there. */
export function readManifest(text: string, exists: (path: string) => boolean, file = manifestName): Manifest {
  const manifest = demandDocument(text, manifestSchema, file, next);
  const complaints = [...duplicates(manifest), ...places(manifest, exists), ...interfaces(manifest), ...globs(manifest)];
  if (complaints.length === 0) return manifest;
  const at = locator(text);
  throw new UsageError('bad-manifest', complaints.slice(0, 10).map(({ at: path, message }) => `${file}:${at(path)}: ${message}`).join('\n'), next);
}

/** JSON Schema of the manifest as an author writes it: members with a default may be left out. */
export function manifestJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, $id: 'urn:plumbline:manifest:1', title: 'plumbline.yaml, format 1: the device under inspection and its components' };
}

function* duplicates({ components, device }: Manifest): Generator<Complaint> {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const [index, { name, where }] of components.entries()) {
    if (names.has(name)) yield { at: ['components', index, 'name'], message: `a second component is named ${JSON.stringify(name)}; findings could not be told apart` };
    names.add(name);
    for (const [place, path] of where.entries()) {
      const owner = owners.get(plainPath(path));
      if (owner !== undefined) yield { at: ['components', index, 'where', place], message: `${JSON.stringify(path)} already belongs to component ${JSON.stringify(owner)}` };
      owners.set(plainPath(path), name);
    }
  }
  const known = new Set<string>();
  for (const [index, { name }] of device.connectivity.entries()) {
    if (known.has(name)) yield { at: ['device', 'connectivity', index, 'name'], message: `a second interface is named ${JSON.stringify(name)}` };
    known.add(name);
  }
}

function* places({ components }: Manifest, exists: (path: string) => boolean): Generator<Complaint> {
  for (const [index, { where }] of components.entries()) {
    for (const [place, path] of where.entries()) {
      const at = ['components', index, 'where', place];
      if (path.startsWith('/') || path.split('/').includes('..')) yield { at, message: `${JSON.stringify(path)} must be relative to the manifest and must not climb with ..` };
      else if (plainPath(path) !== '' && !exists(plainPath(path))) yield { at, message: `there is nothing at ${JSON.stringify(path)}` };
    }
  }
}

function* interfaces({ components, device }: Manifest): Generator<Complaint> {
  const known = device.connectivity.map(({ name }) => name);
  for (const [index, { untrusted_input: inputs }] of components.entries()) {
    for (const [place, name] of inputs.entries()) {
      if (known.includes(name)) continue;
      const choice = known.length === 0 ? 'device.connectivity lists none' : `known are ${known.join(', ')}`;
      yield { at: ['components', index, 'untrusted_input', place], message: `no interface is named ${JSON.stringify(name)}; ${choice}` };
    }
  }
}

function* globs({ set_aside: entries }: Manifest): Generator<Complaint> {
  for (const [index, { glob }] of entries.entries()) {
    const compiled = compileGlob(glob);
    if ('wrong' in compiled) yield { at: ['set_aside', index, 'glob'], message: compiled.wrong };
  }
}

function locator(text: string): (path: readonly (string | number)[]) => string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (path) => {
    const node = document.getIn(path, true);
    const { line, col } = lines.linePos(isNode(node) && node.range ? node.range[0] : 0);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
}
