/** Stores a value in a named place as its declared type lets it; what a pointer points at is kept, not copied. */
import { sizeOfType } from '../reading/constants.ts';
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

function fitted(flow: Flow, path: string, value: Value): Value {
  if (value === trusted || (value.origin === '' && value.points === '')) return trusted;
  const declared = flow.view.declared().get(path);
  if (declared === undefined) return value;
  if (declared.pointers > 0) return value.points === '' ? trusted : { ...trusted, points: value.points, unit: value.unit };
  // A structure taken from foreign bytes by value stays foreign; a number does not point.
  const bytes = sizeOfType(declared.type);
  if (bytes === undefined) return value;
  return value.origin === '' ? trusted : { ...narrowed(value, bytes), points: '' };
}
