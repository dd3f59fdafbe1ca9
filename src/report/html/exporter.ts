/** The report as one self-contained page: no script, no outside resource, nothing from the device that is not escaped. */
import { renderToString } from 'preact-render-to-string';
import { sha256 } from '../../core/canonical.ts';
import type { Exporter } from '../../core/exporter.ts';
import type { Inspection } from '../../core/inspection.ts';
import { deviceTitle, standingWord } from '../signs.ts';
import { boundaries } from './boundaries.ts';
import { contents } from './contents.ts';
import { coverage } from './coverage.ts';
import { device } from './device.ts';
import { chaptersOf, elements } from './elements.ts';
import { h, styleElement } from './h.ts';
import { ledger } from './ledger.ts';
import { loaded } from './loaded.ts';
import { handInNext, requirements } from './requirements.ts';
import { statements } from './statements.ts';
import { style } from './style.ts';
import { summary } from './summary.ts';
import { variances } from './variances.ts';
import { worst } from './worst.ts';

/** Nothing may be fetched, run, framed or posted; the one style sheet is named by digest (CSP level 3, §6.7.3). */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export default {
  format: 'html',
  extension: '.html',
  mediaType: 'text/html; charset=utf-8',
  render: (inspection) => `<!doctype html>\n${renderToString(page(inspection))}\n`,
} satisfies Exporter;

function page(inspection: Inspection): ReturnType<typeof h> {
  const chapters = chaptersOf(inspection);
  return h('html', { lang: 'en' },
    h('head', {},
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'referrer', content: 'no-referrer' }),
      h('title', {}, `${deviceTitle(inspection)}: ${standingWord[inspection.standing.value]} – Plumbline`),
      styleElement(style)),
    h('body', {},
      h('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
      summary(inspection),
      h('div', { class: 'columns' },
        contents(inspection, chapters),
        h('main', { id: 'main', tabindex: -1 },
          worst(inspection), requirements(inspection), variances(inspection), handInNext(inspection), elements(inspection, chapters), ledger(inspection), boundaries(inspection), coverage(inspection), statements(inspection), device(inspection), loaded(inspection))),
      h('footer', {}, h('p', {}, `Plumbline ${inspection.plumbline}. Verdicts are computed, never claimed: silence is not a pass. The JSON inspection is the canonical form; this page shows it.`))));
}
