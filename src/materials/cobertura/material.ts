/** Coverage as Cobertura XML, which gcovr, coverage.py, tarpaulin and many more write. It counts lines itself; rates at the top are not believed. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { readXml, type Opened } from '../../scan/xml.ts';

interface Count {
  covered: number;
  total: number;
}

export interface CoveredClass {
  readonly file: string;
  readonly line: number;
  readonly lines: Count;
  readonly branches: Count;
}

export interface Cobertura {
  readonly version: string;
  readonly classes: readonly CoveredClass[];
  readonly cut: string;
}

/** Classes of one report. */
export const mostClasses = 200_000;

function parse(bytes: Uint8Array): Cobertura | Unreadable {
  const classes: CoveredClass[] = [];
  let version: string | undefined;
  let current: CoveredClass | undefined;
  let isInMethod = false;
  let cut = '';
  for (const event of readXml(bytes)) {
    if (event.event === 'trouble') {
      cut = event.reason;
      break;
    }
    if (event.event === 'close') {
      if (event.name === 'methods') isInMethod = false;
      else if (event.name === 'class' && current !== undefined) {
        classes.push(current);
        current = undefined;
      }
    } else if (event.event === 'open') {
      if (event.name === 'coverage') version ??= event.attributes.get('version') ?? '';
      else if (event.name === 'methods') isInMethod = true;
      else if (event.name === 'class') {
        if (classes.length === mostClasses) return { unreadable: `more than ${mostClasses} classes` };
        current = { file: event.attributes.get('filename') ?? '', line: event.line, lines: { covered: 0, total: 0 }, branches: { covered: 0, total: 0 } };
      } else if (event.name === 'line' && current !== undefined && !isInMethod) count(event, current);
    }
  }
  // a class that does not end is counted in part, which would pass for less than there is
  if (version === undefined) return { unreadable: cut === '' ? 'no coverage in it' : cut };
  return { version, classes, cut };
}

/** The lines of methods stand in their class a second time. */
function count({ attributes }: Opened, { lines, branches }: CoveredClass): void {
  lines.total++;
  if (/^[1-9]\d*$/.test(attributes.get('hits') ?? '')) lines.covered++;
  const [, covered, total] = /\((\d{1,9})\/(\d{1,9})\)/.exec(attributes.get('condition-coverage') ?? '') ?? [];
  if (covered === undefined || total === undefined) return;
  branches.covered += Number(covered);
  branches.total += Number(total);
}

export default {
  name: 'cobertura',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (!canOpenWith(head, '<') || !mentions(head, '<coverage') || (!mentions(head, 'line-rate') && !mentions(head, 'coverage-0'))) return undefined;
    return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>[]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<coverage[\s>]/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<Cobertura>;
