/** `plumbline review list` and `status`: each escape hatch with the standing of its reviews, and a gate over all of them. Neither changes a verdict. */
import { canonicalJson } from '../../core/canonical.ts';
import { addressWithSpot } from '../../core/place.ts';
import { UsageError } from '../../core/trouble.ts';
import { siteStates } from '../../facts/site-standing.ts';
import { count, counted } from '../../report/figures.ts';
import { idleStory, siteStory, staleStory } from '../../report/sites.ts';
import { wrap } from '../../report/width.ts';
import { exitCodes } from '../outcome.ts';
import { print } from '../print.ts';
import { plain, widthOf } from '../terminal.ts';
import { reviewedAt, type Given, type Reviewed, type Site } from './device.ts';

interface Options extends Given {
  readonly state?: readonly string[];
  readonly tests?: boolean;
}

export async function listCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  const stranger = options.state?.find((state) => !siteStates.some((known) => known === state));
  if (stranger !== undefined) throw new UsageError('no-such-state', `a site cannot be "${stranger}"`, `choose from: ${siteStates.join(', ')}`);
  const reviewed = await reviewedAt(path, options);
  const shown = reviewed.sites.filter(({ value }) => (options.tests === true || !value.test) && (options.state === undefined || options.state.includes(value.state)));
  if (options.json === true) {
    await print(`${canonicalJson({ as_of: reviewed.asOf, sites: shown.map(({ place, value }) => ({ place, ...value })), malformed: reviewed.malformed }, 1)}\n`);
    return 0;
  }
  await print(linesOf([...headOf(reviewed), ...Map.groupBy(shown, ({ place }) => place.component)].flatMap((part) => (typeof part === 'string' ? [part] : [part[0], ...part[1].flatMap(siteLines)]))));
  return 0;
}

/** All that ships is reviewed, or it is not; what nobody could list cannot be told. */
export async function statusCommand(path: string, given: Record<string, unknown>): Promise<number> {
  const options = given as Options;
  const reviewed = await reviewedAt(path, options);
  const { totals, rows, malformed, unread, asOf } = reviewed;
  if (options.json === true) await print(`${canonicalJson({ as_of: asOf, totals, components: rows, malformed, unread }, 1)}\n`);
  else {
    await print(linesOf([
      ...headOf(reviewed),
      ...rows.filter(({ sites }) => sites > 0).map((row) => `  ${row.component}: ${count(row.sites)}, of them ${siteStory(row)}`),
      ...[staleStory(totals), idleStory(totals)].filter((text) => text !== '').map((text) => `  ${text}`),
    ]));
  }
  if (totals.reviewed < totals.sites || malformed.length > 0) return exitCodes.nonconforming;
  return unread.length > 0 ? exitCodes.undetermined : 0;
}

const linesOf = (lines: readonly string[]): string => `${lines.map(plain).join('\n')}\n`;

const faultsShown = 20;

function headOf({ totals, malformed, unread, asOf }: Reviewed): readonly string[] {
  const story = totals.sites === 0 ? 'no escape hatch was found' : `${counted(totals.sites, 'escape hatch', 'escape hatches')}: ${siteStory(totals)}`;
  const listed = (faults: Reviewed['malformed'], what: string): readonly string[] => [
    ...faults.slice(0, faultsShown).map(({ address, reason }) => `  ${what}  ${address}: ${reason}`),
    ...(faults.length > faultsShown ? [`  … and ${counted(faults.length - faultsShown, 'more place')}`] : []),
  ];
  return [`${story}, as of ${asOf}${totals.in_tests > 0 ? `; ${count(totals.in_tests)} more in tests` : ''}`, ...listed(malformed, 'malformed, not applied'), ...listed(unread, 'could not tell')];
}

function siteLines({ place, value }: Site): readonly string[] {
  const { key, state, form, item, because, test } = value;
  return [`  ${key}  ${state.padEnd(10)}  ${form}${item === '' ? '' : ` in ${item}`}${test ? ' (test)' : ''}  ${addressWithSpot(place)}`, ...(state === 'unreviewed' ? [] : wrap(because, widthOf(process.stdout) - 6).map((line) => `      ${line}`))];
}
