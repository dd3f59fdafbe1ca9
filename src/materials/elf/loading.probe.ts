/** States how an image is prepared for its loader: RELRO, position independence, text relocations, search paths. It does not say whether a path exists on the device. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import type { Spot } from '../../core/place.ts';
import { loadHardening } from '../../facts/load-hardening.ts';
import { dynamicFlags, tags, type Dynamic, type Tag } from './dynamic.ts';
import { kindOf, type KindName } from './kind.ts';
import type { Elf } from './material.ts';
import { relroOf } from './relro.ts';
import { sortOfSearchPath } from './search-path.ts';

const notLoaded: ReadonlyMap<KindName, string> = new Map([
  ['relocatable', 'an object is linked, not loaded'],
  ['kernel-module', 'the kernel relocates and protects a module itself'],
  ['bare-metal', 'bare metal: no loader relocates it'],
]);

function* look(elf: Elf): Generator<Observation> {
  const kind = kindOf(elf);
  if ('unknown' in kind) {
    yield loadHardening.blank(kind.unknown, kind.at);
    return;
  }
  if (kind.name === 'core') return;
  const reason = notLoaded.get(kind.name);
  if (reason !== undefined) {
    yield loadHardening.state(
      { relro: 'not-applicable', position_independent: 'not-applicable', text_relocations: false, search_paths: [], detail: reason },
      kind.at,
    );
    return;
  }
  const relro = relroOf(elf);
  const text = textRelocationsOf(elf.dynamic);
  const paths = searchPathsOf(elf.dynamic);
  const details = [relro.because, `position: ${kind.because}`];
  if (text !== undefined) details.push('the loader must write into code (DT_TEXTREL)');
  if (paths.shadowed) details.push('DT_RPATH is ignored because DT_RUNPATH is there');
  yield loadHardening.state(
    {
      relro: relro.relro,
      position_independent: kind.name === 'executable' ? 'no' : 'yes',
      text_relocations: text !== undefined,
      search_paths: [...paths.entries],
      detail: details.join('; '),
    },
    text === undefined ? relro.at : tagSpot(text, elf),
  );
}

function textRelocationsOf(dynamic: Dynamic | undefined): Tag | undefined {
  const flags = dynamic?.find(tags.flags);
  return dynamic?.find(tags.textRelocations) ?? (flags !== undefined && (flags.value & dynamicFlags.textRelocations) !== 0 ? flags : undefined);
}

interface SearchPaths {
  readonly entries: readonly { entry: string; sort: ReturnType<typeof sortOfSearchPath> }[];
  readonly shadowed: boolean;
}

function searchPathsOf(dynamic: Dynamic | undefined): SearchPaths {
  const runpath = dynamic?.find(tags.runpath);
  const rpath = dynamic?.find(tags.rpath);
  const found = [rpath, runpath].filter((tag) => tag !== undefined);
  const entries = found.flatMap((tag) => (dynamic?.text(tag) ?? '').split(':'));
  return {
    entries: entries.map((entry) => ({ entry, sort: sortOfSearchPath(entry) })),
    shadowed: runpath !== undefined && rpath !== undefined,
  };
}

function tagSpot(tag: Tag, elf: Elf): Spot {
  return { offset: tag.at, length: elf.numbers.wide ? 16 : 8 };
}

export default { name: 'loading', revision: 1, states: [loadHardening], look } satisfies Probe<Elf>;
