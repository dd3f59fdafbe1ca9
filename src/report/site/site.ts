/** The code as a web site: editions, elements with their worked cases, proposals on record, crosswalks. Pages are made from the law, never typed. */
import type { Codebook, Edition, Element } from '../../codebook/codebook.ts';
import { compareText } from '../../core/place.ts';
import { h, type Child } from '../html/h.ts';
import { prose } from './prose.ts';
import type { SitePage } from './page.ts';

/** A proposal with where it stands, as the site shows it. */
export interface ShownProposal {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly stage: string;
  readonly date: string;
  readonly proponent: string;
  readonly reason: string;
  readonly benefit: string;
  readonly cost: string;
  readonly sources: readonly string[];
  readonly changes: readonly string[];
  readonly elements: readonly string[];
  readonly comments: readonly { readonly by: string; readonly text: string; readonly disposition: string }[];
  readonly ballot: string;
}

export interface SiteMatter {
  readonly codebook: Codebook;
  /** Page of each element, Markdown. */
  readonly pages: ReadonlyMap<string, string>;
  readonly proposals: readonly ShownProposal[];
  /** What each edition changes against the one it supersedes, in phrases. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
}

const link = (to: string, text: string): Child => h('a', { href: to }, text);
const rows = (pairs: readonly (readonly [string, Child])[]): Child => h('dl', {}, pairs.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

export function sitePages(matter: SiteMatter): readonly SitePage[] {
  const { codebook, proposals } = matter;
  const editions = [...codebook.editions.values()].sort((a, b) => compareText(b.law.effective_on, a.law.effective_on));
  const elements = [...codebook.elements.values()].sort((a, b) => compareText(a.law.category, b.law.category) || compareText(a.law.title, b.law.title));
  return [
    index(editions), elementList(elements), proposalList(proposals), crosswalks(matter), howToComment(),
    ...editions.map((edition) => editionPage(edition, matter)),
    ...elements.map((element) => elementPage(element, matter)),
    ...proposals.map(proposalPage),
  ];
}

function index(editions: readonly Edition[]): SitePage {
  return { path: 'index.html', title: 'Editions of the code', content: [
    h('p', {}, 'Each edition is data: which elements it adopts, from which level of device risk, with which parameters. A published edition is frozen by digest; it changes by a new edition, or by an erratum that may only loosen.'),
    h('ul', {}, editions.map(({ law }) => h('li', {}, link(`editions/${law.id}.html`, law.title), ` (${law.id}), ${law.status}, effective on ${law.effective_on}, ${law.adopts.length} elements`))),
  ] };
}

function elementList(elements: readonly Element[]): SitePage {
  const groups = Map.groupBy(elements, ({ law }) => law.category);
  return { path: 'elements.html', title: 'Elements', content: [...groups].map(([category, members]) => h('section', {}, h('h2', {}, `Category ${category}`),
    h('ul', {}, members.map(({ law }) => h('li', {}, link(`elements/${law.id}.html`, law.title), `: ${law.objective}`))))) };
}

function editionPage({ law, digest }: Edition, { codebook, changes }: SiteMatter): SitePage {
  const changed = changes.get(law.id) ?? [];
  return { path: `editions/${law.id}.html`, title: law.title, content: [
    h('p', {}, law.about),
    rows([['Status', law.status], ['Effective on', law.effective_on], ['Digest', h('code', {}, digest)],
      ...(law.made_of === undefined ? [] : [['Built from', [`${law.made_of.base} and `, law.made_of.proposals.map((id, at) => [at === 0 ? '' : ', ', link(`../proposals/${id}.html`, id)])]] as [string, Child]])]),
    ...(changed.length === 0 ? [] : [h('h2', {}, 'What it changes'), h('ul', {}, changed.map((one) => h('li', {}, one)))]),
    ...law.levels.flatMap(({ level, title, meaning }) => [
      h('h2', {}, `Level ${level}: ${title}`), h('p', {}, meaning),
      h('ul', {}, law.adopts.filter((row) => row.from_level === level).map((row) => h('li', {}, link(`../elements/${row.element}.html`, codebook.elements.get(row.element)?.law.title ?? row.element)))),
    ]),
    ...(law.alternatives.length === 0 ? [] : [h('h2', {}, 'Alternative means'), h('ul', {}, law.alternatives.map((group) => h('li', {}, group.any_of.map((means) => means.join(' and ')).join(', or '))))]),
    ...(law.open.length === 0 ? [] : [h('h2', {}, 'Left open'), h('ul', {}, law.open.map((one) => h('li', {}, `${one.category}: ${one.title}. ${one.note}`)))]),
  ] };
}

function elementPage({ law, digest }: Element, { codebook, pages, proposals }: SiteMatter): SitePage {
  const adopted = [...codebook.editions.values()].filter((edition) => edition.law.adopts.some((row) => row.element === law.id));
  const walks = codebook.crosswalks.flatMap((walk) => walk.rows.filter((row) => row.element === law.id).map((row) => [walk.document, row.clause, row.title, row.relation] as const));
  const history = proposals.filter((one) => one.elements.includes(law.id));
  const body = (pages.get(law.id) ?? '').replace(/^# .*\n/u, '');
  return { path: `elements/${law.id}.html`, title: law.title, content: [
    h('p', {}, law.objective),
    rows([
      ['Id', h('code', {}, law.id)], ['Category', law.category], ['Origin', law.origin], ['Addresses', law.addresses], ['Evidence mode', law.mode],
      ['Adopted by', adopted.length === 0 ? 'no edition' : adopted.map((edition, at) => [at === 0 ? '' : ', ', link(`../editions/${edition.law.id}.html`, edition.law.id)])],
      ['Digest', h('code', {}, digest)],
    ]),
    h('h2', {}, 'What breaks it'), h('ul', {}, law.breaches.map((breach) => h('li', {}, h('strong', {}, breach.id), `: ${breach.message}`))),
    ...(law.exempt.length === 0 ? [] : [h('h2', {}, 'When it does not apply'), h('ul', {}, law.exempt.map((one) => h('li', {}, one.because)))]),
    h('h2', {}, 'What to do'), h('p', {}, law.remedy),
    h('h2', {}, 'What settles an unknown'), h('ul', {}, law.settles.map((one) => h('li', {}, h('code', {}, one.hand_in), `: ${one.how}`))),
    ...prose(body, 1),
    ...(walks.length === 0 ? [] : [h('h2', {}, 'Elsewhere'), h('ul', {}, walks.map(([document, clause, title, relation]) => h('li', {}, `${document} ${clause}${title === '' ? '' : ` (${title})`}: ${relation}`)))]),
    h('h2', {}, 'Sources'), h('ul', {}, law.citations.map((one) => h('li', {}, [one.document, one.clause, one.note].filter((part) => part !== '').join(', ')))),
    ...(history.length === 0 ? [] : [h('h2', {}, 'History'), h('ul', {}, history.map((one) => h('li', {}, link(`../proposals/${one.id}.html`, `${one.id}: ${one.title}`), `, ${one.stage}`)))]),
  ] };
}

function proposalList(proposals: readonly ShownProposal[]): SitePage {
  const groups = Map.groupBy(proposals, ({ edition }) => edition);
  return { path: 'proposals.html', title: 'Proposals', content: [...groups].sort(([a], [b]) => compareText(b, a)).map(([edition, members]) => h('section', {}, h('h2', {}, `For edition ${edition}`),
    h('ul', {}, members.map((one) => h('li', {}, link(`proposals/${one.id}.html`, `${one.id}: ${one.title}`), `, ${one.stage}`))))) };
}

function proposalPage(one: ShownProposal): SitePage {
  return { path: `proposals/${one.id}.html`, title: `${one.id}: ${one.title}`, content: [
    rows([['For edition', one.edition], ['Stage', one.stage], ['Proposed', `${one.date} by ${one.proponent}`], ['Ballot', one.ballot === '' ? 'none yet' : one.ballot]]),
    h('h2', {}, 'Reason'), h('p', {}, one.reason), h('h2', {}, 'Benefit and cost'), h('p', {}, one.benefit), h('p', {}, one.cost),
    h('h2', {}, 'Changes'), h('ul', {}, one.changes.map((change) => h('li', {}, h('code', {}, change)))),
    h('h2', {}, 'Elements'), h('ul', {}, one.elements.map((id) => h('li', {}, link(`../elements/${id}.html`, id)))),
    h('h2', {}, 'Sources'), h('ul', {}, one.sources.map((source) => h('li', {}, source))),
    h('h2', {}, 'Comments'), one.comments.length === 0 ? h('p', {}, 'None.') : h('ul', {}, one.comments.map((comment) => h('li', {}, h('strong', {}, comment.by), `: ${comment.text}`, h('br', {}), `Disposition: ${comment.disposition === '' ? 'open' : comment.disposition}`))),
  ] };
}

function crosswalks({ codebook }: SiteMatter): SitePage {
  return { path: 'crosswalks.html', title: 'Crosswalks', content: [
    h('p', {}, 'How elements relate to the clauses of other documents: numbers and our own words, with how well each was read.'),
    ...codebook.crosswalks.map((walk) => h('section', {}, h('h2', {}, `${walk.document} (${walk.edition})`), h('p', {}, `${walk.about} Standing: ${walk.standing}.`),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': walk.document }, h('table', {}, h('thead', {}, h('tr', {}, ['Clause', 'Title', 'Element', 'Relation'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, [...walk.rows].sort((a, b) => compareText(a.clause, b.clause)).map((row) => h('tr', {}, h('th', { scope: 'row' }, row.clause), h('td', {}, row.title), h('td', {}, link(`elements/${row.element}.html`, row.element)), h('td', {}, row.relation)))))))),
  ] };
}

function howToComment(): SitePage {
  const step = (command: string, what: string): Child => h('li', {}, h('code', {}, command), `: ${what}`);
  return { path: 'comment.html', title: 'How to comment, and how to propose', content: [
    h('p', {}, 'Whoever builds, buys, inspects or depends on devices may comment. Nothing closes with an open comment: each gets a disposition with its reason, on record.'),
    h('ol', {}, [
      step('plumbline code comment PROPOSAL --by ROLE --text WORDS', 'puts a comment on record'),
      step('plumbline code propose ID --edition EDITION --title WORDS', 'writes a proposal to complete: reason, sources, benefit and cost, your interest, the patch, and cases that must fail and must pass'),
      step('plumbline code impact FOLDER --draft EDITION', 'shows what it would change for devices that were inspected'),
      step('plumbline code lint', 'checks that it fits and that its cases do what they are there for'),
    ]),
    h('p', {}, 'The committee acts on it, the electorate votes, objections that block must be answered, and what is adopted is built into the edition by a command that gives the same bytes again.'),
  ] };
}
