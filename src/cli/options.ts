/** Options and readings that several commands share, so that the same flag means the same everywhere. */
import type { Option, Unfit } from './command-line.ts';

export const count = (text: string): number | Unfit => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : { wanted: 'give a whole number from 1' });

/** A day that the calendar has; `Date` alone would take 30 February for 1 March. */
export const date = (text: string): string | Unfit => {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return isDay ? text : { wanted: 'give a day of the calendar, YYYY-MM-DD' };
};

export const codes = `Exit codes:
  0 conforming · 1 nonconforming · 2 undetermined · 64 usage · 70 our fault`;

export const codebook: Option = { name: 'codebook', value: 'dir', many: true, about: 'load more law from a folder; may be given several times' };
