/** `plumbline diff`: what an update changed, from the inspections in two packages. Nothing is verified here and it says so. */
import { openPackage } from '../../acquire/package-folder.ts';
import { canonicalJson } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { compareText } from '../../core/place.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { packagedInspection } from './packaged.ts';

interface Change {
  readonly sort: 'device' | 'verdict' | 'breaches' | 'component' | 'variance' | 'law';
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export async function diffCommand(a: string, b: string, given: Record<string, unknown>): Promise<number> {
  const [before, after] = [packagedInspection(openPackage(a).files, a), packagedInspection(openPackage(b).files, b)];
  const changes = changesBetween(before, after);
  if (given['json'] === true) await print(`${canonicalJson(changes, 2)}\n`);
  else {
    const lines = changes.map(({ sort, what, from, to }) => `  ${sort.padEnd(10)} ${plain(what)}: ${plain(from)} → ${plain(to)}`);
    const title = `${before.device.about.name} ${before.device.about.version} → ${after.device.about.name} ${after.device.about.version}`;
    await print(`${plain(title)}\n${lines.length === 0 ? '  nothing that an inspection tells has changed' : lines.join('\n')}\n\n  the packages were read and not verified: plumbline verify does that\n`);
  }
  return changes.length === 0 ? 0 : 1;
}

function changesBetween(before: Inspection, after: Inspection): readonly Change[] {
  const rows: Change[] = [];
  const put = (sort: Change['sort'], what: string, from: string, to: string): void => {
    if (from !== to) rows.push({ sort, what, from, to });
  };
  put('device', 'version', before.device.about.version, after.device.about.version);
  put('device', 'standing', before.standing.value, after.standing.value);
  put('law', 'edition', before.edition.id, after.edition.id);
  put('law', 'level', String(before.level.value), String(after.level.value));
  const keyed = ({ findings }: Inspection): Map<string, Inspection['findings'][number]> => new Map(findings.map((finding) => [`${finding.element}${finding.component === '' ? '' : ` of ${finding.component}`}`, finding]));
  const [old, now] = [keyed(before), keyed(after)];
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort(compareText)) {
    const [x, y] = [old.get(key), now.get(key)];
    put('verdict', key, x?.verdict ?? 'not asked', y?.verdict ?? 'not asked');
    const prints = (finding: typeof x): ReadonlySet<string> => new Set((finding?.breaches ?? []).map(({ fingerprint }) => fingerprint));
    const [p, q] = [prints(x), prints(y)];
    const fresh = [...q].filter((print_) => !p.has(print_)).length;
    const gone = [...p].filter((print_) => !q.has(print_)).length;
    if (x !== undefined && y !== undefined && fresh + gone > 0) rows.push({ sort: 'breaches', what: key, from: `${p.size}`, to: `${q.size} (${fresh} new, ${gone} gone)` });
  }
  const parts = ({ device }: Inspection): Map<string, string> => new Map(device.components.map((one) => [one.name, one.version === '' ? one.kind : `${one.kind} ${one.version}`]));
  compareMaps(parts(before), parts(after), (name, from, to) => put('component', name, from, to));
  const variances = ({ variances: all }: Inspection): Map<string, string> => new Map((all?.entries ?? []).map((one) => [one.id, `${one.state} until ${one.expires}`]));
  compareMaps(variances(before), variances(after), (id, from, to) => put('variance', id, from, to));
  return rows;
}

function compareMaps(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>, each: (name: string, from: string, to: string) => void): void {
  for (const name of [...new Set([...a.keys(), ...b.keys()])].sort(compareText)) each(name, a.get(name) ?? 'not there', b.get(name) ?? 'not there');
}
