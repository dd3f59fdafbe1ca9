/** Law that was found right is not parsed again, and judges as it did; what is remembered wrongly is read anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join } from 'node:path';
import type { KeptLaw } from '../../src/codebook/codebook.ts';
import { loadCodebook } from '../../src/codebook/load.ts';
import { loadWords, readCodebookText, shelfRoot } from '../../src/core/shelf.ts';

const files = readCodebookText(join(shelfRoot, '..', 'codebook'));
const words = await loadWords();
const folder = { name: 'codebook', files };

/** Keeps documents as text, as the cache does, and counts what is asked and given. */
function memory(recalled?: (documents: Record<string, unknown>) => void): KeptLaw & { readonly kept: () => number } {
  let text: string | undefined;
  let kept = 0;
  return {
    kept: () => kept,
    recall: (sources) => {
      if (text === undefined) return undefined;
      const { of, documents } = JSON.parse(text) as { of: string; documents: Record<string, unknown> };
      if (of !== JSON.stringify(sources)) return undefined;
      recalled?.(documents);
      return documents;
    },
    keep: (sources, documents) => {
      kept++;
      text = JSON.stringify({ of: JSON.stringify(sources), documents });
    },
  };
}

describe('remembered law', () => {
  it('has the digests, predicates and messages of law that is read', () => {
    const kept = memory();
    const read = loadCodebook([folder], words, kept);
    const again = loadCodebook([folder], words, kept);
    assert.equal(kept.kept(), 1);
    assert.deepEqual(again.sources, read.sources);
    assert.deepEqual([...again.tables], [...read.tables]);
    assert.deepEqual([...again.editions.values()].map(({ digest }) => digest), [...read.editions.values()].map(({ digest }) => digest));
    assert.deepEqual([...again.elements.keys()], [...read.elements.keys()]);
    for (const [id, element] of read.elements) {
      const other = again.elements.get(id);
      assert.equal(other?.digest, element.digest);
      assert.deepEqual(other.exempt.map(({ when }) => when.source), element.exempt.map(({ when }) => when.source));
      assert.deepEqual(other.rests.map(({ word, where }) => [word, where?.source]), element.rests.map(({ word, where }) => [word, where?.source]));
      assert.deepEqual(other.breaches.map(({ when, message }) => [when.source, message.source]), element.breaches.map(({ when, message }) => [when.source, message.source]));
    }
  });

  it('is kept only when all of it is right', () => {
    const kept = memory();
    const wrong = files.map((file) => (file.path.startsWith('elements/') && file.path.includes('/element.yaml') ? { ...file, text: file.text.replace(/when: .*/u, 'when: fact.nothing_like_it') } : file));
    assert.throws(() => loadCodebook([{ ...folder, files: wrong }], words, kept), /nothing_like_it/u);
    assert.equal(kept.kept(), 0);
  });

  it('is not used for other texts, and a document that does not fit is read anew', () => {
    const kept = memory((documents) => {
      for (const address of Object.keys(documents)) if (address.includes('data-is-not-executable')) documents[address] = { id: 5 };
    });
    const read = loadCodebook([folder], words, kept);
    assert.equal(loadCodebook([folder], words, kept).elements.get('data-is-not-executable')?.digest, read.elements.get('data-is-not-executable')?.digest);
    loadCodebook([{ ...folder, name: 'other' }], words, kept);
    assert.equal(kept.kept(), 2);
  });
});
