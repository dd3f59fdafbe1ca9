/** What the measuring needs to know of a prepared benchmark: sites that are defects, sites that are not, and where they stand. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Finding } from './tools.ts';

export interface Part {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** One defect or one sound twin; several functions may carry it together. */
export interface Site {
  readonly family: string;
  /** Where it comes from, under its own name; only people read it. */
  readonly origin: string;
  readonly isBad: boolean;
  readonly parts: readonly Part[];
}

export interface Prepared {
  readonly title: string;
  readonly note: string;
  readonly sites: readonly Site[];
  readonly files: number;
}

const family = z.strictObject({ name: z.string(), rules: z.array(z.string()).default([]), juliet: z.array(z.number()).default([]), itc: z.array(z.string()).default([]), accepts: z.array(z.number()) });
export type Family = z.infer<typeof family>;

export const families: readonly Family[] = z.array(family).parse(parse(readFileSync(new URL('./families.yaml', import.meta.url), 'utf8')));

export function put(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text, 'latin1');
}

export interface Score {
  readonly bad: number;
  readonly good: number;
  readonly found: number;
  readonly wrong: number;
}

/** A site is found, or wrongly reported, when a finding whose CWE belongs to its family stands inside one of its functions. */
function reportedBy(one: Family, findings: readonly Finding[]): (site: Site) => boolean {
  const accepted = new Set(one.accepts);
  const byPath = Map.groupBy(findings.filter(({ cwe }) => cwe.some((number) => accepted.has(number))), ({ path }) => path);
  return ({ parts }) => parts.some(({ path, from, to }) => (byPath.get(path) ?? []).some(({ line }) => line >= from && line <= to));
}

export function scoreFamily(one: Family, sites: readonly Site[], findings: readonly Finding[]): Score {
  const isReported = reportedBy(one, findings);
  const mine = sites.filter((site) => site.family === one.name);
  const [bad, good] = [mine.filter(({ isBad }) => isBad), mine.filter(({ isBad }) => !isBad)];
  return { bad: bad.length, good: good.length, found: bad.filter(isReported).length, wrong: good.filter(isReported).length };
}

/** Defects that were not found and sound functions that were reported, as lines for people who mend rules. */
export function mistakes(sites: readonly Site[], findings: readonly Finding[]): readonly string[] {
  return families.flatMap((one) => {
    const isReported = reportedBy(one, findings);
    const wrong = sites.filter((site) => site.family === one.name && site.isBad !== isReported(site));
    return wrong.map(({ origin, isBad, parts }) => `${isBad ? 'missed' : 'false alarm'}  ${one.name}  ${origin}  ${parts.map(({ path, from, to }) => `${path}:${from}-${to}`).join(' ')}`);
  });
}
