/** `plumbline review import`: holds another tool's list or audits against the sites here and says what each has that the other has not. It writes no record: a verdict is a person's. */
import { readFileSync, statSync } from 'node:fs';
import { reasonOf } from '../../acquire/walk.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { addressWithSpot } from '../../core/place.ts';
import { UsageError } from '../../core/trouble.ts';
import { count, counted } from '../../report/figures.ts';
import { exitCodes } from '../outcome.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { reviewedAt, type Given, type Reviewed, type Site } from './device.ts';
import { looksLikeScan, readScan, type ScanEffect } from './imports/cargo-scan.ts';
import { looksLikeVet, readVet, type VetAudit } from './imports/cargo-vet.ts';
import { compareWithRustc } from './imports/compare.ts';
import { looksLikeRustc, readRustc } from './imports/rustc.ts';

/** Half of what one string can hold. */
const largestImport = 256 * 1024 * 1024;
const shown = 200;

interface Told {
  readonly lines: readonly string[];
  readonly plainly: unknown;
  readonly exit: number;
}

export async function importCommand(file: string, path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Given;
  const text = textOf(file);
  const told = await importer(file, text, () => reviewedAt(path, options));
  await print(options.json === true ? `${canonicalJson(told.plainly, 1)}\n` : `${told.lines.map(plain).join('\n')}\n`);
  return told.exit;
}

function textOf(file: string): string {
  try {
    const size = file === '-' ? 0 : statSync(file).size;
    if (size > largestImport) throw new UsageError('too-large', `${file} holds ${size} bytes, more than the ${largestImport} that are read`, 'give the messages of one crate at a time');
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError('no-such-file', `${file} cannot be read: ${reasonOf(error)}`, 'name the file that the other tool wrote, or - for standard input');
  }
}

async function importer(file: string, text: string, look: () => Promise<Reviewed>): Promise<Told> {
  if (looksLikeScan(text)) return scanTold(file, text, await look());
  if (looksLikeRustc(text)) return rustcTold(text, await look());
  if (looksLikeVet(text)) return vetTold(text, await look());
  throw new UsageError('unknown-format', `${file} is none of: JSON messages of cargo or rustc, audits.toml of cargo-vet, an audit file of cargo-scan`, 'plumbline review import --help shows how each is made');
}

function rustcTold(text: string, { sites }: Reviewed): Told {
  const { linted, brokenLines } = readRustc(text);
  const { both, theirs, ours } = compareWithRustc(sites, linted);
  const open = theirs.filter(({ because }) => because === '');
  const lines = [
    `rustc lists ${counted(linted.length, 'site')}: ${count(both)} listed here too, ${count(theirs.length - open.length)} missing here and explained, ${count(open.length)} missing here and unexplained`,
    ...(brokenLines > 0 ? [`  ${counted(brokenLines, 'line')} could not be read as a message`] : []),
    ...cut(theirs.map(({ of, because }) => `  not here   ${of.file}:${of.line}: ${of.message}${because === '' ? '' : `; ${because}`}`)),
    `${counted(ours.length, 'site')} listed here and not by rustc`,
    ...cut(ours.map(({ of, because }) => `  only here  ${of.value.key}  ${of.value.form}  ${addressWithSpot(of.place)}: ${because === '' ? 'left out of this build by a condition, or not in its crate' : because}`)),
  ];
  const plainly = { listed: linted.length, both, theirs: theirs.map(({ of, because }) => ({ ...of, because })), ours: ours.map(({ of, because }) => ({ key: of.value.key, form: of.value.form, place: of.place, because })), broken_lines: brokenLines };
  return { lines, plainly, exit: open.length > 0 ? exitCodes.nonconforming : 0 };
}

/** A crate is audited as a version, so that is all an audit says of a site in it. */
function vetTold(text: string, { sites }: Reviewed): Told {
  const { audits, faults } = readVet(text);
  const crates = [...Map.groupBy(audits, ({ crate }) => crate)].map(([crate, of]) => ({ crate, of, sites: sitesOfCrate(sites, crate) })).filter(({ sites: within }) => within.length > 0);
  const lines = [
    `cargo-vet: ${counted(audits.length, 'audit')}, ${counted(crates.length, 'crate')} of them with escape hatches here; an audit is of a whole version and stands for no review of a site`,
    ...faults.slice(0, shown).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...cut(crates.flatMap(({ crate, of, sites: within }) => [`  ${crate}: ${counted(within.length, 'site')} here, ${count(within.filter(({ value }) => value.state === 'reviewed').length)} reviewed one by one`, ...of.map((audit) => `      ${auditLine(audit)}`)])),
  ];
  return { lines, plainly: { audits: audits.length, crates: crates.map(({ crate, of, sites: within }) => ({ crate, audits: of, sites: within.map(({ value }) => value.key) })), faults }, exit: 0 };
}

function auditLine({ version, criteria, who, violation }: VetAudit): string {
  return `${violation ? 'VIOLATION of' : 'audited for'} ${criteria || 'no criteria'}: ${version}${who === '' ? '' : `, by ${who}`}`;
}

/** Vendored crates lie in a folder of their name, with or without the version. */
function sitesOfCrate(sites: readonly Site[], crate: string): readonly Site[] {
  return sites.filter(({ place }) => place.path.split('/').slice(0, -1).some((folder) => folder === crate || (folder.startsWith(`${crate}-`) && /^\d/.test(folder.slice(crate.length + 1)))));
}

function scanTold(file: string, text: string, { sites }: Reviewed): Told {
  const read = readScan(text);
  if ('unreadable' in read) throw new UsageError('unreadable', `${file}: ${read.unreadable}`, 'make it anew with a cargo-scan that writes this format');
  const joined = read.effects.map((effect) => ({ effect, site: siteAbove(sites, effect) }));
  const without = joined.filter(({ site }) => site === undefined);
  const lines = [
    `cargo-scan: ${counted(read.effects.length, 'effect')} in ${read.baseDir}, ${count(joined.length - without.length)} at or below a site here; an annotation is bound to a line and stands for no review`,
    ...cut(joined.map(({ effect, site }) => `  ${effect.annotations.join(' ') || 'no annotation'}  ${effect.effect}  ${effect.file}:${effect.line} in ${effect.caller}${site === undefined ? '; no site above it here' : `  →  ${site.value.key} (${site.value.state})`}`)),
  ];
  return { lines, plainly: { base_dir: read.baseDir, effects: joined.map(({ effect, site }) => ({ ...effect, site: site?.value.key ?? '' })) }, exit: 0 };
}

/** An effect is an operation; the site it belongs to is the nearest one above it in the file. */
function siteAbove(sites: readonly Site[], { file, line }: ScanEffect): Site | undefined {
  return sites.findLast(({ place }) => (place.path === file || place.path.endsWith(`/${file}`)) && (place.line ?? 0) <= line);
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= shown ? lines : [...lines.slice(0, shown), `  … and ${counted(lines.length - shown, 'more line')}; --json holds all`];
}
