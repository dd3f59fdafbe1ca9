/** Which source files of a component ship: those that were compiled, else all of them. It follows no build. */
import type { Fact } from '../../core/fact.ts';
import { addressOf } from '../../core/place.ts';
import { sameFileIn, type SameFile } from '../../core/same-file.ts';
import type { TallyContext } from '../../core/tally.ts';
import { compileCommand } from '../../facts/compile-command.ts';
import { shippedCode } from '../../facts/shipped-code.ts';
import { sourceSize } from '../../facts/source-size.ts';

export interface Sources {
  /** Every source file by its address, with language and digest. */
  readonly files: ReadonlyMap<string, { readonly language: string; readonly sha256: string }>;
  /** Those that a compile command or the debug information of an image names. */
  readonly compiled: ReadonlySet<string>;
  readonly find: SameFile;
}

/** Cargo's own folders for what is not part of the library or program. */
const besideTheProgram = /(?:^|\/)(?:tests|benches|examples)\/|(?:^|\/)build\.rs$/;

export function sourcesOf(component: string, context: TallyContext): Sources {
  const sizes: readonly Fact<{ readonly language: string }>[] = context.of(component).facts(sourceSize);
  const files = new Map(sizes.map((fact) => [addressOf(fact.place), { language: fact.value.language, sha256: fact.sha256 ?? '' }]));
  const find = sameFileIn(files.keys());
  const named = [
    ...context.everywhere(compileCommand).map(({ value }) => value.file),
    // a list of units that is not whole names no unit that is missing, and the units it names ship all the same
    ...context.everywhere(shippedCode).flatMap(({ value }) => value.largest_units.map(({ name }) => name)),
  ];
  const compiled = new Set(named.flatMap((name) => find(name.replace(/\\/g, '/').replace(/^(?:\.{1,2}\/|\/)+/, '')) ?? []));
  return { files, compiled, find };
}

export interface Expected {
  readonly basis: 'compiled' | 'all-sources';
  readonly sources: number;
  readonly files: readonly string[];
}

/** What a tool for these languages has to get through. Compile commands speak for C and C++ only; headers are read with what includes them. */
export function expectedOf({ files, compiled }: Sources, languages: ReadonlySet<string>): Expected {
  const sources = [...files].filter(([, { language }]) => languages.has(language)).map(([file]) => file);
  const built = sources.filter((file) => compiled.has(file));
  if (built.length > 0) return { basis: 'compiled', sources: sources.length, files: built };
  const program = languages.has('Rust') ? sources.filter((file) => !besideTheProgram.test(file)) : sources;
  return { basis: 'all-sources', sources: sources.length, files: program };
}
