/** Reads YAML 1.2 as a stream of documents. It expands no alias and knows no tag; templates that are not yet YAML are not checked. */
import { parseAllDocuments } from 'yaml';
import { bad, good, lineAt, schemaName, unchecked, type Reading, type Refusal } from './reading.ts';

/** The reader takes about a second for each megabyte; settings written by people stay far below. */
const mostBytes = 512 * 1024;
/** Indentation and brackets deeper than this exhaust the reader's stack. */
const deepest = 200;

export function readYaml(text: string): Reading | Refusal {
  if (text.length > mostBytes) return { refused: `larger than ${mostBytes >> 10} KiB, too large to be read as YAML` };
  if (/\{\{[^}\n]*\}\}|\{%[^\n]*%\}/.test(text)) return unchecked;
  if (tooDeep(text)) return { refused: 'nested too deep to be read as YAML' };
  try {
    const documents = parseAllDocuments(text, { strict: true, uniqueKeys: true, logLevel: 'silent' });
    const error = 'empty' in documents ? undefined : documents.flatMap((document) => document.errors)[0];
    if (error !== undefined) return bad(lineAt(text, error.pos[0]));
    return good(schemaName(/^#\s*yaml-language-server:\s*\$schema=(\S+)/m.exec(text)?.[1] ?? /^["']?\$schema["']?:\s*["']?([^\s"']+)/m.exec(text)?.[1]));
  } catch {
    return { refused: 'the YAML reader gave up on it' };
  }
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
