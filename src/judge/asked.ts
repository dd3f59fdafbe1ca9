/** One question put to the judge: which element, of which subject, with which parameters, on which day. */
import type { Word } from '../core/fact.ts';
import type { Element } from '../codebook/codebook.ts';
import type { Subject } from './subject.ts';

export interface Asked {
  readonly element: Element;
  readonly subject: Subject;
  /** Parameters after the edition's `with`. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly level: number;
  readonly asOf: string;
  readonly words: ReadonlyMap<string, Word>;
  /** By rule (`remedies.ts`), what mends what it sees; the element speaks where a rule has nothing of its own. */
  readonly remedies?: ReadonlyMap<string, string>;
}
