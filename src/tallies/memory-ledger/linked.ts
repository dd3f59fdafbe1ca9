/** Tells from a link map in which language the code of an image was written that shows no debug information. Of what the map leaves open it says nothing. */
import { compareText } from '../../core/place.ts';
import type { TallyContext } from '../../core/tally.ts';
import { compileCommand } from '../../facts/compile-command.ts';
import { linkedCode } from '../../facts/linked-code.ts';
import type { shippedCode } from '../../facts/shipped-code.ts';
import { sourceSize } from '../../facts/source-size.ts';
import type { z } from 'zod';

export interface LinkedPart {
  readonly language: string;
  readonly bytes: number;
  /** How an object was matched to its source: the weakest way among them. */
  readonly because: string;
}

type Shipped = z.infer<typeof shippedCode.schema>;

/** Libraries of the toolchain: a file of the device may bear the name of one of their members and is not its source. */
const toolchain = /^lib(?:c|c_nano|g|g_nano|m|gcc|gcc_eh|stdc\+\+|stdc\+\+_nano|supc\+\+|supc\+\+_nano|nosys|rdimon|rdimon_nano|semihost|c\+\+|c\+\+abi|unwind|clang_rt\.[\w.-]+|compiler_rt|pthread|dl|rt)\.a$/;

const byCommand = 'the link map names the objects, and compile commands their sources';
const bySource = 'the link map names the objects, and sources here of the same name say the rest';
const byName = 'the link map names objects as the compiler of this language does';

/** By image: its map, where exactly one map of the device is as large as the image's code, to the byte. */
export function linkedParts(context: TallyContext): (image: string, value: Shipped) => readonly LinkedPart[] {
  const maps = context.everywhere(linkedCode).map(({ value }) => value);
  if (maps.length === 0) return () => [];
  const languageOf = languagesOfObjects(context);
  return (image, value) => {
    const left = value.parts.filter(({ told_by: by }) => by === 'nothing').reduce((sum, { bytes }) => sum + bytes, 0);
    if (value.units > 0 || left === 0) return [];
    const fitting = maps.filter(({ bytes }) => bytes === value.executable);
    const name = image.slice(image.lastIndexOf('/') + 1);
    const [map, another] = fitting.length > 1 ? fitting.filter(({ output }) => output === name) : fitting;
    if (map === undefined || another !== undefined) return [];
    const sums = new Map<string, { bytes: number; because: string }>();
    for (const { object, archive, bytes } of map.objects) {
      const told = languageOf(object, archive);
      if (told === undefined) continue;
      const sum = sums.get(told.language) ?? { bytes: 0, because: told.because };
      sums.set(told.language, { bytes: sum.bytes + bytes, because: sum.because === bySource ? bySource : told.because });
    }
    return withinLeft(sums, value, left);
  };
}

/** What names of functions told already is among the bytes of the map: it is taken off, and nothing is given twice. */
function withinLeft(sums: ReadonlyMap<string, { readonly bytes: number; readonly because: string }>, { parts }: Shipped, left: number): readonly LinkedPart[] {
  const named = new Map(parts.filter(({ told_by: by }) => by === 'names').map(({ language, bytes }) => [language, bytes]));
  let plain = named.get('C or assembly') ?? 0;
  let room = left;
  return [...sums].sort(([a], [b]) => compareText(a, b)).flatMap(([language, { bytes, because }]) => {
    const own = Math.max(0, bytes - (named.get(language) ?? 0));
    const off = language === 'C' || language === 'Assembly' || language === 'C++' ? Math.min(plain, own) : 0;
    plain -= off;
    const given = Math.min(own - off, room);
    room -= given;
    return given === 0 ? [] : [{ language, bytes: given, because }];
  });
}

function languagesOfObjects(context: TallyContext): (object: string, archive: string) => { readonly language: string; readonly because: string } | undefined {
  const spoken = new Map<string, Set<string>>();
  const sources = context.everywhere(sourceSize).filter(({ place }) => !/\.(?:h|hh|hpp|hxx|inc|inl)$/i.test(place.path));
  for (const { place, value } of sources) {
    const file = lastName(place.path);
    for (const key of new Set([file, stem(file)])) add(spoken, key, value.language);
  }
  const commanded = new Map<string, Set<string>>();
  for (const { value } of context.everywhere(compileCommand)) {
    const file = lastName(value.file);
    for (const language of spoken.get(file) ?? []) for (const key of [file, stem(file)]) add(commanded, key, language);
  }
  const agreed = (of: ReadonlyMap<string, ReadonlySet<string>>, source: string): string | undefined => {
    const languages = of.get(source);
    return languages?.size === 1 ? [...languages][0] : undefined;
  };
  return (object, archive) => {
    if (/\.rcgu\.o$/.test(object) || archive.endsWith('.rlib')) return { language: 'Rust', because: byName };
    if (toolchain.test(archive)) return undefined;
    const source = object.replace(/\.(?:o|obj)$/i, '');
    const commandLanguage = agreed(commanded, source);
    if (commandLanguage !== undefined) return { language: commandLanguage, because: byCommand };
    const language = agreed(spoken, source);
    return language === undefined ? undefined : { language, because: bySource };
  };
}

function add(sets: Map<string, Set<string>>, key: string, language: string): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  set.add(language);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stem(file: string): string {
  return file.replace(/\.[^.]+$/, '');
}
