/** A comparison as one self-contained page: no script, no outside resource, every text of the compared programs escaped. */
import { renderToString } from 'preact-render-to-string';
import { sha256 } from '../../core/canonical.ts';
import { h, styleElement, type Child } from '../../report/html/h.ts';
import { style } from '../../report/html/style.ts';
import { families, type CaseFamily, type Comparison, type ShownRun } from '../result.ts';
import { classWord, conclusionSign, conclusionWord, costRows, driverWord, inputWord, startsWord } from './words.ts';

const policy = ["default-src 'none'", `style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'`, "base-uri 'none'", "form-action 'none'"].join('; ');

export function renderPage(comparison: Comparison): string {
  const { inputs } = comparison;
  const groups = families(comparison.cases);
  const open = groups.filter(({ root }) => root.accepted === undefined);
  const accepted = groups.filter(({ root }) => root.accepted !== undefined);
  const page = h('html', { lang: 'en' },
    h('head', {},
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', {}, `${comparison.title}: ${comparison.conclusion} – Plumbline`),
      styleElement(style)),
    h('body', {},
      h('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
      h('header', { class: 'top', id: 'top' },
        h('p', { class: 'brand' }, h('span', { class: 'plumb', 'aria-hidden': 'true' }, '▾'), ' Plumbline ', h('span', { class: 'quiet' }, 'comparison of an original and its replacement')),
        h('h1', {}, comparison.title),
        h('section', { class: `standing ${standingClass[comparison.conclusion]}`, 'aria-label': 'Conclusion' },
          h('div', { class: 'verdict' },
            h('p', { class: 'word' }, h('span', { class: 'sign', 'aria-hidden': 'true' }, conclusionSign[comparison.conclusion]), comparison.conclusion),
            h('p', {}, conclusionWord[comparison.conclusion].replace(/^\w+: /, '')),
            h('p', {}, comparison.because)),
          h('div', { class: 'level' }, h('p', {}, `${inputs.tried.toLocaleString('en-US')} inputs, ${groups.length} kind${groups.length === 1 ? '' : 's'} of difference, ${accepted.length} accepted`)))),
      h('main', { id: 'main', tabindex: -1 },
        section('identity', 'What was compared',
          table(['', 'original', 'replacement'], [
            ['run as', comparison.old.what, comparison.new.what],
            ['SHA-256', digest(comparison.old.sha256), digest(comparison.new.sha256)],
            ['size in bytes', String(comparison.old.bytes), String(comparison.new.bytes)],
            ...(comparison.old.edges === undefined && comparison.new.edges === undefined ? [] : [['paths met (edges)', String(comparison.old.edges ?? 'not built for it'), String(comparison.new.edges ?? 'not built for it')]]),
          ]),
          h('p', {}, `Run as: ${driverWord(comparison)}.`)),
        section('inputs', 'What was tried',
          table(['inputs', 'number'], [
            ['given', inputs.given], ['recorded traffic', inputs.recorded], ['made from the description', inputs.described], ['changed', inputs.mutated], ['tried in all', inputs.tried],
            ['accepted by both', inputs.accepted], ['rejected by both', inputs.rejected], ['crashed both', inputs.both_crashed], ['kept because they showed something new', inputs.kept],
          ].map(([name, value]) => [String(name), value?.toLocaleString('en-US') ?? ''])),
          h('p', {}, `In ${inputs.seconds} seconds, seed ${inputs.seed}. ${comparison.contained ? 'Contained in a sandbox of the system.' : 'The system offered no sandbox: limits and process groups only.'} ${comparison.starts === undefined ? '' : `${startsWord[comparison.starts].replace(/^e/, 'E')}.`} ${comparison.sanitized ? 'A build of the original with sanitizers saw a share of the inputs.' : ''}`),
          h('p', {}, `The same means: ${comparison.oracle.same === 'bytes' ? 'equal bytes' : comparison.oracle.same === 'accept' ? 'both accept or both reject' : `equal after ${comparison.oracle.normalise.join(', ')}`}${comparison.oracle.codes ? ', and equal error codes' : ''}.`)),
        section('disagreements', 'Disagreements', open.length === 0 ? h('p', {}, 'None was found that nobody accepted.') : open.map(caseBlock)),
        accepted.length === 0 ? null : section('accepted', 'Accepted differences', accepted.map(caseBlock)),
        section('cost', 'Cost', table(['', 'original', 'replacement'], costRows(comparison)),
          [['original', comparison.old], ['replacement', comparison.new]].map(([name, side]) => functions(String(name), side as Comparison['old']))),
        gain(comparison),
        section('not-compared', 'What was not compared', h('ul', {}, comparison.not_compared.map((one) => h('li', {}, one)))))),
    );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

const standingClass: Readonly<Record<Comparison['conclusion'], string>> = { agrees: 'conforming', differs: 'nonconforming', undetermined: 'undetermined' };

/** In parts, so that a narrow screen can break it and a copy still holds it whole. */
function digest(sha256: string): Child {
  return sha256 === '' ? 'found by the search path' : h('code', {}, (sha256.match(/.{1,16}/g) ?? []).map((part) => [part, h('wbr', {})]));
}

function section(id: string, title: string, ...content: readonly Child[]): Child {
  return h('section', { id, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), content);
}

function table(head: readonly string[], rows: readonly (readonly Child[])[]): Child {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': head.join(' ').trim() },
    h('table', {},
      h('thead', {}, h('tr', {}, head.map((name) => (name === '' ? h('td', {}) : h('th', { scope: 'col' }, name))))),
      h('tbody', {}, rows.map(([first = null, ...rest]) => h('tr', {}, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', {}, cell)))))));
}

function caseBlock({ root: one, others }: CaseFamily): Child {
  return h('article', { id: `case-${one.signature}`, class: 'finding' },
    h('h3', {}, `${classWord[one.class]}: `, h('code', {}, one.signature)),
    h('p', {}, one.detail),
    one.accepted === undefined ? null : h('p', {}, `Accepted by ${one.accepted.by}: ${one.accepted.reason}`),
    h('p', {}, `Shown by ${one.count} of the inputs, first by number ${one.after} (${one.first_length} bytes, made smaller to ${one.input_hex.length / 2})${one.environment === '' ? '' : `, with ${one.environment}`}${one.sanitizer ? ', seen by the sanitizer' : ''}.`),
    h('p', {}, 'Input: ', h('code', {}, inputWord(one.input_hex, 400))),
    h('dl', {}, [['original', one.old], ['replacement', one.new]].flatMap(([name, shown]) => run(String(name), shown as ShownRun))),
    others.length === 0 ? null : h('details', {}, h('summary', {}, `${others.length} more way${others.length === 1 ? '' : 's'} in which it shows`),
      table(['signature', 'what', 'input'], others.map((other) => [other.signature, `${classWord[other.class]}: ${other.detail}`, inputWord(other.input_hex, 120)]))));
}

/** How a run ended, and each line of what it said. */
function run(name: string, shown: ShownRun): readonly Child[] {
  const lines = [...shown.output.split('\n'), ...shown.error.split('\n').map((line) => (line === '' ? '' : `(error output) ${line}`)), ...shown.files].filter((line) => line !== '');
  return [h('dt', {}, h('strong', {}, `${name}: ${shown.ending} ${shown.code}`)), h('dd', {}, lines.length === 0 ? 'no output' : lines.slice(0, 24).map((line) => [h('code', {}, line), h('br', {})]))];
}

function functions(name: string, { cost }: Comparison['old']): Child {
  const shown = (title: string, unit: string, rows: readonly (readonly [string, number])[]): Child => (rows.length === 0 ? null : [h('h3', {}, title), table(['function', unit], rows.map(([of, value]) => [of, value.toLocaleString('en-US')]))]);
  return [
    shown(`Busiest functions of the ${name}`, 'instructions an input, on average', (cost.busiest_functions ?? []).map((one) => [one.name, one.instructions] as const)),
    shown(`Largest functions of the ${name}`, 'bytes', (cost.largest_functions ?? []).map((one) => [one.name, one.bytes] as const)),
  ];
}

function gain({ gain: found }: Comparison): Child {
  if (found === undefined) return null;
  const lines = (of: Readonly<Record<string, number>>): string => Object.entries(of).map(([language, count]) => `${count} ${language}`).join(', ');
  return section('gain', 'Memory safety', table(['', 'original', 'replacement'], [
    ['hazards in the sources', String(found.hazards.old), String(found.hazards.new)],
    ['lines of code', lines(found.code_lines.old), lines(found.code_lines.new)],
    ['escape hatches', '', `${found.escape_hatches.new}, ${found.escape_hatches.documented} with a safety remark, ${found.escape_hatches.reviewed} reviewed`],
  ]));
}
