/** Knows others' libraries by the names of their folders and of their single files. It never takes the device itself for one of them. */
import type { NamedFile } from './infer-folders.ts';
import names from './infer-names.json' with { type: 'json' };
import { nameTest } from './name-test.ts';

const isPlainWord = nameTest(names.libraries.names);
const isDistinct = nameTest(names.libraries.anywhere);
const isLibraryFile = nameTest(names.libraries.files);
/** A folder `include/lwip` holds the face of what lies around it, `fonts/lvgl` the device's own data for a library. */
const faces: ReadonlySet<string> = new Set(['include', 'includes', 'inc', 'fonts', 'images', 'icons', 'assets', 'config', 'configs', 'port', 'ports', 'cmake']);

/** The library a folder is named like, or undefined. `parts` are the names along its path in lower case. */
export function libraryNamed(parts: readonly string[], own: OwnNames): string | undefined {
  const bare = withoutVersion(parts.at(-1) ?? '');
  const parent = parts.at(-2) ?? '';
  const isNamed = (isDistinct(bare) && !faces.has(parent)) || (isPlainWord(bare) && names.libraries.parents.includes(parent));
  return isNamed && !own.includes(bare) ? bare : undefined;
}

/** Names under which the device goes; a device that is a library holds folders and files of its own name. */
export interface OwnNames {
  readonly includes: (bare: string) => boolean;
}

export function ownNames(...given: readonly string[]): OwnNames {
  const bare = given.map((name) => withoutVersion(name.toLowerCase())).filter((name) => name !== '');
  const core = (name: string): string => name.replace(/^lib(?=.{3})/, '');
  // `freertos-kernel` holds `freertos`, `libpng` builds from `png`, `openjpeg2` is `openjpeg`.
  return { includes: (name) => bare.some((own) => core(own).startsWith(core(name)) || core(name).startsWith(core(own))) };
}

/** Single files that are a whole library of others, wherever they lie among the device's own. */
export function libraryFiles(files: readonly NamedFile[], own: OwnNames): readonly string[] {
  return files.filter(({ name }) => isLibraryFile(name) && !own.includes(name.replace(/(?:ext)?\.[^.]*$/, ''))).map(({ path }) => path);
}

function withoutVersion(name: string): string {
  return name.replace(/[-_ ]v?\d+(?:[._]\d+)*(?:[-+~][\w.+~]*)?$/, '');
}
