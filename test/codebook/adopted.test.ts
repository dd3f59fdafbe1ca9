/** Which rows of an edition bind at a level, alone and through a group of alternatives. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { adoptedBy } from '../../src/codebook/adopted.ts';

const edition = {
  adopts: [{ element: 'walls', from_level: 1 }, { element: 'roofs', from_level: 2 }, { element: 'doors', from_level: 3 }, { element: 'gates', from_level: 3 }],
  alternatives: [{ any_of: [['doors'], ['walls']], from_level: 2 }],
};
const at = (level: number): readonly string[] => adoptedBy(edition, level).map(({ element }) => element);

it('a row binds from its level on', () => {
  assert.deepEqual(at(1), ['walls']);
  assert.deepEqual(at(3), ['walls', 'roofs', 'doors', 'gates']);
});
it('a group that binds asks for all its means, whatever their own level, and no others', () => assert.deepEqual(at(2), ['walls', 'roofs', 'doors']));
it('rows keep the order in which the edition has them', () => assert.deepEqual(adoptedBy({ ...edition, adopts: [...edition.adopts].reverse() }, 3).map(({ element }) => element), ['gates', 'doors', 'roofs', 'walls']));
