/** Markdown of our own pages as markup: blocks, code spans, emphasis and links. What it does not know it shows as text. */
import { readBlocks, type Block } from '../page-blocks.ts';
import { h, type Child } from '../html/h.ts';

/** @param deeper levels by which headings sink, so that a page keeps one first heading */
export function prose(markdown: string, deeper: number): readonly Child[] {
  return readBlocks(markdown).map((block) => blockOf(block, deeper));
}

function blockOf(block: Block, deeper: number): Child {
  switch (block.sort) {
    case 'heading': return h(`h${Math.min(6, block.level + deeper)}`, {}, spans(block.text));
    case 'paragraph': return h('p', {}, spans(block.text));
    case 'code': return h('pre', { tabindex: 0 }, h('code', {}, block.lines.map((line, index) => [index === 0 ? '' : h('br', {}), line.replaceAll('  ', '\u00a0 ')])));
    case 'quote': return h('blockquote', {}, block.blocks.map((inner) => blockOf(inner, deeper)));
    case 'list': return h(block.items.some(({ mark }) => mark !== '•') ? 'ol' : 'ul', {}, block.items.map(({ blocks }) => h('li', {}, blocks.map((inner) => blockOf(inner, deeper)))));
    case 'table': {
      const [head = [], ...rows] = block.rows;
      return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': head.join(' ') || 'table' }, h('table', {}, h('thead', {}, h('tr', {}, head.map((cell) => h('th', { scope: 'col' }, spans(cell))))), h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, spans(cell))))))));
    }
    case 'rule': return h('hr', {});
  }
}

/** `code`, **strong**, *emphasis* and [text](https://…); a link to anywhere else is its text. */
function spans(text: string): readonly Child[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)\s]+\))/u).map((part): Child => {
    if (part.startsWith('`') && part.length > 2) return h('code', {}, part.slice(1, -1));
    if (part.startsWith('**') && part.length > 4) return h('strong', {}, part.slice(2, -2));
    if (part.startsWith('*') && part.length > 2) return h('em', {}, part.slice(1, -1));
    const [, shown, target] = /^\[([^\]]+)\]\(([^)]+)\)$/u.exec(part) ?? [];
    if (shown === undefined || target === undefined) return part;
    return target.startsWith('https://') ? h('a', { href: target, rel: 'noreferrer' }, shown) : shown;
  });
}
