/** What differs between two inspections and the bills they rest on, row by row. It weighs nothing: a reader says what is good news. */
import type { Fact } from '../../core/fact.ts';
import type { Breach } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import { addressWithSpot, compareText } from '../../core/place.ts';
import { count, percent } from '../../report/figures.ts';
import { readLedger, type Share } from '../../report/ledger.ts';
import { billChanges } from './bill-changes.ts';

export interface Side {
  readonly inspection: Inspection;
  readonly facts: readonly Fact[];
}

export interface NamedBreach {
  readonly fingerprint: string;
  readonly severity: string;
  readonly message: string;
  /** Address and spot, or empty for a breach by absence. */
  readonly where: string;
}

export interface Change {
  readonly sort: 'device' | 'law' | 'verdict' | 'breaches' | 'component' | 'bill' | 'ledger' | 'variance' | 'statement';
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Breaches that are new and gone, by name. */
  readonly breaches?: { readonly new: readonly NamedBreach[]; readonly gone: readonly NamedBreach[] };
}

export const notThere = 'not there';

export function changesBetween(before: Side, after: Side): readonly Change[] {
  const [a, b] = [before.inspection, after.inspection];
  return [
    ...changed('device', [['name', a.device.about.name, b.device.about.name], ['version', a.device.about.version, b.device.about.version], ['standing', a.standing.value, b.standing.value]]),
    ...changed('law', [['edition', a.edition.id, b.edition.id], ['text of the edition', a.edition.digest, b.edition.digest], ['level', String(a.level.value), String(b.level.value)]]),
    ...ledgerChanges(a, b),
    ...compared('component', components(a), components(b)),
    ...billChanges(before.facts, after.facts),
    ...compared('variance', variances(a), variances(b)),
    ...compared('statement', statements(a), statements(b)),
    // The longest part last.
    ...findingChanges(a, b),
  ];
}

function changed(sort: Change['sort'], rows: readonly (readonly [what: string, from: string, to: string])[]): readonly Change[] {
  return rows.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ sort, what, from, to }));
}

/** Rows by name, in order of names; what is on one side only is said to be not there on the other. */
export function compared(sort: Change['sort'], a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly Change[] {
  return changed(sort, [...new Set([...a.keys(), ...b.keys()])].sort(compareText).map((name) => [name, a.get(name) ?? notThere, b.get(name) ?? notThere] as const));
}

function findingChanges(a: Inspection, b: Inspection): readonly Change[] {
  const keyed = ({ findings }: Inspection): ReadonlyMap<string, Inspection['findings'][number]> => new Map(findings.map((finding) => [`${finding.element}${finding.component === '' ? '' : ` of ${finding.component}`}`, finding]));
  const [old, now] = [keyed(a), keyed(b)];
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((what): Change[] => {
    const [x, y] = [old.get(what), now.get(what)];
    const known = (breaches: readonly Breach[] = []): ReadonlySet<string> => new Set(breaches.map(({ fingerprint }) => fingerprint));
    const [p, q] = [known(x?.breaches), known(y?.breaches)];
    const fresh = (y?.breaches ?? []).filter(({ fingerprint }) => !p.has(fingerprint)).map(named);
    const gone = (x?.breaches ?? []).filter(({ fingerprint }) => !q.has(fingerprint)).map(named);
    const moved: Change[] = fresh.length + gone.length === 0 ? [] : [{ sort: 'breaches', what, from: String(p.size), to: String(q.size), breaches: { new: fresh, gone } }];
    return [...changed('verdict', [[what, x?.verdict ?? 'not asked', y?.verdict ?? 'not asked']]), ...moved];
  });
}

function named({ fingerprint, severity, message, fact }: Breach): NamedBreach {
  return { fingerprint, severity, message, where: fact === undefined || fact.place.path === '' ? '' : addressWithSpot(fact.place) };
}

function components({ device }: Inspection): ReadonlyMap<string, string> {
  return new Map(device.components.map(({ name, kind, version }) => [name, version === '' ? kind : `${kind} ${version}`]));
}

/** Two figures, as everywhere: all code that ships, and that of it which takes untrusted input. */
function ledgerChanges(a: Inspection, b: Inspection): readonly Change[] {
  const shares = (inspection: Inspection): ReadonlyMap<string, string> => {
    const { shipped, surface, images } = readLedger(inspection);
    const rows: readonly (readonly [string, Share | undefined, string])[] = [
      ['memory-safe code that ships', shipped, 'lines'], ['memory-safe code that takes untrusted input', surface, 'lines'], ['memory-safe code in the images', images?.shipped, 'bytes'],
    ];
    return new Map(rows.map(([what, share, unit]) => [what, shareText(share, unit)]));
  };
  return compared('ledger', shares(a), shares(b));
}

/** Never a percentage without what it was computed over. */
function shareText(share: Share | undefined, unit: string): string {
  return share === undefined || share.total === 0 ? 'nothing to count' : `${count(share.safe)} of ${count(share.total)} ${unit} (${percent(share.safe, share.total)})`;
}

function variances({ variances: report }: Inspection): ReadonlyMap<string, string> {
  return new Map((report?.entries ?? []).map(({ id, element, state, expires, covers }) => [id, `${state} until ${expires}, from ${element}, covers ${covers.length}${report?.ignored === true ? ', not applied' : ''}`]));
}

/** By what they are about: ids are numbered anew with every release. */
function statements({ statements: all = [] }: Inspection): ReadonlyMap<string, string> {
  const topics = Map.groupBy(all, ({ word, about, component }) => `${word} on ${about}${component === '' ? '' : ` of ${component}`}`);
  return new Map([...topics].map(([topic, list]) => [topic, list.map(({ state, expires }) => (expires === '' ? state : `${state} until ${expires}`)).sort(compareText).join(', ')]));
}
