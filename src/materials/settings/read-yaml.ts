/** Reads YAML 1.2 as a stream of documents. It expands no alias and knows no tag; templates that are not yet YAML are not checked. */
import { isScalar, parseAllDocuments, visit, type Document } from 'yaml';
import { bad, good, lineAt, schemaName, unchecked, type Reading, type Refusal } from './reading.ts';

/** The reader takes about a second for each megabyte; settings written by people stay far below. */
const mostBytes = 512 * 1024;
/** Indentation and brackets deeper than this exhaust the reader's stack. */
const deepest = 200;

export function readYaml(text: string): Reading | Refusal {
  if (text.length > mostBytes) return { refused: `larger than ${mostBytes >> 10} KiB, too large to be read as YAML` };
  if (/\{\{[^}\n]{0,200}\}\}|\{%[^\n]{0,200}%\}|<%[^\n]{0,200}%>/.test(text)) return unchecked;
  if (tooDeep(text)) return { refused: 'nested too deep to be read as YAML' };
  try {
    // The reader's own search for doubled keys is quadratic; `doubledKey` takes one pass.
    const parsed = parseAllDocuments(text, { strict: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const documents = 'empty' in parsed ? [] : parsed;
    const error = documents.flatMap((document) => document.errors)[0];
    const mistake = error?.pos[0] ?? documents.map(doubledKey).find((offset) => offset !== undefined);
    if (mistake !== undefined) return bad(lineAt(text, mistake));
    return good(schemaName(/^#\s*yaml-language-server:\s*\$schema=(\S+)/m.exec(text)?.[1] ?? /^["']?\$schema["']?:\s*["']?([^\s"']+)/m.exec(text)?.[1]));
  } catch {
    return { refused: 'the YAML reader gave up on it' };
  }
}

/** Offset of a key that its mapping already has (YAML 1.2.2, 3.2.1.3); merge keys may stand twice. */
function doubledKey(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') continue;
        if (seen.has(key.value)) {
          offset = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return offset;
}

function tooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '[' || c === '{') depth++;
    else if (c === ']' || c === '}') depth--;
    if (depth > deepest) return true;
  }
  return /(?:^|\n)(?:- ){200}|(?:\? ){200}|\n {2000}/.test(text);
}
