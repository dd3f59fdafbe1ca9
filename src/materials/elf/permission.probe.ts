/** States which memory an image asks to be writable and executable at once, and whether its stack may run code. It does not see what code does later (mprotect, an MPU). */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import type { Spot } from '../../core/place.ts';
import { memoryPermission } from '../../facts/memory-permission.ts';
import { fileTypes, segmentFlags, segmentTypes, type Segment } from './header.ts';
import { isKernel, kindOf } from './kind.ts';
import type { Elf } from './material.ts';
import { sectionFlags } from './sections.ts';

/** What was seen of the stack; `unknown` says why `not-told`. */
interface Stack {
  readonly stack: 'executable' | 'not-executable' | 'not-applicable' | 'not-told';
  readonly because: string;
  readonly at: Spot;
}

interface Both {
  readonly count: number;
  readonly because: string;
  readonly at?: Spot;
}

function* look(elf: Elf): Generator<Observation> {
  if (elf.header.type === fileTypes.core) return;
  if (isKernel(elf) && elf.header.type !== fileTypes.relocatable) {
    yield memoryPermission.blank('a kernel sets the permissions of its memory itself while it starts: the headers do not decide', { offset: 0x10 });
    return;
  }
  const stack = stackOf(elf);
  const both = writableAndExecutable(elf);
  yield memoryPermission.state(
    { stack: stack.stack, writable_executable: both.count, detail: `${stack.because}; ${both.because}` },
    both.at ?? stack.at,
  );
  if (stack.stack === 'not-told') yield memoryPermission.blank(stack.because, stack.at);
}

function stackOf(elf: Elf): Stack {
  const kind = kindOf(elf);
  const { machine, segments } = elf.header;
  if ('unknown' in kind) return { stack: 'not-told', because: kind.unknown, at: kind.at };
  const not = (because: string): Stack => ({ stack: 'not-applicable', because, at: kind.at });
  if (kind.name === 'kernel-module') return not('a kernel module runs on the stack of the kernel');
  if (kind.name === 'bare-metal') return not(`no loader sets up the stack (${kind.because}): whether RAM may run code is for the memory protection unit to say`);
  if (kind.name === 'relocatable') return stackOfObject(elf);
  const header = segments.find((s) => s.type === segmentTypes.stack);
  if (header !== undefined) {
    const runs = (header.flags & segmentFlags.execute) !== 0;
    return {
      stack: runs ? 'executable' : 'not-executable',
      because: `PT_GNU_STACK has flags ${flagsOf(header)}`,
      at: spotOf(header, elf),
    };
  }
  const table: Spot = { offset: elf.numbers.wide ? 0x20 : 0x1c };
  if (kind.name === 'library') return { stack: 'not-told', because: 'no PT_GNU_STACK: whether loading this library makes the stack executable depends on the C library', at: table };
  const why = machine.why ?? `what loaders for ${machine.name} do then is not known here`;
  return { stack: machine.absentStack === 'executable' ? 'executable' : 'not-told', because: `no PT_GNU_STACK: ${why}`, at: table };
}

/** The linker makes the whole program's stack executable when one object asks for it, or (x86, ARM) does not say. */
function stackOfObject(elf: Elf): Stack {
  const { machine } = elf.header;
  const note = elf.sections.find((s) => s.name === '.note.GNU-stack');
  if (elf.arm?.profile === 'M' || machine.bare === true) {
    return { stack: 'not-applicable', because: 'an object for bare metal: no loader sets up the stack', at: { offset: 0x12 } };
  }
  if (note !== undefined) {
    const runs = (note.flags & sectionFlags.execute) !== 0;
    return { stack: runs ? 'executable' : 'not-executable', because: `section .note.GNU-stack is ${runs ? '' : 'not '}executable`, at: { offset: note.at } };
  }
  const consequence = 'section .note.GNU-stack is missing';
  if (machine.name === 'x86' || machine.name === 'x86-64') {
    return { stack: 'executable', because: `${consequence}: a program linked from this object gets an executable stack`, at: { offset: 0x10 } };
  }
  return { stack: 'not-told', because: `${consequence}: what the linker for ${machine.name} makes of that is not known here`, at: { offset: 0x10 } };
}

function writableAndExecutable(elf: Elf): Both {
  const both = segmentFlags.write | segmentFlags.execute;
  const { segments } = elf.header;
  if (segments.length === 0) {
    const wanted = sectionFlags.write | sectionFlags.execute | sectionFlags.allocate;
    const found = elf.sections.filter((s) => (s.flags & wanted) === wanted && s.size > 0);
    const first = found[0];
    if (first === undefined) return { count: 0, because: 'no section is writable and executable' };
    return { count: found.length, because: `section ${first.name} is writable and executable`, at: { offset: first.at } };
  }
  const found = segments.filter(
    (s) =>
      (s.type === segmentTypes.load && s.memorySize !== 0 && (s.flags & both) === both) ||
      ((s.type === segmentTypes.threadLocal || s.type === segmentTypes.relro) && (s.flags & segmentFlags.execute) !== 0),
  );
  const first = found[0];
  if (first === undefined) return { count: 0, because: 'no segment is writable and executable' };
  return {
    count: found.length,
    because: `a segment of ${first.memorySize} bytes at address ${hexadecimal(first.address)} has flags ${flagsOf(first)}`,
    at: spotOf(first, elf),
  };
}

function flagsOf(segment: Segment): string {
  const { read, write, execute } = segmentFlags;
  return [segment.flags & read ? 'R' : '', segment.flags & write ? 'W' : '', segment.flags & execute ? 'X' : ''].join('') || 'none';
}

function hexadecimal(address: number): string {
  return `0x${(address < 0 ? BigInt.asUintN(64, BigInt(address)) : address).toString(16)}`;
}

function spotOf(segment: Segment, elf: Elf): Spot {
  return { offset: segment.at, length: elf.numbers.wide ? 56 : 32 };
}

export default { name: 'permission', revision: 1, states: [memoryPermission], look } satisfies Probe<Elf>;
