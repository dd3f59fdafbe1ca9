/** The truth table of hardening: binaries whose state is known because they are built here, and on which well-known checkers are wrong. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build, have, inspect, missing, read, run, write, type Seen } from './built.ts';

const program = `#include <stdio.h>
#include <string.h>
int keep(char *into, const char *from);
int main(int count, char **words) { char text[64]; keep(text, words[0]); printf("%s %d\\n", text, count); return text[0]; }
int keep(char *into, const char *from) { char copy[32]; strcpy(copy, from); memcpy(into, copy, strlen(copy) + 1); return copy[0]; }
`;
const library = 'int twice(int number) { return 2 * number; }\n';
const firmware = `typedef unsigned int word;
extern word top; word counter = 3; int sum(const char *text);
word __attribute__((weak)) __stack_chk_guard = 0x1234;
#ifdef FAIL
void __stack_chk_fail(void) { for (;;) {} }
#endif
int sum(const char *text) { volatile char copy[32]; int total = 0; for (int at = 0; at < 32; at++) { copy[at] = text[at]; total += copy[at]; } return total; }
void reset(void) { counter += sum("calibration table of the pump, v1"); for (;;) {} }
#ifdef RAM
__attribute__((section(".data.fast"))) void fast(void) { counter++; }
#endif
__attribute__((section(".isr_vector"), used)) void *const table[16] = {(void *)0x20001000, (void *)reset};
`;

interface Case {
  readonly name: string;
  readonly compiler: string;
  readonly options: readonly string[];
  readonly expect: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly blank?: string;
  /** Changes the built bytes before they are looked at. */
  readonly then?: (bytes: Uint8Array) => Uint8Array;
}

write('program.c', program);
write('library.c', library);
write('firmware.c', firmware);

const strip = (name: string) => (): Uint8Array => {
  run('strip', [name, '-o', `${name}.stripped`]);
  return read(`${name}.stripped`);
};

/** Zeroes e_shoff, e_shnum and e_shstrndx of a 64-bit file: what a packer leaves. */
const withoutSections = (bytes: Uint8Array): Uint8Array => {
  const cut = bytes.slice();
  cut.fill(0, 0x28, 0x30);
  cut.fill(0, 0x3c, 0x40);
  return cut;
};

const strong = '-fstack-protector-strong';
const weak = '-fno-stack-protector';

const cases: readonly Case[] = [
  { name: 'pie', compiler: 'gcc', options: ['-O2', strong, '-pie', '-fPIE', '-D_FORTIFY_SOURCE=2', '-Wl,-z,relro,-z,now', 'program.c'],
    expect: { executable: { kind: 'pie', linkage: 'dynamic', machine: 'x86-64', bits: 64 }, 'load-hardening': { relro: 'full', position_independent: 'yes' },
      'memory-permission': { stack: 'not-executable', writable_executable: 0 }, 'compiler-guard': { canary: 'present' } } },
  { name: 'static-unguarded', compiler: 'gcc', options: ['-O2', weak, '-static', 'program.c'],
    expect: { executable: { kind: 'executable', linkage: 'static' }, 'compiler-guard': { canary: 'absent', fortify: 'not-told' }, 'load-hardening': { relro: 'full' } }, blank: 'fortify: static' },
  { name: 'static-guarded', compiler: 'gcc', options: ['-O2', strong, '-static', 'program.c'],
    expect: { 'compiler-guard': { canary: 'present' } }, blank: 'fortify: static' },
  { name: 'static-stripped', compiler: 'gcc', options: ['-O2', strong, '-static', 'program.c'], then: strip('static-stripped'),
    expect: { 'compiler-guard': { canary: 'not-told' }, executable: { symbols: false } }, blank: 'canary: no symbols' },
  { name: 'static-pie', compiler: 'gcc', options: ['-O2', strong, '-static-pie', '-fPIE', 'program.c'],
    expect: { executable: { kind: 'static-pie', linkage: 'static' }, 'load-hardening': { position_independent: 'yes' }, 'compiler-guard': { canary: 'present' } }, blank: 'fortify' },
  { name: 'library.so', compiler: 'gcc', options: ['-shared', '-fPIC', '-Wl,-soname,libtwice.so.1', 'library.c'],
    expect: { executable: { kind: 'library', soname: 'libtwice.so.1' }, 'load-hardening': { position_independent: 'yes' }, 'compiler-guard': { canary: 'not-told' } }, blank: 'canary: nothing refers' },
  { name: 'library-without-name.so', compiler: 'gcc', options: ['-shared', '-fPIC', 'library.c'], expect: { executable: { kind: 'library' } }, blank: 'canary: nothing refers' },
  { name: 'now-without-relro', compiler: 'gcc', options: ['-Wl,-z,now,-z,norelro', 'program.c'], expect: { 'load-hardening': { relro: 'none' } } },
  { name: 'lazy', compiler: 'gcc', options: ['-Wl,-z,lazy,-z,relro', 'program.c'], expect: { 'load-hardening': { relro: 'partial' } } },
  { name: 'bind-now-tag-only', compiler: 'gcc', options: ['-Wl,-z,now,-z,relro,--disable-new-dtags', 'program.c'], expect: { 'load-hardening': { relro: 'full' } } },
  { name: 'executable-stack', compiler: 'gcc', options: ['-z', 'execstack', 'program.c'], expect: { 'memory-permission': { stack: 'executable' } } },
  { name: 'writable-code', compiler: 'gcc', options: ['-static', '-nostdlib', '-Wl,-N,-e,twice', 'library.c'],
    expect: { 'memory-permission': { stack: 'not-executable', writable_executable: 1 } }, blank: 'fortify: static' },
  { name: 'control-flow', compiler: 'gcc', options: ['-fcf-protection=full', '-Wl,-z,ibt,-z,shstk', 'program.c'],
    expect: { 'compiler-guard': { control_flow: ['IBT', 'SHSTK'] } } },
  { name: 'fixed-without-sections', compiler: 'gcc', options: ['-no-pie', '-fno-pie', strong, 'program.c'], then: withoutSections,
    expect: { executable: { kind: 'executable', linkage: 'dynamic' }, 'compiler-guard': { canary: 'present' } } },
  { name: 'pie-without-sections', compiler: 'gcc', options: [strong, '-O2', '-D_FORTIFY_SOURCE=2', 'program.c'], then: withoutSections,
    expect: { executable: { kind: 'pie' }, 'compiler-guard': { canary: 'present', fortify: 'present' } } },
  { name: 'no-stack-header', compiler: 'gcc', options: ['program.c'], then: (bytes) => withoutHeader(bytes, 0x6474e551),
    expect: { 'memory-permission': { stack: 'not-told' } }, blank: 'no PT_GNU_STACK' },
  { name: 'unguarded', compiler: 'gcc', options: [weak, '-U_FORTIFY_SOURCE', 'program.c'],
    expect: { 'compiler-guard': { canary: 'absent', fortify: 'absent', checked_calls: [], unchecked_calls: ['memcpy', 'printf', 'strcpy'] } } },
  { name: 'only-checked', compiler: 'gcc', options: [strong, '-O2', '-D_FORTIFY_SOURCE=2', 'checked.c'], expect: { 'compiler-guard': { fortify: 'present', checked_calls: ['printf'] } } },
  { name: 'search-paths', compiler: 'gcc', options: ['-Wl,-rpath,/tmp/x:$ORIGIN/../lib::lib:/opt/../x:/home/me/lib:/usr/lib/pump', 'program.c'],
    expect: { 'load-hardening': { search_paths: [
      { entry: '/tmp/x', sort: 'world-writable' }, { entry: '$ORIGIN/../lib', sort: 'origin' }, { entry: '', sort: 'empty' }, { entry: 'lib', sort: 'relative' },
      { entry: '/opt/../x', sort: 'parent' }, { entry: '/home/me/lib', sort: 'build-path' }, { entry: '/usr/lib/pump', sort: 'absolute' }] } } },
  { name: 'sanitized', compiler: 'gcc', options: ['-fsanitize=address,undefined', 'program.c'], expect: { 'compiler-guard': { sanitizers: ['address', 'undefined'] } } },
  { name: 'text-relocations', compiler: 'gcc', options: ['-shared', '-Wl,-z,notext', '-fno-pic', '-mcmodel=large', 'text.c'],
    expect: { 'load-hardening': { text_relocations: true } }, blank: 'canary: nothing refers' },
  { name: 'object.o', compiler: 'gcc', options: ['-O2', strong, '-c', 'program.c'],
    expect: { executable: { kind: 'relocatable', linkage: 'none' }, 'memory-permission': { stack: 'not-executable' }, 'load-hardening': { relro: 'not-applicable' }, 'compiler-guard': { canary: 'present' } } },
  { name: 'assembled.o', compiler: 'gcc', options: ['-c', 'bare.s'], expect: { 'memory-permission': { stack: 'executable' } }, blank: 'canary' },
  { name: 'musl-static', compiler: 'musl-gcc', options: ['-O2', weak, '-static', 'program.c'],
    expect: { executable: { kind: 'executable', linkage: 'static' }, 'compiler-guard': { canary: 'absent' } }, blank: 'fortify: static' },
  { name: 'musl-static-guarded', compiler: 'musl-gcc', options: ['-O2', strong, '-static', 'program.c'],
    expect: { 'compiler-guard': { canary: 'present' } }, blank: 'fortify: static' },
  { name: 'musl-dynamic', compiler: 'musl-gcc', options: ['-O2', strong, '-Wl,-z,now', 'program.c'],
    expect: { 'compiler-guard': { canary: 'present', fortify: 'not-told' }, 'load-hardening': { relro: 'full' } }, blank: 'musl' },
  ...armCases(),
  { name: 'aarch64', compiler: 'aarch64-linux-gnu-gcc', options: ['-O2', strong, '-mbranch-protection=standard', '-nostdlib', '-shared', '-fPIC', '-Wl,-z,force-bti', 'library.c'],
    expect: { executable: { kind: 'library', machine: 'AArch64' }, 'compiler-guard': { control_flow: ['BTI', 'PAC'] } }, blank: 'canary: nothing refers' },
  { name: 'aarch64-static', compiler: 'aarch64-linux-gnu-gcc', options: ['-O2', strong, '-static', 'program.c'],
    expect: { executable: { kind: 'executable', linkage: 'static' }, 'compiler-guard': { canary: 'present' } }, blank: 'fortify' },
  { name: 'aarch64-static-unguarded', compiler: 'aarch64-linux-gnu-gcc', options: ['-O2', weak, '-static', 'program.c'],
    expect: { 'compiler-guard': { canary: 'absent' } }, blank: 'fortify' },
  { name: 'risc-v', compiler: 'riscv64-unknown-elf-gcc', options: ['-O2', strong, '-DFAIL', '-nostdlib', '-ffreestanding', '-e', 'reset', 'firmware.c'],
    expect: { executable: { kind: 'bare-metal', machine: 'RISC-V' }, 'memory-permission': { stack: 'not-applicable' }, 'compiler-guard': { canary: 'present' } } },
  { name: 'risc-v-32', compiler: 'riscv64-unknown-elf-gcc', options: ['-O2', strong, '-DFAIL', '-march=rv32imac', '-mabi=ilp32', '-nostdlib', '-ffreestanding', '-e', 'reset', 'firmware.c'],
    expect: { executable: { kind: 'bare-metal', machine: 'RISC-V', bits: 32 }, 'compiler-guard': { canary: 'present' } } },
  { name: 'risc-v-32-unguarded', compiler: 'riscv64-unknown-elf-gcc', options: ['-O2', weak, '-DFAIL', '-march=rv32imac', '-mabi=ilp32', '-nostdlib', '-ffreestanding', '-e', 'reset', 'firmware.c'],
    expect: { 'compiler-guard': { canary: 'absent' } } },
  { name: 'x86-32', compiler: 'gcc', options: ['-m32', '-O2', strong, '-mstack-protector-guard=global', '-DFAIL', '-Dreset=main', '-nostdlib', '-static', '-no-pie', '-fno-pie', '-ffreestanding', '-e', 'main', 'firmware.c'],
    expect: { executable: { machine: 'x86', bits: 32 }, 'compiler-guard': { canary: 'present' } } },
  { name: 'rust', compiler: 'rustc', options: ['-O', 'program.rs'], expect: { executable: { kind: 'pie' }, 'compiler-guard': { canary: 'not-applicable' } }, blank: 'fortify' },
  { name: 'rust-stripped', compiler: 'rustc', options: ['-O', '-Cstrip=symbols', 'program.rs'], expect: { 'compiler-guard': { canary: 'not-told' } }, blank: 'canary: Rust' },
  { name: 'go', compiler: 'gcc', options: ['-nostdlib', '-static', 'go.s'], expect: { executable: { kind: 'executable', compilers: ['Go'] }, 'compiler-guard': { canary: 'not-applicable' } }, blank: 'fortify' },
  { name: 'go-stripped', compiler: 'gcc', options: ['-nostdlib', '-static', '-s', 'go.s'], expect: { 'compiler-guard': { canary: 'not-applicable' } }, blank: 'fortify' },
  { name: 'kernel', compiler: 'gcc', options: ['-nostdlib', '-static', '-Wl,-N,-e,start', 'kernel.c'], expect: { executable: { kind: 'bare-metal' } }, blank: 'a kernel sets the permissions' },
  { name: 'module.ko', compiler: 'gcc', options: ['-c', '-O2', '-ffreestanding', 'module.c'],
    expect: { executable: { kind: 'kernel-module', linkage: 'none' }, 'memory-permission': { stack: 'not-applicable' }, 'load-hardening': { relro: 'not-applicable' }, 'compiler-guard': { fortify: 'present' } }, blank: 'canary' },
  { name: 'debug-only', compiler: 'gcc', options: ['-g', 'program.c'], then: () => { run('objcopy', ['--only-keep-debug', 'debug-only', 'debug-only.debug']); return read('debug-only.debug'); }, expect: {}, blank: 'separate file of debug information' },
];

function armCases(): readonly Case[] {
  const arm = ['-mcpu=cortex-m4', '-mthumb', '-nostdlib', '-ffreestanding', '-Wl,-Ttext=0x8000000,-Tdata=0x20000000,-e,reset'];
  const bare = { kind: 'bare-metal', machine: 'ARM', bits: 32, linkage: 'static' };
  const compiler = 'arm-none-eabi-gcc';
  return [
    { name: 'cortex-m-unguarded', compiler, options: ['-O2', weak, '-DFAIL', ...arm, 'firmware.c'],
      expect: { executable: bare, 'compiler-guard': { canary: 'absent', fortify: 'not-applicable' }, 'memory-permission': { stack: 'not-applicable', writable_executable: 0 }, 'load-hardening': { relro: 'not-applicable' } } },
    { name: 'cortex-m-guarded', compiler, options: ['-O2', strong, '-DFAIL', ...arm, 'firmware.c'], expect: { executable: bare, 'compiler-guard': { canary: 'present' } } },
    { name: 'big-endian-guarded', compiler, options: ['-O2', strong, '-DFAIL', '-mbig-endian', '-mcpu=cortex-r4', '-mthumb', '-nostdlib', '-ffreestanding', '-e', 'reset', 'firmware.c'],
      expect: { executable: { kind: 'bare-metal', machine: 'ARM', endian: 'big' }, 'compiler-guard': { canary: 'present' } } },
    { name: 'a32-guarded', compiler, options: ['-O2', strong, '-DFAIL', '-mcpu=cortex-a9', '-marm', '-nostdlib', '-ffreestanding', '-e', 'reset', 'firmware.c'],
      expect: { executable: { kind: 'bare-metal' }, 'compiler-guard': { canary: 'present' } } },
    { name: 'cortex-m-function-in-ram', compiler, options: ['-O2', weak, '-DRAM', ...arm, 'firmware.c'], expect: { 'memory-permission': { writable_executable: 1 } } },
  ];
}

/** Turns a program header of one type into PT_NULL. */
function withoutHeader(bytes: Uint8Array, type: number): Uint8Array {
  const cut = bytes.slice();
  const view = new DataView(cut.buffer);
  const start = Number(view.getBigUint64(0x20, true));
  for (let index = 0; index < view.getUint16(0x38, true); index++) {
    if (view.getUint32(start + index * 56, true) === type) view.setUint32(start + index * 56, 0, true);
  }
  return cut;
}

write('checked.c', '#include <stdio.h>\nint main(int c, char **v) { printf("%d %s\\n", c, v[0]); return 0; }\n');
write('text.c', 'extern int outside; int *where(void) { return &outside; }\n');
write('program.rs', 'fn main() { println!("{}", std::env::args().count()); }\n');
write('module.c', 'void fortify_panic(int); static const char why[] __attribute__((section(".modinfo"), used)) = "license=none"; void start(void) { fortify_panic(1); }\n');
write('go.s', '.section .note.go.buildid,"a",@note\n.long 3, 4, 4\n.asciz "Go"\n.balign 4\n.ascii "abcd"\n.text\n.globl _start\n_start: ret\n.section .note.GNU-stack,"",@progbits\n');
write('kernel.c', 'static int exported __attribute__((section("__ksymtab"), used)) = 1; void start(void) { for (;;) {} }\n');
write('bare.s', '.globl f\nf: ret\n');

const there = new Map([...new Set(cases.map((c) => c.compiler))].map((compiler) => [compiler, have(compiler)]));

describe('hardening as it is', () => {
  for (const each of cases) {
    const skip = there.get(each.compiler) === true ? false : missing(each.compiler);
    test(each.name, { skip }, () => {
      const built = build(each.compiler, each.name, each.options);
      check(inspect(each.then === undefined ? built : each.then(built)), each);
    });
  }
});

function check(seen: Seen, each: Case): void {
  for (const [word, wanted] of Object.entries(each.expect)) {
    const value = seen.values[word];
    assert.ok(value, `${word} is stated; blanks: ${seen.blanks.join(' | ')}`);
    const picked = Object.fromEntries(Object.keys(wanted).map((key) => [key, value[key]]));
    assert.deepEqual(picked, wanted, `${word}: ${JSON.stringify(value)}`);
  }
  if (each.blank === undefined) assert.deepEqual(seen.blanks, []);
  else assert.ok(seen.blanks.some((reason) => reason.includes(each.blank ?? '')), `a blank says "${each.blank}": ${seen.blanks.join(' | ')}`);
}
