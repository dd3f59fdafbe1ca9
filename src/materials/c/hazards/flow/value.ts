/** What is known of a value while a function is followed: whether it came from outside unbounded, and how large it can be. */

export interface Value {
  /** Where it came from, in a phrase; empty for a value that the program made or has bounded. */
  readonly origin: string;
  /** Not larger than this as far as its width and arithmetic tell. */
  readonly max: number;
  /** The foreign bytes it points into, by name; empty when it points at nothing foreign. */
  readonly points: string;
  /** Largest value of what it points at. */
  readonly unit: number;
  /** Its arithmetic can leave 32 bits. */
  readonly wraps: boolean;
  /** Computed in `size_t` or 64 bits. */
  readonly wide: boolean;
  /** The origin is text typed or configured by people rather than bytes of a message. */
  readonly weak: boolean;
  /** Where a value came from that is held below `max`; empty for all others. It still does not fit what is smaller than that. */
  readonly was: string;
  /** A length parameter beside foreign bytes: callers may have looked at it, so only a destination known to be fixed is held against it. */
  readonly handed: boolean;
  /** Not foreign itself: it counts up to something foreign. */
  readonly counts: boolean;
}

export const trusted: Value = { origin: '', max: Infinity, points: '', unit: 255, wraps: false, wide: false, weak: false, was: '', handed: false, counts: false };

const small = new Map<number, Value>();

export function constant(max: number): Value {
  const known = small.get(max);
  if (known !== undefined) return known;
  const made = { ...trusted, max };
  if (small.size < 1024) small.set(max, made);
  return made;
}

export function foreign(origin: string, max: number, weak = false): Value {
  return { ...trusted, origin, max, weak };
}

export function foreignBytes(name: string, unit = 255): Value {
  return { ...trusted, points: name, unit };
}

/** What reading through a pointer into foreign bytes yields. */
export function readThrough(pointer: Value, how: string): Value {
  return { ...trusted, origin: `${how}, bytes of ${pointer.points}`, max: pointer.unit, points: pointer.points, unit: pointer.unit };
}

export const bits32 = 0xffff_ffff;

/** Either of two values, as where two ways meet. */
export function either(a: Value, b: Value): Value {
  if (a === b) return a;
  const lead = a.origin !== '' ? a : b.origin !== '' ? b : a.points !== '' ? a : b;
  const max = a.origin !== '' && b.origin !== '' ? Math.max(a.max, b.max) : lead.max;
  return { ...lead, max, points: a.points || b.points, wraps: a.wraps || b.wraps };
}

/** The result of a binary operator. */
export function combined(operator: string, a: Value, b: Value): Value {
  if (a === trusted && b === trusted) return trusted;
  // What was read through a pointer is a number, though it may point on.
  const pointer = [a, b].find((side) => side.points !== '' && side.origin === '');
  const points = operator === '+' || operator === '-' ? (pointer?.points ?? '') : '';
  // Pointer arithmetic stays a pointer, and the difference of two pointers is a length the program made.
  if (points !== '' && (operator === '+' || (pointer === a && (b.points === '' || b.origin !== '')))) return { ...foreignBytes(points, Math.max(a.unit, b.unit)) };
  if (operator === '-' && a.points !== '' && b.points !== '' && a.origin === '' && b.origin === '') return trusted;
  const max = largest(operator, a, b);
  const lead = a.origin !== '' ? a : b;
  if (lead.origin === '') return Number.isFinite(max) ? constant(max) : trusted;
  if (bounds(operator, a, b)) return Number.isFinite(max) ? constant(max) : trusted;
  const wide = a.wide || b.wide;
  const limit = wide ? 2 ** 64 : bits32;
  const grows = operator === '*' || operator === '+' || operator === '<<';
  const wraps = a.wraps || b.wraps || (grows && !(operator === '+' && (a.points !== '' || b.points !== '') && lead.origin === '') && max > limit);
  return { ...lead, max: Number.isNaN(max) ? Infinity : max, points: '', wide, wraps, weak: a.weak || b.weak };
}

/** A mask or a remainder by something the program chose is a bound, even where its size is not known here. */
function bounds(operator: string, a: Value, b: Value): boolean {
  if (operator === '&') return (a.origin === '' && a.max === Infinity) || (b.origin === '' && b.max === Infinity);
  return operator === '%' && b.origin === '' && b.max === Infinity;
}

/** What the program chose and this file does not tell: sizes of its structures and its own limits are seldom larger. */
export const ownLimit = 4096;

function own(value: Value): number {
  return value.origin === '' && value.max === Infinity ? ownLimit : value.max;
}

function largest(operator: string, a: Value, b: Value): number {
  switch (operator) {
    case '*': return own(a) * own(b);
    case '+': return own(a) + own(b);
    case '-': return b.origin === '' ? a.max : Infinity;
    case '/': return b.origin === '' && b.max > 0 && b.max < Infinity ? Math.floor(a.max / b.max) : a.max;
    case '%': return b.origin === '' ? Math.min(a.max, b.max - 1) : a.max;
    case '&': return Math.min(a.max, b.max);
    case '|': case '^': return Math.max(filled(a), filled(b));
    case '<<': return own(a) * (b.max < 64 ? 2 ** b.max : ownLimit);
    case '>>': return b.origin === '' && b.max < 64 ? Math.floor(a.max / 2 ** b.max) : a.max;
    default: return Infinity;
  }
}

/** All bits below the highest; bits that the program itself mixes in are its own affair. */
function filled(value: Value): number {
  if (value.max === Infinity) return value.origin === '' ? 0 : Infinity;
  return 2 ** Math.ceil(Math.log2(value.max + 1)) - 1;
}

/** A value squeezed into a type of so many bytes; what did not fit before may wrap now. */
export function narrowed(value: Value, bytes: number): Value {
  const limit = 2 ** (8 * bytes) - 1;
  if (value.max <= limit || bytes > 4) return value;
  if (value.origin === '') return value.points === '' ? trusted : value;
  // A sum or product that outgrew the type, not a plain foreign field of unknown width.
  const wraps = value.wraps || (value.max < Infinity && value.max > 2 * limit && bytes < 4 && !value.counts);
  return { ...value, max: limit, wraps };
}
