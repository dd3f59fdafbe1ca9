/** Reads the map that GNU ld writes (`-Wl,-Map=`): sections of the output at the margin, what objects gave to them below. */
import type { Unreadable } from '../../core/material.ts';
import type { Contribution, LinkMap } from './material.ts';

export const gnuHeading = 'Linker script and memory map';

/** What stands first depends on what was linked; one of these does. */
export const gnuOpening = /^\s*(?:Archive member included|As-needed library included|There are no discarded sections|Discarded input sections|Merging program properties|Memory Configuration|Allocating common symbols)/;

/** Sections of output and input together; a large firmware with a section for each function has some hundred thousand. */
export const mostRows = 1_000_000;
export const tooMany: Unreadable = { unreadable: `more than ${mostRows} sections in one link map` };

const output = /^(?!LOAD |START |END |OUTPUT\(|TARGET\()([^\s*(]\S*)(?:\s+0x([0-9a-f]{1,16})\s+0x([0-9a-f]{1,16}))?/i;
const input = /^ ([^\s*(]\S*)(?:\s+0x[0-9a-f]{1,16}\s+0x([0-9a-f]{1,16})\s+(\S.*))?$/i;
/** A name of more than 15 letters has a line of its own, and its numbers stand on the next. */
const numbers = /^\s{2,}0x[0-9a-f]{1,16}\s+0x([0-9a-f]{1,16})(?:\s+(\S.*))?$/i;

interface Open {
  readonly name: string;
  bytes: number;
  readonly from: Contribution[];
}

export function readGnu(text: string): LinkMap | Unreadable {
  const sections: Open[] = [];
  let named = '';
  let rows = 0;
  let current: Open | undefined;
  let waiting: { readonly output: Open } | { readonly section: string } | undefined;
  for (const line of linesFrom(text, text.indexOf(gnuHeading) + gnuHeading.length)) {
    if (line.startsWith('OUTPUT(')) named = /^OUTPUT\(([^\s)]+)/.exec(line)?.[1] ?? '';
    if (rows > mostRows) return tooMany;
    const before = waiting;
    waiting = undefined;
    if (before !== undefined) {
      const [, size = '', object] = numbers.exec(line) ?? [];
      if (size !== '' && 'output' in before) before.output.bytes = sizeOf(size);
      else if (size !== '' && object !== undefined && 'section' in before) current?.from.push({ section: before.section, object: object.trim(), bytes: sizeOf(size) });
      if (size !== '') continue;
    }
    const opened = output.exec(line);
    if (opened !== null) {
      rows++;
      current = { name: opened[1] ?? '', bytes: sizeOf(opened[3] ?? '0'), from: [] };
      sections.push(current);
      if (opened[3] === undefined) waiting = { output: current };
      continue;
    }
    const [given, section = '', size, object = ''] = input.exec(line) ?? [];
    if (given === undefined) continue;
    rows++;
    if (size === undefined) waiting = { section };
    else current?.from.push({ section, object: object.trim(), bytes: sizeOf(size) });
  }
  return { linker: 'GNU ld', output: named, sections };
}

/** Sizes beyond what a double holds exactly are nobody's. */
function sizeOf(hexadecimal: string): number {
  const size = Number.parseInt(hexadecimal, 16);
  return Number.isSafeInteger(size) ? size : 0;
}

export function* linesFrom(text: string, start: number): Generator<string> {
  for (let at = start; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    // A line of a map names two files at most.
    yield text.slice(at, Math.min(stop, at + 10_000)).trimEnd();
    at = stop + 1;
  }
}
