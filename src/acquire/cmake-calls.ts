/** Splits the text of a CMake file into its commands and their words, in one walk. It knows no scopes, conditions or functions, and only variables that the same file sets. */

export interface CMakeCall {
  /** In lower case, as CMake compares it. */
  readonly name: string;
  readonly words: readonly string[];
}

/** More commands and words than these hold no build that anyone wrote. */
const mostCalls = 1_000;
const mostWords = 2_000;

export function calls(text: string): readonly CMakeCall[] {
  const found: CMakeCall[] = [];
  const variables = new Map<string, readonly string[]>();
  let name = '';
  let words: string[] | undefined;
  let depth = 0;
  for (const token of tokensOf(text)) {
    if (words === undefined) {
      if (token === '(' && name !== '') {
        words = [];
        depth = 1;
      } else name = /^[A-Za-z_]\w*$/.test(token) ? token.toLowerCase() : '';
    } else if (token === '(') depth++;
    else if (token === ')') {
      if (--depth > 0) continue;
      keep(variables, name, words);
      found.push({ name, words });
      if (found.length === mostCalls) break;
      [name, words] = ['', undefined];
    } else if (words.length < mostWords) words.push(...listed(token, variables).slice(0, mostWords - words.length));
  }
  return found;
}

function keep(variables: Map<string, readonly string[]>, name: string, [first = '', second = '', ...rest]: readonly string[]): void {
  if (name === 'set') variables.set(first, second === '' ? [] : [second, ...rest]);
  else if (name === 'list' && first === 'APPEND') variables.set(second, [...(variables.get(second) ?? []), ...rest].slice(0, mostWords));
}

/** `${LIST}` alone is its words; within a word it stays as it is. */
function listed(word: string, variables: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return variables.get(/^\$\{(\w+)\}$/.exec(word)?.[1] ?? '') ?? [word];
}

/** Brackets, and words without their quotes; comments are passed over (cmake-language(7)). */
function* tokensOf(text: string): Generator<string> {
  let word = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"' || letter === '#') {
      const isComment = letter === '#';
      const closes = isComment ? (text.startsWith('[[', at + 1) ? ']]' : '\n') : '"';
      let end = at + 1;
      while (end < text.length && !text.startsWith(closes, end)) end += !isComment && text[end] === '\\' ? 2 : 1;
      if (!isComment) word += text.slice(at + 1, end);
      at = end + closes.length - 1;
    } else if (letter === '(' || letter === ')' || /[\s;]/.test(letter)) {
      if (word !== '') yield word;
      word = '';
      if (letter === '(' || letter === ')') yield letter;
    } else word += letter;
  }
  if (word !== '') yield word;
}

/** Whether `install(TARGETS …)` names the program. */
export function isInstalled(all: readonly CMakeCall[], program: string): boolean {
  return all.some(({ name, words }) => (name === 'install' || name === 'export') && words.includes(program));
}
