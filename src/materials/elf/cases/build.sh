#!/bin/sh
# Builds the binary cases from source/ with Debian 12's compilers (gcc 12.2, gcc-arm-none-eabi 12.2, gcc-riscv64-unknown-elf 12.2)
# and pins them in digests.txt. Run it here after changing a source: sh build.sh
set -eu
cd "$(dirname "$0")"
small="-Os -s -fno-asynchronous-unwind-tables -fno-ident -Wl,--build-id=none -Wl,-z,noseparate-code -Wl,-z,max-page-size=64"
host="gcc $small -nostartfiles -fcf-protection=none"
arm="arm-none-eabi-gcc -Os -mcpu=cortex-m4 -mthumb -nostdlib -ffreestanding -fno-ident -Wl,--build-id=none -Wl,-z,max-page-size=64 -Wl,-Ttext=0x8000000,-Tdata=0x20000000,-e,reset"

$host -fPIE -pie -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Wl,-z,relro,-z,now source/program.c -o guard/fact/guarded.elf
$host -fPIE -pie -fno-stack-protector -U_FORTIFY_SOURCE -Wl,-z,relro,-z,lazy source/program.c -o guard/fact/unguarded.elf
$host -shared -fPIC -Wl,-soname,libtwice.so.1 source/library.c -o kind/fact/library.elf
gcc -Os -fno-ident -c source/library.c -o kind/fact/object.elf
cp kind/fact/library.elf guard/blank/arithmetic-library.elf
cp guard/fact/guarded.elf kind/fact/program.elf
cp guard/fact/guarded.elf loading/fact/bound-at-load.elf
cp guard/fact/unguarded.elf loading/fact/bound-lazily.elf
$host -fPIE -pie '-Wl,-rpath,/tmp/lib:$ORIGIN/lib' -Wl,-z,norelro,-z,now source/program.c -o loading/fact/search-paths.elf
$host -fPIE -pie -Wl,-z,execstack source/program.c -o permission/fact/executable-stack.elf
gcc -nostdlib -static -s -Wl,--build-id=none -Wl,-T,source/headers.ld source/silent-about-stack.s -o permission/blank/no-stack-header.elf

$arm -DVECTORS -fno-stack-protector source/firmware.c -o guard/fact/symbol-without-calls.elf
$arm -DVECTORS -fstack-protector-strong source/firmware.c -o guard/fact/firmware-guarded.elf
$arm -DVECTORS -fstack-protector-strong -s source/firmware.c -o guard/blank/firmware-without-symbols.elf
$arm -DVECTORS -DIN_RAM -fno-stack-protector -s source/firmware.c -o permission/fact/function-in-ram.elf
cp guard/fact/symbol-without-calls.elf kind/fact/firmware.elf

riscv64-unknown-elf-gcc -Os -s -nostdlib -ffreestanding -fno-ident -Wl,--build-id=none -Wl,-z,max-page-size=64 -e reset source/firmware.c -o kind/blank/bare-or-hosted.elf
cp kind/blank/bare-or-hosted.elf loading/blank/bare-or-hosted.elf
head -c 100 guard/fact/guarded.elf > kind/blank/truncated.elf

# the header of a core dump (e_type 4, x86-64) and nothing else
{ printf '\177ELF\002\001\001'; head -c 9 /dev/zero; printf '\004\000\076\000\001\000\000\000'; head -c 40 /dev/zero; } > permission/silent/core.elf
cp permission/silent/core.elf loading/silent/core.elf
cp permission/silent/core.elf guard/silent/core.elf

# debug information of DWARF 4 and 5, with the switches the compiler was given; paths are left out
debug="arm-none-eabi-gcc -Os -mcpu=cortex-m4 -mthumb -nostdlib -ffreestanding -fno-ident -Wl,--build-id=none -Wl,-z,max-page-size=64 -Wl,-Ttext=0x8000000,-Tdata=0x20000000,-e,reset -ffile-prefix-map=$PWD=."
$debug -gdwarf-5 -DVECTORS -fstack-protector-strong source/firmware.c -o code/fact/units-of-dwarf5.elf
$debug -gdwarf-4 -gz=zlib -DVECTORS -fno-stack-protector source/firmware.c -o code/fact/compressed-dwarf4.elf
cp kind/fact/object.elf code/blank/object.elf
cp permission/silent/core.elf code/silent/core.elf

chmod 644 ./*/*/*.elf
sha256sum ./*/*/*.elf > digests.txt
