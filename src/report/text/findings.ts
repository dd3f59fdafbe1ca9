/** The worst of what does not hold: groups of like breaches with the first places, an excerpt and the remedy. */
import type { Breach } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import { addressWithSpot } from '../../core/place.ts';
import { bearingOf, isMadeGood } from '../bearing.ts';
import { count, counted } from '../figures.ts';
import { plain, plainCode } from '../escape.ts';
import { breachesOf, type SharedGroup } from '../groups.ts';
import { subjectOf } from '../signs.ts';
import { weighed } from '../weigh.ts';
import { cut } from '../width.ts';
import type { Paper } from './ink.ts';
import { hanging, heading, names, paragraph } from './layout.ts';

const groupsShown = 6;
const placesShown = 3;

export function topFindings(inspection: Inspection, paper: Paper): string[] {
  const bearing = bearingOf(inspection);
  const groups = weighed(inspection);
  const goods = inspection.findings.filter((finding) => finding.breaches.length > 0 && isMadeGood(bearing, finding));
  const made = goods.length === 0 ? [] : ['', ...paragraph(paper, 2, `not counted: ${counted(goods.length, 'finding')} against means whose alternative holds (${names(goods.map((one) => one.element), 3)})`)];
  if (groups.length === 0) return made.length === 0 ? [] : [...heading(paper, 'WHAT DOES NOT HOLD'), ...made.slice(1)];
  const places = groups.reduce((sum, group) => sum + breachesOf(group), 0);
  const note = `${counted(places, 'breach', 'breaches')}, ${counted(groups.length, 'kind')}`;
  const shown = groups.slice(0, groupsShown).flatMap((group, index) => ['', ...show(group, index + 1, paper)]);
  const left = groups.slice(groupsShown);
  const more = left.length === 0 ? [] : ['', ...paragraph(paper, 2, `… and ${counted(left.length, 'kind')} more; the HTML report shows all`)];
  return [...heading(paper, 'WHAT DOES NOT HOLD', note), ...shown, ...more, ...made];
}

function show(group: SharedGroup, number: number, paper: Paper): string[] {
  const { first, finding, elements } = group;
  const tags = [first.severity, group.rule, weaknesses(first), first.state === 'new' ? `${group.fresh} new` : ''];
  const about = [elements.join(', '), subjectOf(finding), ...tags].filter((part) => part !== '').join(' · ');
  return [
    ...hanging(paper, 1, `${number}.`, 4, first.message).map((line, index) => (index === 0 ? paper.ink.bold(line) : line)),
    ...paragraph(paper, 5, about).map(paper.ink.dim),
    ...places(group, paper),
    ...elsewhere(group, paper),
    ...(first.remedy === '' ? [] : hanging(paper, 5, 'remedy', 8, first.remedy)),
  ];
}

function weaknesses({ cwe }: Breach): string {
  const shown = cwe.slice(0, 3).map((id) => `CWE-${id}`).join(' ');
  return cwe.length > 3 ? `${shown} and ${cwe.length - 3} more` : shown;
}

function places(group: SharedGroup, paper: Paper): string[] {
  const placed = group.breaches.filter((breach) => breach.fact !== undefined && breach.fact.place.path !== '');
  const shown = placed.slice(0, placesShown);
  const lines = shown.flatMap((breach, index) => (shown.slice(0, index).some((other) => addressOf(other) === addressOf(breach)) ? [alsoThere(breach, paper)] : place(breach, index === 0, paper)));
  const left = placed.length - placesShown;
  return left <= 0 ? lines : [...lines, ...paragraph(paper, 5, `… and ${count(left)} more (${count(placed.length)} places in ${counted(group.files, 'file')})`)];
}

const addressOf = ({ fact }: Breach): string => (fact === undefined ? '' : addressWithSpot(fact.place));

/** A second address of the same line would tell nothing; what else stands in that line does. */
function alsoThere({ fact, message }: Breach, paper: Paper): string {
  const value = fact?.value;
  const what = typeof value === 'object' && value !== null && 'construct' in value && typeof value.construct === 'string' ? value.construct : message;
  return `       ${cut(`there too: ${plain(what)}`, paper.width - 7)}`;
}

/** The same of other components as a whole: each in a line. */
function elsewhere({ elsewhere: others }: SharedGroup, paper: Paper): string[] {
  const lines = others.slice(0, placesShown).map((group) => `     ${cut(plain(`${subjectOf(group.finding)}: ${group.first.message}`), paper.width - 5)}`);
  const left = others.slice(placesShown).map((group) => subjectOf(group.finding));
  return left.length === 0 ? lines : [...lines, ...paragraph(paper, 5, `… and of ${names(left, 4)}`)];
}

/** A long address keeps its end, where the file name and the line are. */
function place(breach: Breach, withExcerpt: boolean, paper: Paper): string[] {
  if (breach.fact === undefined) return [];
  const { place: at, excerpt } = breach.fact;
  const address = `     ${cut(plain(addressWithSpot(at)), paper.width - 5, 'tail')}`;
  const code = excerpt === undefined ? '' : plainCode(excerpt).trim();
  return !withExcerpt || code === '' ? [address] : [address, `       ${paper.ink.dim('│')} ${cut(code, paper.width - 9)}`];
}
