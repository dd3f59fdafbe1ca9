#!/bin/sh
# Builds the images of both states from the sources beside this script, byte for byte the same every time.
# It refuses to install anything: the cross compilers are Debian's, see README.md.
#   ./build-images.sh           builds and writes as-*/images and as-*/evidence/compile_commands.json
#   ./build-images.sh --check   builds elsewhere and compares with images/digests.txt
set -eu

here=$(cd "$(dirname "$0")" && pwd)
mode=${1:-write}
arm=arm-none-eabi-gcc
aarch64=aarch64-linux-gnu-gcc
export SOURCE_DATE_EPOCH=1767225600 LC_ALL=C TZ=UTC

for tool in "$arm" "$aarch64"; do
    command -v "$tool" >/dev/null || { echo "$tool is not here; install gcc-arm-none-eabi libnewlib-arm-none-eabi gcc-aarch64-linux-gnu libc6-dev-arm64-cross" >&2; exit 69; }
done

# $1 state, $2 output folder, $3 compiler, $4 folder of the component, $5 image, $6 compiler options, $7 linker options
build() {
    state=$1; out=$2; compiler=$3; folder=$4; image=$5; options=$6; linking=$7
    objects=$(mktemp -d)
    cd "$here/$state"
    list=
    for source in "$folder"/src/*.c; do
        object=$objects/$(basename "$source" .c).o
        # shellcheck disable=SC2086 # options are words
        "$compiler" $options "-ffile-prefix-map=$here/$state=." -I"$folder/include" -c "$source" -o "$object"
        list="$list $object"
        [ -s "$out/commands" ] && printf ',\n' >>"$out/commands"
        printf '  { "directory": ".", "file": "%s", "command": "%s %s -I%s/include -c %s" }' \
            "$source" "$compiler" "$options" "$folder" "$source" >>"$out/commands"
    done
    # shellcheck disable=SC2086
    "$compiler" $options $list $linking -o "$out/$image"
    rm -rf "$objects"
}

state_images() {
    state=$1; out=$2
    : >"$out/commands"
    if [ "$state" = as-found ]; then
        build "$state" "$out" "$arm" firmware pump-firmware.elf \
            "-std=gnu11 -mcpu=cortex-m4 -mthumb -Os -w -ffreestanding -fno-tree-loop-distribute-patterns -ffunction-sections -fdata-sections" \
            "-T firmware/pump.ld -nostdlib -Wl,--gc-sections,--no-warn-rwx-segments -Wl,-z,max-page-size=256 -lgcc"
        build "$state" "$out" "$aarch64" gateway pump-gateway \
            "-std=gnu11 -O1 -w -fno-pie -fno-stack-protector" \
            "-no-pie -Wl,-z,execstack,-z,norelro,-z,lazy,-z,max-page-size=4096 -Wl,-rpath,/tmp/build/lib"
    else
        build "$state" "$out" "$arm" firmware pump-firmware.elf \
            "-std=c11 -mcpu=cortex-m4 -mthumb -Os -Wall -Wextra -Wconversion -Wshadow -Wvla -Wformat=2 -Wimplicit-fallthrough -Werror -ffreestanding -fno-tree-loop-distribute-patterns -ffunction-sections -fdata-sections -fstack-protector-strong -fsanitize=bounds -fsanitize-undefined-trap-on-error -fno-common -ftrivial-auto-var-init=zero" \
            "-T firmware/pump.ld -nostdlib -Wl,--gc-sections -Wl,-z,max-page-size=256 -lgcc"
        build "$state" "$out" "$aarch64" gateway pump-gateway \
            "-std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -Wconversion -Wshadow -Wvla -Wformat=2 -Wformat-security -Wimplicit-fallthrough -Werror -Werror=format-security -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fPIE -mbranch-protection=standard -ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks -fno-strict-overflow -fno-strict-aliasing" \
            "-pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,max-page-size=4096,-z,separate-code -Wl,--as-needed"
        aarch64-linux-gnu-strip --strip-unneeded "$out/pump-gateway"
    fi
    { printf '[\n'; cat "$out/commands"; printf '\n]\n'; } >"$out/compile_commands.json"
    rm "$out/commands"
    (cd "$out" && sha256sum pump-firmware.elf pump-gateway >digests.txt)
}

for state in as-found as-mended; do
    [ -d "$here/$state/firmware" ] || continue
    out=$(mktemp -d)
    state_images "$state" "$out"
    if [ "$mode" = --check ]; then
        cmp "$out/digests.txt" "$here/$state/images/digests.txt" && echo "$state: images are what digests.txt says"
    else
        mkdir -p "$here/$state/images" "$here/$state/evidence"
        cp "$out/pump-firmware.elf" "$out/pump-gateway" "$out/digests.txt" "$here/$state/images/"
        cp "$out/compile_commands.json" "$here/$state/evidence/"
        echo "$state: written"
    fi
    rm -rf "$out"
done
