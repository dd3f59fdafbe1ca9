/** What does not hold, grouped; with a baseline what is new comes first and what was known is only counted. */
import type { Inspection } from '../../core/inspection.ts';
import { addressWithSpot } from '../../core/place.ts';
import { count, counted } from '../figures.ts';
import type { SharedGroup } from '../groups.ts';
import { subjectOf } from '../signs.ts';
import { weighed } from '../weigh.ts';
import { cut } from '../width.ts';
import { plain } from '../escape.ts';
import { code, prose } from './escape.ts';

const groupsShown = 10;
const placesShown = 5;
const longestMessage = 300;

export function worst(inspection: Inspection): string {
  const groups = weighed(inspection);
  const compared = inspection.baseline !== undefined;
  const fresh = compared ? groups.filter((group) => group.fresh > 0) : groups;
  if (groups.length === 0) return '';
  if (fresh.length === 0) return 'Nothing new does not hold.';
  const left = fresh.length - groupsShown;
  return [
    compared ? '### New' : '### What does not hold',
    fresh.slice(0, groupsShown).map((group) => show(group, compared)).join('\n'),
    ...(left > 0 ? [`… and ${counted(left, 'more kind')}; the HTML report shows all.`] : []),
  ].join('\n\n');
}

function show(group: SharedGroup, compared: boolean): string {
  const { first, finding, elements } = group;
  const breaches = compared ? group.breaches.filter((breach) => breach.state !== 'known') : group.breaches;
  const placed = breaches.flatMap(({ fact }) => (fact === undefined || fact.place.path === '' ? [] : [code(cut(plain(addressWithSpot(fact.place)), 160, 'tail'))]));
  const left = placed.length - placesShown;
  const places = placed.length === 0 ? '' : `\n  ${placed.slice(0, placesShown).join(', ')}${left > 0 ? ` and ${count(left)} more` : ''}`;
  const tags = [elements.map((element) => code(element)).join(', '), finding.component === '' ? subjectOf(finding) : code(finding.component.slice(0, 80)), first.severity, ...first.cwe.map((id) => `CWE-${id}`)];
  const others = group.elsewhere.map((one) => code(one.finding.component.slice(0, 80)));
  const also = others.length === 0 ? '' : `\n  also ${others.slice(0, placesShown).join(', ')}${others.length > placesShown ? ` and ${count(others.length - placesShown)} more` : ''}`;
  const remedy = first.remedy === '' ? '' : `\n  _Remedy:_ ${prose(first.remedy.slice(0, longestMessage))}`;
  return `- **${prose(first.message.slice(0, longestMessage))}** — ${tags.join(' · ')}${places}${also}${remedy}`;
}
