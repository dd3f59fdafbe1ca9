/** Reads JSON (RFC 8259) and remembers the line of every object and array; limits on size and depth, no prototypes, never a throw. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface JsonRead {
  readonly value: Json;
  /** Line, from 1, on which an object or array of the value begins; 1 for anything else. */
  readonly lineOf: (part: Json | undefined) => number;
}

export interface JsonTrouble {
  readonly trouble: string;
}

/** A report of this size holds about 100 000 results; larger ones are split by their tools, and a parsed tree costs ten times its text. */
export const largestJson = 64 * 1024 * 1024;

/** Objects and lists of one document; each costs a few hundred bytes of memory, whatever it holds. */
export const mostJsonParts = 1_500_000;

/** Deeper than any report format goes, and far from the end of the stack. */
export const deepestJson = 256;

class Stop extends Error {}

export function readJson(bytes: Uint8Array): JsonRead | JsonTrouble {
  if (bytes.length > largestJson) {
    return { trouble: `${bytes.length} bytes: more than the ${largestJson} that are read as one JSON document` };
  }
  const text = new TextDecoder().decode(bytes);
  try {
    const value = parse(text);
    const line = lineCounter(text);
    return { value, lineOf: (part) => line(typeof part === 'object' && part !== null ? ((part as Placed)[place] ?? 0) : 0) };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { trouble: stop.message };
  }
}

/** Narrowing for readers of foreign documents: whatever is not of the wanted sort reads as absent. */
export const asObject = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !isList(value) ? value : {});
export const asList = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
export const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const space = /[ \t\n\r]*/y;
const word = /true|false|null/y;

/** The offset of an object or list, kept in it out of reach of any name; a map beside the tree costs three times as much. */
const place = Symbol('place');

interface Placed {
  [place]?: number;
}

/** Objects without a prototype, so that `__proto__` and `constructor` are names like any other; made this way they stay fast, unlike `Object.create(null)`. */
const Members = function () {} as unknown as new () => Record<string, Json>;
Members.prototype = Object.create(null);

function parse(text: string): Json {
  let at = 0;
  let parts = 0;

  const fail = (what: string): never => {
    let line = 1;
    for (let index = text.indexOf('\n'); index >= 0 && index < at; index = text.indexOf('\n', index + 1)) line++;
    throw new Stop(at >= text.length ? `the JSON ends too early, in line ${line}` : `${what} in line ${line}`);
  };
  const skip = (): void => {
    if (text.charCodeAt(at) > 32) return;
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return undefined;
    const taken = text.slice(at, pattern.lastIndex);
    at = pattern.lastIndex;
    return taken;
  };

  const string = (): string => {
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && isEscaped(text, end, at)) end = text.indexOf('"', end + 1);
    if (end < 0) {
      at = text.length;
      return fail('a string without end');
    }
    const raw = text.slice(at + 1, end);
    let value = raw;
    if (raw.includes('\\')) {
      try {
        value = JSON.parse(`"${raw.replace(/[\u0000-\u001f]/g, ' ')}"`) as string;
      } catch {
        return fail('a string with a broken escape');
      }
    }
    at = end + 1;
    return value;
  };

  const list = (depth: number): Json => {
    const items: Json[] = [];
    (items as Placed)[place] = at;
    at++;
    skip();
    if (text[at] === ']') {
      at++;
      return items;
    }
    for (;;) {
      items.push(any(depth));
      skip();
      if (text[at] === ']') break;
      if (text[at] !== ',') fail('no comma between items');
      at++;
    }
    at++;
    return items;
  };

  const object = (depth: number): Json => {
    const members = new Members();
    (members as Placed)[place] = at;
    at++;
    skip();
    if (text[at] === '}') {
      at++;
      return members;
    }
    for (;;) {
      skip();
      if (text[at] !== '"') fail('no name for a member');
      const name = string();
      skip();
      if (text[at] !== ':') fail('no colon after a name');
      at++;
      if (name in members) fail(`two members named "${name}": which one counts is undefined`);
      members[name] = any(depth);
      skip();
      if (text[at] === '}') break;
      if (text[at] !== ',') fail('no comma between members');
      at++;
    }
    at++;
    return members;
  };

  const any = (depth: number): Json => {
    skip();
    const first = text[at];
    if (first === '"') return string();
    if (first === '{' || first === '[') {
      if (++parts > mostJsonParts) fail(`more than ${mostJsonParts} objects and lists`);
      if (depth === deepestJson) fail(`values nested more than ${deepestJson} deep`);
      return first === '{' ? object(depth + 1) : list(depth + 1);
    }
    const digits = first === '-' || (first !== undefined && first >= '0' && first <= '9') ? take(number) : undefined;
    if (digits !== undefined) return Number(digits);
    const name = take(word);
    if (name === undefined) return fail('no JSON value');
    return name === 'null' ? null : name === 'true';
  };

  const value = any(0);
  skip();
  if (at < text.length) fail('something after the end of the document');
  return value;
}

function isEscaped(text: string, quote: number, start: number): boolean {
  let slashes = 0;
  for (let at = quote - 1; at > start && text[at] === '\\'; at--) slashes++;
  return slashes % 2 === 1;
}

/** Lines by offset; asked mostly in rising order, so it goes on from the last answer. */
function lineCounter(text: string): (offset: number) => number {
  let known = 0;
  let line = 1;
  return (offset) => {
    if (offset < known) {
      known = 0;
      line = 1;
    }
    for (let index = text.indexOf('\n', known); index >= 0 && index < offset; index = text.indexOf('\n', index + 1)) {
      line++;
      known = index + 1;
    }
    return line;
  };
}
