/** The end of the terminal report: what to hand in, what was not looked at, and which command to run now. */
import type { Inspection } from '../../core/inspection.ts';
import { readCoverage, type CoverageRow } from '../coverage.ts';
import { count, counted } from '../figures.ts';
import type { Paper } from './ink.ts';
import { hanging, heading, names, paragraph } from './layout.ts';
import { plain } from '../escape.ts';
import { weighed } from '../weigh.ts';

const itemsShown = 6;

export function handInNext(inspection: Inspection, paper: Paper): string[] {
  const { hand_in_next: items } = inspection;
  if (items.length === 0) return [];
  const shown = items.slice(0, itemsShown).flatMap((item) => [
    ...hanging(paper, 2, `${count(item.unknowns)} ×`, 6, item.hand_in).map(paper.ink.bold),
    ...paragraph(paper, 8, item.how),
  ]);
  const left = items.length - itemsShown;
  const more = left > 0 ? paragraph(paper, 2, `… and ${counted(left, 'item')} more`) : [];
  return [...heading(paper, 'WHAT TO HAND IN NEXT', 'by how many unknowns each settles'), ...shown, ...more];
}

export function notLookedAt(inspection: Inspection, paper: Paper): string[] {
  const { inventory } = inspection;
  const unread = readCoverage(inspection).filter((row) => row.read < row.files && !row.material.startsWith('('));
  const unknownKinds = inventory.unrecognised.map((one) => `${one.kind} (${count(one.files)})`);
  const unknownFiles = inventory.unrecognised.reduce((sum, one) => sum + one.files, 0);
  const lines = [
    ...unread.slice(0, 4).map((row) => `${count(row.files - row.read)} of ${counted(row.files, `${row.material} file`)}: ${reasonsOf(row)}`),
    ...(unread.length > 4 ? [`and files of ${counted(unread.length - 4, 'more material')}`] : []),
    ...(unknownFiles > 0 ? [`${counted(unknownFiles, 'file')} of kinds nobody recognises: ${names(unknownKinds, 5)}`] : []),
    ...inventory.set_aside.slice(0, 3).map((one) => `set aside: ${one.glob} (${counted(one.files, 'file')}), because ${one.reason}`),
    ...(inventory.set_aside.length > 3 ? [`and ${counted(inventory.set_aside.length - 3, 'more rule')} that set files aside`] : []),
    ...inventory.troubles.slice(0, 3).map((one) => `${one.address}: ${one.reason}`),
    ...(inventory.troubles.length > 3 ? [`and ${counted(inventory.troubles.length - 3, 'more trouble')}; the HTML report lists them`] : []),
    ...(inventory.links > 0 ? [`${counted(inventory.links, 'symbolic link')}, recorded and not followed`] : []),
    ...inspection.open.slice(0, 3).map((one) => `left open by the edition: ${one.category}: ${one.title}`),
  ];
  if (lines.length === 0) return [];
  return [...heading(paper, 'WHAT WAS NOT LOOKED AT'), ...lines.flatMap((line) => hanging(paper, 2, '·', 2, line))];
}

/** The most frequent reason, and how many it does not explain. */
function reasonsOf({ files, read, reasons }: CoverageRow): string {
  const [most] = reasons;
  if (most === undefined) return 'no reason given';
  const others = files - read - most.files;
  return others > 0 ? `${most.reason} (${count(most.files)}); ${count(others)} for other reasons` : most.reason;
}

export function whatNow(inspection: Inspection, paper: Paper): string[] {
  const worst = weighed(inspection)[0]?.finding ?? inspection.findings.find((finding) => finding.verdict === 'unknown');
  const commands: [string, string][] = [
    ...(worst === undefined ? [] : [[`plumbline explain ${plain(worst.element)}`, 'what it asks, why, and worked cases'] as [string, string]]),
    ['plumbline inspect PATH --format html --out report.html', 'everything, as a page'],
  ];
  return [...heading(paper, 'NEXT'), ...commands.flatMap(([command, what]) => [...paragraph(paper, 2, command).map(paper.ink.bold), ...paragraph(paper, 4, what)])];
}
