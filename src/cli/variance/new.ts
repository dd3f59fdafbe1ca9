/** `plumbline variance new`: finds the breaches and writes the record for a person to complete. It approves nothing. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Inspection } from '../../core/inspection.ts';
import type { Breach, Finding } from '../../core/finding.ts';
import { UsageError } from '../../core/trouble.ts';
import { varianceKinds } from '../../core/variance.ts';
import { print } from '../print.ts';
import { deliverTo } from '../targets.ts';
import { plain } from '../terminal.ts';
import { editionUsed, inspectionOf, lastDay, type Given } from './device.ts';
import { recordText } from './record-text.ts';

interface Options extends Given {
  readonly component?: string;
  readonly fingerprint?: readonly string[];
  readonly id?: string;
  readonly kind?: string;
  readonly out?: string;
}

export async function newCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  const { id, kind = 'variance', fingerprint: asked = [] } = options;
  if (id === undefined || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) throw new UsageError('no-id', 'the record has no name that can be used', 'give one with --id, in letters, digits, dots and hyphens');
  if (!varianceKinds.some((known) => known === kind)) throw new UsageError('no-such-kind', `there is no kind "${kind}"`, `choose one of: ${varianceKinds.join(', ')}`);
  if (asked.length === 0) throw new UsageError('no-fingerprint', 'no breach is named', 'take fingerprints from plumbline inspect --format json, or the HTML report, and give each with --fingerprint');
  const inspection = await inspectionOf(path, options);
  const { finding, breaches } = breachesOf(inspection, asked, options.component);
  await write(path, inspection, options, { id, kind, renews: '' }, finding, breaches);
  return 0;
}

/** Writes the record beside the device and says what is missing. */
export async function write(path: string, inspection: Inspection, options: Given & { readonly out?: string }, head: { readonly id: string; readonly kind: string; readonly renews: string }, finding: Finding, breaches: readonly Breach[]): Promise<void> {
  const edition = await editionUsed(inspection, options);
  const { about } = inspection.device;
  const file = options.out ?? join(path, 'plumbline-variances', `${head.id}.yaml`);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new UsageError('exists', `${file} is there already`, 'name another file with --out, or another record with --id');
  const cited = inspection.elements.find((element) => element.id === finding.element);
  const text = recordText({
    ...head,
    element: finding.element,
    edition: inspection.edition.id,
    text: cited?.digest ?? '',
    device: about.name,
    version: about.version,
    component: finding.component,
    breaches: breaches.map(({ fingerprint, message }) => [fingerprint, message]),
    expires: lastDay(edition, inspection.level.value, inspection.as_of),
    objective: cited?.objective ?? finding.title,
  });
  deliverTo(file, text);
  const barred = edition.law.variances === undefined ? `edition ${edition.law.id} allows no variances: it will be refused\n` : edition.law.variances.never.includes(finding.element) ? `edition ${edition.law.id} allows no variance from ${finding.element}: it will be refused\n` : '';
  await print(`wrote ${plain(file)}\n${barred}fill in what is blank and have it approved by somebody in another role; until then it is malformed and not applied\nthen: plumbline variance check ${plain(path)}\n`);
}

function breachesOf(inspection: Inspection, asked: readonly string[], component?: string): { readonly finding: Finding; readonly breaches: readonly Breach[] } {
  const known = inspection.findings.filter((finding) => component === undefined || finding.component === component).flatMap((finding) => finding.breaches.map((breach) => ({ finding, breach })));
  const found = asked.map((prefix) => {
    const matches = known.filter(({ breach }) => breach.fingerprint.startsWith(prefix));
    if (matches.length !== 1 || matches[0] === undefined) throw new UsageError('no-such-breach', `${matches.length === 0 ? 'no breach has' : `${matches.length} breaches have`} the fingerprint ${prefix}`, 'give a fingerprint of this inspection in full, and --component where several components share it');
    return matches[0];
  });
  const [first] = found;
  const stray = found.find(({ finding }) => finding !== first?.finding);
  if (first === undefined || stray !== undefined) throw new UsageError('several-findings', 'the breaches are of more than one element or component', 'write one record for each element and component');
  return { finding: first.finding, breaches: found.map(({ breach }) => breach) };
}
