/** The frame that every page of the code site stands in: no script, nothing fetched, the same style as the reports. */
import { renderToString } from 'preact-render-to-string';
import { sha256 } from '../../core/canonical.ts';
import { h, styleElement, type Child } from '../html/h.ts';
import { style } from '../html/style.ts';

const own = `${style}
.site nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem 1.4rem; list-style: none; padding: 0; margin: 0.6rem 0 0; }
.site pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.8rem; font-size: 0.85rem; }
.site main { max-width: 52rem; padding-bottom: 3rem; }
.site .scroll { overflow-x: auto; }
.site h1 { margin: 1.2rem 0 0.6rem; }
.site h2 { margin: 2rem 0 0.5rem; }
.site h3, .site h4 { margin: 1.2rem 0 0.4rem; }
.site p, .site ul, .site ol, .site pre { margin: 0.5rem 0 0.8rem; }
.site main > dl { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 0.3rem 1.2rem; margin: 1rem 0; }
.site dd { margin: 0; overflow-wrap: anywhere; }
.site dt { font-weight: 600; }
`;
const policy = ["default-src 'none'", `style-src 'sha256-${Buffer.from(sha256(own), 'hex').toString('base64')}'`, "base-uri 'none'", "form-action 'none'"].join('; ');

export interface SitePage {
  /** `index.html`, `elements/<id>.html`: at most one folder deep. */
  readonly path: string;
  readonly title: string;
  readonly content: readonly Child[];
}

export function renderSitePage({ path, title, content }: SitePage, plumbline: string): string {
  const up = path.includes('/') ? '../' : '';
  const link = (to: string, text: string): Child => h('li', {}, h('a', { href: `${up}${to}` }, text));
  const page = h('html', { lang: 'en' },
    h('head', {},
      h('meta', { charset: 'utf-8' }), h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }), h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', {}, `${title} – the building code`), styleElement(own)),
    h('body', { class: 'site' },
      h('a', { class: 'skip', href: '#main' }, 'Skip to the text'),
      h('header', { class: 'top' },
        h('p', { class: 'brand' }, h('span', { class: 'plumb', 'aria-hidden': 'true' }, '▾'), ' Plumbline ', h('span', { class: 'quiet' }, 'the building code for medical device software')),
        h('nav', { 'aria-label': 'The code' }, h('ul', {}, link('index.html', 'Editions'), link('elements.html', 'Elements'), link('proposals.html', 'Proposals'), link('crosswalks.html', 'Crosswalks'), link('comment.html', 'How to comment')))),
      h('main', { id: 'main', tabindex: -1 }, h('h1', {}, title), content),
      h('footer', {}, h('p', {}, `Written by Plumbline ${plumbline} from the files of the law; every digest can be computed again.`))));
  return `<!doctype html>\n${renderToString(page)}\n`;
}
