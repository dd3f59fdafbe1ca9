/** Tests names against patterns of file and folder names. It compares as written: the caller says what case means. */

/** Whole names, or with `*` for any text. Sets answer for nearly all, since every file of a device is asked about. */
export function nameTest(patterns: readonly string[]): (name: string) => boolean {
  const whole = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const extensions = new Set(patterns.filter((pattern) => /^\*\.[^.*]+$/.test(pattern)).map((pattern) => pattern.slice(2)));
  const others = patterns.filter((pattern) => pattern.includes('*') && !extensions.has(pattern.slice(2)));
  const form = new RegExp(`^(?:${others.map((pattern) => pattern.replaceAll(/[^\w*]/g, '\\$&').replaceAll('*', '.*')).join('|')})$`, 's');
  return (name) => whole.has(name) || extensions.has(name.slice(name.lastIndexOf('.') + 1)) || (others.length > 0 && form.test(name));
}
