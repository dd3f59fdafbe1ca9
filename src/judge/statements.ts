/** Says of each review and declaration whether it counts on that day, and about what. Whether one is true is for its readers. */
import { addressWithSpot, compareText } from '../core/place.ts';
import type { Fact } from '../core/fact.ts';
import type { StatementEntry, StatementState } from '../core/statement-report.ts';
import { daysLeft, termAt } from '../core/variance.ts';
import type { DeviceRecord } from './record.ts';
import { deviceSubject } from './subject.ts';

interface StatementValue {
  readonly id: string;
  readonly element?: string;
  readonly topic?: string;
  readonly component: string;
  readonly reviewer?: string;
  readonly by?: string;
  readonly role: string;
  readonly independence?: string;
  readonly date: string;
  readonly expires: string;
  readonly subjects: readonly string[];
}

/** A month or two is what a new review takes. */
const warnDays = 60;

/** Every statement in order of its place; the clock and what was handed in are arguments. */
export function statementsOf(record: DeviceRecord, asOf: string): readonly StatementEntry[] {
  const digests = deviceSubject(record).digests.all;
  const signed = new Set(record.evidence.facts('statement-signature').map(({ place, value }) => keyOf(place.path, (value as { readonly statement: string }).statement)));
  const entries = (['review', 'declaration'] as const).flatMap((word) => record.evidence.facts(word).map((fact) => entryOf(word, fact, digests, signed, asOf)));
  return entries.sort((a, b) => compareText(a.word, b.word) || compareText(a.id, b.id) || compareText(a.address, b.address));
}

function entryOf(word: StatementEntry['word'], { value, place }: Fact, digests: ReadonlySet<string>, signed: ReadonlySet<string>, asOf: string): StatementEntry {
  const said = value as StatementValue;
  return {
    id: said.id,
    word,
    about: said.element ?? said.topic ?? '',
    component: said.component,
    by: `${said.reviewer ?? said.by ?? ''}, ${said.role}`,
    independence: said.independence ?? 'self',
    date: said.date,
    expires: said.expires,
    ...stateOf(said, digests, asOf),
    subjects: said.subjects.length,
    signature: signed.has(keyOf(place.path, said.id)) ? 'unchecked' : 'none',
    address: addressWithSpot(place),
  };
}

function stateOf({ date, expires, subjects }: StatementValue, digests: ReadonlySet<string>, asOf: string): { readonly state: StatementState; readonly because: string } {
  const strange = subjects.filter((digest) => !digests.has(digest)).length;
  if (strange > 0) return { state: 'stale', because: `${strange} of the ${subjects.length} files it names by digest ${strange === 1 ? 'was' : 'were'} not handed in: changed since, or another device's` };
  const bound = subjects.length === 0 ? 'bound to no bytes' : `about ${subjects.length} ${subjects.length === 1 ? 'file' : 'files'} that ${subjects.length === 1 ? 'was' : 'were'} handed in`;
  if (expires === '') return asOf < date ? { state: 'not-yet', because: `dated ${date}` } : { state: 'current', because: `${bound}; names no end` };
  const term = termAt({ approved: date, expires }, asOf, warnDays);
  if (term === 'not-yet') return { state: term, because: `dated ${date}` };
  if (term === 'expired') return { state: term, because: `its last day was ${expires}` };
  return { state: term, because: term === 'soon' ? `${bound}; ${daysLeft(expires, asOf)} days left` : `${bound}; until ${expires}` };
}

function keyOf(path: string, id: string): string {
  return `${path}\0${id}`;
}
