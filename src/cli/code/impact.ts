/** `plumbline code impact`: judges stored records under a draft and says, device by device, what would change. Nothing is scanned. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../core/canonical.ts';
import { compareText } from '../../core/place.ts';
import { UsageError } from '../../core/trouble.ts';
import type { StoredRecord } from '../../judge/stored.ts';
import { impactOn, type Impact } from '../../judge/revision/impact.ts';
import { chosenEdition } from '../../inspect.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { editionIn, openBench } from './bench.ts';
import { bindsFrom } from './show.ts';

interface Options {
  readonly draft?: string;
  readonly against?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export async function impactCommand(folder: string, given: Record<string, unknown>): Promise<number> {
  const { draft, against, asOf, json } = given as Options;
  if (draft === undefined) throw new UsageError('no-draft', 'no edition to try is named', 'name one with --draft; plumbline code list shows what there is');
  const files = recordsIn(folder);
  const bench = await openBench();
  const after = editionIn(bench, draft);
  const before = against === undefined ? (bench.codebook.editions.get(after.law.supersedes) ?? chosenEdition(bench.codebook, '', asOf ?? after.law.effective_on)) : editionIn(bench, against);
  const rows: { readonly file: string; readonly impact: Impact }[] = [];
  const strangers: string[] = [];
  for (const file of files) {
    const stored = storedIn(join(folder, file));
    if (stored === undefined) strangers.push(file);
    else rows.push({ file, impact: impactOn(stored, bench, before, after, asOf) });
  }
  if (rows.length === 0) throw new UsageError('no-records', `${folder} holds no record of an inspection`, 'plumbline inspect DEVICE --record FILE writes one');
  if (json === true) await print(`${canonicalJson({ before: before.law.id, after: after.law.id, devices: rows.map(({ file, impact }) => ({ file, ...impact })), not_records: strangers }, 1)}\n`);
  else await print(`${[`${before.law.id} → ${after.law.id} (${after.law.status}, ${bindsFrom(after.law.effective_on, asOf ?? '')})`, ...rows.flatMap(({ file, impact }) => story(file, impact)), ...summary(rows.map(({ impact }) => impact)), ...strangers.map((file) => `not a record: ${file}`)].map(plain).join('\n')}\n`);
  return 0;
}

function recordsIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError('no-such-folder', `there is no folder at ${folder}`, 'name the folder that holds the records');
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort(compareText);
}

function storedIn(file: string): StoredRecord | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<StoredRecord> | null;
    const isRecord = value?.schema === 'plumbline-record-1' && Array.isArray(value.artifacts) && Array.isArray(value.filed) && Array.isArray(value.materials);
    return isRecord ? (value as StoredRecord) : undefined;
  } catch {
    return undefined;
  }
}

function story(file: string, impact: Impact): readonly string[] {
  const { newly, level, standing } = impact;
  const list = (what: string, names: readonly string[]): readonly string[] => (names.length === 0 ? [] : [`    ${what} (${names.length}): ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`]);
  const parts = [
    ...(level.before === level.after ? [] : [`    level ${level.before} → ${level.after}`]),
    ...list('newly unmet', newly.unmet), ...list('newly unknown', newly.unknown), ...list('newly met', newly.met),
    ...list('no longer asked', impact.no_longer_asked), ...list('variances that lapse', impact.lapsing),
  ];
  return [`  ${impact.device} ${impact.version} (${file}): ${standing.before}${standing.before === standing.after ? '' : ` → ${standing.after}`}`, ...(parts.length === 0 ? ['    nothing changes'] : parts)];
}

function summary(impacts: readonly Impact[]): readonly string[] {
  const many = (what: string, has: (impact: Impact) => boolean): string => `${impacts.filter(has).length} ${what}`;
  return [`${impacts.length} devices: ${[many('with something newly unmet', (one) => one.newly.unmet.length > 0), many('with something newly unknown', (one) => one.newly.unknown.length > 0), many('with something newly met', (one) => one.newly.met.length > 0), many('whose variances lapse', (one) => one.lapsing.length > 0)].join(', ')}`];
}
