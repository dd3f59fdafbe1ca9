/** Element by element: what it asks, the verdict for each component, and the evidence. */
import type { VNode } from 'preact';
import { bearingOf, isMadeGood, type Bearing } from '../bearing.ts';
import type { Finding } from '../../core/finding.ts';
import type { CitedElement, Inspection } from '../../core/inspection.ts';
import { compareText } from '../../core/place.ts';
import { counted, listed } from '../figures.ts';
import { groupsOf } from '../groups.ts';
import { categoryWord, modeWord, strengthWord, subjectOf, verdictRank, verdictWord } from '../signs.ts';
import { breachGroups } from './breaches.ts';
import { gaps, supports } from './evidence.ts';
import { h } from './h.ts';
import { anchorOf, chip, section } from './pieces.ts';

/** Findings come worst first; a device of hundreds of components must still make a page that opens. */
const findingsShown = 60;

export interface Chapter {
  readonly element: CitedElement;
  readonly findings: readonly Finding[];
}

/** Elements in the order of the code's categories, each with its findings; a finding without its element still gets a chapter. */
export function chaptersOf(inspection: Inspection): Chapter[] {
  const byElement = Map.groupBy(inspection.findings, (finding) => finding.element);
  const cited = new Map(inspection.elements.map((element) => [element.id, element]));
  return [...byElement]
    .map(([id, findings]) => ({ element: cited.get(id) ?? unknownElement(id, findings), findings: [...findings].sort(byVerdict) }))
    .sort((a, b) => compareText(a.element.category, b.element.category) || compareText(a.element.id, b.element.id));
}

function byVerdict(a: Finding, b: Finding): number {
  return verdictRank(a.verdict) - verdictRank(b.verdict) || compareText(a.component, b.component);
}

function unknownElement(id: string, findings: readonly Finding[]): CitedElement {
  const { title = id, category = '', mode = 'human-review' } = findings[0] ?? {};
  return { id, title, category, origin: '', objective: '', remedy: '', mode, citations: [], digest: '' };
}

export function elements(inspection: Inspection, chapters: readonly Chapter[]): VNode {
  const bearing = bearingOf(inspection);
  return section('elements', 'Element by element', 'What each element asks, what was found, and the evidence for it.', chapters.map((one) => chapter(one, bearing)));
}

function chapter({ element, findings }: Chapter, bearing: Bearing): VNode {
  const id = anchorOf(element.id);
  const origin = element.origin === 'project' ? 'project article' : element.origin === '' ? '' : 'after the 2015 building code';
  const eyebrow = [element.category, categoryWord[element.category] ?? '', origin].filter((part) => part !== '').join(' · ');
  // What does not apply is said once, not a section each.
  const apply = findings.filter((finding) => finding.verdict !== 'not-applicable');
  const rest = findings.filter((finding) => finding.verdict === 'not-applicable');
  return h('article', { class: 'element', id, 'aria-labelledby': `title-${id}` },
    h('p', { class: 'eyebrow' }, eyebrow),
    h('h3', { id: `title-${id}` }, element.title),
    element.objective !== '' && h('p', { class: 'objective' }, element.objective),
    apply.slice(0, findingsShown).map((finding) => answer(finding, bearing)),
    apply.length > findingsShown && h('p', { class: 'capped' }, `${countsOf(apply.slice(findingsShown))}; the JSON inspection holds all.`),
    notApplicable(rest),
    law(element));
}

/** `3 more components not met, 12 unknown`. */
function countsOf(findings: readonly Finding[]): string {
  const counts = [...Map.groupBy(findings, (finding) => finding.verdict)].map(([verdict, same]) => `${counted(same.length, 'more component')} ${verdictWord[verdict]}`);
  return counts.join(', ');
}

/** Components that share a reason are named together. */
function notApplicable(findings: readonly Finding[]): VNode[] {
  return [...Map.groupBy(findings, (finding) => finding.because)].slice(0, findingsShown).map(([because, same]) =>
    h('p', { class: 'rest' }, chip('not-applicable'), ` ${listed(same.map(subjectOf))}: ${because}`));
}

function answer(finding: Finding, bearing: Bearing): VNode {
  const groups = groupsOf(finding);
  const good = isMadeGood(bearing, finding);
  return h('section', { class: `finding ${finding.verdict}` },
    h('h4', {}, subjectOf(finding), ' ', chip(finding.verdict)),
    !isRepeated(finding) && h('p', { class: 'because' }, finding.because),
    good && h('p', { class: 'good' }, 'Not counted against the device: another means of the same requirement holds.'),
    breachGroups(groups),
    gaps(finding),
    supports(finding),
    h('p', { class: 'strength' }, `Evidence${finding.verdict === 'unknown' ? ' so far' : ''}: ${strengthWord[finding.strength]}. The element asks for ${modeWord[finding.mode]}.`));
}

/** The reason often quotes the first breach or gap, which is shown in full right below. */
function isRepeated({ because, breaches, gaps: holes }: Finding): boolean {
  const [breach] = breaches;
  const [gap] = holes;
  if (breach !== undefined) return because.startsWith(breach.message);
  return gap !== undefined && because.startsWith(gap.reason);
}

/** What an engineer needs to act, and a lawyer to look it up. */
function law(element: CitedElement): VNode {
  return h('details', { class: 'law' },
    h('summary', {}, h('span', {}, 'Remedy, citations and digest', h('span', { class: 'unseen' }, ` of ${element.title}`))),
    element.remedy !== '' && h('p', {}, h('strong', {}, 'Remedy. '), element.remedy),
    element.citations.length > 0 && h('ul', {}, element.citations.map(({ document, clause, note }) =>
      h('li', {}, [document, clause].filter((part) => part !== '').join(', '), note !== '' && ` (${note})`))),
    h('p', { class: 'digest' }, h('code', {}, element.id), element.digest !== '' && ' ', element.digest !== '' && h('code', {}, element.digest)),
    h('p', { class: 'quiet' }, 'Worked cases: ', h('code', {}, `plumbline explain ${element.id}`)));
}
