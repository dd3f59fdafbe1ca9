/** How bytes that nobody vouches for come to a unit: by what it includes, by what it is called, by what the manifest says. */
import type { Cut } from './cut.ts';
import type { Tables } from './tables.ts';
import { among, wordsOf } from './words.ts';

export interface Reach {
  /** Share of the weight, from 0 to 1. */
  readonly share: number;
  readonly said: string;
  readonly source: string;
  /** Bytes from outside arrive here or are taken apart here. */
  readonly untrusted: boolean;
}

/** What the names of a unit say, told apart: those of its folder and files weigh more than those of single functions. */
export interface Names {
  readonly own: ReadonlySet<string>;
  readonly functions: readonly string[];
}

export function namesOf(unit: Cut): Names {
  const folders = unit.name.split('/').slice(-2);
  const files = unit.files.map(({ path }) => (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, ''));
  // In a folder of a hundred files one file's name says little of the whole.
  const telling = unit.files.length <= 12 ? files : [];
  return { own: wordsOf([...folders, ...telling]), functions: unit.files.flatMap((file) => file.functions) };
}

/** What writes a format takes nothing apart: an encoder is no decoder. */
const writing = ['encoder', 'encode', 'writer', 'exporter', 'export', 'formatter'];
const reading = ['decoder', 'decode', 'parser', 'parse', 'reader', 'importer', 'import'];

export function reachOf(unit: Cut, names: Names, { reach, parsing, on_board: onBoard }: Tables['weights'], hasUntrustedInput: boolean, outside: readonly string[]): Reach {
  const included = Object.entries(reach).flatMap(([sort, { includes }]) => unit.files.flatMap((file) => {
    const sign = file.includes.find((name) => includes.some((one) => name === one || name.startsWith(one)));
    return sign === undefined ? [] : [{ sort, said: `${file.path} includes ${sign}` }];
  }));
  const isOnBoard = included.length === 0 && among(wordsOf(unit.name.split('/')), onBoard).length > 0;
  const isOutgoing = isOnBoard || among(names.own, writing).length > 0 && among(names.own, reading).length === 0;
  const called = Object.entries(reach).flatMap(([sort, { words }]) => {
    const found = isOnBoard || (isOutgoing && sort === 'file') ? [] : among(names.own, words);
    return found.length === 0 ? [] : [{ sort, said: `called ${found.slice(0, 3).join(', ')} (${sort})` }];
  });
  if (called.length === 0 && !isOutgoing) called.push(...outside.map((title) => ({ sort: 'kind', said: `of a kind that takes apart what comes from outside: ${title}` })));
  const inside = Object.entries(reach).flatMap(([sort, { words }]) => {
    const some = names.functions.filter((name) => among(wordsOf([name]), words).length > 0);
    // One function in ten: fewer may be a coincidence of names.
    return !isOnBoard && some.length >= 2 && some.length >= names.functions.length / 10 ? [{ sort, said: `${some.length} of ${names.functions.length} functions are called like ${some[0] ?? ''} (${sort})` }] : [];
  });
  const stated = hasUntrustedInput ? [{ sort: 'stated', said: 'the manifest names untrusted input of the component' }] : [];
  const [first] = [...included, ...called, ...inside];
  const said = [...included.slice(0, 2), ...called.slice(0, 2), ...inside.slice(0, 1), ...stated].map((one) => one.said).join('; ');
  const source = [included.length > 0 ? 'source-outline' : '', called.length > 0 || inside.length > 0 ? 'names, roadmap-weights, safe-replacements' : '', hasUntrustedInput ? 'plumbline.yaml' : ''].filter((one) => one !== '').join(', ');
  if (first === undefined) return { share: hasUntrustedInput ? 0.4 : 0, said: said === '' ? 'nothing seen that takes bytes from outside' : said, source: source === '' ? 'source-outline, names' : source, untrusted: false };
  const isParser = called.length + inside.length > 0 && isParsing(names, parsing);
  const strength = (isParser ? 0.2 : 0) + (included.length > 0 ? 0.6 : 0) + (called.length > 0 ? 0.5 : 0) + (inside.length > 0 ? 0.3 : 0) + (hasUntrustedInput ? 0.2 : 0);
  const share = Math.min(1, strength);
  return { share, said, source, untrusted: share >= 0.5 };
}

function isParsing(names: Names, parsing: readonly string[]): boolean {
  if (among(names.own, parsing).length > 0) return true;
  const some = names.functions.filter((name) => among(wordsOf([name]), parsing).length > 0);
  return some.length >= 2 && some.length >= names.functions.length / 10;
}
