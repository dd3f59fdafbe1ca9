/** The paper and the ink of the terminal report: width, and colour that only repeats what the words already say. */
import type { Standing, Verdict } from '../../core/verdict.ts';

export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
  readonly standing: (standing: Standing, text: string) => string;
}

export interface Paper {
  readonly width: number;
  readonly ink: Ink;
}

/** Select graphic rendition (ECMA-48 §8.3.117). */
const sgr = (code: string) => (text: string) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`);

const verdictCode: Readonly<Record<Verdict, string>> = { met: '32', unmet: '1;31', unknown: '33', 'not-applicable': '2' };
const standingCode: Readonly<Record<Standing, string>> = {
  conforming: '1;32', 'conforming-with-variances': '1;32', nonconforming: '1;31', undetermined: '1;33',
};

export const plainInk: Ink = { bold: same, dim: same, verdict: (_verdict, text) => text, standing: (_standing, text) => text };

export const colouredInk: Ink = {
  bold: sgr('1'),
  dim: sgr('2'),
  verdict: (verdict, text) => sgr(verdictCode[verdict])(text),
  standing: (standing, text) => sgr(standingCode[standing])(text),
};

/** Narrower than 40 columns nothing can be laid out; wider than 120 lines are tiring to read. */
export function paper(width: number, colour: boolean): Paper {
  return { width: Math.min(Math.max(Math.trunc(width) || 80, 40), 120), ink: colour ? colouredInk : plainInk };
}

function same(text: string): string {
  return text;
}
