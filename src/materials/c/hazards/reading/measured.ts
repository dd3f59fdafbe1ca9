/** Whether a function measured text before it copied it. It believes that whoever measures compares with the right size. */
import { type Code, written } from './code.ts';
import { startOf } from './uses.ts';

const lengths = /^(strlen|wcslen|strnlen|lstrlen|StrLen)$/u;
const weighing = /^(<|>|<=|>=)$/u;
/** No relation goes on behind one of these. */
const ends = /^(;|\{|\}|&&|\|\|)$/u;
const allocating = /alloc|new|strdup/iu;

/** How far around a length the comparison or the allocation may stand: sums of five lengths fit. */
const reach = 48;

/** `strlen` of the same source stood earlier in a comparison or in the size of an allocation. */
export function measured(code: Code, from: number, to: number, cast: string): boolean {
  const source = uncast(cast);
  let carriers: string[] = [];
  for (let at = from; at < to; at++) {
    if (lengths.test(code.text(at)) && code.text(at + 1) === '(') {
      const close = code.close(at + 1);
      const inside = uncast(written(code, { from: at + 2, to: close }));
      if (inside !== source && !inside.startsWith(`${source},`)) continue;
      if (!isLeast(code, close) && isWeighed(code, at, close, from)) return true;
      const name = assignedName(code, at, from);
      if (name !== undefined) carriers = [...carriers.slice(-8), name];
      at = close;
    } else if ((carriers.includes(code.text(at)) || isLengthBeside(code, at, source)) && isWeighed(code, at, at, from)) return true;
  }
  return false;
}

/** A cast changes the type of a pointer, not what it points at. */
function uncast(text: string): string {
  return text.replace(/^(?:\((?:const |unsigned |signed )*\w+(?: const)? \*+\) )+/u, '');
}

/** `strlen(x) < 5` and `strlen(x) > 0` ask for a least length: they bound nothing. */
function isLeast(code: Code, close: number): boolean {
  const sign = code.text(close + 1);
  const limit = Number(code.text(close + 2));
  return Number.isInteger(limit) && (sign === '<' || sign === '<=' ? limit <= 8 : (sign === '>' || sign === '>=') && limit <= 1);
}

/** The room of a destination was held against lengths: `strlen(a) + strlen(b) + 1 > sizeof(to)`, or it was allocated from them. */
export function roomIsMeasured(code: Code, from: number, to: number, cast: string, comes: string): boolean {
  const [path, source] = [uncast(cast), uncast(comes)];
  for (let at = from; at < to; at++) {
    const text = code.text(at);
    if (text === 'sizeof' && operandOf(code, at) === path && isWeighed(code, at, at + 3, from) && hasLength(code, at, from)) return true;
    if (text === '=' && path.endsWith(code.text(at - 1)) && written(code, { from: startOf(code, at - 1), to: at }) === path && allocatesFromLengths(code, at, to, source)) return true;
  }
  return false;
}

/** Part of a relation, or an argument of something that allocates. */
function isWeighed(code: Code, first: number, last: number, from: number): boolean {
  for (let at = first - 1; at >= from && at > first - reach; at--) {
    const text = code.text(at);
    if (ends.test(text)) break;
    if (weighing.test(text) || allocating.test(text)) return true;
  }
  for (let at = last + 1; at < last + reach; at++) {
    const text = code.text(at);
    if (text === '' || ends.test(text)) return false;
    if (weighing.test(text)) return true;
  }
  return false;
}

/** `n = strlen(…)`: the name that carries the length on. */
function assignedName(code: Code, at: number, from: number): string | undefined {
  for (let back = at - 1; back > from && back > at - 10; back--) {
    if (code.text(back) === '=' || code.text(back) === '+=') return code.text(back - 1);
    if (code.text(back) === ';') return undefined;
  }
  return undefined;
}

function operandOf(code: Code, at: number): string {
  return code.text(at + 1) === '(' ? written(code, { from: at + 2, to: code.close(at + 1) }) : code.text(at + 1);
}

/** A length is taken in the same statement, before the place. */
function hasLength(code: Code, at: number, from: number): boolean {
  for (let back = at - 1; back >= from && back > at - reach; back--) {
    if (code.text(back) === ';' || code.text(back) === '{' || code.text(back) === '}') return false;
    if (lengths.test(code.text(back))) return true;
  }
  return false;
}

/** The length of the source is in the size, or a variable is that may carry it. */
function allocatesFromLengths(code: Code, assign: number, to: number, source: string): boolean {
  let open = assign + 1;
  while (open < to && open < assign + reach && !(allocating.test(code.text(open)) && code.text(open + 1) === '(')) {
    if (code.text(open) === ';') return false;
    open++;
  }
  const end = Math.min(code.close(open + 1), to);
  let takesLength = false;
  let hasOther = false;
  for (let at = open + 2; at < end; at++) {
    const text = code.text(at);
    if ((lengths.test(text) || text === 'sizeof') && code.text(at + 1) === '(') {
      const close = code.close(at + 1);
      if (text !== 'sizeof' && uncast(written(code, { from: at + 2, to: close })) === source) return true;
      takesLength ||= text !== 'sizeof';
      at = close;
    } else if (code.isName(at) && code.text(at + 1) !== '(') hasOther = true;
  }
  return takesLength && hasOther;
}

/** `name->length`, where the text is `name->s`: the structure keeps both. */
function isLengthBeside(code: Code, at: number, source: string): boolean {
  if (!/^(?:length|len|size)$/u.test(code.text(at)) || !/^(?:\.|->)$/u.test(code.text(at - 1))) return false;
  const whole = written(code, { from: startOf(code, at), to: at - 1 });
  return source.startsWith(`${whole}->`) || source.startsWith(`${whole}.`);
}
