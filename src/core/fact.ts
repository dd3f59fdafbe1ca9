/** Words, facts and blanks: what may be said about an artifact. Nothing here judges. */
import type { z } from 'zod';
import type { Nature } from './nature.ts';
import type { Place, Spot } from './place.ts';

/** A word without its type: what the judge, the law and the shelf know of it. */
export interface Word {
  readonly word: string;
  readonly meaning: string;
  readonly concerns: readonly Nature[];
  readonly schema: z.ZodType;
  /** Members of a value that describe what was seen and do not name it: the breach is the same one when they are worded better. */
  readonly aside?: readonly string[];
  /** For values that count: how much of what they speak of is not as it should be, and which. A gap that rests on the word shows it. */
  readonly lacking?: (value: unknown) => Lacking;
}

export interface Lacking {
  readonly count: number;
  readonly examples: readonly string[];
}

/**
 * A word of the inspection: its name, what a value of it looks like, and the natures whose artifacts must all be
 * asked for it before silence means anything. An empty `concerns` obliges no artifact to answer.
 * A value never holds a line number or a path of its own artifact, so that fingerprints survive moved lines.
 */
export interface FactKind<Value> extends Word {
  readonly schema: z.ZodType<Value>;
  /** Makes a statement of this kind, at a spot or about the whole artifact. */
  state(value: Value, at?: Spot): Stated;
  /** Says that this kind could not be told here, and why. The reason is a phrase, lower case, no full stop. */
  blank(reason: string, at?: Spot): CouldNotTell;
}

/** What a probe states about the artifact it was shown. */
export interface Stated<Value = unknown> {
  readonly word: string;
  readonly value: Value;
  readonly at: Spot;
}

/** What a probe could not tell about the artifact it was shown. */
export interface CouldNotTell {
  readonly word: string;
  readonly reason: string;
  readonly at: Spot;
}

export type Observation = Stated | CouldNotTell;

/** A statement with its place in the device. `excerpt` is the line, or the bytes in hexadecimal, that it points at. */
export interface Fact<Value = unknown> {
  readonly word: string;
  readonly value: Value;
  readonly place: Place;
  readonly excerpt?: string;
  /** SHA-256 of the artifact it was seen in; absent for what a tally drew. */
  readonly sha256?: string;
}

/** "Could not tell, because": never the same value as "nothing found". */
export interface Blank {
  readonly word: string;
  readonly reason: string;
  readonly place: Place;
}

export function isBlank(said: Fact | Blank): said is Blank {
  return 'reason' in said;
}

export function isCouldNotTell(observation: Observation): observation is CouldNotTell {
  return 'reason' in observation;
}

type Definition<Value> = Pick<FactKind<Value>, 'word' | 'meaning' | 'concerns' | 'schema' | 'aside'> & { readonly lacking?: (value: Value) => Lacking };

/** Defines a word. The returned object is the typed key by which probes state and tallies read. */
export function factKind<Value>({ lacking, ...definition }: Definition<Value>): FactKind<Value> {
  const { word, schema } = definition;
  return {
    ...definition,
    ...(lacking === undefined ? {} : { lacking: (value: unknown) => lacking(schema.parse(value)) }),
    state: (value, at = {}) => ({ word, value, at }),
    blank: (reason, at = {}) => ({ word, reason, at }),
  };
}
