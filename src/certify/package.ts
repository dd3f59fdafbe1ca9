/** Makes the files of a package from an inspection and what goes with it. The same ingredients make the same bytes; nothing is signed here. */
import { spell } from '../core/spelling.ts';
import { compareText } from '../core/place.ts';
import { utf8 } from './bytes.ts';
import { sha256Hex, type Cryptography } from './cryptography.ts';
import { editionForm, elementForm, inspectionForm, recordForm, type ElementForm, type Told } from './forms.ts';
import { planOf, type Question } from './plan.ts';
import { indexName, type PackageIndex, type Role } from './seal.ts';
import { fitted, type Shape } from './shape.ts';
import { derived, sarifStatement } from './statements/all.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

export interface Ingredients {
  readonly inspection: unknown;
  readonly record: unknown;
  /** The edition and its elements as they were loaded: their canonical spelling has the digest that the inspection names. */
  readonly edition: unknown;
  readonly elements: ReadonlyMap<string, unknown>;
  /** The seal of the edition's publisher, if it bears one. */
  readonly editionSeal?: unknown;
  /** A SARIF log of the inspection, if one was made. */
  readonly sarif?: unknown;
  /** Files of the device that go along, by their names in the package. */
  readonly evidence: Files;
  /** Roles whose seals a complete package has. */
  readonly expects: readonly Role[];
  readonly validUntil?: string;
}

export const editionPath = (id: string): string => `law/editions/${id}.json`;
export const editionSealPath = (id: string): string => `law/editions/${id}.dsse.json`;
export const elementPath = (id: string): string => `law/elements/${id}.json`;
export const statementPath = (name: string): string => `statements/${name}.json`;

/** All files but the signatures, `index.json` among them. */
export async function makePackage(ingredients: Ingredients, cryptography: Cryptography): Promise<Files> {
  const inspection = demanded(inspectionForm, ingredients.inspection, 'the inspection');
  const record = demanded(recordForm, ingredients.record, 'the record');
  const inspectionBytes = utf8(spell(inspection));
  const recordBytes = utf8(spell(record));
  const digests = { inspection: await sha256Hex(cryptography, inspectionBytes), record: await sha256Hex(cryptography, recordBytes) };
  const told: Told = { inspection, record, digests };
  const statements = [...derived].map(([name, make]): readonly [string, unknown] => [name, make(told)]);
  if (ingredients.sarif !== undefined) statements.push(['sarif', sarifStatement(told, ingredients.sarif)]);
  const files = new Map<string, readonly [PackageIndex['files'][number]['holds'], Uint8Array]>([
    ['inspection.json', ['inspection', inspectionBytes]],
    ['record.json', ['record', recordBytes]],
    [editionPath(inspection.edition.id), ['law', utf8(spell(ingredients.edition))]],
  ]);
  if (ingredients.editionSeal !== undefined) files.set(editionSealPath(inspection.edition.id), ['law', utf8(spell(ingredients.editionSeal))]);
  for (const [id, law] of ingredients.elements) files.set(elementPath(id), ['law', utf8(spell(law))]);
  for (const [name, statement] of statements) files.set(statementPath(name), ['statement', utf8(spell(statement))]);
  for (const [path, bytes] of ingredients.evidence) files.set(path, ['evidence', bytes]);
  const ordered = [...files].sort(([a], [b]) => compareText(a, b));
  const listed = await Promise.all(ordered.map(async ([path, [holds, bytes]]) => ({ path, sha256: await sha256Hex(cryptography, bytes), size: bytes.length, holds })));
  const plan = await questionsOf(ingredients, told, cryptography);
  const { about } = inspection.device;
  const index: PackageIndex = {
    schema: 'plumbline-package-1',
    plumbline: inspection.plumbline,
    as_of: inspection.as_of,
    device: { name: about.name, version: about.version, maker: about.maker },
    inspection: digests.inspection,
    record: digests.record,
    edition: { id: inspection.edition.id, digest: inspection.edition.digest },
    level: inspection.level.value,
    plan,
    expects: [...new Set(ingredients.expects)].sort(compareText),
    ...(ingredients.validUntil === undefined ? {} : { valid_until: ingredients.validUntil }),
    files: listed,
  };
  return new Map([...ordered.map(([path, [, bytes]]): [string, Uint8Array] => [path, bytes]), [indexName, utf8(spell(index))]]);
}

async function questionsOf({ edition, elements }: Ingredients, { inspection, record }: Told, cryptography: Cryptography): Promise<PackageIndex['plan']> {
  const laws = new Map([...elements].map(([id, law]): [string, ElementForm] => [id, demanded(elementForm, law, `the element ${id}`)]));
  return planDigest(planOf(demanded(editionForm, edition, 'the edition'), laws, inspection.level.value, record), cryptography);
}

export async function planDigest(questions: readonly Question[], cryptography: Cryptography): Promise<PackageIndex['plan']> {
  return { digest: `sha256:${await sha256Hex(cryptography, utf8(spell(questions)))}`, questions: questions.length };
}

/** What this program made itself and has another shape is our fault, not the operator's. */
function demanded<Value>(shape: Shape<Value>, value: unknown, what: string): Value {
  const plain: unknown = JSON.parse(spell(value));
  const read = fitted(shape, plain);
  if ('complaint' in read) throw new Error(`${what} is not what a certificate can speak of: ${read.complaint}`);
  return read.value;
}
