/** JSON with one spelling (RFC 8785): members by code unit, no spare white space. It computes no digest and refuses nothing. */

/**
 * Serialises plain data; `undefined` members are left out. Numbers and texts are spelt as ECMAScript does, which is what
 * RFC 8785 asks; an unpaired surrogate, which it refuses, stays the escape that `JSON.stringify` gives, so that hostile
 * names can be reported. Members are written here, not by way of an object: objects put names like "10" before others.
 */
export function spell(value: unknown, indent = 0, depth = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const between = indent === 0 ? '' : `\n${' '.repeat(indent * (depth + 1))}`;
  const body = Array.isArray(value) ? items(value, between, indent, depth + 1) : members(value as Readonly<Record<string, unknown>>, between, indent, depth + 1);
  const end = body === '' || indent === 0 ? '' : `\n${' '.repeat(indent * depth)}`;
  return Array.isArray(value) ? `[${body}${end}]` : `{${body}${end}}`;
}

function items(list: readonly unknown[], between: string, indent: number, depth: number): string {
  let text = '';
  for (const item of list) text += `${text === '' ? '' : ','}${between}${spell(item, indent, depth)}`;
  return text;
}

function members(value: Readonly<Record<string, unknown>>, between: string, indent: number, depth: number): string {
  const colon = indent === 0 ? ':' : ': ';
  let text = '';
  // Without an argument `sort` compares by UTF-16 code unit, as RFC 8785 section 3.2.3 asks.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${between}${JSON.stringify(name)}${colon}${spell(member, indent, depth)}`;
  }
  return text;
}
