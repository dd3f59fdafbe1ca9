/** A roadmap as one self-contained page that prints: no script, no outside resource, nothing from the device that is not escaped. */
import { renderToString } from 'preact-render-to-string';
import type { VNode } from 'preact';
import { sha256 } from '../../core/canonical.ts';
import { h } from '../html/h.ts';
import { style as reportStyle } from '../html/style.ts';
import type { RoadmapDocument } from './document.ts';
import { planSection, table } from './plan.ts';
import { simulationSection } from './simulation.ts';
import { roadmapStyle } from './style.ts';
import { unitsSection } from './units.ts';
import { styleElement } from '../html/h.ts';

const style = `${reportStyle}\n${roadmapStyle}`;
/** As for the report: nothing may be fetched, run, framed or posted (CSP level 3, §6.7.3). */
const policy = ["default-src 'none'", `style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'`, 'img-src data:', "base-uri 'none'", "form-action 'none'"].join('; ');

export function pageOfRoadmap(document: RoadmapDocument): string {
  const { roadmap } = document;
  const { device } = roadmap;
  const title = `Roadmap to memory-safe code: ${device.name}${device.version === '' ? '' : ` ${device.version}`}`;
  return `<!doctype html>\n${renderToString(h('html', { lang: 'en' },
    h('head', {},
      h('meta', { charset: 'utf-8' }), h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }), h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }), h('meta', { name: 'referrer', content: 'no-referrer' }), h('title', {}, `${title} – Plumbline`), styleElement(style)),
    h('body', {},
      h('main', { class: 'roadmap', id: 'main' },
        h('header', {}, h('h1', {}, title), h('p', {}, `As of ${roadmap.as_of}. ${device.nameBecause === '' ? '' : `No manifest: the device is called so because ${device.nameBecause}. `}${device.maker === '' ? '' : `${device.maker}. `}Safety class ${device.safetyClass}. ${headline(document)}`)),
        unitsSection(roadmap.units, roadmap.thresholds), readinessSection(document), planSection(document), simulationSection(document), groundsSection(document)),
      h('footer', {}, h('p', {}, `Plumbline ${roadmap.plumbline}. The JSON roadmap is the canonical form; this page shows it.`)))))}\n`;
}

function headline({ roadmap: { units, ledger } }: RoadmapDocument): string {
  const lines = Object.entries(ledger).map(([letter, code]) => `${code.toLocaleString('en-US')} lines of class ${letter}`).join(', ');
  const numbered = ['replace now', 'wrap and isolate', 'harden and fuzz'].map((outcome) => `${units.filter((unit) => unit.outcome === outcome).length} to ${outcome}`);
  return `${lines === '' ? '' : `It ships ${lines}. `}${units.length} units: ${numbered.join(', ')}.`;
}

function readinessSection({ roadmap: { readiness } }: RoadmapDocument): VNode {
  return h('section', { id: 'readiness' },
    h('h2', {}, 'What stands ready'),
    h('p', {}, 'By component: the part it runs on as it was recognised, and what that allows. Tables with an age; a maker looks each row up before relying on it.'),
    Object.entries(readiness).map(([component, { family, core, system, because, ways }]) => [
      h('h3', {}, `${component}: ${[family, core, system].filter((one) => one !== '').join(', ') || 'the part was not recognised'}`),
      because.length > 0 && h('p', { class: 'said' }, because.join('; ')),
      table(['way', 'what is there', 'what is missing', 'from'], ways.map(({ name, offers, missing, sources }) => [name, offers.join('; ') || '–', missing.join('; ') || '–', sources.join('; ') || '–']), `Readiness of ${component}`),
    ]));
}

function groundsSection({ roadmap: { history, leftOut, tables } }: RoadmapDocument): VNode {
  return h('section', { id: 'grounds' },
    h('h2', {}, 'What this rests on'),
    h('p', {}, `History: ${history.commits.toLocaleString('en-US')} changes to sources${history.day === '' ? '' : ` up to ${history.day}, the window of recent changes from ${history.windowFrom}`}. Left out of the counts: ${Object.entries(history.leftOut).map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing'}.`, history.troubles.map((trouble) => ` ${trouble}.`)),
    leftOut.length > 0 && h('ul', {}, leftOut.map(({ what, files, code }) => h('li', {}, `${files.toLocaleString('en-US')} files, ${code.toLocaleString('en-US')} lines ${what}`))),
    table(['table', 'as of', 'sources'], tables.map(({ name, as_of: asOf, sources }) => [name, asOf, sources.map(({ id, document, edition, mark }) => `${id}: ${document}${edition === '' ? '' : `, ${edition}`} [${mark}]`).join('; ')])),
    h('p', { class: 'said' }, 'Marks: V read in the original, V2 at second hand, S in the source or documents of the project, P press, K and R to be checked before relying on it, I own proposal.'));
}
