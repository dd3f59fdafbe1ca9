/** How long a text is when the function itself made it: a literal, or a filling and the zero behind it. It does not count what others write. */
import { TokenKind } from '../../../../scan/lexed.ts';
import { callAt } from './calls.ts';
import type { Range } from './code.ts';
import { constantValue } from './constants.ts';
import type { FunctionView } from './function-view.ts';
import { literalOf } from './literal.ts';
import { withoutCasts } from './place.ts';
import { isConditional } from './room.ts';
import { semicolonFrom, statementAround, usesOf } from './uses.ts';

/** Pointers to pointers are followed this far. */
const mostDepth = 3;

/** What is used more often is no text that is made once. */
const mostUses = 12;

/** The length of the text that a name holds at a place, without its zero. */
export function exactText(view: FunctionView, given: Range, at: number, depth = 0): number | undefined {
  const { code, body } = view;
  const range = withoutCasts(code, given);
  const declared = range.to === range.from + 1 ? view.declared().get(code.text(range.from)) : undefined;
  if (declared === undefined || declared.isParameter || declared.isStatic || depth > mostDepth) return undefined;
  let length = declared.initial === undefined || declared.sizes.length === 0 ? undefined : literalOf(code, declared.initial)?.length;
  if (declared.pointers === 1 && declared.initial !== undefined) length = exactText(view, declared.initial, declared.at, depth + 1);
  let filled: number | undefined;
  const uses = usesOf(code, { from: declared.at + 1, to: statementAround(code, at, body).from }, declared.name);
  if (uses.length > mostUses) return undefined;
  for (const use of uses) {
    const after = code.text(use + 1);
    const fill = filling(view, use);
    // Read, asked for its size, or compared: it stays what it was.
    if (fill === undefined && (code.text(use - 1) === 'sizeof' || code.text(use - 2) === 'sizeof' || /^(?:strlen|wcslen)$/u.test(code.text(use - 2)) || /^[=!]=$/u.test(after) || code.text(use - 1) === '!')) continue;
    if (isConditional(view, use, at)) return undefined;
    if (fill !== undefined) {
      filled = fill;
      length = undefined;
    } else if (after === '[') length = endsAt(view, use, filled);
    else if (after === '=' && declared.pointers === 1) {
      length = exactText(view, { from: use + 2, to: semicolonFrom(code, use + 2, body.to) }, use, depth + 1);
      filled = undefined;
    } else return undefined;
  }
  return length;
}

/** `memset(name, 'C', 99)` with anything but a zero: so many characters stand there. */
function filling({ code, file }: FunctionView, use: number): number | undefined {
  const call = code.text(use - 1) === '(' && /^w?memset$/u.test(code.text(use - 2)) ? callAt(code, use - 2) : undefined;
  const [, sign, count] = call?.arguments ?? [];
  if (sign === undefined || count === undefined || code.kind(sign.from) !== TokenKind.character || /^L?'\\0'$/u.test(code.text(sign.from))) return undefined;
  return constantValue(code, count, file.constants());
}

/** `name[99] = '\0';` right behind the filling. */
function endsAt({ code, file }: FunctionView, use: number, filled: number | undefined): number | undefined {
  const close = code.close(use + 1);
  const index = constantValue(code, { from: use + 2, to: close }, file.constants());
  const isEnd = code.text(close + 1) === '=' && /^(?:0|L?'\\0')$/u.test(code.text(close + 2)) && code.text(close + 3) === ';';
  return isEnd && index !== undefined && filled !== undefined && index <= filled ? index : undefined;
}
