/** The acceptance sheet: one page of text or HTML that says what was decided, why, and what the buyer must provide. */
import { renderToString } from 'preact-render-to-string';
import type { Acceptance } from '../../accept/decide.ts';
import type { PolicyLaw, RuleLaw } from '../../accept/policy.ts';
import { sha256 } from '../../core/canonical.ts';
import type { Inspection } from '../../core/inspection.ts';
import { plain } from '../../report/escape.ts';
import { h, styleElement, type Child } from '../../report/html/h.ts';
import { style } from '../../report/html/style.ts';
import { wrap } from '../../report/width.ts';
import type { OwnEvidence } from './own-evidence.ts';

export interface Sheet {
  /** What the buyer handed in beside the package. */
  readonly evidence: readonly OwnEvidence[];
  readonly acceptance: Acceptance;
  readonly policy: PolicyLaw;
  readonly inspection: Inspection;
  readonly signedBy: readonly string[];
  readonly asOf: string;
  readonly plumbline: string;
}

/** Questions of the maker's disclosure to read the answer of; by number only, a sheet has one page. */
const askedIn = ({ mds2 }: RuleLaw): string => (mds2.length === 0 ? '' : ` (MDS2 ${mds2.map((asked) => (typeof asked === 'string' ? asked : asked.question)).join(', ')})`);

const words = { accept: 'ACCEPT', 'accept-with-conditions': 'ACCEPT WITH CONDITIONS', refuse: 'REFUSE' } as const;
const signs = { accept: '✓', 'accept-with-conditions': '~', refuse: '✗' } as const;

export function sheetText({ acceptance, evidence, policy, inspection, signedBy, asOf }: Sheet, width: number): string {
  const { about } = inspection.device;
  const paragraph = (text: string, indent = 2): string[] => wrap(plain(text), width - indent).map((line) => ' '.repeat(indent) + line);
  const failed = acceptance.answers.filter(({ holds }) => !holds);
  const open = acceptance.variances.filter(({ applied }) => applied);
  return [
    ...paragraph(`${about.name} ${about.version} of ${about.maker} · policy "${policy.title}" · as of ${asOf}`, 0), '',
    `  ${signs[acceptance.decision]} ${words[acceptance.decision]}`, ...paragraph(acceptance.because, 4), '',
    ...paragraph(`signed by ${signedBy.join(', ')}; inspected under edition ${inspection.edition.id} at level ${inspection.level.value} as of ${inspection.as_of}, standing ${inspection.standing.value}`), '',
    ...(failed.length === 0 ? [] : ['WHY', '', ...failed.flatMap(({ rule, because }) => [...paragraph(`${rule.outcome === 'refuse' ? '✗' : '~'} ${rule.title}: ${because}`), ...paragraph(`${rule.reason}${askedIn(rule)}`, 6)]), '']),
    ...(acceptance.controls.length === 0 ? [] : ['WHAT THE BUYER MUST PROVIDE', '', ...acceptance.controls.flatMap(({ control }) => paragraph(`· ${control}`)), '']),
    'VARIANCES IN FORCE', '', ...(open.length === 0 ? ['  none'] : open.flatMap((one) => paragraph(`· ${one.id}: ${one.element}${one.component === '' ? '' : ` of ${one.component}`}, until ${one.expires}`))), '',
    ...(evidence.length === 0 ? [] : ["THE BUYER'S OWN EVIDENCE", '', ...evidence.flatMap((one) => [...paragraph(`· ${one.name}: ${one.says}`), ...paragraph(`SHA-256 ${one.sha256}`, 6)]), '']),
    ...paragraph(`support: ${acceptance.support_ends === '' ? 'nobody stated when it ends' : `the earliest end that the bill or the maker states is ${acceptance.support_ends}`}`), '',
    ...paragraph(`holds: ${acceptance.answers.filter(({ holds }) => holds).map(({ rule }) => rule.id).join(', ') || 'nothing'}`), '',
  ].join('\n');
}

export function sheetPage(sheet: Sheet): string {
  const { acceptance, evidence, policy, inspection, signedBy, asOf, plumbline } = sheet;
  const { about } = inspection.device;
  const tone = { accept: 'conforming', 'accept-with-conditions': 'undetermined', refuse: 'nonconforming' }[acceptance.decision];
  const failed = acceptance.answers.filter(({ holds }) => !holds);
  const open = acceptance.variances.filter(({ applied }) => applied);
  const section = (title: string, ...content: readonly Child[]): Child => h('section', {}, h('h2', {}, title), content);
  const css = `${style}\n.sheet main { max-width: 52rem; }\n.sheet h2 { margin: 1.6rem 0 0.4rem; }`;
  const policyText = ["default-src 'none'", `style-src 'sha256-${Buffer.from(sha256(css), 'hex').toString('base64')}'`, "base-uri 'none'", "form-action 'none'"].join('; ');
  const page = h('html', { lang: 'en' },
    h('head', {}, h('meta', { charset: 'utf-8' }), h('meta', { 'http-equiv': 'Content-Security-Policy', content: policyText }), h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }), h('meta', { name: 'color-scheme', content: 'light dark' }), h('title', {}, `${about.name} ${about.version}: ${acceptance.decision}`), styleElement(css)),
    h('body', { class: 'sheet' },
      h('header', { class: 'top' }, h('p', { class: 'brand' }, h('span', { class: 'plumb', 'aria-hidden': 'true' }, '▾'), ' Plumbline ', h('span', { class: 'quiet' }, 'acceptance sheet')),
        h('h1', {}, `${about.name} ${about.version}`), h('p', {}, `${about.maker} · policy “${policy.title}” · as of ${asOf}`),
        h('section', { class: `standing ${tone}`, 'aria-label': 'Decision' }, h('div', { class: 'verdict' }, h('p', { class: 'word' }, h('span', { class: 'sign', 'aria-hidden': 'true' }, signs[acceptance.decision]), acceptance.decision.replaceAll('-', ' ')), h('p', {}, acceptance.because)), h('div', { class: 'level' }, h('p', {}, `Signed by ${signedBy.join(', ')}. Inspected under edition ${inspection.edition.id} at level ${inspection.level.value} as of ${inspection.as_of}: ${inspection.standing.value}.`)))),
      h('main', { id: 'main' },
        failed.length === 0 ? null : section('Why', h('ul', {}, failed.map(({ rule, because }) => h('li', {}, h('strong', {}, `${rule.title}: `), because, h('br', {}), `${rule.reason}${askedIn(rule)}`)))),
        acceptance.controls.length === 0 ? null : section('What the buyer must provide', h('ul', {}, acceptance.controls.map(({ control }) => h('li', {}, control)))),
        section('Variances in force', open.length === 0 ? h('p', {}, 'None.') : h('ul', {}, open.map((one) => h('li', {}, `${one.id}: ${one.element}${one.component === '' ? '' : ` of ${one.component}`}, until ${one.expires}`)))),
        evidence.length === 0 ? null : section("The buyer's own evidence", h('ul', {}, evidence.map((one) => h('li', {}, `${one.name}: ${one.says} (SHA-256 ${one.sha256})`)))),
        section('Support', h('p', {}, acceptance.support_ends === '' ? 'Nobody stated when it ends.' : `The earliest end that the bill or the maker states is ${acceptance.support_ends}.`)),
        section('What holds', h('ul', {}, acceptance.answers.filter(({ holds }) => holds).map(({ rule }) => h('li', {}, `${rule.title} (${rule.verified_by})`))))),
      h('footer', {}, h('p', {}, `Plumbline ${plumbline}. The package was verified before it was held against the policy.`))));
  return `<!doctype html>\n${renderToString(page)}\n`;
}
