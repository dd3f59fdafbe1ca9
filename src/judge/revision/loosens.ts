/** Whether an erratum only loosens: every worked case of what it touches is tried under the law before and after. */
import { onlyLoosens, diffOf, type ChangeRow } from '../../codebook/revision/diff.ts';
import type { Element } from '../../codebook/codebook.ts';
import type { EditionLaw } from '../../codebook/schema.ts';
import { effectOf, trialsOn, type Cases } from './trials.ts';

export interface Proof {
  readonly rows: readonly ChangeRow[];
  /** Elements whose text changed, with the cases that come out worse or better. */
  readonly texts: readonly { readonly element: string; readonly worse: readonly string[]; readonly better: readonly string[] }[];
  readonly faults: readonly string[];
}

/** `was` are the texts before; what the erratum does not touch has none. */
export function proofThatItLoosens(before: EditionLaw, after: EditionLaw, was: ReadonlyMap<string, Element>, cases: Cases): Proof {
  const rows = diffOf(stripped(before), stripped(after), cases.elements, trialsOn(cases));
  const texts = [...was].map(([id, old]) => {
    const element = cases.elements.get(id);
    const page = cases.pageOf(id);
    if (element === undefined || page === undefined) return { element: id, worse: ['it has no text or no page any more'], better: [] };
    const params = after.adopts.find((row) => row.element === id)?.with ?? {};
    return { element: id, ...effectOf(page, [old, params], [element, params], cases.shelf) };
  });
  return {
    rows,
    texts,
    faults: [
      ...rows.filter((row) => !onlyLoosens([row])).map(({ id, kind, because }) => `${id} is ${kind}: ${because.join('; ')}`),
      ...texts.flatMap(({ element, worse }) => worse.map((title) => `${element} comes out worse in the case "${title}"`)),
    ],
  };
}

/** Digests change with any text; whether that asks more is what the cases say. */
function stripped(law: EditionLaw): EditionLaw {
  return { ...law, adopts: law.adopts.map(({ digest: _digest, ...row }) => row) };
}
