/** The few ways the terminal report lays out text: heading, indented paragraph, hanging label. Everything passes `plain` here. */
import { plain } from '../escape.ts';
import { columns, cut, padEnd, wrap } from '../width.ts';
import type { Paper } from './ink.ts';

/** No single text of a device may become a wall; the HTML and JSON reports hold all of it. */
const linesShown = 5;

/** A section heading with an empty line above it. */
export function heading(paper: Paper, title: string, note = ''): string[] {
  const room = paper.width - columns(title) - 2;
  const aside = note === '' || room < 8 ? '' : `  ${paper.ink.dim(cut(plain(note), room))}`;
  return ['', paper.ink.bold(title) + aside];
}

/** A paragraph, wrapped and indented. */
export function paragraph(paper: Paper, indent: number, text: string): string[] {
  return short(text, paper.width - indent).map((line) => ' '.repeat(indent) + line);
}

/** A label in a column of `label` columns with a paragraph hanging beside it. The label must already be plain. */
export function hanging(paper: Paper, indent: number, label: string, labelWidth: number, text: string, ink = (part: string): string => part): string[] {
  const left = ' '.repeat(indent);
  const [first = '', ...rest] = short(text, paper.width - indent - labelWidth);
  const below = left + ' '.repeat(labelWidth);
  return [left + ink(padEnd(label, labelWidth)) + first, ...rest.map((line) => below + line)];
}

/** `a, b and 3 more`, in at most `most` names. */
export function names(all: readonly string[], most: number): string {
  if (all.length <= most) return all.map(plain).join(', ');
  return `${all.slice(0, most).map(plain).join(', ')} and ${all.length - most} more`;
}

function short(text: string, width: number): string[] {
  const lines = wrap(plain(text.slice(0, 1000)), width);
  const last = lines[linesShown - 1] ?? '';
  return lines.length <= linesShown ? lines : [...lines.slice(0, linesShown - 1), cut(`${last} ${lines[linesShown] ?? ''}`, width)];
}
