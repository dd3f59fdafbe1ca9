/** What this Plumbline knows of the law and of its own faults, for the verifier: editions, their elements by digest, faulty versions. */
import type { Known } from '../../certify/checks/law.ts';
import type { Codebook } from '../../codebook/codebook.ts';
import { loadWords } from '../../core/shelf.ts';
import { loadLaw } from '../../inspect.ts';

interface Faulty {
  readonly versions?: Known['faulty'];
}

const remembered = new Map<string, Promise<Known>>();

/** Read once in a process: law does not change under a verification. */
export function knownHere(codebooks: readonly string[]): Promise<Known> {
  const key = codebooks.join('\0');
  const known = remembered.get(key) ?? loadWords().then((words) => knownOf(loadLaw(codebooks, words)));
  remembered.set(key, known);
  return known;
}

export function knownOf({ editions, elements, tables }: Codebook): Known {
  const digests = (ids: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(ids.map((id) => [id, elements.get(id)?.digest ?? '']));
  return {
    editions: [...editions.values()].map(({ law, digest }) => ({ id: law.id, digest, status: law.status, elements: digests(law.adopts.map(({ element }) => element)) })),
    faulty: (tables.get('faulty-versions')?.value as Faulty | undefined)?.versions ?? [],
  };
}
