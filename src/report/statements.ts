/** The words by which reports say whether statements of people count. They add nothing to what the inspection holds. */
import type { Inspection } from '../core/inspection.ts';
import type { StatementEntry, StatementState } from '../core/statement-report.ts';
import { count } from './figures.ts';

export const statementWord: Readonly<Record<StatementState, string>> = {
  current: 'current',
  soon: 'ends soon',
  'not-yet': 'dated later',
  expired: 'expired',
  stale: 'about other bytes',
};

/** What does not count comes first. */
const order: readonly StatementState[] = ['stale', 'expired', 'not-yet', 'soon', 'current'];

export function statementsInOrder({ statements = [] }: Inspection): readonly StatementEntry[] {
  return [...statements].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** `2 about other bytes, 1 expired, 12 current; 3 signed`. */
export function statementCounts(entries: readonly StatementEntry[]): string {
  const parts = order.flatMap((state) => {
    const many = entries.filter((entry) => entry.state === state).length;
    return many === 0 ? [] : [`${count(many)} ${statementWord[state]}`];
  });
  const signed = entries.filter(({ signature }) => signature !== 'none').length;
  return `${parts.join(', ')}; ${signed === 0 ? 'none signed' : `${count(signed)} signed, not checked here`}`;
}
