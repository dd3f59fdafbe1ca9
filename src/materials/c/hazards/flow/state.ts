/** The values of named places at one point of a function. A place that is not named here holds something trusted. */
import { either, trusted, type Value } from './value.ts';

export type State = Map<string, Value>;

/** A function with more foreign places than this is generated; further ones are not followed. */
const mostPlaces = 200;

export function put(state: State, path: string, value: Value): void {
  if (path === '') return;
  for (const key of state.keys()) if (key.length > path.length && dependsOn(key, path)) state.delete(key);
  if (value === trusted) state.delete(path);
  else if (state.size < mostPlaces || state.has(path)) state.set(path, value);
}

/** `buffer[at]` and `header->length` change when `at` or `header` does. */
export function dependsOn(key: string, path: string): boolean {
  for (let found = key.indexOf(path); found >= 0; found = key.indexOf(path, found + 1)) {
    if (!isWordPart(key.charCodeAt(found - 1)) && !isWordPart(key.charCodeAt(found + path.length))) return true;
  }
  return false;
}

function isWordPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** Where two ways meet: foreign if either way leaves it foreign. */
export function met(a: State, b: State): State {
  const both: State = new Map();
  for (const [path, value] of a) {
    const other = b.get(path) ?? trusted;
    both.set(path, either(value, other));
  }
  for (const [path, value] of b) if (!a.has(path) && both.size < mostPlaces) both.set(path, either(value, trusted));
  return both;
}
