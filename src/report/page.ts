/** Shows a Markdown page of the law or of a probe on a terminal. It reads the Markdown these pages use and shows the rest as it stands. */
import type { ExportOptions } from '../core/exporter.ts';
import { plain, plainCode } from './escape.ts';
import { readBlocks, type Block } from './page-blocks.ts';
import { layTable } from './page-table.ts';
import { breakWord, columns, wrap } from './width.ts';

interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Renders the page within `options.width` columns, ending with a line break. */
export function renderPage(markdown: string, options: ExportOptions): string {
  const width = Math.min(Math.max(Math.trunc(options.width) || 80, 40), 120);
  const sgr = (code: string) => (text: string) => (options.colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  const style: Style = { bold: sgr('1'), dim: sgr('2') };
  const lines = readBlocks(markdown).flatMap((block, index) => (index === 0 ? [] : ['']).concat(show(block, width, style)));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function show(block: Block, width: number, style: Style): string[] {
  switch (block.sort) {
    case 'heading':
      return heading(block.level, inline(block.text), width, style);
    case 'paragraph':
      return wrap(inline(block.text), width);
    case 'quote':
      return block.blocks.flatMap((part) => show(part, width - 2, style)).map((line) => `${style.dim('│')} ${line}`);
    case 'code':
      return code(block.info, block.lines, width, style);
    case 'rule':
      return ['─'.repeat(width)];
    case 'list':
      return block.items.flatMap((item) => listItem(item, width, style));
    case 'table':
      return layTable(block.rows.map((row) => row.map(inline)), width, style.bold);
  }
}

function heading(level: number, text: string, width: number, style: Style): string[] {
  const lines = wrap(level === 1 ? text.toUpperCase() : text, width).map(style.bold);
  if (level !== 2) return lines;
  return [...lines, style.dim('─'.repeat(Math.min(columns(text), width)))];
}

function listItem(item: { readonly mark: string; readonly blocks: readonly Block[] }, width: number, style: Style): string[] {
  // Lists deeper than a few levels would leave no room for words.
  const indent = width > 30 ? columns(item.mark) + 1 : 0;
  // Two paragraphs need air between them; a list within an item does not.
  const inner = item.blocks.flatMap((block, at) => [...(at > 0 && block.sort !== 'list' ? [''] : []), ...show(block, width - indent, style)]);
  const [first = '', ...rest] = inner;
  return [indent === 0 ? first : `${item.mark} ${first}`, ...rest.map((line) => ' '.repeat(indent) + line)];
}

/** Code keeps its lines; one that is too long goes on under a mark. */
function code(info: string, lines: readonly string[], width: number, style: Style): string[] {
  const file = /\bfile=(\S+)/.exec(info)?.[1];
  const title = file === undefined ? [] : wrap(plain(file), width - 4).map((line) => style.dim(`    ${line}`));
  const body = lines.flatMap((line) => {
    const [first = '', ...rest] = breakWord(plainCode(expectation(line)), width - 6, ' ');
    return [`    ${first}`, ...rest.map((part) => `    ${style.dim('↳')} ${part}`)];
  });
  return [...title, ...body];
}

/** What the test of a page expects of a line is a remark to its reader: `//~ hazard {rule: C01}` becomes `// ← hazard: rule C01`. */
function expectation(line: string): string {
  const [whole, before = '', mark = '', words = '', members = ''] = /^(.*?)(\/\/|--|[#;%])~ ([a-z][\w -]*?)(?:\s*\{(.*)\})?\s*$/.exec(line) ?? [];
  if (whole === undefined) return line;
  return `${before}${mark} ← ${words.replace(/^could-not-tell/, 'cannot tell')}${members === '' ? '' : `: ${members.replace(/\b(\w+): /g, '$1 ')}`}`;
}

const hidden = 0xe000;

/** Emphasis marks are dropped, code keeps quotes, a link shows where it leads. */
function inline(text: string): string {
  return plain(text)
    // An escaped mark hides in the private use area, which `plain` keeps free, until every mark was read.
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, (_whole, mark: string) => String.fromCharCode(hidden + mark.charCodeAt(0)))
    .replace(/!?\[([^\]]*)\]\(([^()\s]+)\)/g, (_whole, words: string, target: string) => (words === target ? target : `${words} (${target})`))
    .replace(/<(https?:[^\s>]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])/g, '$1')
    .replace(/[\ue000-\ue07f]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - hidden));
}
