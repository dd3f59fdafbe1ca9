/** Numbers as a reader wants them: grouped, with a unit, and never rounded to "all" or "none" when it is not so. */

/** `12,003`; no locale is asked, so that every machine prints the same. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `1 file`, `2 files`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `a, b and 12 more`. */
export function listed(names: readonly string[], most = 20): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${count(names.length - most)} more`;
}

/** Whole percent; a share that is neither nothing nor everything is never shown as 0 or 100. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const exact = (part / whole) * 100;
  if (part > 0 && exact < 1) return '<1 %';
  if (part < whole && exact > 99) return '>99 %';
  return `${Math.round(exact)} %`;
}

/** `412 bytes`, `1.4 kB`, `23 MB`: powers of 1000 (IEC 80000-13). */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? ''}`;
}
