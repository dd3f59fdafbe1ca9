/** Builds an edition from the one before and what was accepted. The same inputs give the same bytes; it writes nothing. */
import { compareText } from '../../core/place.ts';
import { UsageError } from '../../core/trouble.ts';
import type { Element } from '../codebook.ts';
import type { EditionLaw } from '../schema.ts';
import { patched } from './patch.ts';
import type { Erratum, Proposal } from './schema.ts';

export interface Plan {
  readonly id: string;
  readonly base: EditionLaw;
  readonly proposals: readonly Proposal[];
  readonly errata: readonly Erratum[];
  readonly effectiveOn: string;
  readonly status: 'draft' | 'published';
}

/** Proposals apply in order of their ids, then errata. A published edition freezes each element at its digest. Throws `UsageError`. */
export function builtEdition({ id, base, proposals, errata, effectiveOn, status }: Plan, elements: ReadonlyMap<string, Pick<Element, 'digest'>>): EditionLaw {
  const stray = proposals.find((proposal) => proposal.base !== base.id || proposal.edition !== id);
  if (stray !== undefined) throw new UsageError('other-base', `${stray.id} is for ${stray.edition} on ${stray.base}, not for ${id} on ${base.id}`, 'name the edition and the base it is written against');
  const { variances, ...rest } = base;
  const start: EditionLaw = { ...rest, ...(variances === undefined ? {} : { variances }), id, status, effective_on: effectiveOn, supersedes: base.id, adopts: base.adopts.map(({ digest: _frozen, ...row }) => row) };
  const inOrder = <Part extends { readonly id: string }>(parts: readonly Part[]): readonly Part[] => [...parts].sort((a, b) => compareText(a.id, b.id));
  const proposed = inOrder(proposals).reduce((law, proposal) => patched(law, proposal.changes, proposal.id), start);
  const settled = inOrder(errata).reduce((law, erratum) => patched(law, erratum.changes, erratum.id), proposed);
  const adopts = settled.adopts.map((row) => {
    const element = elements.get(row.element);
    if (element === undefined) throw new UsageError('no-such-element', `${id} would adopt ${row.element}, which has no text`, 'write codebook/elements/ for it first');
    return status === 'published' ? { ...row, digest: element.digest } : row;
  });
  return {
    ...settled,
    adopts: [...adopts].sort((a, b) => a.from_level - b.from_level || compareText(a.element, b.element)),
    made_of: { base: base.id, proposals: inOrder(proposals).map((one) => one.id), errata: inOrder(errata).map((one) => one.id) },
  };
}
