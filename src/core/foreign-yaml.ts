/** Reads YAML that a stranger wrote: without recursion to the end of the stack, without aliases, without a throw. It checks no schema. */
import { isNode, LineCounter, parseDocument, type Document, type Node } from 'yaml';

export interface ForeignYaml {
  readonly document: Document;
  readonly lineOf: (node: unknown) => number;
}

export interface YamlFault {
  readonly line: number;
  readonly reason: string;
}

/** A record nests a few deep. */
const deepest = 64;

/** The document, or why it could not be read and where. */
export function readForeignYaml(text: string): ForeignYaml | YamlFault {
  const lines = new LineCounter();
  const tooDeep = { line: 1, reason: 'not YAML that can be read: nested too deeply' };
  if (nestsDeeply(text)) return tooDeep;
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, logLevel: 'silent' });
  } catch {
    return tooDeep;
  }
  const [broken] = document.errors;
  if (broken !== undefined) return { line: Math.max(1, lines.linePos(broken.pos[0]).line), reason: `not YAML: ${firstLine(broken.message)}` };
  return { document, lineOf: (node) => (isNode(node) && node.range ? Math.max(1, lines.linePos(node.range[0]).line) : 1) };
}

/** The plain value of a node; an alias has no place in a record, and an alias bomb none in memory: undefined then. */
export function plainOf(node: Node, document: Document): unknown {
  try {
    return node.toJS(document, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

/** The YAML reader descends by recursion and slows with depth. Brackets are counted as they stand, in quotes too: no honest record leaves so many open. */
function nestsDeeply(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text.charCodeAt(at);
    if (each === 0x5b || each === 0x7b) open++;
    else if (each === 0x5d || each === 0x7d) open--;
    if (open > deepest) return true;
  }
  return /(?:[-?:][ \t]+){64}/.test(text);
}

export function firstLine(text: string): string {
  const line = (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '').slice(0, 200);
  return line.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
