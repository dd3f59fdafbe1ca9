/** Finds where functions begin and end, so that findings can be held against a function. It understands no more of a file than that. */
import { withoutComments } from './strip.ts';

export interface Region {
  /** Name before the parameters; empty where none can be told. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Text in which only code counts: of each chain of conditional arms the first, no strings, no directives. */
function bareLines(text: string): readonly string[] {
  const taken: boolean[] = [];
  let continued = false;
  return withoutComments(text).split('\n').map((line) => {
    const directive = /^\s*#\s*(\w+)(.*)/.exec(line);
    const isDirective = directive !== null || continued;
    continued = isDirective && line.trimEnd().endsWith('\\');
    if (directive !== null) {
      const [, word = '', rest = ''] = directive;
      if (word.startsWith('if')) taken.push(!(word === 'if' && rest.trim() === '0'));
      else if (word === 'else' || word === 'elif') taken.push(taken.pop() === false && word === 'else');
      else if (word === 'endif') taken.pop();
    }
    return isDirective || taken.includes(false) ? '' : line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (piece) => (/^"C(\+\+)?"$/.test(piece) ? ' extern ' : ' '.repeat(piece.length)));
  });
}

/** Functions from their head to their closing brace; a brace in the first column sets a lost count right again. */
export function regionsOf(text: string): readonly Region[] {
  const regions: Region[] = [];
  let depth = 0;
  let head = '';
  let headLine = 0;
  let open: Region | undefined;
  bareLines(text).forEach((line, index) => {
    for (const [column, letter] of [...line].entries()) {
      if (letter === '{') {
        const isTransparent = /\bnamespace\b|\bextern\s+extern\b/.test(head) && !head.includes('(');
        if (column === 0 && depth > 0 && /\)\s*(?:const|noexcept|override|\s)*$/.test(head)) depth = 0;
        if (depth === 0 && isTransparent) [head, headLine] = ['', 0];
        else if (depth++ === 0) open = { name: nameOf(head), from: headLine === 0 ? index + 1 : headLine, to: 0 };
      } else if (letter === '}') {
        depth = column === 0 ? 0 : Math.max(0, depth - 1);
        if (depth === 0 && open !== undefined) regions.push({ ...open, to: index + 1 });
        if (depth === 0) [open, head, headLine] = [undefined, '', 0];
      } else if (letter === ';' && depth === 0 && !isInParameters(head)) [head, headLine] = ['', 0];
      else if (depth === 0 || column === 0) {
        if (headLine === 0 && letter.trim() !== '' && depth === 0) headLine = index + 1;
        head += letter;
      }
    }
    head += ' ';
  });
  return regions.filter(({ name }) => name !== '');
}

/** Parameters of the old style stand between the parentheses and the body, each ended by a semicolon. */
function isInParameters(head: string): boolean {
  return /\)\s*(?:(?:register\s+|const\s+|unsigned\s+|struct\s+)*\w+\s+[\w*,;\s[\]]+)$/.test(head) && !/[=]/.test(head);
}

/** The first name with parentheses; heads of arrays, structures and enumerations have none. */
function nameOf(head: string): string {
  return /=\s*$/.test(head) ? '' : (/([\w:~]+)\s*\(/.exec(head.replace(/\b(?:__attribute__|CJSON_PUBLIC|XMLCALL|PNG_FUNCTION)\b/g, ''))?.[1] ?? '');
}
