/** A package small enough to be made for each test: three questions of one edition, and a key. Every member of it can be changed before it is signed. */
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { cryptographyOf, sha256Hex } from '../../src/certify/cryptography.ts';
import type { Known } from '../../src/certify/checks/law.ts';
import type { EditionForm, ElementForm, Told } from '../../src/certify/forms.ts';
import { makePackage, type Files, type Ingredients } from '../../src/certify/package.ts';
import { hintOf } from '../../src/certify/public-key.ts';
import { notes } from '../../src/certify/reasons.ts';
import type { PackageIndex } from '../../src/certify/seal.ts';
import { keySigner, type Signer } from '../../src/certify/sign.ts';
import { inventoryText } from '../../src/certify/subject.ts';
import type { TrustedKey, TrustRoot } from '../../src/certify/trust.ts';
import { spell } from '../../src/core/spelling.ts';

export const cryptography = cryptographyOf(webcrypto.subtle);
export const asOf = '2026-11-27';
export const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
export const digestOf = async (value: unknown): Promise<string> => `sha256:${await sha256Hex(cryptography, utf8(spell(value)))}`;
export const digit = (letter: string): string => letter.repeat(64);

export const edition: EditionForm = { id: 'e-1', status: 'published', adopts: [{ element: 'a', from_level: 1 }, { element: 'b', from_level: 2 }, { element: 'c', from_level: 3 }], alternatives: [{ any_of: [['b'], ['c']], from_level: 3 }] };
export const elements: ReadonlyMap<string, ElementForm> = new Map([['a', { id: 'a', scope: 'component', of: ['source'] }], ['b', { id: 'b', scope: 'device', of: [] }]]);
const about = { name: 'Pump', version: '1', maker: 'A maker' };

export const record: Told['record'] = {
  schema: 'plumbline-record-1', plumbline: '0.1.0', as_of: '2026-11-20', filed: [],
  device: { about, components: [{ name: 'main', kind: 'source', shipped: true }, { name: 'link', kind: 'source', shipped: true }] },
  materials: [{ name: 'c', nature: 'source' }],
  artifacts: [{ component: 'main', path: 'a.c', size: 1, sha256: digit('2'), material: 'c' }, { component: 'link', path: 'b.c', size: 1, sha256: digit('3'), material: 'c' }],
};

/** Under any edition and elements; the digests in it are theirs. */
export async function inspectionUnder(law: unknown = edition, parts: ReadonlyMap<string, unknown> = elements): Promise<Told['inspection']> {
  const rows = [['a', 'main'], ['a', 'link'], ['b', '']] as const;
  return {
    schema: 'plumbline-inspection-1', plumbline: '0.1.0', as_of: '2026-11-20', device: { about, revision: '' },
    edition: { id: 'e-1', title: 'An edition', status: 'published', digest: await digestOf(law), effective_on: '2026-01-01' },
    level: { value: 2, title: 'Level two', because: [], asked: false },
    standing: { value: 'conforming', because: 'so it is', totals: { met: 3, unmet: 0, unknown: 0, 'not-applicable': 0 } },
    requirements: rows.map(([id, component]) => ({ id, title: id, component, verdict: 'met' as const, because: '', means: [[id]] })),
    findings: rows.map(([element, component]) => ({ element, component, verdict: 'met' as const, because: '', strength: 'source' as const, breaches: [], gaps: [] })),
    elements: await Promise.all([...parts].map(async ([id, part]) => ({ id, digest: await digestOf(part) }))),
    inventory: { digest: `sha256:${await sha256Hex(cryptography, utf8(inventoryText(record)))}` },
  };
}

export const inspection = await inspectionUnder();
export const ingredients: Ingredients = { inspection, record, edition, elements, evidence: new Map(), expects: ['maker'] };
export const known: Known = { editions: [{ id: 'e-1', digest: inspection.edition.digest, status: 'published', elements: Object.fromEntries(inspection.elements.map(({ id, digest }) => [id, digest])) }], faulty: [] };

export interface Made {
  readonly files: Files;
  readonly index: PackageIndex;
  readonly told: Told;
}

export async function made(change: Partial<Ingredients> = {}): Promise<Made> {
  const files = await makePackage({ ...ingredients, ...change }, cryptography);
  const parsed = (path: string): unknown => JSON.parse(new TextDecoder().decode(files.get(path)));
  const index = parsed('index.json') as PackageIndex;
  return { files, index, told: { inspection: parsed('inspection.json') as Told['inspection'], record: parsed('record.json') as Told['record'], digests: { inspection: index.inspection, record: index.record } } };
}

export const signer: Signer = keySigner(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'a key');
export const hint = await hintOf(signer.key.spki, cryptography);
export const maker: TrustedKey = { name: 'the maker', key: signer.key, roles: ['maker'], window: {} };
export const trust: TrustRoot = { keys: new Map([[hint, maker]]), requires: ['maker'], requiresTime: false, allow: ['ed25519', 'p256', 'p384'], authorities: [], logs: [], requiresLog: false, revokedPackages: [], editions: [], isBare: false };

export interface Said {
  readonly reasons: readonly string[];
  readonly held: readonly string[];
  readonly unchecked: readonly string[];
  readonly remarks: readonly string[];
}

/** What a check wrote down, each reason as one line. */
export async function saidBy(check: (book: ReturnType<typeof notes>) => void | Promise<void>): Promise<Said> {
  const book = notes();
  await check(book);
  return { reasons: book.reasons.map(({ code, where, what }) => `${code} ${where}: ${what}`), held: book.held, unchecked: book.notChecked, remarks: book.remarks };
}
