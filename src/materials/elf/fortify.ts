/** Library calls that a fortified build checks (`_FORTIFY_SOURCE`): which are checked in this image, which are not. It cannot see why. */
import guards from './guards.json' with { type: 'json' };
import type { Kind } from './kind.ts';
import type { Elf } from './material.ts';
import { isMusl } from './relro.ts';
import type { Symbols } from './symbols.ts';

export interface Fortify {
  readonly fortify: 'present' | 'partial' | 'absent' | 'not-applicable' | 'not-told';
  readonly because: string;
  readonly checked: readonly string[];
  readonly unchecked: readonly string[];
}

const checkable: ReadonlySet<string> = new Set(guards.checkable);
const alwaysChecked: ReadonlySet<string> = new Set(guards.alwaysChecked);
const checkedOtherwise: Readonly<Record<string, string>> = guards.checkedOtherwise;

export function fortifyOf(elf: Elf, kind: Kind, symbols: Symbols | undefined): Fortify {
  const without = (fortify: Fortify['fortify'], because: string): Fortify => ({ fortify, because, checked: [], unchecked: [] });
  if (symbols === undefined) return without('not-told', 'no symbols: library calls cannot be named');
  if (kind.name === 'kernel-module') {
    const panics = symbols.names.has('fortify_panic') || symbols.names.has('__fortify_panic') || symbols.names.has('__fortify_report');
    return panics ? without('present', 'fortify_panic is called') : without('not-told', 'no call of fortify_panic: not fortified, or every size was known');
  }
  if (kind.name === 'bare-metal') {
    const checks = symbols.names.has('__chk_fail');
    return checks ? without('present', '__chk_fail is linked in') : without('not-applicable', 'bare metal: no C library that offers checked calls is seen');
  }
  if (isStatic(elf, kind)) return without('not-told', 'static: library calls are resolved, and a C library’s own checked calls do not count');
  const { checked, unchecked } = callsOf(symbols);
  if (isMusl(elf)) return { fortify: 'not-told', because: 'musl: its checks are inlined and leave no name', checked, unchecked };
  return { ...judgedByNames(checked, unchecked), checked, unchecked };
}

function isStatic(elf: Elf, kind: Kind): boolean {
  return kind.name === 'static-pie' || (kind.name === 'executable' && elf.dynamic === undefined);
}

function judgedByNames(checked: readonly string[], unchecked: readonly string[]): Pick<Fortify, 'fortify' | 'because'> {
  if (checked.length > 0) {
    return { fortify: unchecked.length === 0 ? 'present' : 'partial', because: `${checked.length} checked and ${unchecked.length} unchecked library functions` };
  }
  if (unchecked.length === 0) return { fortify: 'not-applicable', because: 'no library function with a checked twin is called' };
  // printf and its kin are redirected whatever the compiler knows of sizes; memcpy only where it knows too little
  const telling = unchecked.find((name) => alwaysChecked.has(name));
  if (telling !== undefined) return { fortify: 'absent', because: `${telling} is called unchecked, which a fortified build never does` };
  return { fortify: 'not-told', because: `only functions are called (${unchecked.slice(0, 3).join(', ')}) that a fortified build leaves unchecked where sizes are known` };
}

function callsOf(symbols: Symbols): { readonly checked: readonly string[]; readonly unchecked: readonly string[] } {
  const checked = new Set<string>();
  const unchecked = new Set<string>();
  for (const [name, sighting] of symbols.names) {
    if (sighting.defined) continue;
    // `__stack_chk_fail` only looks like one of the family
    const twin = checkedOtherwise[name] ?? (name.startsWith('__') && name.endsWith('_chk') ? name.slice(2, -4) : undefined);
    if (twin !== undefined && !name.startsWith('__stack_chk')) checked.add(twin);
    else if (checkable.has(name)) unchecked.add(name);
  }
  return { checked: [...checked].sort(), unchecked: [...unchecked].sort() };
}
