/** Whether functions check a canary before they return: by the import in dynamic images, by counted call sites in static and bare ones. */
import type { Spot } from '../../core/place.ts';
import { callSites } from './calls.ts';
import guards from './guards.json' with { type: 'json' };
import type { Kind } from './kind.ts';
import type { Elf } from './material.ts';
import { textAt } from './numbers.ts';
import { goVersionOf, isRust } from './origin.ts';
import { countGuarded, type Caller } from './own-code.ts';
import { sectionFlags } from './sections.ts';
import type { FunctionSymbol, Symbols } from './symbols.ts';

export interface StackGuard {
  readonly canary: 'present' | 'absent' | 'not-applicable' | 'not-told';
  readonly because: string;
  readonly at?: Spot;
}

const failures = ['__stack_chk_fail', '__stack_chk_fail_local', '__intel_security_cookie'] as const;

export function stackGuardOf(elf: Elf, kind: Kind, symbols: Symbols | undefined): StackGuard {
  const linked = kind.name !== 'relocatable' && kind.name !== 'kernel-module';
  if (symbols === undefined) return goOnly(elf) ?? { canary: 'not-told', because: 'no symbols: calls to the canary check cannot be found' };
  const name = failures.find((each) => symbols.names.has(each));
  const sighting = name === undefined ? undefined : symbols.names.get(name);
  if (name !== undefined && sighting !== undefined) {
    const at: Spot = { offset: sighting.at, length: elf.numbers.wide ? 24 : 16 };
    if (!sighting.defined) return { canary: 'present', because: `${name} is called from outside`, at };
    return { ...countedGuard(elf, kind, symbols), at };
  }
  const other = otherLanguage(elf);
  if (other !== undefined) return other;
  const reading = 'built without a stack protector, or no function has an array to guard';
  if (!linked) return { canary: 'not-told', because: `no function of this object calls the canary check: ${reading}` };
  if (elf.dynamic !== undefined && isLittleArithmetic(elf, symbols)) return { canary: 'not-told', because: `nothing refers to __stack_chk_fail in little code that calls nothing which fills a buffer: ${reading}` };
  return { canary: 'absent', because: `nothing refers to __stack_chk_fail: ${reading}` };
}

/** Below this much code a library may well hold no array at all (a numeric routine for a script has 6 KiB). */
const littleCode = 16 * 1024;
const fillers: ReadonlySet<string> = new Set(guards.checkable);

/** Numeric code compiled for a script or a model: what guards would guard is not there. */
function isLittleArithmetic(elf: Elf, symbols: Symbols): boolean {
  const code = elf.sections.filter((s) => (s.flags & sectionFlags.execute) !== 0).reduce((total, s) => total + s.size, 0);
  return code > 0 && code < littleCode && ![...symbols.names].some(([name, { defined }]) => !defined && (fillers.has(name) || name.endsWith('_chk')));
}

/** The check is inside the image: only calls to it tell, the symbol alone does not (a C library always brings it). */
function countedGuard(elf: Elf, kind: Kind, symbols: Symbols): StackGuard {
  const checks = symbols.functions.filter((f) => nameOf(elf, symbols, f).includes('__stack_chk_fail'));
  const sites = callSites(elf, new Set(checks.map((f) => codeAddress(elf, f.address))));
  if (sites === undefined) return { canary: 'not-told', because: `calls of ${elf.header.machine.name} code are not read: whether __stack_chk_fail is called cannot be told` };
  const callers = symbols.functions.map((f): Caller => ({ name: nameOf(elf, symbols, f), address: codeAddress(elf, f.address), size: f.size }));
  if (kind.name === 'library' || kind.name === 'pie') {
    return sites.length > 0
      ? { canary: 'present', because: `${sites.length} call sites of its own __stack_chk_fail` }
      : { canary: 'absent', because: 'it defines __stack_chk_fail and never calls it' };
  }
  return countGuarded(callers, sites, kind.name === 'bare-metal');
}

function nameOf(elf: Elf, symbols: Symbols, symbol: FunctionSymbol): string {
  return textAt(elf.numbers.bytes, symbol.name, Math.min(symbols.strings.offset + symbols.strings.size, symbol.name + 80));
}

/** On ARM the lowest bit of a function's address selects Thumb and is no part of it. */
function codeAddress(elf: Elf, address: number): number {
  return elf.header.machine.name === 'ARM' && address % 2 === 1 ? address - 1 : address;
}

/** Go's own linker leaves no `.comment`; a C compiler, or the system's linker called for C code, does. */
function goOnly(elf: Elf): StackGuard | undefined {
  if (goVersionOf(elf) === undefined || elf.sections.some((s) => s.name === '.comment')) return undefined;
  return { canary: 'not-applicable', because: 'Go only: no trace of a C compiler' };
}

/** Go and Rust check bounds instead: a canary would guard nothing, unless C was linked in. */
function otherLanguage(elf: Elf): StackGuard | undefined {
  const go = goOnly(elf);
  if (go !== undefined || !isRust(elf)) return go;
  const symbols = elf.symbols();
  if (symbols === undefined || typeof symbols === 'string') {
    return { canary: 'not-told', because: 'Rust, without symbols: whether C is linked in cannot be told' };
  }
  const mixed = symbols.files.find((file) => /\.(c|cc|cpp|cxx)$/i.test(file) && file !== 'crtstuff.c' && !/^Scrt1|^crt1|^rcrt1/.test(file));
  if (mixed === undefined) return { canary: 'not-applicable', because: 'Rust only: no file of C among its symbols' };
  return undefined;
}
