/** The law as it was loaded: checked elements, editions, crosswalks, tables and pages with their digests. */
import type { Predicate } from './predicate.ts';
import type { BreachLaw, Crosswalk, EditionLaw, ElementLaw } from './schema.ts';

export interface CompiledBreach {
  readonly law: BreachLaw;
  /** The word its facts are of, whether proved or absent. */
  readonly word: string;
  readonly when: Predicate<boolean>;
  readonly message: Predicate<string>;
}

export interface Rest {
  readonly word: string;
  readonly where?: Predicate<boolean>;
  /** What to say when nothing satisfies `where`; empty for the general sentence. */
  readonly because?: string;
}

export interface Element {
  readonly law: ElementLaw;
  readonly digest: string;
  /** Address of its file within its codebook, for messages. */
  readonly file: string;
  readonly exempt: readonly { readonly when: Predicate<boolean>; readonly because: string }[];
  readonly rests: readonly Rest[];
  readonly breaches: readonly CompiledBreach[];
  /** Words visible as lists to the element's predicates. */
  readonly lists: readonly string[];
}

export interface Edition {
  readonly law: EditionLaw;
  readonly digest: string;
  readonly derivation: readonly { readonly level: number; readonly when: Predicate<boolean>; readonly because: string }[];
}

export interface Codebook {
  readonly elements: ReadonlyMap<string, Element>;
  readonly editions: ReadonlyMap<string, Edition>;
  readonly crosswalks: readonly Crosswalk[];
  readonly tables: ReadonlyMap<string, { readonly value: unknown; readonly as_of: string; readonly digest: string }>;
  /** Digest of each codebook folder that was loaded, in order. */
  readonly sources: readonly { readonly name: string; readonly digest: string }[];
}

/** A codebook folder as text, handed in by whoever may read files. Paths are relative to the folder, with `/`. */
export interface CodebookText {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Remembers law that was loaded and found right, by its sources. Losing it changes no result. */
export interface KeptLaw {
  /** The checked documents by address, or undefined when these sources were never loaded. */
  readonly recall: (sources: Codebook['sources']) => Readonly<Record<string, unknown>> | undefined;
  readonly keep: (sources: Codebook['sources'], documents: Readonly<Record<string, unknown>>) => void;
}
