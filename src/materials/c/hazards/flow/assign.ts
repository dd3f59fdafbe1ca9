/** Stores a value in a named place as its declared type lets it; what a pointer points at is kept, not copied. */
import { sizeOfType } from '../reading/constants.ts';
import { byteTypes } from '../tables/bytes.ts';
import type { Flow } from './flow.ts';
import { put } from './state.ts';
import { narrowed, trusted, type Value } from './value.ts';

export function assign(flow: Flow, path: string, given: Value): void {
  if (path === '') return;
  flow.sizes.delete(path);
  if (flow.allocated !== '') flow.sizes.set(path, flow.allocated);
  flow.allocated = '';
  put(flow.state, path, fitted(flow, path, given));
}

/** A `void *` that becomes a structure at once is the context of a callback; one that becomes bytes is a message. */
export function isContext(flow: Flow, value: Value, type: string): boolean {
  const from = flow.view.declared().get(value.points);
  return from?.isParameter === true && from.type === 'void' && !byteTypes.has(type) && type !== 'char' && type !== 'void';
}

function fitted(flow: Flow, path: string, value: Value): Value {
  if (value === trusted || (value.origin === '' && value.points === '')) return trusted;
  const declared = flow.view.declared().get(path);
  if (declared === undefined) return value;
  if (declared.pointers > 0) return value.points === '' || isContext(flow, value, declared.type) ? trusted : { ...trusted, points: value.points, unit: value.unit };
  // A structure taken from foreign bytes by value stays foreign; a number does not point.
  const bytes = sizeOfType(declared.type);
  if (bytes === undefined) return value;
  return value.origin === '' ? trusted : { ...narrowed(value, bytes), points: '' };
}
