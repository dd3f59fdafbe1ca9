/** What an inspection says about the statements of people: which count today, and which are about other bytes. Plain data. */

/**
 * `current` counts today · `soon` counts and ends soon · `not-yet` is dated later · `expired` its last day is over ·
 * `stale` names bytes that were not handed in: the subject changed, or it is about another device.
 */
export const statementStates = ['current', 'soon', 'not-yet', 'expired', 'stale'] as const;
export type StatementState = (typeof statementStates)[number];

export interface StatementEntry {
  readonly id: string;
  readonly word: 'review' | 'declaration';
  /** The element reviewed against, or the topic declared on. */
  readonly about: string;
  readonly component: string;
  /** Who, by name and role. */
  readonly by: string;
  /** `self`, `second-party` or `third-party`; a declaration is always the maker's own. */
  readonly independence: string;
  readonly date: string;
  /** Empty when it names no end. */
  readonly expires: string;
  readonly state: StatementState;
  readonly because: string;
  /** Digests it is bound to; with none it is bound to nothing that ships. */
  readonly subjects: number;
  /** `none`, or `unchecked`: an inspection sees that there is one and leaves checking it to `plumbline verify`. */
  readonly signature: 'none' | 'unchecked';
  readonly address: string;
}
