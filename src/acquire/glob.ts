/** Small globs for set-aside paths: `*`, `?`, `**` and `{a,b}`, anchored at the root. It refuses classes, negation and anything that could take long. */

export type Glob = (path: string) => boolean;

/** Alternatives one glob may expand to: enough for a list of extensions, too few to explode. */
const maxAlternatives = 64;
const maxLength = 1000;

/** The compiled glob, or what is wrong with its text. A glob that names a folder matches all below it. */
export function compileGlob(text: string): Glob | { readonly wrong: string } {
  if (text.length > maxLength) return { wrong: `the glob is longer than ${maxLength} characters` };
  if (/[[\]\\!]/.test(text)) return { wrong: 'the glob uses [ ] \\ or !; only * ? ** and {a,b} are understood' };
  if (text.startsWith('/') || text.split('/').includes('..')) return { wrong: 'the glob must be relative to the root and must not climb with ..' };
  const alternatives = expandBraces(text);
  if (alternatives === undefined) return { wrong: `the braces of the glob do not match, are nested, or give more than ${maxAlternatives} alternatives` };
  const patterns = alternatives.map((alternative) => alternative.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '').split('/'));
  return (path) => {
    const parts = path.split('/');
    return patterns.some((pattern) => matchParts(pattern, parts));
  };
}

function expandBraces(text: string): readonly string[] | undefined {
  const open = text.indexOf('{');
  if (open < 0) return text.includes('}') ? undefined : [text];
  const close = text.indexOf('}', open);
  const inner = text.slice(open + 1, close);
  if (close < 0 || inner.includes('{')) return undefined;
  const rest = expandBraces(text.slice(close + 1));
  const all = rest?.flatMap((tail) => inner.split(',').map((choice) => text.slice(0, open) + choice + tail));
  return all === undefined || all.length > maxAlternatives ? undefined : all;
}

/** Walks both lists once, going back at most to the last `**`: the time is bounded by the product of the lengths. */
function matchParts(pattern: readonly string[], parts: readonly string[]): boolean {
  return matchSequence(pattern.length, parts.length, (p) => pattern[p] === '**', (p, t) => matchName(pattern[p] ?? '', parts[t] ?? ''), true);
}

function matchName(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  return matchSequence(pattern.length, name.length, (p) => pattern[p] === '*', (p, t) => pattern[p] === '?' || pattern[p] === name[t], false);
}

/** `mayEndEarly`: the pattern used up means a folder matched, and all below it with it. */
function matchSequence(patternLength: number, textLength: number, isStar: (p: number) => boolean, fits: (p: number, t: number) => boolean, mayEndEarly: boolean): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < textLength) {
    if (p < patternLength && isStar(p)) {
      star = p++;
      resume = t;
    } else if (p < patternLength && fits(p, t)) {
      p += 1;
      t += 1;
    } else if (p === patternLength && mayEndEarly) {
      return true;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < patternLength && isStar(p)) p += 1;
  return p === patternLength;
}
