/** What the terminal is: its width, whether it shows colour, and text made safe for it. */

/** Replaces control and direction characters (ECMA-48, Unicode UAX 9) so that a name cannot steer a terminal. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

export function widthOf(stream: NodeJS.WriteStream): number {
  return Math.max(60, Math.min(stream.isTTY ? stream.columns : 80, 120));
}

/** Colour only on a terminal, and never against NO_COLOR (no-color.org). */
export function hasColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}
