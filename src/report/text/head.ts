/** The top of the terminal report: which device, which law, the standing, and how the level came about. */
import type { Inspection } from '../../core/inspection.ts';
import { count } from '../figures.ts';
import { plain } from '../escape.ts';
import { deviceTitle, isStated, standingSign, standingWord, verdictOrder, verdictSign, verdictWord } from '../signs.ts';
import { columns, cut, wrap } from '../width.ts';
import type { Paper } from './ink.ts';
import { hanging, names, paragraph } from './layout.ts';

/** How inferences about components begin; what the device is made of matters more to a reader than what nobody stated. */
const ofPart = 'component ';
const partsShown = 8;
const wholeShown = 2;

export function head(inspection: Inspection, paper: Paper): string[] {
  const { edition, device } = inspection;
  const maker = isStated(device.about.maker) ? device.about.maker : 'maker not stated';
  const title = paragraph(paper, 0, `${deviceTitle(inspection)} · ${maker}`).map(paper.ink.bold);
  const revision = device.revision === '' ? '' : `, revision ${device.revision.replace(/^([0-9a-f]{12})[0-9a-f]+$/, '$1')}`;
  // A rule warns before it binds: the report is made already, so that there is time to mend.
  const binds = edition.status === 'published' && edition.effective_on > inspection.as_of ? `, binds from ${edition.effective_on}` : '';
  const law = `edition ${edition.id} (${edition.status}${binds}) · as of ${inspection.as_of}${revision} · plumbline ${inspection.plumbline}`;
  return [...title, ...paragraph(paper, 0, law), '', ...standing(inspection, paper), ...level(inspection, paper), ...told(inspection, paper)];
}

function standing(inspection: Inspection, paper: Paper): string[] {
  const { value, because, totals } = inspection.standing;
  const words = `${standingSign[value]} ${standingWord[value].toUpperCase()}`;
  const at = wrap(plain(`at level ${inspection.level.value}, ${inspection.level.title}`), paper.width - 4);
  const [first = '', ...rest] = columns(words) + 4 + columns(at[0] ?? '') <= paper.width ? at : ['', ...at];
  const parts = verdictOrder
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => ({ verdict, text: `${verdictSign[verdict]} ${count(totals[verdict])} ${verdictWord[verdict]}` }));
  return [
    `  ${paper.ink.standing(value, words)}  ${first}`.trimEnd(),
    ...rest.map((line) => `    ${line}`),
    ...paragraph(paper, 4, because),
    ...baseline(inspection, paper),
    '',
    ...flow(parts.map(({ text }) => text), paper.width - 4).map((line) => `    ${line}`),
  ];
}

/** Puts short parts side by side, as many as fit on a line. */
function flow(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 3 + columns(part) <= width) lines[lines.length - 1] = `${last}   ${part}`;
    else lines.push(part);
  }
  return lines;
}

function baseline(inspection: Inspection, paper: Paper): string[] {
  const { baseline: base } = inspection;
  if (base === undefined) return [];
  const counts = `${count(base.fresh)} new, ${count(base.known)} known, ${count(base.gone)} gone`;
  return paragraph(paper, 4, `against the baseline: ${counts}; ${standingWord[base.standing]} when only what is new counts`);
}

function level(inspection: Inspection, paper: Paper): string[] {
  const { value, because, asked } = inspection.level;
  const reasons = asked ? [`level ${value} was asked for`, ...because] : because;
  return reasons.flatMap((reason, index) => hanging(paper, 4, index === 0 ? `why level ${value}` : '', 14, reason));
}

/** Says what was concluded without being told, because everything below rests on it. */
function told(inspection: Inspection, paper: Paper): string[] {
  const { declared, inferred } = inspection.device;
  if (declared && inferred.length === 0) return [];
  const lead = declared ? 'Concluded without being told:' : 'No plumbline.yaml: what the device is was inferred from its files.';
  const parts = inferred.filter(({ about }) => about.startsWith(ofPart));
  const whole = inferred.filter(({ about }) => !about.startsWith(ofPart));
  const left = [...whole.slice(wholeShown), ...parts.slice(partsShown)].map(({ about }) => about.replace(/^device\./, ''));
  return [
    '', ...paragraph(paper, 4, lead),
    ...whole.slice(0, wholeShown).flatMap((one) => hanging(paper, 4, '~', 2, `${one.about}: ${one.concluded}, because ${one.because}`)),
    ...parts.slice(0, partsShown).map((one) => `    ~ ${cut(plain(`${one.about}: ${one.concluded}`), paper.width - 6)}`),
    ...(left.length === 0 ? [] : paragraph(paper, 6, `and ${left.length} more (${names(left, 5)}); the HTML report gives each with its reason`)),
  ];
}
