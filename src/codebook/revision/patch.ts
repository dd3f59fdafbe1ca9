/** Applies structured patches to an edition. A patch that does not fit is refused whole; it never does half of what it says. */
import { UsageError } from '../../core/trouble.ts';
import type { EditionLaw } from '../schema.ts';
import type { Change } from './schema.ts';

/** The law after all changes in their order. `by` names who asks, for messages. Throws `UsageError`. */
export function patched(law: EditionLaw, changes: readonly Change[], by: string): EditionLaw {
  return changes.reduce((current, change) => step(current, change, (message) => new UsageError('patch-does-not-fit', `${by}: ${message}`, 'write the patch against the edition it names as its base')), law);
}

function step(law: EditionLaw, change: Change, refuse: (message: string) => UsageError): EditionLaw {
  const at = (element: string): EditionLaw['adopts'][number] => {
    const row = law.adopts.find((one) => one.element === element);
    if (row === undefined) throw refuse(`${law.id} does not adopt ${element}`);
    return row;
  };
  switch (change.op) {
    case 'adopt': {
      if (law.adopts.some((row) => row.element === change.element)) throw refuse(`${law.id} adopts ${change.element} already`);
      return { ...law, adopts: [...law.adopts, { element: change.element, from_level: change.from_level, with: change.with }] };
    }
    case 'change': {
      const row = at(change.element);
      if (change.from_level === undefined && change.with === undefined) throw refuse(`it changes nothing of ${change.element}`);
      const { digest: _frozen, ...rest } = row;
      const next = { ...rest, from_level: change.from_level ?? row.from_level, with: change.with ?? row.with };
      return { ...law, adopts: law.adopts.map((one) => (one === row ? next : one)) };
    }
    case 'retire': {
      const row = at(change.element);
      const holding = law.alternatives.find((group) => group.any_of.flat().includes(change.element));
      if (holding !== undefined) throw refuse(`${change.element} is a means of ${holding.id}; take the group away or change it first`);
      return { ...law, adopts: law.adopts.filter((one) => one !== row) };
    }
    case 'group': {
      const { group } = change;
      group.any_of.flat().forEach(at);
      return { ...law, alternatives: [...law.alternatives.filter(({ id }) => id !== group.id), group] };
    }
    case 'ungroup': {
      if (!law.alternatives.some(({ id }) => id === change.group)) throw refuse(`${law.id} has no group ${change.group}`);
      return { ...law, alternatives: law.alternatives.filter(({ id }) => id !== change.group) };
    }
    case 'head': {
      const { op: _op, ...head } = change;
      return { ...law, ...Object.fromEntries(Object.entries(head).filter(([, value]) => value !== undefined)) };
    }
  }
}

/** The elements whose texts a patch puts into force. */
export function elementsOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.flatMap((change) => ('element' in change && change.op !== 'retire' ? [change.element] : [])))].sort();
}
