/** Checks that inspection, record and every statement say the same: what follows from the inspection is made again and compared. */
import { spell } from '../../core/spelling.ts';
import { sha256Hex, type Cryptography } from '../cryptography.ts';
import { utf8 } from '../bytes.ts';
import { inspectionForm, recordForm, type Told } from '../forms.ts';
import { readCanonical } from '../json.ts';
import { statementPath, type Files } from '../package.ts';
import type { Notes } from '../reasons.ts';
import { indexName, type PackageIndex } from '../seal.ts';
import { anything, fitted, members, type Shape } from '../shape.ts';
import { resourceShape, statementShape } from '../statement.ts';
import { derived, sarifPredicate } from '../statements/all.ts';
import { inventoryText, subjectOf } from '../subject.ts';

const sarifForm = members({ inspection: resourceShape, sarif: anything });

/** What the package tells, once its parts agree on their form; undefined when one of them cannot be read. */
export async function readTold(files: Files, cryptography: Cryptography, notes: Notes): Promise<Told | undefined> {
  const inspection = read('inspection.json', inspectionForm, files, notes);
  const record = read('record.json', recordForm, files, notes);
  const [inspectionBytes, recordBytes] = [files.get('inspection.json'), files.get('record.json')];
  if (inspection === undefined || record === undefined || inspectionBytes === undefined || recordBytes === undefined) return undefined;
  return { inspection, record, digests: { inspection: await sha256Hex(cryptography, inspectionBytes), record: await sha256Hex(cryptography, recordBytes) } };
}

/** A file that is not there has been said to be missing already. */
export function read<Value>(path: string, form: Shape<Value>, files: Files, notes: Notes): Value | undefined {
  const bytes = files.get(path);
  if (bytes === undefined) return undefined;
  const plain = readCanonical(bytes);
  const fits = 'trouble' in plain ? { complaint: plain.trouble } : fitted(form, plain.value);
  if (!('complaint' in fits)) return fits.value;
  notes.refuse('malformed', path, fits.complaint);
  return undefined;
}

export async function checkTold(told: Told, index: PackageIndex, cryptography: Cryptography, notes: Notes): Promise<void> {
  const { inspection, record, digests } = told;
  const { about } = inspection.device;
  const must = (holds: boolean, where: string, what: string): void => {
    if (!holds) notes.refuse('contradiction', where, what);
  };
  must(index.inspection === digests.inspection && index.record === digests.record, indexName, 'the index names another inspection or record than the ones in the package');
  must(index.device.name === about.name && index.device.version === about.version && index.device.maker === about.maker, indexName, 'the index names another device than the inspection');
  must(index.as_of === inspection.as_of && index.plumbline === inspection.plumbline, indexName, 'the index names another day or version of Plumbline than the inspection');
  must(index.edition.id === inspection.edition.id && index.edition.digest === inspection.edition.digest && index.level === inspection.level.value, indexName, 'the index names another edition or level than the inspection');
  must(record.plumbline === inspection.plumbline && record.as_of === inspection.as_of && spell(record.device.about) === spell(about), 'record.json', 'the record is of another device, day or version than the inspection');
  must(inspection.inventory.digest === `sha256:${await sha256Hex(cryptography, utf8(inventoryText(record)))}`, 'record.json', 'the files in the record are not those that the inspection counted');
  for (const [verdict, count] of Object.entries(inspection.standing.totals)) {
    must(inspection.requirements.filter((one) => one.verdict === verdict).length === count, 'inspection.json', `the totals count ${count} requirements as ${verdict}, and the list does not`);
  }
}

export function checkStatements(told: Told, files: Files, index: PackageIndex, notes: Notes): void {
  const before = notes.reasons.length;
  for (const [name, make] of derived) {
    const path = statementPath(name);
    const bytes = files.get(path);
    if (!index.files.some((file) => file.path === path)) notes.refuse('missing', path, 'the index does not list this statement, which every package has');
    else if (bytes !== undefined && new TextDecoder().decode(bytes) !== spell(make(told))) notes.refuse('contradiction', path, 'this statement does not say what the inspection says');
  }
  for (const { path, holds } of index.files) {
    const name = path.replace(/^statements\/|\.json$/g, '');
    if (holds === 'statement' && !derived.has(name)) checkOther(path, told, files, notes);
  }
  if (notes.reasons.length === before) notes.holds('every statement follows from the inspection, and names its digest');
}

/** A statement that cannot be made again here must at least be about the same bytes and name the inspection. */
function checkOther(path: string, told: Told, files: Files, notes: Notes): void {
  const statement = read(path, statementShape, files, notes);
  if (statement === undefined) return;
  if (spell(statement.subject) !== spell(subjectOf(told))) notes.refuse('wrong-subject', path, 'this statement is about other bytes than the inspection');
  const log = statement.predicateType === sarifPredicate ? fitted(sarifForm, statement.predicate) : { complaint: 'it is of a kind that packages do not have' };
  if ('complaint' in log) notes.refuse('malformed', path, log.complaint);
  else if (log.value.inspection.digest.sha256 !== told.digests.inspection) notes.refuse('contradiction', path, 'this statement names another inspection');
  else notes.unchecked(`the log in ${path}: it names the inspection, and was not made again from it`);
}
