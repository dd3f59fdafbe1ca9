/** What a cast leaves of a value, whichever way it is written. It knows plain types only. */
import { written } from '../reading/code.ts';
import { sizeOfType } from '../reading/constants.ts';
import { evaluate } from './evaluate.ts';
import type { Flow } from './flow.ts';
import { foreignBytes, narrowed, trusted, type Value } from './value.ts';

/** A cast to an integer type cuts the value; a cast to a pointer changes what one element is. */
export function castTo(type: string, value: Value): Value {
  if (value === trusted) return value;
  const bare = type.replace(/\b(const|volatile|restrict)\b/gu, '').trim();
  if (bare.endsWith('*')) {
    if (value.points === '') return trusted;
    const bytes = sizeOfType(bare.slice(0, -1).trim());
    return foreignBytes(value.points, bytes === undefined ? Infinity : 2 ** (8 * bytes) - 1);
  }
  if (/^(size_t|uint64_t|int64_t|uintmax_t|UINTN|UINT64|u64|unsigned long long|long long|std::size_t)$/u.test(bare)) return value.origin === '' ? value : { ...value, wide: true };
  const bytes = sizeOfType(bare);
  return bytes === undefined ? value : narrowed(value, bytes);
}

/** `static_cast<type>(…)`; the type begins at the angle bracket. */
export function castByName(flow: Flow): Value {
  const { code } = flow;
  let open = flow.at;
  while (open < flow.to && code.text(open) !== '(' && open < flow.at + 30) open++;
  if (code.text(open) !== '(') return trusted;
  const type = written(code, { from: flow.at + 1, to: open - 1 });
  const close = Math.min(code.close(open), flow.to);
  const value = evaluate(flow, { from: open + 1, to: close });
  flow.at = close + 1;
  return castTo(type, value);
}
