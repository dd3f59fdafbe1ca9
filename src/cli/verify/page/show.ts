/** Shows the outcome of a verification in words that need no engineer. Every text of a package goes in as text, never as markup. */
/// <reference lib="dom" />
import { meanings, type Code } from '../../../certify/reasons.ts';
import type { Verification } from '../../../certify/verify.ts';
import { plain } from '../../../report/escape.ts';

export interface Place {
  readonly outcome: HTMLElement;
  readonly verdict: HTMLElement;
}

const standings: Readonly<Record<string, string>> = {
  conforming: 'The device holds everything that the code asks of it.',
  'conforming-with-variances': 'The device holds what the code asks, except for departures that were approved. Read them before you rely on it.',
  nonconforming: 'The device does not hold something that the code asks. The package is genuine; the device has open points.',
  undetermined: 'It could not be decided whether the device holds what the code asks.',
};

export function show(place: Place, verification: Verification, day: string): void {
  const { holds, reasons, held, unchecked, remarks } = verification;
  banner(place, holds ? 'good' : 'bad', holds ? 'Verified' : 'Refused', holds ? `Everything that was checked holds, as of ${day}.` : `Do not rely on this package. ${reasons.length === 1 ? 'There is one reason' : `There are ${reasons.length} reasons`}, as of ${day}.`);
  rest(place, [
    about(verification),
    group('Why it is refused', byCode(verification)),
    group('What holds', lines(held)),
    group('Know this too', lines(remarks)),
    group('What was not checked', lines(unchecked)),
    holds ? undefined : group('What to do now', lines(['Ask whoever gave you the package for a new one.', 'Ask for the trust file by another way than the package, for example from the maker\'s web site or by telephone.', 'Keep this package: it shows what was changed.'])),
  ]);
}

export function sorry(place: Place, title: string, text: string): void {
  banner(place, 'open', title, text);
  rest(place, []);
}

function banner({ outcome, verdict }: Place, tone: string, title: string, text: string): void {
  const signs: Readonly<Record<string, string>> = { good: '✓', bad: '✗', open: '!' };
  verdict.className = tone;
  const sign = element('span', signs[tone] ?? '');
  sign.setAttribute('aria-hidden', 'true');
  verdict.replaceChildren(sign, element('strong', title), element('p', text));
  outcome.hidden = false;
  outcome.focus();
}

function rest({ outcome, verdict }: Place, parts: readonly (HTMLElement | undefined)[]): void {
  outcome.replaceChildren(verdict, ...parts.filter((one) => one !== undefined));
}

function about({ told, signers, holds }: Verification): HTMLElement | undefined {
  if (told === undefined) return undefined;
  const { inspection } = told;
  const { about: device } = inspection.device;
  const { totals, value } = inspection.standing;
  const list = document.createElement('dl');
  const row = (name: string, text: string): void => list.append(element('dt', name), element('dd', text));
  row('Device', `${device.name} ${device.version}`);
  row('Maker', device.maker);
  row('Inspected', `as of ${inspection.as_of}, under edition ${inspection.edition.id}${inspection.edition.status === 'published' ? '' : ` (${inspection.edition.status})`}, level ${inspection.level.value}`);
  row('Result', `${value}: ${totals.met} met, ${totals.unmet} unmet, ${totals.unknown} unknown, ${totals['not-applicable']} not applicable`);
  if (holds) row('In words', standings[value] ?? '');
  for (const { role, trusted, time, isGood } of signers) row(`Signed as ${role}`, trusted === undefined ? 'by a key that the trust file does not hold' : !isGood ? `in the name of ${trusted.name}, and it does not hold` : `by ${trusted.name}${time === undefined ? '' : `, ${time}`}`);
  return group(holds ? 'What the package says' : 'What the package claims (not to be believed)', [list]);
}

function byCode({ reasons }: Verification): readonly HTMLElement[] {
  return [...Map.groupBy(reasons, ({ code }) => code)].map(([code, same]: readonly [Code, Verification['reasons']]) => {
    const block = document.createElement('section');
    block.dataset['code'] = code;
    block.append(element('h3', `${meanings[code].charAt(0).toUpperCase()}${meanings[code].slice(1)}`));
    const list = document.createElement('ul');
    for (const { where, what } of same.slice(0, 20)) {
      const item = element('li', what);
      item.prepend(element('code', where), ' ');
      list.append(item);
    }
    if (same.length > 20) list.append(element('li', `and ${same.length - 20} more like these`));
    block.append(list);
    return block;
  });
}

function lines(texts: readonly string[]): readonly HTMLElement[] {
  if (texts.length === 0) return [];
  const list = document.createElement('ul');
  list.append(...texts.map((text) => element('li', text)));
  return [list];
}

function group(title: string, parts: readonly HTMLElement[]): HTMLElement | undefined {
  if (parts.length === 0) return undefined;
  const section = document.createElement('section');
  section.append(element('h2', title), ...parts);
  return section;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = plain(text);
  return made;
}
