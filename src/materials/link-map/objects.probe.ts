/** States how many bytes of code each object file gave to what was linked. It does not say whether that was shipped. */
import { compareText } from '../../core/place.ts';
import type { Probe } from '../../core/material.ts';
import { linkedCode, mostObjects } from '../../facts/linked-code.ts';
import type { LinkMap, OutputSection } from './material.ts';

const probe: Probe<LinkMap> = {
  name: 'objects',
  revision: 1,
  states: [linkedCode],
  look: ({ linker, output, sections }) => {
    const code = sections.filter(holdsCode);
    const objects = new Map<string, { readonly object: string; readonly archive: string; bytes: number }>();
    for (const { object: path, bytes } of code.flatMap(({ from }) => from)) {
      if (bytes === 0) continue;
      const named = namesOf(path);
      const key = `${named.archive}\0${named.object}`;
      const row = objects.get(key) ?? { ...named, bytes: 0 };
      objects.set(key, row);
      row.bytes += bytes;
    }
    if (sections.every(({ from }) => from.length === 0)) return [linkedCode.blank('the map names no object file that gave anything')];
    if (objects.size === 0) return [];
    if (objects.size > mostObjects) return [linkedCode.blank(`${objects.size} object files: more than the ${mostObjects} that are read`)];
    const bytes = code.reduce((sum, section) => sum + section.bytes, 0);
    const given = [...objects.values()].reduce((sum, row) => sum + row.bytes, 0);
    if (given > bytes || !Number.isSafeInteger(given)) return [linkedCode.blank(`object files gave ${given} bytes to sections of ${bytes}: the map contradicts itself`)];
    return [linkedCode.state({ linker, output: lastName(output), bytes, objects: [...objects.values()].sort((a, b) => b.bytes - a.bytes || compareText(a.object, b.object) || compareText(a.archive, b.archive)) })];
  },
};

export default probe;

/** A section is executable as soon as something executable went into it (ELF: flags of an output section are those of its inputs together). */
function holdsCode({ from }: OutputSection): boolean {
  return from.some(({ section, bytes }) => bytes > 0 && /^\.(?:text(?:$|[.])|init$|fini$|i?plt(?:$|[.])|glue_7|vfp11_veneer|v4_bx)/.test(section));
}

/** `lib/libdrv.a(uart.o)` (GNU ld and lld), or `build/uart.o`. */
function namesOf(path: string): { readonly object: string; readonly archive: string } {
  const [, archive = '', member = ''] = /^(.+)\(([^()]+)\)$/.exec(path) ?? [];
  return member === '' ? { object: lastName(path), archive: '' } : { object: lastName(member), archive: lastName(archive) };
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).slice(0, 200);
}
