/** Builds one small program with every compiler that is here, in several versions of DWARF, and finds programs of the system. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const c = '#include <stdio.h>\n#include <string.h>\nstatic int twice(int n) { return 2 * n; }\nint main(int argc, char **argv) { char text[32]; snprintf(text, sizeof text, "%d", twice(argc)); puts(text); return (int)strlen(argv[0]); }\n';
const bare = 'static volatile unsigned port;\nint main(void) { for (unsigned i = 0;; i++) port = i * 3u; }\nvoid Reset_Handler(void) { main(); }\nvoid _start(void) { main(); }\n';
const cpp = '#include <vector>\n#include <cstdio>\nint main() { std::vector<int> all{1, 2, 3}; int sum = 0; for (int one : all) sum += one; std::printf("%d\\n", sum); }\n';
const rust = 'fn main() { let all: Vec<u32> = (1..10).collect(); println!("{}", all.iter().sum::<u32>()); }\n';

/** Paths of the files; a compiler that is not here is named and left out. */
export function made(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.c'), c);
  writeFileSync(join(folder, 'bare.c'), bare);
  writeFileSync(join(folder, 'a.cpp'), cpp);
  writeFileSync(join(folder, 'a.rs'), rust);
  const builds: readonly (readonly [name: string, program: string, ...words: string[]])[] = [
    ...[2, 3, 4, 5].map((version): [string, string, ...string[]] => [`gcc-dwarf${version}`, 'gcc', `-gdwarf-${version}`, '-O1', 'a.c']),
    ['gcc-static', 'gcc', '-g', '-static', 'a.c'], ['gcc-compressed', 'gcc', '-g', '-gz=zlib', '-O2', 'a.c'], ['gcc-sections', 'gcc', '-g', '-ffunction-sections', '-Wl,--gc-sections', 'a.c'],
    ['gcc-split', 'gcc', '-g', '-gsplit-dwarf', 'a.c'], ['gcc-plain', 'gcc', '-O2', 'a.c'], ['gcc-stripped', 'gcc', '-s', 'a.c'], ['g++', 'g++', '-g', '-O1', 'a.cpp'], ['g++-inline', 'g++', '-gdwarf-5', '-O0', 'a.cpp'],
    ['musl', 'musl-gcc', '-g', '-static', 'a.c'], ['arm-none-eabi', 'arm-none-eabi-gcc', '-g', '-mcpu=cortex-m4', '-mthumb', '-nostdlib', 'bare.c'], ['arm-none-eabi-o2', 'arm-none-eabi-gcc', '-gdwarf-4', '-O2', '-mcpu=cortex-m0', '-mthumb', '-nostdlib', 'bare.c'],
    ['aarch64', 'aarch64-linux-gnu-gcc', '-g', 'a.c'], ['clang', 'clang', '-g', '-O1', 'a.c'], ['clang-dwarf4', 'clang', '-gdwarf-4', 'a.c'], ['rustc', 'rustc', '-g', 'a.rs'], ['rustc-opt', 'rustc', '-C', 'opt-level=2', '-C', 'debuginfo=1', 'a.rs'],
  ];
  const found: string[] = [];
  for (const [name, program, ...words] of builds) {
    const out = join(folder, name);
    const done = spawnSync(program, [...words, '-o', out], { cwd: folder, encoding: 'utf8' });
    if (done.status === 0) found.push(out);
    else console.log(`left out ${name}: ${done.error?.message ?? done.stderr.slice(0, 120)}`);
  }
  const system = ['/usr/bin/git', '/usr/bin/gojq', '/usr/bin/jq', '/lib/x86_64-linux-gnu/libc.so.6', '/usr/bin/coreutils', '/usr/lib/cargo/bin/coreutils/base64', '/usr/bin/busybox'];
  return [...found, ...system.filter((file) => existsSync(file))];
}
