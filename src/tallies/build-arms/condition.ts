/** Evaluates conditions of the preprocessor with the macros of one command line. What it does not know it leaves open, and so whatever rests on that. */

/** Undefined where it cannot be told. */
type Value = number | undefined;

/** Macros by name: their text, or nothing where the command line takes them back. Names that are not there are not known. */
export type Macros = ReadonlyMap<string, string | undefined>;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
  readonly macros: Macros;
}

const deepest = 60;
/** A macro that stands for another is followed this far. */
const mostSteps = 8;

/** True or false where the macros decide it; undefined where they do not, or the condition is of no known shape. */
export function holds(condition: string, macros: Macros): boolean | undefined {
  const tokens = condition.match(/[A-Za-z_]\w*|\d[\w']*|&&|\|\||[=!<>]=|<<|>>|\S/gu) ?? [];
  const reader: Reader = { tokens, at: 0, depth: 0, macros };
  const value = either(reader);
  if (reader.at !== tokens.length || value === undefined) return undefined;
  return value !== 0;
}

/** `||`: one side that is true decides. */
function either(r: Reader): Value {
  let value = both(r);
  while (r.tokens[r.at] === '||') {
    r.at++;
    const right = both(r);
    value = isTrue(value) || isTrue(right) ? 1 : value === undefined || right === undefined ? undefined : 0;
  }
  return value;
}

/** `&&`: one side that is false decides. */
function both(r: Reader): Value {
  let value = compared(r);
  while (r.tokens[r.at] === '&&') {
    r.at++;
    const right = compared(r);
    value = value === 0 || right === 0 ? 0 : value === undefined || right === undefined ? undefined : 1;
  }
  return value;
}

function isTrue(value: Value): boolean {
  return value !== undefined && value !== 0;
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b, '!=': (a, b) => a !== b, '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
};

function compared(r: Reader): Value {
  let value = sum(r);
  for (let compare = comparisons[r.tokens[r.at] ?? '']; compare !== undefined; compare = comparisons[r.tokens[r.at] ?? '']) {
    r.at++;
    const right = sum(r);
    value = value === undefined || right === undefined ? undefined : Number(compare(value, right));
  }
  return value;
}

function sum(r: Reader): Value {
  let value = unary(r);
  while (r.tokens[r.at] === '+' || r.tokens[r.at] === '-') {
    const sign = r.tokens[r.at++] === '+' ? 1 : -1;
    const right = unary(r);
    value = value === undefined || right === undefined ? undefined : value + sign * right;
  }
  return value;
}

function unary(r: Reader): Value {
  if (++r.depth > deepest) return undefined;
  const value = operand(r);
  r.depth--;
  return value;
}

function operand(r: Reader): Value {
  const token = r.tokens[r.at++] ?? '';
  if (token === '!') {
    const value = unary(r);
    return value === undefined ? undefined : Number(value === 0);
  }
  if (token === '(') {
    const value = either(r);
    return r.tokens[r.at++] === ')' ? value : undefined;
  }
  if (token === 'defined') {
    const bracketed = r.tokens[r.at] === '(';
    const name = r.tokens[bracketed ? r.at + 1 : r.at] ?? '';
    r.at += bracketed ? 3 : 1;
    return r.macros.has(name) ? Number(r.macros.get(name) !== undefined) : undefined;
  }
  if (/^\d/u.test(token)) return numberOf(token);
  return /^[A-Za-z_]/u.test(token) && r.tokens[r.at] !== '(' ? valueOf(token, r.macros) : undefined;
}

/** A name that is not defined counts as 0 (C11 6.10.1 p4). */
function valueOf(name: string, macros: Macros): Value {
  let text = name;
  for (let step = 0; step < mostSteps && /^[A-Za-z_]\w*$/u.test(text); step++) {
    if (!macros.has(text)) return undefined;
    const stands = macros.get(text);
    if (stands === undefined) return 0;
    text = stands.trim();
  }
  return numberOf(text.replace(/^\((.*)\)$/u, '$1'));
}

function numberOf(text: string): Value {
  const digits = /^(0[xX][\da-fA-F]+|0[bB][01]+|\d+)[uUlL]*$/u.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return /^0\d/u.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}
