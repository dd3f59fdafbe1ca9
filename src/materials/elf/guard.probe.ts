/** States the guards a compiler left in an image: canaries, checked library calls, control-flow marks, and instrumentation that should not ship. It does not say which were asked for. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { compilerGuard } from '../../facts/compiler-guard.ts';
import { tags } from './dynamic.ts';
import { fortifyOf } from './fortify.ts';
import guards from './guards.json' with { type: 'json' };
import { segmentTypes } from './header.ts';
import { kindOf, type Kind } from './kind.ts';
import type { Elf } from './material.ts';
import { controlFlowOf } from './notes.ts';
import { stackGuardOf } from './stack-guard.ts';
import type { Symbols } from './symbols.ts';

function* look(elf: Elf): Generator<Observation> {
  const kind = kindOf(elf);
  if ('unknown' in kind) {
    yield compilerGuard.blank(kind.unknown, kind.at);
    return;
  }
  if (kind.name === 'core') return;
  const symbols = symbolsOf(elf, kind);
  if (typeof symbols === 'string') {
    yield compilerGuard.blank(symbols, kind.at);
    return;
  }
  const canary = stackGuardOf(elf, kind, symbols);
  const fortify = fortifyOf(elf, kind, symbols);
  const flow = flowOf(elf);
  const at = canary.at ?? kind.at;
  yield compilerGuard.state(
    {
      canary: canary.canary,
      fortify: fortify.fortify,
      checked_calls: [...fortify.checked],
      unchecked_calls: [...fortify.unchecked],
      control_flow: [...flow],
      sanitizers: [...sanitizersOf(elf, symbols)],
      detail: `canary: ${canary.because}; fortify: ${fortify.because}${entryRemark(elf, flow)}`,
    },
    at,
  );
  if (canary.canary === 'not-told') yield compilerGuard.blank(`canary: ${canary.because}`, at);
  if (fortify.fortify === 'not-told') yield compilerGuard.blank(`fortify: ${fortify.because}`, at);
}

/** What is linked at load is read as the loader reads it; what is not, through the symbol table. */
function symbolsOf(elf: Elf, kind: Kind): Symbols | string | undefined {
  const dynamic = kind.name === 'library' || kind.name === 'pie' || (kind.name === 'executable' && elf.dynamic !== undefined);
  return dynamic ? elf.imports() : elf.symbols();
}

function flowOf(elf: Elf): readonly string[] {
  if (elf.arm === undefined) return controlFlowOf(elf.numbers, elf.header.machineNumber, elf.notes).names;
  return [...(elf.arm.branchTargets ? ['BTI'] : []), ...(elf.arm.returnAddresses ? ['PAC'] : [])];
}

/** A promise of IBT is empty when the first instruction already breaks it: it must be ENDBR64 (F3 0F 1E FA). */
function entryRemark(elf: Elf, flow: readonly string[]): string {
  const { header, numbers } = elf;
  if (!flow.includes('IBT') || header.machine.name !== 'x86-64' || header.entry === 0) return '';
  const into = header.segments.find((s) => s.type === segmentTypes.load && header.entry >= s.address && header.entry < s.address + s.fileSize);
  if (into === undefined) return '';
  const offset = into.offset + header.entry - into.address;
  const endbr = [0xf3, 0x0f, 0x1e, 0xfa].every((byte, index) => numbers.u8(offset + index) === byte);
  return endbr ? '' : '; IBT is promised, but the entry point does not begin with endbr64';
}

function sanitizersOf(elf: Elf, symbols: Symbols | undefined): readonly string[] {
  const found = new Set<string>();
  for (const [name, sighting] of symbols?.names ?? []) {
    // a weak import is a library offering itself to a sanitizer, not one built with it
    if (!sighting.defined && sighting.weak) continue;
    for (const { prefixes, name: sanitizer } of guards.sanitizers) {
      if (prefixes.some((prefix) => name.startsWith(prefix))) found.add(name.endsWith('_minimal') ? `${sanitizer} (minimal)` : sanitizer);
    }
  }
  for (const tag of elf.dynamic?.tags ?? []) {
    if (tag.tag !== tags.needed) continue;
    const library = elf.dynamic?.text(tag) ?? '';
    for (const { prefix, name } of guards.sanitizerLibraries) if (library.startsWith(prefix)) found.add(name);
  }
  return [...found].sort();
}

export default { name: 'guard', revision: 2, states: [compilerGuard], look } satisfies Probe<Elf>;
