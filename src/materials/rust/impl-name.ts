/** Names an `impl` block for item paths: `Uart`, or `<Uart as Read>`. It takes the words as written. */
import { tokenText, type Lexed } from '../../scan/lexed.ts';
import { isIdentifier, isMark, written } from './tokens.ts';
import { mark } from './words.ts';

/** Tokens of a header that are read; generics beyond it do not name anything better. */
const longestHeader = 300;
const longestName = 60;

/** The name of the `impl` at `first`, whose body opens at `open`. */
export function implName(lexed: Lexed, first: number, open: number): string {
  const end = Math.min(open, first + longestHeader);
  const start = isMark(lexed, first + 1, mark.less) ? pastAngles(lexed, first + 1, end) : first + 1;
  let split = -1;
  let stop = end;
  let angle = 0;
  for (let token = start; token < end; token++) {
    angle += angleOf(lexed, token);
    if (angle > 0 || !isIdentifier(lexed, token)) continue;
    const text = tokenText(lexed, token);
    // `for<'a>` binds lifetimes; only a plain `for` parts the trait from the type.
    if (text === 'for' && split < 0 && !isMark(lexed, token + 1, mark.less)) split = token;
    else if (text === 'where') {
      stop = token;
      break;
    }
  }
  if (split < 0) return written(lexed, start, stop - 1, longestName);
  return `<${written(lexed, split + 1, stop - 1, longestName)} as ${written(lexed, start, split - 1, longestName)}>`;
}

function pastAngles(lexed: Lexed, first: number, end: number): number {
  let angle = 0;
  for (let token = first; token < end; token++) {
    angle += angleOf(lexed, token);
    if (angle === 0) return token + 1;
  }
  return end;
}

function angleOf(lexed: Lexed, token: number): number {
  if (isMark(lexed, token, mark.less)) return 1;
  if (isMark(lexed, token, mark.shiftLeft)) return 2;
  if (isMark(lexed, token, mark.greater)) return -1;
  return isMark(lexed, token, mark.shiftRight) ? -2 : 0;
}
