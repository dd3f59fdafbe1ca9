/** Runs the product on real repositories and prints the table of real-devices.md. It judges nothing and shows no line of anybody's code. */
// Arguments are NAME=PATH[@REV], such as dcmtk=/repos/dcmtk.git@d12e350e or pump=/some/folder. Nothing but the column of
// seconds differs from run to run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Inspection } from '../src/core/inspection.ts';

/** A day after all the repositories; evidence and the age of code are judged by it. */
const asOf = '2026-11-20';
const program = fileURLToPath(new URL('../bin/plumbline.js', import.meta.url));

interface Device {
  readonly name: string;
  readonly path: string;
  /** Empty for a folder as it lies there. */
  readonly revision: string;
}

/** `NAME=PATH[@REV]`; a bare repository without a revision means its HEAD. */
function deviceOf(argument: string): Device {
  const [, name = '', rest = ''] = /^([^=]+)=(.+)$/s.exec(argument) ?? [];
  if (name === '') throw new Error(`${argument} is not of the form NAME=PATH[@REV]`);
  const at = rest.lastIndexOf('@');
  const hasRevision = at > 0 && !existsSync(rest);
  const path = hasRevision ? rest.slice(0, at) : rest;
  const isBare = existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
  return { name, path, revision: hasRevision ? rest.slice(at + 1) : isBare ? 'HEAD' : '' };
}

function inspect({ path, revision }: Device): { readonly inspection: Inspection; readonly seconds: number } {
  const started = performance.now();
  const args = ['inspect', path, '--as-of', asOf, '--no-cache', '--quiet', '--format', 'json', '--out', '-'];
  const done = spawnSync(process.execPath, [program, ...args, ...(revision === '' ? [] : ['--revision', revision])], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = (performance.now() - started) / 1000;
  if (done.status === null || done.status > 2) throw new Error(`the inspection of ${path} ended with ${done.status}: ${done.stderr.slice(0, 500)}`);
  return { inspection: JSON.parse(done.stdout) as Inspection, seconds };
}

const count = (number: number): string => Math.round(number).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(part === whole ? 0 : 1)} %`);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Files that a material claims, out of those whose bytes were there to be claimed. */
function recognised({ inventory }: Inspection): string {
  const known = sum(inventory.materials.map(({ files }) => files));
  return share(known, known + sum(inventory.unrecognised.map(({ files }) => files)));
}

/** Source files that were read to the end by every probe that was asked. */
function parsed({ coverage }: Inspection): string {
  const rows = coverage.map(({ value }) => value as { readonly nature: string; readonly files: number; readonly read: number }).filter(({ nature }) => nature === 'source');
  return share(sum(rows.map(({ read }) => read)), sum(rows.map(({ files }) => files)));
}

/** Code lines by memory-safety class: of the maker's own that ships, of others' that ships, and the rest. */
function ledger({ ledger: entries }: Inspection): string {
  const rows = entries.map(({ value }) => value as { readonly class: string; readonly code: number; readonly party: string; readonly shipped: boolean });
  const sorts = [['own', rows.filter((row) => row.shipped && row.party === 'own')], ['third-party', rows.filter((row) => row.shipped && row.party !== 'own')], ['not shipped', rows.filter((row) => !row.shipped)]] as const;
  return sorts.flatMap(([name, some]) => {
    const classes = [...Map.groupBy(some, (row) => row.class)].map(([one, of]) => [one, sum(of.map(({ code }) => code))] as const).filter(([, code]) => code > 0);
    const said = classes.sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, code]) => `${one} ${count(code)}`);
    return said.length === 0 ? [] : [`${name}: ${said.join(', ')}`];
  }).join('; ');
}

/** Places by rule, or by breach where no rule is named; a place counts once however many elements rest on it. */
function found({ findings }: Inspection): string {
  const places = new Map<string, Set<string>>();
  for (const { breaches, component } of findings) {
    for (const { id, fact } of breaches) {
      const value = fact?.value;
      const rule = typeof value === 'object' && value !== null && 'rule' in value ? String(value.rule) : id;
      const place = fact === undefined ? component : JSON.stringify([component, fact.place.path, fact.place.inside, fact.place.line, fact.place.column, fact.place.offset, value]);
      places.set(rule, (places.get(rule) ?? new Set()).add(place));
    }
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, some]) => `${rule} ${count(some.size)}`).join(', ') || 'none';
}

const columns = ['repository', 'commit', 'seconds', 'files', 'recognised', 'source parsed', 'code lines by class', 'what does not hold, by rule or breach', 'standing'];
process.stdout.write(`| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|\n`);
for (const device of process.argv.slice(2).map(deviceOf)) {
  const { inspection, seconds } = inspect(device);
  const { device: inspected, inventory, standing, level } = inspection;
  const commit = inspected.revision === '' ? 'as it lies' : `\`${inspected.revision.slice(0, 12)}\``;
  const cells = [device.name, commit, seconds.toFixed(1), count(inventory.artifacts), recognised(inspection), parsed(inspection), ledger(inspection), found(inspection), `${standing.value}, level ${level.value}`];
  process.stdout.write(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`);
}
