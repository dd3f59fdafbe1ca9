/** Unpacks ar archives: static libraries and Debian packages (ar(5), with the long names of GNU and BSD). */
import { textField, decimalField, latin } from './text.ts';
import { rest, type Piece, type Unpack } from './piece.ts';

const headerSize = 60;

export const unpackAr: Unpack = function* (bytes, _name, allowance): Generator<Piece> {
  let longNames: Uint8Array = new Uint8Array(0);
  for (let at = 8; at < bytes.length; ) {
    if (!allowance.next()) return yield { name: rest, trouble: allowance.spent() };
    const size = decimalField(bytes, at + 48, 10);
    if (size === undefined || latin(bytes, at + 58, at + 60) !== '`\n') return yield { name: rest, trouble: 'the header of an ar entry is damaged' };
    const start = at + headerSize;
    const end = start + size;
    if (end > bytes.length) return yield { name: rest, trouble: 'the ar archive is cut off' };
    at = end + (size & 1);
    const short = latin(bytes, start - headerSize, start - headerSize + 16).trimEnd();
    if (short === '//') {
      longNames = bytes.subarray(start, end);
    } else if (short !== '/' && short !== '/SYM64/') {
      const { name, skip } = nameOf(bytes, start, end, short, longNames);
      // The symbol table of BSD is an index like `/`, not a member.
      if (name.startsWith('__.SYMDEF')) continue;
      const content = bytes.subarray(start + skip, end);
      if (content.length > allowance.room()) yield { name, trouble: allowance.why(content.length) };
      else {
        allowance.spend(content.length);
        yield { name, bytes: content };
      }
    }
  }
};

function nameOf(bytes: Uint8Array, start: number, end: number, short: string, longNames: Uint8Array): { readonly name: string; readonly skip: number } {
  const gnu = /^\/(\d{1,10})$/.exec(short);
  if (gnu !== null) {
    const from = Number(gnu[1]);
    const stop = longNames.indexOf(10, from);
    return { name: textField(longNames, from, (stop < 0 ? longNames.length : stop) - from).replace(/\/$/, ''), skip: 0 };
  }
  const bsd = /^#1\/(\d{1,10})$/.exec(short);
  if (bsd !== null) {
    const length = Math.min(Number(bsd[1]), end - start);
    return { name: textField(bytes, start, length), skip: length };
  }
  return { name: textField(bytes, start - headerSize, 16).trimEnd().replace(/\/$/, ''), skip: 0 };
}
