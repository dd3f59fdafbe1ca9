/** Reads the map that LLVM's lld writes (`-Wl,-Map=`): numbers, then sections, objects and symbols one column further each. */
import type { Unreadable } from '../../core/material.ts';
import { linesFrom, mostRows, tooMany } from './gnu.ts';
import type { Contribution, LinkMap } from './material.ts';

export const lldHeading = /^ *VMA +LMA +Size +Align +Out +In +Symbol *$/m;

const row = /^ *[0-9a-f]{1,16} +[0-9a-f]{1,16} +([0-9a-f]{1,16}) +\d+ /i;

export function readLld(text: string): LinkMap | Unreadable {
  const heading = lldHeading.exec(text)?.[0] ?? '';
  const [outAt, inAt] = [heading.indexOf('Out'), heading.indexOf(' In ') + 1];
  const sections: { readonly name: string; readonly bytes: number; readonly from: Contribution[] }[] = [];
  let rows = 0;
  for (const line of linesFrom(text, 0)) {
    const size = row.exec(line)?.[1];
    if (size === undefined) continue;
    const bytes = Number.parseInt(size, 16);
    if (!Number.isSafeInteger(bytes)) continue;
    if (line[outAt] !== ' ' && line[outAt] !== undefined) {
      if (++rows > mostRows) return tooMany;
      sections.push({ name: line.slice(outAt), bytes, from: [] });
    } else if (line[inAt] !== ' ') {
      const opens = line.lastIndexOf(':(');
      if (opens <= inAt || !line.endsWith(')')) continue;
      if (++rows > mostRows) return tooMany;
      sections.at(-1)?.from.push({ section: line.slice(opens + 2, -1), object: line.slice(inAt, opens), bytes });
    }
  }
  return { linker: 'LLVM lld', output: '', sections };
}
