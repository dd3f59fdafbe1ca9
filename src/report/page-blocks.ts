/** Reads the blocks of a Markdown page: headings, paragraphs, lists, quotes, fences, tables, rules. It never fails; what it does not know is a paragraph. */

export type Block =
  | { readonly sort: 'heading'; readonly level: number; readonly text: string }
  | { readonly sort: 'paragraph'; readonly text: string }
  | { readonly sort: 'code'; readonly info: string; readonly lines: readonly string[] }
  | { readonly sort: 'quote'; readonly blocks: readonly Block[] }
  | { readonly sort: 'list'; readonly items: readonly { readonly mark: string; readonly blocks: readonly Block[] }[] }
  | { readonly sort: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly sort: 'rule' };

/** Deeper nesting than this is shown as plain text, so that a hostile page cannot exhaust the stack. */
const deepest = 8;

const fence = /^ {0,3}(`{3,}|~{3,})\s*(.*)$/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)(.*)$/;

export function readBlocks(markdown: string): Block[] {
  return blocksOf(markdown.split(/\r\n|\n|\r/), 0);
}

interface Taken {
  readonly block?: Block;
  readonly next: number;
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const taken = take(lines, at, depth);
    if (taken.block !== undefined) blocks.push(taken.block);
    at = taken.next;
  }
  return blocks;
}

function take(lines: readonly string[], at: number, depth: number): Taken {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { next: at + 1 };
  const fenced = fence.exec(line);
  if (fenced !== null) return takeCode(lines, at, fenced[1] ?? '```', fenced[2] ?? '');
  const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading !== null) return { block: { sort: 'heading', level: (heading[1] ?? '#').length, text: heading[2] ?? '' }, next: at + 1 };
  if (/^ {0,3}([-*_])( *\1){2,} *$/.test(line)) return { block: { sort: 'rule' }, next: at + 1 };
  if (depth < deepest && /^ {0,3}>/.test(line)) return takeQuote(lines, at, depth);
  if (depth < deepest && item.test(line)) return takeList(lines, at, depth);
  if (line.includes('|') && isDivider(lines[at + 1])) return takeTable(lines, at);
  return takeParagraph(lines, at);
}

function takeCode(lines: readonly string[], at: number, mark: string, info: string): Taken {
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '', mark)) end++;
  return { block: { sort: 'code', info, lines: lines.slice(at + 1, end) }, next: end + 1 };
}

function closes(line: string, mark: string): boolean {
  const text = line.trim();
  return text.length >= mark.length && text === (mark[0] ?? '`').repeat(text.length);
}

function takeQuote(lines: readonly string[], at: number, depth: number): Taken {
  let end = at;
  while (end < lines.length && /^ {0,3}>/.test(lines[end] ?? '')) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(/^ {0,3}> ?/, ''));
  return { block: { sort: 'quote', blocks: blocksOf(inner, depth + 1) }, next: end };
}

function takeList(lines: readonly string[], at: number, depth: number): Taken {
  const items: { mark: string; blocks: Block[] }[] = [];
  let next = at;
  for (;;) {
    const head = item.exec(lines[next] ?? '');
    if (head === null) break;
    const indent = (head[1] ?? '').length + (head[2] ?? '').length + Math.max((head[3] ?? '').length, 1);
    let end = next + 1;
    while (end < lines.length && continues(lines, end, indent)) end++;
    const inner = [head[4] ?? '', ...lines.slice(next + 1, end).map((line) => line.slice(Math.min(indent, line.search(/\S|$/))))];
    items.push({ mark: /\d/.test(head[2] ?? '') ? (head[2] ?? '') : '•', blocks: blocksOf(inner, depth + 1) });
    next = end;
  }
  return { block: { sort: 'list', items }, next };
}

/** A line belongs to the item above when it is indented, or goes on with its paragraph. */
function continues(lines: readonly string[], at: number, indent: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '') return /^ {2,}\S/.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').search(/\S/) >= indent;
  if (line.search(/\S/) >= indent) return true;
  return (lines[at - 1] ?? '').trim() !== '' && !startsBlock(line);
}

function startsBlock(line: string): boolean {
  return item.test(line) || fence.test(line) || /^ {0,3}(#{1,6}\s|>)/.test(line);
}

function isDivider(line: string | undefined): boolean {
  return line !== undefined && /^[ |:-]*-[ |:-]*$/.test(line) && line.includes('|');
}

function takeTable(lines: readonly string[], at: number): Taken {
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end++;
  const rows = [lines[at] ?? '', ...lines.slice(at + 2, end)].map(cellsOf);
  return { block: { sort: 'table', rows }, next: end };
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|'));
}

function takeParagraph(lines: readonly string[], at: number): Taken {
  let end = at + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !startsBlock(lines[end] ?? '')) end++;
  return { block: { sort: 'paragraph', text: lines.slice(at, end).map((line) => line.trim()).join(' ') }, next: end };
}
