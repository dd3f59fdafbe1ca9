/** Options of a device's build that an analyser may be given. Whatever could run a program, load a plugin or write a file is left out, because a device wrote it. */
import { isAbsolute, resolve, sep } from 'node:path';

/** Options whose value is a folder or a file, joined or as the next word. */
const withPath = /^-(I|isystem|iquote|idirafter|isysroot|include|imacros)(.*)$/;

/** What changes how source is read, and nothing else. */
const plain = [
  /^-(?:D|U)[A-Za-z_]\w*(?:\(.*\))?(?:=.*)?$/s,
  /^-std=[a-z0-9+:]+$/, /^-ansi$/, /^-pthread$/, /^-nostdinc(?:\+\+)?$/, /^-O(?:[0-3sgz]|fast)?$/,
  /^-m(?!llvm)[a-z][\w.+-]*(?:=[\w.,+-]+)?$/,
  /^-f(?:no-)?(?:short-enums|signed-char|unsigned-char|signed-bitfields|unsigned-bitfields|short-wchar|exceptions|rtti|freestanding|hosted|builtin|strict-aliasing|wrapv|trapv|common|ms-extensions|plan9-extensions|threadsafe-statics|char8_t|permissive|gnu89-inline|asm|delete-null-pointer-checks)$/,
  /^-fpack-struct(?:=\d{1,2})?$/,
  /^--target=[\w.-]+$/,
];

export interface Flags {
  readonly kept: readonly string[];
  /** Words that were left out, for the log. */
  readonly left: number;
}

/** @param device files named by `-include` count only within it; folders are only searched */
export function safeFlags(words: readonly string[], directory: string, device: string): Flags {
  const kept: string[] = [];
  let left = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, name = '', joined = ''] = withPath.exec(word) ?? [];
    if (name !== '') {
      const value = joined !== '' ? joined.replace(/^=/, '') : (words[++at] ?? '');
      const path = isAbsolute(value) ? resolve(value) : resolve(directory, value);
      const isFile = name === 'include' || name === 'imacros';
      if (value === '' || value.startsWith('-') || (isFile && !path.startsWith(device + sep))) left++;
      else kept.push(...(name === 'I' ? [`-I${path}`] : [`-${name}`, path]));
    } else if (word === '-D' || word === '-U') {
      const whole = `${word}${words[++at] ?? ''}`;
      if (plain.some((pattern) => pattern.test(whole))) kept.push(whole);
      else left++;
    } else if (plain.some((pattern) => pattern.test(word))) kept.push(word);
    else if (word.startsWith('-')) left++;
  }
  return { kept, left };
}

/** The compiler's name without folder and version: `arm-none-eabi-gcc`. Empty for what is no known compiler. */
export function compilerName(words: readonly string[]): string {
  for (const word of words.slice(0, 6)) {
    const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
    if (/^(?:[a-z0-9_]+-){0,4}(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d{1,2})?$/.test(name)) return name;
  }
  return '';
}
