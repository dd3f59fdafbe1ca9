/** The report as a comment on a pull request: short, what is new first, the rest folded away, and never too long to post. */
import type { Exporter } from '../../core/exporter.ts';
import type { Inspection } from '../../core/inspection.ts';
import { count } from '../figures.ts';
import { deviceTitle, standingSign, standingWord, verdictOrder, verdictSign, verdictWord } from '../signs.ts';
import { details } from './details.ts';
import { prose } from './escape.ts';
import { requirementTable } from './requirements.ts';
import { worst } from './findings.ts';
import { varianceTable } from './variances.ts';

/** Code hosts refuse comments over 65,536 characters; bytes are counted, and room is left for what they add. */
const longest = 58_000;

export default {
  format: 'markdown',
  extension: '.md',
  mediaType: 'text/markdown; charset=utf-8',
  render: (inspection) => fit([head(inspection), worst(inspection), requirementTable(inspection), varianceTable(inspection), ...details(inspection)], foot(inspection)),
} satisfies Exporter;

/** Sections are left out from the end until the whole fits, and it is said which. */
function fit(sections: readonly string[], end: string): string {
  const present = sections.filter((section) => section !== '');
  for (let kept = present.length; kept > 0; kept--) {
    const left = present.length - kept;
    const note = left === 0 ? '' : `_Cut here: ${left} more ${left === 1 ? 'section' : 'sections'} would make this comment too long. The HTML and JSON reports hold everything._`;
    const text = `${[...present.slice(0, kept), note, end].filter((part) => part !== '').join('\n\n')}\n`;
    if (Buffer.byteLength(text) <= longest) return text;
  }
  return `${end}\n`;
}

function head(inspection: Inspection): string {
  const { standing, level, edition, baseline } = inspection;
  const totals = verdictOrder.filter((verdict) => standing.totals[verdict] > 0).map((verdict) => `${verdictSign[verdict]} ${count(standing.totals[verdict])} ${verdictWord[verdict]}`);
  const lines = [
    `## ${standingSign[standing.value]} ${standingWord[standing.value]}: ${prose(deviceTitle(inspection).slice(0, 200))}`,
    `**Level ${level.value}**, ${prose(level.title)} · ${prose(standing.because.slice(0, 400))}`,
    totals.join(' · '),
  ];
  if (baseline !== undefined) {
    lines.push(`**Against the baseline:** ${count(baseline.fresh)} new, ${count(baseline.known)} known, ${count(baseline.gone)} gone; ${standingWord[baseline.standing]} when only what is new counts.`);
  }
  if (!inspection.device.declared) lines.push('No manifest was read: what the device is was inferred from its files.');
  lines.push(`<sub>edition ${prose(edition.id)} (${prose(edition.status)}), as of ${prose(inspection.as_of)}</sub>`);
  return lines.join('\n\n');
}

function foot(inspection: Inspection): string {
  return `<sub>Plumbline ${prose(inspection.plumbline)}. Verdicts are computed, never claimed; silence is not a pass.</sub>`;
}
