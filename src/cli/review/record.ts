/** `plumbline review record`: writes the record of a person's verdict about one escape hatch, bound to its code as it is. It reaches no verdict by itself. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { addressOf } from '../../core/place.ts';
import { siteReviewSchema, type SiteReviewRecord } from '../../core/site-review.ts';
import { UsageError } from '../../core/trouble.ts';
import { print } from '../print.ts';
import { deliverTo } from '../targets.ts';
import { plain } from '../terminal.ts';
import { reviewedAt, sitesNamed, today, type Given, type Site } from './device.ts';

interface Options extends Given {
  readonly id?: string;
  readonly verdict?: string;
  readonly condition?: readonly string[];
  readonly evidence?: readonly string[];
  readonly reviewer?: string;
  readonly role?: string;
  readonly independence?: string;
  readonly date?: string;
  readonly expires?: string;
  readonly note?: string;
  readonly out?: string;
}

/** Without --expires a review is good for two years: long enough for a release, short enough to be read again. */
const defaultDays = 730;

/** Several keys, parted by commas, become records of one text: a block and the operation in it, or blocks that are alike. */
export async function recordCommand(keys: string, path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  demand(options);
  const reviewed = await reviewedAt(path, options);
  const sites = [...new Set(keys.split(',').filter((key) => key !== ''))].map((key) => theOne(sitesNamed(reviewed, key)));
  const records = sites.map((site) => recordOf(site, options, sites.length > 1));
  const taken = reviewed.records.find((one) => records.some(({ id }) => id === one.record.id));
  if (taken !== undefined) throw new UsageError('id-taken', `${taken.address} is named ${taken.record.id} already`, 'name this one otherwise with --id');
  const [first] = records;
  if (first === undefined) throw new UsageError('no-such-site', 'no key is named', 'take a key from plumbline review list');
  const folder = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : '.';
  const file = options.out ?? join(folder, 'plumbline-site-reviews', `${options.id ?? first.id}.yaml`);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new UsageError('exists', `${file} is there already`, 'name another file with --out, or another record with --id');
  deliverTo(file, stringify({ 'plumbline-site-review': 1, ...(records.length === 1 ? first : { records }) }, { lineWidth: 100 }));
  const said = records.map(({ id, verdict, site, expires }) => `${plain(id)} says ${verdict} of ${site.key} until ${expires}\n`);
  await print(`wrote ${plain(file)}\n${said.join('')}a review ends when the code of its site, its function or its module changes\n`);
  return 0;
}

/** Equal code in several files is reviewed in each: what its module guarantees may differ. */
function theOne(sites: readonly [Site, ...Site[]]): Site {
  const [first, ...more] = sites;
  if (more.length === 0) return first;
  const components = [...new Set(sites.map(({ place }) => place.component))];
  throw new UsageError('several-sites', `${sites.length} places have this code: ${sites.slice(0, 5).map(({ place }) => addressOf(place)).join(', ')}`, components.length === sites.length ? `name one of the components with --component: ${components.join(', ')}` : 'write one record with --out, copy it for each place, and set site.path and the digests that plumbline review show prints');
}

/** Before anything is looked at. */
function demand({ verdict, reviewer, role, condition = [], evidence = [] }: Options): void {
  const wanted: readonly (readonly [string, unknown])[] = [['verdict', verdict], ['reviewer', reviewer], ['role', role]];
  const missing = wanted.filter(([, text]) => text === undefined).map(([name]) => `--${name}`);
  if (missing.length > 0) throw new UsageError('incomplete', `a review needs ${missing.join(' and ')}`, 'plumbline review record --help shows an example');
  for (const text of condition) parts(text, '--condition', 'needs', 'holds');
  for (const text of evidence) parts(text, '--evidence', 'says', 'link');
}

function recordOf({ place, value }: Site, options: Options, isOneOfMany: boolean): SiteReviewRecord {
  const date = options.date ?? today();
  const checked = siteReviewSchema.safeParse({
    id: options.id === undefined ? `SR-${date.replaceAll('-', '')}-${value.key.slice(0, 8)}` : isOneOfMany ? `${options.id}-${value.key.slice(0, 8)}` : options.id,
    // Names of components are the manifest's to change; the key and the path find the site without them.
    component: options.component ?? '',
    site: { key: value.key, function_hash: value.function_hash, module_hash: value.module_hash, language: value.language, form: value.form, item: value.item.slice(0, 400), path: addressOf(place).slice(0, 1000) },
    verdict: options.verdict,
    conditions: (options.condition ?? []).map((text) => parts(text, '--condition', 'needs', 'holds')),
    reviewer: options.reviewer,
    role: options.role,
    independence: options.independence ?? 'self',
    date,
    expires: options.expires ?? new Date(Date.parse(date) + defaultDays * 86_400_000).toISOString().slice(0, 10),
    evidence: (options.evidence ?? []).map((text) => parts(text, '--evidence', 'says', 'link')),
    note: options.note ?? '',
  });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UsageError('incomplete', `${(issue?.path ?? []).join('.')}: ${issue?.message ?? 'malformed'}`, 'plumbline review record --help shows an example; plumbline explain site-review shows the members');
}

/** `what must hold: why it does`, parted at the first colon that a space follows. */
function parts(text: string, option: string, left: string, right: string): Record<string, string> {
  const at = text.indexOf(': ');
  if (at <= 0) throw new UsageError('incomplete', `${option} "${text}" has no colon`, `write it as "${left}: ${right}"`);
  return { [left]: text.slice(0, at).trim(), [right]: text.slice(at + 2).trim() };
}
