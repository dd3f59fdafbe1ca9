/** `plumbline variance list` and `check`: the records with their states. Both ask the same function as the inspection. */
import type { Inspection } from '../../core/inspection.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { varianceCounts, variancesInOrder, varianceStory, varianceTotals, varianceWord } from '../../report/variances.ts';
import { subjectOf } from '../../report/signs.ts';
import { exitCodes } from '../outcome.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { inspectionOf, type Given } from './device.ts';

interface Options extends Given {
  readonly json?: boolean;
}

export async function listCommand(path: string, given: Record<string, unknown>): Promise<number> {
  await show(await inspectionOf(path, given as Options), given as Options);
  return 0;
}

/** A record that nobody may rely on fails; one that ends soon is shown and does not. */
export async function checkCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const inspection = await inspectionOf(path, given as Options);
  await show(inspection, given as Options);
  const { entries = [], malformed = [] } = inspection.variances ?? {};
  const isSound = malformed.length === 0 && entries.every(({ state }) => state === 'in-force' || state === 'renewed');
  return isSound ? 0 : exitCodes.nonconforming;
}

async function show(inspection: Inspection, { json }: Options): Promise<void> {
  const report = inspection.variances;
  if (json === true) return print(`${canonicalJson(report ?? null, 1)}\n`);
  if (report === undefined) return print('no record of a variance was found\n');
  const lines = [
    `${varianceCounts(report)}, as of ${inspection.as_of}, under edition ${inspection.edition.id}`,
    `${varianceTotals(inspection)}; no verdict is changed`,
    ...report.malformed.map(({ address, reason }) => `  malformed   ${address}: ${reason}`),
    ...variancesInOrder(report).flatMap((entry) => [
      `  ${varianceWord[entry.state].padEnd(17)} ${entry.id}  ${entry.element} of ${subjectOf(entry)}, until ${entry.expires}  (${entry.address})`,
      `      ${varianceStory(entry)}`,
      ...entry.controls.map(({ id, says, holds, because }) => `      control ${id} ${holds ? 'holds' : 'fails'}: ${says} (${because})`),
    ]),
  ];
  return print(`${lines.map(plain).join('\n')}\n`);
}
