/** Finds the title of a text document where its format puts it. An untitled text stays untitled. */

/** A title stands at the beginning. */
const reach = 8192;
const longest = 200;

export function titleOf(text: string, format: string): string {
  const start = text.slice(0, reach).replace(/^\ufeff/, '');
  const found = byFormat(start, format) ?? '';
  return found.trim().slice(0, longest);
}

function byFormat(text: string, format: string): string | undefined {
  switch (format) {
    case 'Markdown':
      return /^---\n(?:[^\n]*\n){0,40}?title:\s*["']?([^\n"']+)/.exec(text)?.[1] ?? /^#{1,2}[ \t]+([^\n#]+)/m.exec(text)?.[1] ?? underlined(text, /^(?:=+|-+)[ \t]*$/);
    case 'reStructuredText':
      return underlined(text, /^([=\-~^"*#+_.:`])\1{2,}[ \t]*$/);
    case 'AsciiDoc':
      return /^=[ \t]+(.+)$/m.exec(text)?.[1];
    case 'Org':
      return /^#\+title:[ \t]*(.+)$/im.exec(text)?.[1];
    case 'TeX':
      return /\\title(?:\[[^\]]{0,200}\])?\{([^{}]{0,300})\}/.exec(text)?.[1];
    case 'Man page':
      return /^\.(?:TH|Dt)[ \t]+(\S+(?:[ \t]+\S+)?)/m.exec(text)?.[1];
    case 'Texinfo':
      return /^@settitle[ \t]+(.+)$/m.exec(text)?.[1];
    default:
      return undefined;
  }
}

function underlined(text: string, line: RegExp): string | undefined {
  const lines = text.split(/\r?\n/, 200);
  const at = lines.findIndex((one, index) => index > 0 && line.test(one) && /\w/.test(lines[index - 1] ?? ''));
  return at < 0 ? undefined : lines[at - 1];
}
