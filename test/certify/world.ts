/** A certified device and the parties around it, made on the spot: no key of these tests is ever kept. */
import { createPrivateKey, generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { bundleBytes, readBundle, type Bundle } from '../../src/certify/bundle.ts';
import { certify, type Stamp } from '../../src/certify/certificate.ts';
import { cryptographyOf, sha256Hex } from '../../src/certify/cryptography.ts';
import { makePackage, type Files, type Ingredients } from '../../src/certify/package.ts';
import type { Role } from '../../src/certify/seal.ts';
import { keySigner, type Signer } from '../../src/certify/sign.ts';
import type { Known } from '../../src/certify/checks/law.ts';
import { canonicalJson } from '../../src/core/canonical.ts';

const root = join(import.meta.dirname, '..', '..');
export const device = join(root, 'examples', 'infusion-pump', 'as-mended');
export const day = '2026-11-20';
export const cryptography = cryptographyOf(webcrypto.subtle);

export interface Party {
  readonly signer: Signer;
  readonly pem: string;
  readonly publicPem: string;
}

function party(make: () => { readonly privateKey: KeyObject; readonly publicKey: KeyObject }): Party {
  const { privateKey, publicKey } = make();
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { signer: keySigner(createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString(), 'a test key'), pem, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

const curve = (namedCurve: string) => (): ReturnType<Parameters<typeof party>[0]> => generateKeyPairSync('ec', { namedCurve });
const edwards = (): ReturnType<Parameters<typeof party>[0]> => generateKeyPairSync('ed25519');

export const parties = { maker: party(edwards), inspector: party(curve('P-256')), approver: party(curve('P-384')), stranger: party(edwards) };

const indented = (pem: string): string => pem.trimEnd().split('\n').map((line) => `      ${line}`).join('\n');

/** A row of a trust root; `more` is further YAML of the row. */
export function keyRow(name: string, roles: string, publicPem: string, more = ''): string {
  return `  - name: ${name}\n    roles: [${roles}]\n${more}    key: |\n${indented(publicPem)}\n`;
}

export const honestTrust = `plumbline-trust: 1\nkeys:\n${keyRow('the maker', 'maker', parties.maker.publicPem)}${keyRow('the inspector', 'inspector', parties.inspector.publicPem)}${keyRow('the approver', 'approver', parties.approver.publicPem)}`;

interface Gathered {
  readonly made: Omit<Ingredients, 'expects'>;
  readonly known: Known;
}

const gathered = await gatheredOnce();
export const known = gathered.known;
export const ingredients: Ingredients = { ...gathered.made, expects: ['maker'] };

/** Mutation testing starts these tests hundreds of times and lets them share one inspection and what is known of the law, whose making it does not change. */
async function gatheredOnce(): Promise<Gathered> {
  const shared = process.env['PLUMBLINE_TEST_WORLD'];
  if (shared !== undefined && existsSync(shared)) return deserialize(readFileSync(shared)) as Gathered;
  const { gather } = await import('../../src/cli/certify/gather.ts');
  const { knownHere } = await import('../../src/cli/verify/known.ts');
  const watch = { phase: () => undefined, advance: () => undefined };
  const { ingredients: made } = await gather({ path: device, asOf: day, codebooks: [], version: '0.1.0', watch, history: false, jobs: 0 }, new Set(['bill', 'evidence']));
  const whole: Gathered = { made, known: await knownHere([]) };
  if (shared !== undefined) writeFileSync(shared, serialize(whole));
  return whole;
}

export async function signed(files: Files, role: Role, { signer }: Party, stamp?: Stamp): Promise<Files> {
  return new Map([...files, ...(await certify(files, role, signer, cryptography, stamp))]);
}

export const bare = await makePackage(ingredients, cryptography);
export const honest = await signed(bare, 'maker', parties.maker);

/** The package of a signer who changed its parts before signing: every digest fits, and what it says does not. */
export async function dishonest(change: Partial<Record<keyof Ingredients, unknown>>): Promise<Files> {
  return signed(await makePackage({ ...ingredients, ...change } as Ingredients, cryptography), 'maker', parties.maker);
}

/** As `dishonest`, for files that `makePackage` would never write: the index is made to fit them. */
export async function dishonestFiles(change: (files: Map<string, Uint8Array>) => void, alter: (index: Record<string, unknown>) => void = () => undefined): Promise<Files> {
  const files = new Map(bare);
  change(files);
  const index = json(files, 'index.json');
  const rows = index['files'] as { readonly path: string; readonly holds: string }[];
  const kept = rows.filter(({ path }) => files.has(path));
  const digest = async (path: string): Promise<string> => sha256Hex(cryptography, files.get(path) ?? new Uint8Array(0));
  index['files'] = await Promise.all(kept.map(async ({ path, holds }) => ({ path, sha256: await digest(path), size: files.get(path)?.length ?? 0, holds })));
  index['inspection'] = await digest('inspection.json');
  index['record'] = await digest('record.json');
  alter(index);
  files.set('index.json', text(canonicalJson(index)));
  return signed(files, 'maker', parties.maker);
}

export function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

export function json(files: Files, path: string): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(files.get(path))) as Record<string, unknown>;
}

/** A copy with some files replaced, and those given as undefined taken out. */
export function changed(files: Files, changes: Readonly<Record<string, Uint8Array | string | undefined>>): Files {
  const copy = new Map(files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) copy.delete(path);
    else copy.set(path, typeof content === 'string' ? text(content) : content);
  }
  return copy;
}

/** Where the signatures of a role lie. */
export function folderOf(files: Files, role: Role): string {
  const path = [...files.keys()].find((name) => name.startsWith(`signatures/${role}-`)) ?? '';
  return path.split('/').slice(0, 2).join('/');
}

export function bundleAt(files: Files, path: string): Bundle {
  const bundle = readBundle(files.get(path) ?? new Uint8Array(0));
  if ('trouble' in bundle) throw new Error(bundle.trouble);
  return bundle;
}

export function withBundle(files: Files, path: string, change: Partial<Bundle>): Files {
  return changed(files, { [path]: bundleBytes({ ...bundleAt(files, path), ...change }) });
}
