/** States with which compiler and which protection, warning and other telling options each file was compiled. It does not know what an option does by default. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { compileCommand } from '../../facts/compile-command.ts';
import type { Command } from './material.ts';
import options from './options.json' with { type: 'json' };

const launchers = new Set(options.launchers);
const cancels: Readonly<Record<string, string>> = options.cancels;

function* look(commands: readonly Command[]): Generator<Observation> {
  for (const { line, file, words, trouble } of commands) {
    if (trouble !== undefined) {
      yield compileCommand.blank(trouble, { line });
      continue;
    }
    const { compiler, given } = compilerAndOptions(words);
    const elsewhere = given.find((word) => word.startsWith('@'));
    if (elsewhere !== undefined) {
      yield compileCommand.blank(`the options of ${file} stand in a response file that is not in the database`, { line });
      continue;
    }
    const spread = given.flatMap((word) => (word.startsWith('-Wp,') ? word.slice(4).split(',') : [word]));
    yield compileCommand.state(
      {
        file,
        compiler,
        standard: valueOf(spread, /^[-/]std[=:](.*)$/),
        optimisation: spread.findLast((word) => /^-O([0-3sgz]|fast)?$|^\/O[12dxst]$/.test(word)) ?? '',
        protections: protectionsOf(spread),
        warnings: spread.filter((word) => /^-W(?![lap],)|^-w$|^-pedantic|^\/(W\d|WX|Wall|w)$/.test(word)),
        ...macrosOf(spread),
      },
      { line },
    );
  }
}

function compilerAndOptions(words: readonly string[]): { readonly compiler: string; readonly given: readonly string[] } {
  const first = words.findIndex((word) => !launchers.has(baseName(word)) && !/^[A-Za-z_]\w*=/.test(word));
  return { compiler: baseName(words[first] ?? ''), given: first < 0 ? [] : words.slice(first + 1) };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.exe$/i, '');
}

function valueOf(words: readonly string[], pattern: RegExp): string {
  return words.map((word) => pattern.exec(word)?.[1]).findLast((value) => value !== undefined) ?? '';
}

/** There are some fifty such options; a command line with more is not one a build system wrote. */
const mostProtections = 200;

/** Later options win over earlier ones, as compilers have it; what was taken back does not count as given. */
function protectionsOf(words: readonly string[]): string[] {
  let held: string[] = [];
  for (const word of joined(words)) {
    const cancelled = cancels[word];
    if (cancelled !== undefined) held = held.filter((each) => !each.startsWith(cancelled));
    else if (held.length < mostProtections && options.protections.some((prefix) => word.startsWith(prefix))) held = [...held.filter((each) => each !== word), word];
  }
  return held;
}

/** `-D NAME` and `-U NAME` as one word. */
function joined(words: readonly string[]): readonly string[] {
  return words.map((word, index) => (word === '-D' || word === '-U' ? `${word}${words[index + 1] ?? ''}` : word));
}

/** The last word on a name counts. */
function macrosOf(words: readonly string[]): { readonly defines: string[]; readonly undefines?: string[] } {
  const names = new Map<string, string | undefined>();
  for (const word of joined(words)) {
    const [, sign, text] = /^[-/]([DU])(.+)$/.exec(word) ?? [];
    if (sign === undefined || text === undefined) continue;
    const name = text.split('=', 1)[0] ?? text;
    names.delete(name);
    names.set(name, sign === 'D' ? text : undefined);
  }
  const defines = [...names.values()].filter((text) => text !== undefined);
  const undefines = [...names].flatMap(([name, text]) => (text === undefined ? [name] : []));
  return undefines.length === 0 ? { defines } : { defines, undefines };
}

export default { name: 'commands', revision: 2, states: [compileCommand], look } satisfies Probe<readonly Command[]>;
