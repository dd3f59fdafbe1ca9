/** What a reader may want to unfold: what to hand in, the ledger, and what was not looked at. */
import type { Inspection } from '../../core/inspection.ts';
import { readCoverage } from '../coverage.ts';
import { count, counted, percent } from '../figures.ts';
import { htmlText } from '../escape.ts';
import { classWord, readLedger, type Share } from '../ledger.ts';
import { code, prose } from './escape.ts';

const itemsShown = 12;

export function details(inspection: Inspection): string[] {
  return [handIn(inspection), ledger(inspection), unseen(inspection)];
}

/** The summary stands in raw HTML, so it takes our own words and numbers only. */
function folded(summary: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<details><summary>${htmlText(summary)}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function handIn({ hand_in_next: items }: Inspection): string {
  const lines = items.slice(0, itemsShown).map((one) => `- ${code(one.hand_in)} settles ${counted(one.unknowns, 'unknown')}: ${prose(one.how.slice(0, 300))}`);
  return folded(`What to hand in next (${count(items.length)})`, lines);
}

function ledger(inspection: Inspection): string {
  const sums = readLedger(inspection);
  if (sums.classes.length === 0) return '';
  const rows = sums.classes.map((sum) => `| ${sum.class} | ${classWord[sum.class]} | ${count(sum.code)} | ${percent(sum.code, sums.shipped.total)} |`);
  const undetermined = sums.undetermined === 0 ? [] : ['', `Of ${count(sums.undetermined)} shipped lines nobody said whether they handle untrusted input.`];
  const images = sums.images === undefined ? [] : ['', `Of the code in the images, ${figure(sums.images.shipped)} of ${count(sums.images.shipped.total)} bytes are in classes A to C; the language of ${count(sums.images.unknown)} bytes nobody could tell.`];
  return folded(`Memory-safety ledger: ${figure(sums.shipped)} of shipped code and ${figure(sums.surface)} of attack-surface code in classes A to C`, [
    '| Class | | Code lines | Share |', '| --- | --- | ---: | ---: |', ...rows, ...undetermined, ...images,
  ]);
}

function figure(share: Share): string {
  return share.total === 0 ? 'none counted' : percent(share.safe, share.total);
}

function unseen(inspection: Inspection): string {
  const { unrecognised, set_aside: aside, troubles } = inspection.inventory;
  const lines = [
    ...readCoverage(inspection).filter((row) => row.read < row.files && !row.material.startsWith('(')).map((row) => `- ${count(row.files - row.read)} of ${counted(row.files, 'file')} of ${code(row.material.slice(0, 60))}: ${prose((row.reasons[0]?.reason ?? '').slice(0, 200))}`),
    ...unrecognised.map((one) => `- ${counted(one.files, 'file')} of a kind nobody recognises: ${code(one.kind.slice(0, 60))}`),
    ...aside.map((one) => `- set aside ${code(one.glob.slice(0, 100))} (${counted(one.files, 'file')}): ${prose(one.reason.slice(0, 200))}`),
    ...troubles.map((one) => `- ${code(one.address.slice(-160))}: ${prose(one.reason.slice(0, 200))}`),
  ];
  const left = lines.length - itemsShown * 2;
  return folded(`What was not looked at (${count(lines.length)})`, left > 0 ? [...lines.slice(0, itemsShown * 2), `- … and ${count(left)} more`] : lines);
}
