/** The words both reports of a comparison use. */
import type { DisagreementClass } from '../oracle.ts';
import type { Comparison, Cost } from '../result.ts';

export const classWord: Readonly<Record<DisagreementClass, string>> = {
  'crash-in-new-only': 'only the new one crashes',
  'crash-in-old-only': 'only the old one crashes',
  'time-out-in-new-only': 'only the new one does not end',
  'time-out-in-old-only': 'only the old one does not end',
  'accept-or-reject': 'one accepts, the other rejects',
  'different-value': 'different value',
  'different-side-effect': 'different side effect',
  'different-error-code': 'different error code',
  'resource-limit': 'different use of memory or limits',
};

export const conclusionWord: Readonly<Record<Comparison['conclusion'], string>> = {
  agrees: 'agrees: may take its place, as far as was tried',
  differs: 'differs: may not take its place',
  undetermined: 'undetermined: too little was seen to say',
};

export const conclusionSign: Readonly<Record<Comparison['conclusion'], string>> = { agrees: '✓', differs: '✗', undetermined: '?' };

/** What was run, and how. */
export function driverWord({ driver, emulator }: Comparison): string {
  if (driver !== 'firmware') return driver === 'library' ? 'functions of a shared library' : 'program, one process an input';
  return emulator === undefined ? 'firmware image' : `firmware image on ${emulator.machine}, ${emulator.name} ${emulator.version}, one emulator an input`;
}

/** How each input met its process. */
export const startsWord: Readonly<Record<NonNullable<Comparison['starts']>, string>> = {
  copied: 'each input in a copy of the program, taken before its main',
  anew: 'each input starts the program anew',
};

/** The input as text where it is text, else as hexadecimal, at most `most` characters. */
export function inputWord(hex: string, most: number): string {
  const bytes = Buffer.from(hex, 'hex');
  const text = bytes.toString('latin1');
  const shown = bytes.length > 0 && /^[\n\x20-\x7e]*$/.test(text) ? JSON.stringify(text) : bytes.length === 0 ? 'no bytes' : hex.replace(/(..)(?=.)/g, '$1 ');
  return shown.length > most ? `${shown.slice(0, most)}… (${bytes.length} bytes)` : shown;
}

/** Rows of the costs of both sides: name, old, new. */
export function costRows(comparison: Comparison): readonly (readonly [string, string, string])[] {
  const { old, new: now } = comparison;
  const row = (name: string, of: (cost: Cost) => number | undefined, unit: string): readonly (readonly [string, string, string])[] => {
    const [a, b] = [of(old.cost), of(now.cost)];
    if (a === undefined && b === undefined) return [];
    const show = (value: number | undefined): string => (value === undefined ? 'not measured' : `${value.toLocaleString('en-US')} ${unit}`.trimEnd());
    return [[name, show(a), show(b)]];
  };
  return [
    ...row('instructions, median', ({ instructions }) => instructions?.median, ''),
    ...row('instructions, 99 of 100', ({ instructions }) => instructions?.p99, ''),
    ...row('instructions, worst', ({ instructions }) => instructions?.worst, ''),
    ...row('time, median', ({ median_us: value }) => value, 'µs'),
    ...row('time, 99 of 100 within', ({ p99_us: value }) => value, 'µs'),
    ...row('time, worst', ({ worst_us: value }) => value, 'µs'),
    ...row('memory, peak', ({ memory_kb: value }) => value, 'kB'),
    ...row('stack, deepest seen', ({ stack_bytes: value }) => value, 'bytes'),
    ...row('heap calls, most in a run', ({ heap_calls: value }) => value, ''),
    ...row('code in the image', ({ code_bytes: value }) => value, 'bytes'),
    ...row('data in the image', ({ data_bytes: value }) => value, 'bytes'),
  ];
}
