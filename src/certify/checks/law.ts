/** Checks the law that came along: that it is the edition known here, unaltered, and that everything it asks was answered. It judges nothing again. */
import { sha256Hex, type Cryptography } from '../cryptography.ts';
import { editionForm, elementForm, type ElementForm, type Told } from '../forms.ts';
import { editionPath, elementPath, planDigest, type Files } from '../package.ts';
import { compareQuestions, planOf, type Question } from '../plan.ts';
import type { Notes } from '../reasons.ts';
import { indexName, type PackageIndex } from '../seal.ts';
import { publisherOf, type Sealing } from './edition-seal.ts';
import { read } from './statements.ts';

/** What this verifier knows of the law and of the tool; data that is handed in. */
export interface Known {
  readonly editions: readonly { readonly id: string; readonly digest: string; readonly status: string; readonly elements: Readonly<Record<string, string>> }[];
  /** Versions of Plumbline, first and last, that are known to give wrong results. */
  readonly faulty: readonly { readonly from: string; readonly to: string; readonly because: string }[];
}

/** `files` are those that are as they were signed; one that is not was named already. */
export async function checkLaw({ inspection }: Told, index: PackageIndex, sealing: Sealing, known: Known, notes: Notes): Promise<void> {
  const { files, trust, cryptography } = sealing;
  const before = notes.reasons.length;
  const { id, digest, status } = inspection.edition;
  const path = editionPath(id);
  const has = async (at: string, wanted: string, what: string): Promise<void> => {
    const bytes = files.get(at);
    if (bytes === undefined && index.files.some(({ path: listed }) => listed === at)) return;
    if (bytes === undefined) notes.refuse('missing', at, `the text of ${what} is not in the package`);
    else if (`sha256:${await sha256Hex(cryptography, bytes)}` !== wanted) notes.refuse('altered-edition', at, `the text of ${what} is not the one that the inspection was made under`);
  };
  await has(path, digest, `the edition ${id}`);
  for (const element of inspection.elements) await has(elementPath(element.id), element.digest, `the element ${element.id}`);
  const here = known.editions.find((edition) => edition.id === id);
  const publisher = await publisherOf(id, sealing, notes);
  const isNamed = publisher !== undefined || trust.editions.some((edition) => edition.id === id && edition.digest === digest);
  if (here === undefined && !isNamed) notes.refuse('unknown-edition', path, `no edition ${id} is known here; if it is genuine, its digest ${digest} belongs under "editions" of the trust root, or the key of its publisher under "keys"`);
  if (here !== undefined && here.digest !== digest && !isNamed) notes.refuse('altered-edition', path, `the edition ${id} known here has another text (${here.digest})`);
  if (here !== undefined && here.digest === digest) {
    for (const [element, wanted] of Object.entries(here.elements)) {
      const bytes = files.get(elementPath(element));
      if (bytes !== undefined && `sha256:${await sha256Hex(cryptography, bytes)}` !== wanted) notes.refuse('altered-edition', elementPath(element), `the element ${element} of edition ${id} has another text here`);
    }
    const stranger = inspection.elements.find((element) => here.elements[element.id] === undefined);
    if (stranger !== undefined) notes.refuse('altered-edition', elementPath(stranger.id), `the edition ${id} known here has no element ${stranger.id}`);
  }
  if (here?.digest !== digest) checkFrozen(inspection, files, notes);
  if (status !== 'published') notes.remark(`edition ${id} is not published (${status}): it binds nobody`);
  if (notes.reasons.length === before) notes.holds(`the law is edition ${id} as it is known here, with the text of all ${inspection.elements.length} elements`);
}

/** Of an edition that only the trust root names, the elements are known as far as the edition freezes them by digest. */
function checkFrozen({ edition, elements }: Told['inspection'], files: Files, notes: Notes): void {
  const rows = read(editionPath(edition.id), editionForm, files, notes)?.adopts ?? [];
  for (const { element, digest } of rows) {
    const used = elements.find(({ id }) => id === element);
    if (used !== undefined && digest !== undefined && used.digest !== digest) notes.refuse('altered-edition', elementPath(element), `the edition ${edition.id} freezes the element ${element} with another text`);
  }
  if (rows.some(({ digest }) => digest === undefined)) notes.unchecked(`the text of the elements of edition ${edition.id}: it is not known here, and the edition does not freeze all of them by digest`);
}

export async function checkPlan(told: Told, files: Files, index: PackageIndex, cryptography: Cryptography, notes: Notes): Promise<void> {
  const { inspection, record } = told;
  const edition = read(editionPath(inspection.edition.id), editionForm, files, notes);
  if (edition === undefined) return;
  const elements = new Map<string, ElementForm>();
  for (const { id } of inspection.elements) {
    const element = read(elementPath(id), elementForm, files, notes);
    if (element !== undefined) elements.set(id, element);
  }
  const before = notes.reasons.length;
  for (const { element } of edition.adopts) {
    const isListed = index.files.some(({ path }) => path === elementPath(element));
    if (!isListed && isAsked(edition, element, inspection.level.value)) notes.refuse('missing', elementPath(element), `the edition asks for the element ${element} at level ${inspection.level.value}, and it was left out`);
  }
  const plan = planOf(edition, elements, inspection.level.value, record);
  // With a part of the law missing or altered the plan cannot be drawn up, and that was said.
  const named = new Set(inspection.elements.map(({ id }) => id));
  if (named.size < inspection.elements.length) notes.refuse('contradiction', 'inspection.json', 'an element is listed twice');
  if (elements.size < named.size) return;
  const { digest, questions } = await planDigest(plan, cryptography);
  if (digest !== index.plan.digest || questions !== index.plan.questions) notes.refuse('contradiction', indexName, 'the plan in the index is not what the edition asks of this device');
  const answered = inspection.findings.map(({ element, component }): Question => [element, component]).sort(compareQuestions);
  const key = (question: Question): string => question.join('\0');
  const [asked, given] = [new Set(plan.map(key)), new Set(answered.map(key))];
  const spoken = ([element, component]: Question): string => (component === '' ? element : `${element} of ${component}`);
  for (const question of plan) if (!given.has(key(question))) notes.refuse('missing', 'inspection.json', `the edition asks ${spoken(question)}, and no finding answers: it was left out`);
  for (const question of answered) if (!asked.has(key(question))) notes.refuse('contradiction', 'inspection.json', `there is a finding for ${spoken(question)}, which the edition does not ask`);
  if (given.size < answered.length) notes.refuse('contradiction', 'inspection.json', 'a question is answered twice');
  if (notes.reasons.length === before) notes.holds(`all ${plan.length} questions that the edition asks of this device are answered`);
}

function isAsked(edition: Parameters<typeof planOf>[0], element: string, level: number): boolean {
  const row = edition.adopts.find((one) => one.element === element);
  return (row?.from_level ?? Infinity) <= level || edition.alternatives.some((group) => group.from_level <= level && group.any_of.flat().includes(element));
}

/** Versions as three numbers; anything else is no version that a table can name. */
export function checkTool(version: string, { faulty }: Known, notes: Notes): void {
  const hit = faulty.find(({ from, to }) => compareVersions(from, version) <= 0 && compareVersions(version, to) <= 0);
  if (hit !== undefined) notes.refuse('faulty-tool', 'inspection.json', `Plumbline ${version} is known to be faulty: ${hit.because}`);
  else notes.holds(`Plumbline ${version} is not among the versions known to be faulty`);
}

function compareVersions(a: string, b: string): number {
  const right = threeOf(b);
  return threeOf(a).map((part, place) => Number(part) - Number(right[place])).find((difference) => difference !== 0) ?? 0;
}

function threeOf(version: string): readonly string[] {
  return [...version.split(/[.+-]/), '0', '0'].slice(0, 3);
}
