/** String functions of the C library and their wide and vendor twins, by the way they go wrong. */

export interface Unbounded {
  readonly to: number;
  readonly from: number;
  readonly appends: boolean;
}

const copy: Unbounded = { to: 0, from: 1, appends: false };
const append: Unbounded = { to: 0, from: 1, appends: true };

/** Copy until a zero character. */
export const unboundedCopies: ReadonlyMap<string, Unbounded> = new Map([
  ...'strcpy stpcpy wcscpy lstrcpy lstrcpyA lstrcpyW _tcscpy _mbscpy StrCpy strcpy_P'.split(' ').map((name): [string, Unbounded] => [name, copy]),
  ...'strcat wcscat lstrcat lstrcatA lstrcatW _tcscat _mbscat StrCat strcat_P'.split(' ').map((name): [string, Unbounded] => [name, append]),
]);

/** Read a line with no limit at all. */
export const unboundedReads: ReadonlySet<string> = new Set(['gets', '_getws', 'gets_unsafe']);

/** Format into a buffer whose size is not asked for: the place of the format. */
export const unboundedFormats: ReadonlyMap<string, number> = new Map([['sprintf', 1], ['vsprintf', 1], ['wsprintf', 1], ['wsprintfA', 1], ['sprintf_P', 1]]);

/** Scan by a format: its place. */
export const scans: ReadonlyMap<string, number> = new Map([['scanf', 0], ['fscanf', 1], ['sscanf', 1], ['vscanf', 0], ['vfscanf', 1], ['vsscanf', 1], ['wscanf', 0], ['fwscanf', 1], ['swscanf', 1]]);

/** Copy at most a number of characters, and may leave no end. */
export const boundedCopies: ReadonlySet<string> = new Set(['strncpy', 'stpncpy', 'wcsncpy', 'strncpy_P']);
export const boundedAppends: ReadonlySet<string> = new Set(['strncat', 'wcsncat']);

/** Functions that print by a format, and its place among the arguments. */
export const formatted: ReadonlyMap<string, number> = new Map([
  ['printf', 0], ['fprintf', 1], ['dprintf', 1], ['sprintf', 1], ['snprintf', 2], ['vprintf', 0], ['vfprintf', 1], ['vsprintf', 1],
  ['vsnprintf', 2], ['asprintf', 1], ['vasprintf', 1], ['syslog', 1], ['vsyslog', 1],
  ['wprintf', 0], ['fwprintf', 1], ['swprintf', 2], ['printk', 0], ['rt_kprintf', 0], ['xil_printf', 0], ['iprintf', 0], ['setproctitle', 0],
]);

/** Text to number without a way to tell an error from a zero, undefined when the number does not fit. */
export const numberReaders: ReadonlySet<string> = new Set(['atoi', 'atol', 'atoll', 'atof', '_wtoi', '_wtol', '_ttoi', 'atoi64', '_atoi64']);

/** Bytes of a wide character on the targets that have a file system or a network to read them from. */
const wideBytes = 4;

/** Bytes of a character to a function of this name: `wcscpy` and its kin copy wide ones (C11 7.29.4). */
export function characterBytes(name: string): number {
  return name.startsWith('wcs') ? wideBytes : 1;
}
