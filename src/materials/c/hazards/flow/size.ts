/** How many bytes `sizeof` of a named place is; undefined where another file says. */
import type { FunctionView } from '../reading/function-view.ts';

/** Of an array, or of one of its elements: `a`, `a[0]`, `*a`. */
export function bytesOfPlace(view: FunctionView, path: string): number | undefined {
  const whole = view.arraySize(path);
  if (whole !== undefined) return whole.bytes;
  const array = /^\*(\w+)$|^([\w.>-]+)\[[^[\]]*\]$/u.exec(path);
  const size = array === null ? undefined : view.arraySize(array[1] ?? array[2] ?? '');
  return size?.bytes === undefined ? undefined : size.bytes / size.count;
}
