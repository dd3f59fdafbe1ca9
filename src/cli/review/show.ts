/** `plumbline review show`: one escape hatch with its code, its standing, and every record that names it. It reads the file as text and runs nothing. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressWithSpot } from '../../core/place.ts';
import { plainCode } from '../../report/escape.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { reviewedAt, sitesNamed, type Given, type Reviewed, type Site } from './device.ts';

interface Options extends Given {
  readonly lines?: number;
}

/** A file that is larger is not shown; sources are smaller. */
const largestShown = 16 * 1024 * 1024;
const widest = 200;

export async function showCommand(key: string, path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  const reviewed = await reviewedAt(path, options);
  const sites = sitesNamed(reviewed, key);
  const [{ value }] = sites;
  const lines = [
    ...sites.flatMap((site) => [...head(site), '', ...code(path, site, options.lines ?? 12), '']),
    ...recordLines(reviewed, value.key),
    `plumbline review record ${value.key} ${path} --verdict sound --condition "…: …" --reviewer "…" --role "…" writes a record`,
  ];
  await print(`${lines.join('\n')}\n`);
  return 0;
}

function head({ place, value }: Site): readonly string[] {
  const { key, form, item, language, documented, test, function_hash: fn, module_hash: module, state, because } = value;
  return [
    `${key}  ${form}${item === '' ? '' : ` in ${item}`}${language === '' ? '' : ` (${language})`}`,
    `  at ${addressWithSpot(place)} of ${place.component}${test ? ', compiled for tests only' : ''}`,
    `  ${state}: ${because}`,
    `  ${documented ? 'a reason stands beside it' : 'no reason stands beside it'}`,
    `  function ${fn === '' ? 'could not be told' : fn}, module ${module === '' ? 'could not be told' : module}`,
  ].map(plain);
}

function code(root: string, { place }: Site, around: number): readonly string[] {
  if (place.inside !== undefined) return ['  (it lies in an archive; unpack it to read it)'];
  const file = lstatSync(root, { throwIfNoEntry: false })?.isDirectory() === true ? join(root, place.path) : root;
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.size > largestShown) return [`  (${plain(place.path)} cannot be shown)`];
  const lines = readFileSync(file, 'latin1').split('\n');
  const line = place.line ?? 1;
  const first = Math.max(1, line - around);
  return lines.slice(first - 1, line + around).map((text, index) => {
    const number = first + index;
    return `${number === line ? '>' : ' '} ${String(number).padStart(5)}  ${plainCode(utf8(text).slice(0, widest))}`.trimEnd();
  });
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function recordLines({ records }: Reviewed, key: string): readonly string[] {
  return records.filter(({ record }) => record.site.key === key).flatMap(({ record, address }) => [
    `${record.id}: ${record.verdict}, by ${record.reviewer} (${record.role}) on ${record.date}, until ${record.expires}  (${address})`,
    ...record.conditions.map(({ needs, holds }) => `  needs: ${needs}\n  holds: ${holds}`),
    ...record.evidence.map(({ says, link }) => `  evidence: ${says} (${link})`),
    '',
  ]).map(plain);
}
