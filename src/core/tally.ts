/** Drawing further facts from facts. A tally never sees bytes. */
import type { Artifact } from './artifact.ts';
import type { Device } from './device.ts';
import type { Blank, Fact, FactKind, Word } from './fact.ts';
import type { Nature } from './nature.ts';

/** All that was observed of one component, by word. */
export interface Observed {
  readonly artifacts: readonly Artifact[];
  facts<Value>(kind: FactKind<Value>): readonly Fact<Value>[];
  blanks(word: string): readonly Blank[];
  everyBlank(): readonly Blank[];
}

/** What a tally may ask for. `of` answers for one component by name; `tables` are the dated data of the codebook. */
export interface TallyContext {
  readonly device: Device;
  readonly asOf: string;
  of(component: string): Observed;
  /** Facts of one kind wherever they lie in the device. */
  everywhere<Value>(kind: FactKind<Value>): readonly Fact<Value>[];
  /** A table of `codebook/tables/<name>.yaml` as plain data. */
  table(name: string): unknown;
  natureOf(material: string): Nature | undefined;
  /** Whether some probe of the material answers for the word. */
  answers(material: string, word: string): boolean;
}

/** That a fact leaves the record, named as it stands there; what has become of it is drawn beside. */
export interface Withdrawal {
  readonly withdrawn: Fact;
}

export function isWithdrawal(drawn: Fact | Blank | Withdrawal): drawn is Withdrawal {
  return 'withdrawn' in drawn;
}

/** Default export of `src/tallies/<name>/tally.ts`. Asked once per component; `of('')` is never valid. */
export interface Tally {
  readonly name: string;
  readonly revision: number;
  readonly states: readonly Word[];
  /** Names of tallies whose facts this one reads; they run first. */
  readonly after?: readonly string[];
  /** Words of which it may take facts out of the record, because other facts show that they say nothing of what is built. */
  readonly withdraws?: readonly Word[];
  readonly draw: (component: string, context: TallyContext) => Iterable<Fact | Blank | Withdrawal>;
}
