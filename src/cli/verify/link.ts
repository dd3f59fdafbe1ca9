/** Joins modules of this program into one script for a page. It knows the few forms that imports and exports have here, and refuses any other. */
import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { htmlScript } from './script-text.ts';

/** What stands in for a module of Node. */
export type StandIns = ReadonlyMap<string, URL>;

interface Linked {
  readonly name: string;
  readonly code: string;
}

/** The script, which runs `entry`. Throws when a module has a form that is not known, or a module of Node has no stand-in. */
export function linkScript(entry: URL, standIns: StandIns): string {
  const all = new Map<string, Linked>();
  add(entry, standIns, all);
  const bodies = [...all.values()].map(({ name, code }) => `${JSON.stringify(name)}: function (exports, module, load) {\n${code}\n}`);
  const start = all.get(entry.href)?.name ?? '';
  return htmlScript(`'use strict';
(() => {
const sources = {\n${bodies.join(',\n')}\n};
const loaded = new Map();
const load = (name) => {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  sources[name](module.exports, module, load);
  return module.exports;
};
load(${JSON.stringify(start)});
})();
`);
}

function add(url: URL, standIns: StandIns, all: Map<string, Linked>): string {
  const known = all.get(url.href);
  if (known !== undefined) return known.name;
  const name = `m${all.size}`;
  // Filed before what it imports, so that a circle ends.
  all.set(url.href, { name, code: '' });
  const resolve = (specifier: string): string => add(locate(specifier, url, standIns), standIns, all);
  // A stand-in of no text is a module that nothing is asked of.
  const text = url.protocol === 'data:' ? '' : readFileSync(fileURLToPath(url), 'utf8');
  const code = isOwn(url) ? fromModule(plainCode(text, url), resolve, url) : fromCommonJs(text, resolve, url);
  all.set(url.href, { name, code });
  return name;
}

/** Where this program is installed it lies in node_modules itself. */
function isOwn(url: URL): boolean {
  return url.protocol === 'data:' || url.href.startsWith(new URL('../../', import.meta.url).href);
}

function locate(specifier: string, from: URL, standIns: StandIns): URL {
  const standIn = standIns.get(specifier);
  if (standIn !== undefined) return standIn;
  if (specifier.startsWith('node:')) throw new Error(`${from.href} imports ${specifier}, which a page does not have`);
  if (!specifier.startsWith('.')) return new URL(import.meta.resolve(specifier));
  const url = new URL(specifier, from);
  return existsSync(fileURLToPath(url)) ? url : new URL(`${url.href}/index.js`);
}

/** Without types. Node does that itself where sources are run as they are. */
function plainCode(text: string, url: URL): string {
  if (!url.pathname.endsWith('.ts')) return text;
  // Node warns that the call is an experiment; so is running sources as they are, and nobody who does needs to be told twice.
  const warn = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return nodeModule.stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = warn;
  }
}

function fromCommonJs(text: string, resolve: (specifier: string) => string, url: URL): string {
  if (/^(?:import|export)\b/m.test(text)) throw new Error(`${url.href} is no CommonJS module, and only those of packages are linked`);
  return text.replace(/\brequire\('([^']+)'\)/g, (_whole, specifier: string) => `load(${JSON.stringify(resolve(specifier))})`);
}

function fromModule(text: string, resolve: (specifier: string) => string, url: URL): string {
  const names: string[] = [];
  const load = (specifier: string): string => `load(${JSON.stringify(resolve(specifier))})`;
  const code = text
    // The compiler writes paths that it rewrote with the other quotes.
    .replace(/^((?:import|export)\b[^;'"]*\bfrom )"([^"]+)";/gm, "$1'$2';")
    .replace(/^import \* as (\w+) from '([^']+)';/gm, (_whole, name: string, specifier: string) => `const ${name} = ${load(specifier)};`)
    .replace(/^import \{([^}]*)\} from '([^']+)';/gm, (_whole, list: string, specifier: string) => (list.trim().replaceAll(',', '') === '' ? '' : `const {${list.replace(/ as /g, ': ')}} = ${load(specifier)};`))
    .replace(/^export \{([^}]*)\} from '([^']+)';/gm, (_whole, list: string, specifier: string) => pairs(list).map(([from, to]) => `exports.${to} = ${load(specifier)}.${from};`).join(' '))
    .replace(/^export \{([^}]*)\};/gm, (_whole, list: string) => pairs(list).map(([from, to]) => `exports.${to} = ${from};`).join(' '))
    .replace(/^export (async function\*?|function\*?|const|class) (\w+)/gm, (_whole, kind: string, name: string) => {
      names.push(name);
      return `${kind} ${name}`;
    });
  const stray = /^(?:import|export)\b.*/m.exec(code);
  if (stray !== null) throw new Error(`${url.href} has a line that cannot be linked: ${stray[0]}`);
  return `${code}\n${names.map((name) => `exports.${name} = ${name};`).join(' ')}`;
}

function pairs(list: string): readonly (readonly [string, string])[] {
  return list.split(',').map((part) => part.trim().split(' as ')).filter(([from = '']) => from !== '').map(([from = '', to = from]) => [from, to]);
}
