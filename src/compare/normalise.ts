/** Brings outputs that mean the same to the same bytes, by normalisers that are named in the plan. An unnamed difference stays one. */

export const normalisers = ['line-endings', 'trailing-space', 'white-space', 'case', 'json', 'numbers', 'sorted-lines', 'hexadecimal-case'] as const;
export type Normaliser = (typeof normalisers)[number];

const steps: Readonly<Record<Normaliser, (text: string) => string>> = {
  'line-endings': (text) => text.replace(/\r\n?/g, '\n'),
  'trailing-space': (text) => text.replace(/[ \t]+$/gm, '').replace(/\n+$/, '\n'),
  'white-space': (text) => text.replace(/\s+/g, ' ').trim(),
  case: (text) => text.toLowerCase(),
  json: (text) => canonicalLines(text),
  // 1.50 and 1.5 and 15e-1 are one number; digits within names and hexadecimal are left alone.
  numbers: (text) => text.replace(/(?<![\w.])[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/gi, (number) => (number.length > 15 ? number : String(Number(number)))),
  'sorted-lines': (text) => text.split('\n').sort().join('\n'),
  'hexadecimal-case': (text) => text.replace(/\b(?:0x)?[0-9a-f]{2,}\b/gi, (word) => word.toLowerCase()),
};

/** The output under all normalisers, in their order. Bytes above 0x7f are kept one to one. */
export function normalise(bytes: Uint8Array, by: readonly Normaliser[]): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(by.reduce((so, name) => steps[name](so), text), 'latin1');
}

/** JSON with sorted keys: the whole text when it is one value, else each line that is. */
function canonicalLines(text: string): string {
  const whole = canonical(text);
  return whole ?? text.split('\n').map((line) => canonical(line) ?? line).join('\n');
}

function canonical(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
  } catch {
    return undefined;
  }
}
