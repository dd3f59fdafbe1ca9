/** The memory-safety ledger as a small table, and its two figures, which are never blended into one. */
import type { Inspection } from '../../core/inspection.ts';
import { plain } from '../escape.ts';
import { count, counted, percent } from '../figures.ts';
import { classWord, readLedger, type ClassSum, type Ledger, type Share } from '../ledger.ts';
import { columns, cut, padEnd, padStart } from '../width.ts';
import type { Paper } from './ink.ts';
import { heading, paragraph } from './layout.ts';

const numberWidth = 11;
const shareWidth = 7;
const labelWidth = 40;
/** Of an image a handful of languages say all; what is left is in the page. */
const languagesShown = 6;

export function ledger(inspection: Inspection, paper: Paper): string[] {
  const sums = readLedger(inspection);
  const untold = sums.imagesUntold === 0 ? [] : paragraph(paper, 2, `${counted(sums.imagesUntold, 'image')} whose code could not be counted ${sums.imagesUntold === 1 ? 'is' : 'are'} in no figure`);
  const images = [...imageFigures(sums, paper), ...untold];
  if (sums.classes.length === 0) {
    // Images alone say what ships, too.
    return images.length === 0 ? [] : [...heading(paper, 'MEMORY-SAFETY LEDGER', 'bytes of code in the images'), '', ...images];
  }
  const { total } = sums.shipped;
  return [
    ...heading(paper, 'MEMORY-SAFETY LEDGER', 'code lines that ship, by class'),
    '',
    ...sums.classes.map((sum) => row(sum, total, paper)),
    '',
    ...images,
    ...figure('shipped code in classes A to C', sums.shipped, paper),
    ...figure('attack-surface code in classes A to C', sums.surface, paper),
    ...(sums.undetermined === 0
      ? []
      : paragraph(paper, 2, `of ${count(sums.undetermined)} shipped lines nobody said whether they handle untrusted input; they are not in the second figure`)),
  ];
}

function row(sum: ClassSum, total: number, paper: Paper): string {
  const room = paper.width - 5 - numberWidth - shareWidth;
  const bar = Math.min(16, room - 40);
  const words = padEnd(cut(classWord[sum.class], room - Math.max(bar, 0) - 1), room - Math.max(bar, 0));
  const blocks = bar > 3 && total > 0 ? Math.max(sum.code > 0 ? 1 : 0, Math.round((sum.code / total) * (bar - 2))) : 0;
  return `  ${paper.ink.bold(sum.class)}  ${words}${padStart(count(sum.code), numberWidth)}${padStart(percent(sum.code, total), shareWidth)}  ${'█'.repeat(blocks)}`.trimEnd();
}

/** What the images themselves hold comes first: lines of source are not what ships. */
function imageFigures({ images }: Ledger, paper: Paper): string[] {
  if (images === undefined) return [];
  const room = Math.min(labelWidth - 2, paper.width - 4 - numberWidth - shareWidth);
  const sums = [...Map.groupBy(images.rows, ({ language, toldBy }) => (language === '?' ? 'language not told' : plain(`${language} (${toldBy})`)))]
    .map(([words, of]) => ({ words, bytes: of.reduce((all, { bytes }) => all + bytes, 0) })).sort((a, b) => b.bytes - a.bytes);
  const languages = sums.slice(0, languagesShown).map(({ words, bytes }) => `    ${padEnd(cut(words, room), room)}${padStart(count(bytes), numberWidth)}${padStart(percent(bytes, images.shipped.total), shareWidth)}`);
  const more = sums.length <= languagesShown ? [] : paragraph(paper, 4, `… and ${sums.length - languagesShown} more; the HTML report has all`);
  const unknown = images.unknown === 0 ? [] : paragraph(paper, 2, `of these bytes nobody could tell the language of ${count(images.unknown)}`);
  return [...figure('code in the images in classes A to C', images.shipped, paper, 'bytes'), ...(images.surface.total === 0 ? [] : figure('attack-surface images in A to C', images.surface, paper, 'bytes')), ...languages, ...more, ...unknown];
}

/** Label and figure in two columns where both fit; the figures of a large device are longer than those of a small one. */
function figure(label: string, share: Share, paper: Paper, unit = 'lines'): string[] {
  const text = share.total === 0 ? 'none counted' : `${percent(share.safe, share.total)} (${count(share.safe)} of ${count(share.total)} ${unit})`;
  const fits = 2 + labelWidth + columns(text) <= paper.width;
  return fits ? [`  ${padEnd(label, labelWidth)}${paper.ink.bold(text)}`] : paragraph(paper, 2, `${label}: ${text}`);
}
