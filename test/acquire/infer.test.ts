/** Inference: few components, each with its reason, the same every time; what ships is not inferred away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Existing } from '../../src/acquire/existing.ts';
import { inferDevice } from '../../src/acquire/infer.ts';
import type { Sighting } from '../../src/acquire/sighting.ts';

function seen(files: Readonly<Record<string, number>>): readonly Sighting[] {
  return Object.entries(files).map(([path, size]) => ({ path, size, mtimeMs: 0, ctimeMs: 0, inode: 0, mode: 0, sort: 'file' }));
}

function holding(texts: Readonly<Record<string, string>>, cloned?: string): Existing {
  return { exists: (path) => path in texts, text: (path) => texts[path], remoteName: () => cloned };
}

function components(files: Readonly<Record<string, number>>, texts: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const device = inferDevice(seen(files), 'pump', holding(texts));
  assert.equal(device.declared, false);
  for (const { name } of device.components) assert.ok(device.inferred.some(({ about, because }) => about === `component ${name}` && because !== ''), name);
  return Object.fromEntries(device.components.map(({ name, kind, where, shipped, party }) => [name, `${kind} ${party} ${shipped ? 'shipped' : 'not-shipped'} ${where.join(',')}`]));
}

test('a typical firmware repository', () => {
  assert.deepEqual(
    components({ 'CMakeLists.txt': 1, 'src/main.c': 5000, 'src/CMakeLists.txt': 1, 'third_party/lwip/ip.c': 9000, 'Drivers/CMSIS/core.h': 100, 'lib/cJSON-1.7.2/cJSON.c': 100, 'tests/a.c': 100, 'src/test/b.c': 10, 'docs/manual.md': 10, 'build/pump.elf': 10, 'sbom.cdx.json': 10, 'evidence/review.yaml': 5, 'scan.sarif': 5 }),
    {
      main: 'source own shipped .', 'third-party': 'source third-party shipped Drivers/CMSIS,lib/cJSON-1.7.2,third_party', tests: 'source own not-shipped src/test,tests', 'documents-and-examples': 'source own not-shipped docs',
      images: 'image own shipped build/pump.elf', bills: 'bill own not-shipped sbom.cdx.json', evidence: 'evidence own not-shipped evidence,scan.sarif',
    },
  );
});

test('parts with a build of their own stand beside the rest, helpers do not', () => {
  assert.deepEqual(components({ 'README.md': 1, 'firmware/platformio.ini': 1, 'firmware/main.cpp': 4000, 'firmware/sub/Makefile': 1, 'gui/package.json': 1, 'gui/app.ts': 3000, 'tools/setup.py': 30 }), {
    rest: 'source own shipped .', firmware: 'source own shipped firmware', gui: 'source own shipped gui',
  });
});

test('a licence of other holders marks others’ work, the same holders in another licence do not', () => {
  const files = { 'LICENSE': 1, 'a/LICENSE': 1, 'a/a.c': 10, 'b/COPYING': 1, 'b/b.c': 10 };
  const texts = { LICENSE: 'MIT\nCopyright (c) 2020 Pump Makers\n', 'a/LICENSE': 'BSD\nCopyright 1999-2001 Somebody Else.\n', 'b/COPYING': 'GPL\nCopyright (C) 2023 Pump Makers' };
  assert.deepEqual(components(files, texts), { main: 'source own shipped .', 'third-party': 'source third-party shipped a' });
});

test('what holds most of the source is the device, whatever its folder is called', () => {
  assert.deepEqual(components({ 'examples/pump/main.c': 9000, 'lib.c': 100 }), { main: 'source own shipped .' });
});

test('libraries are known by distinct names wherever they lie, by plain words only in their place, and never within themselves', () => {
  assert.deepEqual(
    components({ 'main.c': 900, 'firmware/usbdrv/usb.c': 10, 'codec/libijg8/a.c': 10, 'lib/unity/unity.c': 10, 'app/unity/dose.c': 10, 'src/qcustomplot.cc': 10, 'include/lwip/ip.h': 10, 'ui/fonts/lvgl/sans.c': 10, 'usb/LUFA101122/Demos/d.c': 10 }),
    {
      main: 'source own shipped .', 'third-party': 'source third-party shipped codec/libijg8,firmware/usbdrv,lib/unity,src/qcustomplot.cc,usb/LUFA101122',
      'documents-and-examples': 'source own not-shipped usb/LUFA101122/Demos',
    },
  );
  const inside = inferDevice(seen({ 'zlib/inflate.c': 10, 'minizip/zip.c': 10 }), 'zlib-1.3.1', holding({}));
  assert.deepEqual(inside.components.map(({ name }) => name), ['main']);
  assert.deepEqual([inside.about.name, inside.about.version], ['zlib', '1.3.1']);
  assert.deepEqual(inferDevice(seen({ 'java/org/openJpeg/a.java': 10, 'a.c': 10 }), 'openjpeg2-2.5.0', holding({})).components.map(({ name }) => name), ['main']);
});

test('a folder named libraries that is built as a whole is a module of the product', () => {
  assert.deepEqual(components({ 'build.gradle': 1, 'app/a.kt': 100, 'core/libraries/build.gradle': 1, 'core/libraries/src/b.kt': 50 }), { main: 'source own shipped .' });
  assert.deepEqual(components({ 'a.ino': 100, 'libraries/Motor/m.cpp': 50 }), { main: 'source own shipped .', 'third-party': 'source third-party shipped libraries' });
});

test('the blanks of a form and the owner of a licence text are no holders', () => {
  const files = { 'LICENSE': 1, 'a/LICENSE': 1, 'a/a.c': 10, 'b/COPYING': 1, 'b/b.c': 10 };
  const texts = { LICENSE: 'MIT\nCopyright (c) 2020 Pump Makers\n', 'a/LICENSE': 'MIT\nCopyright (c) [year] [fullname]\n', 'b/COPYING': 'GPL\nCopyright (C) 1989 Free Software Foundation, Inc.\nCopyright law of any country\n' };
  assert.deepEqual(components(files, texts), { main: 'source own shipped .' });
});

test('examples that are larger than the device stay examples, unless there is hardly a device without them', () => {
  assert.deepEqual(components({ 'src/a.cpp': 400, 'examples/b/b.ino': 900 }), { main: 'source own shipped .', 'documents-and-examples': 'source own not-shipped examples' });
});

test('firmware with a build of its own stands beside the program for a host, unless the host’s build names it', () => {
  const files = { 'CMakeLists.txt': 1, 'src/a.cpp': 500, 'firmware/Makefile': 1, 'firmware/main.c': 100 };
  assert.deepEqual(components(files, { 'CMakeLists.txt': 'add_subdirectory(src)' }), { main: 'source own shipped .', firmware: 'source own shipped firmware' });
  assert.deepEqual(components(files, { 'CMakeLists.txt': 'add_subdirectory(src)\nadd_subdirectory(firmware)' }), { main: 'source own shipped .' });
});

test('libraries built already are images of others', () => {
  assert.deepEqual(components({ 'a.c': 100, 'third_party/lib/libz.so.1.2': 5, 'fw/dose.hex': 5 }), {
    main: 'source own shipped .', 'third-party': 'source third-party shipped third_party', images: 'image own shipped fw/dose.hex', 'third-party-images': 'image third-party shipped third_party/lib/libz.so.1.2',
  });
});

test('what a tool for patches keeps is no part of what ships', () => {
  assert.deepEqual(components({ 'a.c': 100, '.pc/fix.patch/a.c': 100 }), { main: 'source own shipped .', 'old-copies': 'source own not-shipped .pc' });
});

test('samples among the sources of a product ship', () => {
  assert.deepEqual(components({ 'app/views/samples/a.rb': 10, 'app/b.rb': 100 }), { main: 'source own shipped .' });
});

test('a device that is one image, and an empty one', () => {
  assert.deepEqual(components({ 'pump.elf': 10 }), { main: 'image own shipped .' });
  assert.deepEqual(components({}), { main: 'source own shipped .' });
});

test('the name comes from a build file, the class stays undetermined, and both say why', () => {
  const device = inferDevice(seen({ 'Cargo.toml': 1 }), 'folder', holding({ 'Cargo.toml': '[package]\nname = "dose"\nversion = "1.2.3"\n' }));
  assert.deepEqual([device.about.name, device.about.version, device.about.safety_class, device.about.worst_harm], ['dose', '1.2.3', 'undetermined', 'undetermined']);
  assert.equal(inferDevice(seen({}), 'folder', holding({})).about.name, 'folder');
  assert.equal(inferDevice(seen({}), 'pump.git', holding({})).about.name, 'pump');
  const clone = inferDevice(seen({}), 'repo', holding({}, 'pump'));
  assert.equal(clone.about.name, 'pump');
  assert.ok(clone.inferred.some(({ about, because }) => about === 'device.name' && because === 'the repository was cloned from one of this name'));
  assert.equal(inferDevice(seen({ 'Cargo.toml': 1 }), 'repo', holding({ 'Cargo.toml': '[package]\nname = "dose"\n' }, 'pump')).about.name, 'dose', 'a build file is nearer than an address');
});

test('the order of the files makes no difference', () => {
  const files = { 'a/Makefile': 1, 'a/a.c': 100, 'b/Cargo.toml': 1, 'b/b.rs': 100, 'vendor/x.c': 1 };
  const turned = Object.fromEntries(Object.entries(files).toReversed());
  assert.deepEqual(inferDevice(seen(turned), 'x', holding({})), inferDevice(seen(files), 'x', holding({})));
});

test('programs that the build runs are set apart, and what they share with the device is not', () => {
  const files = { 'main.c': 9000, 'crc.c': 90, 'Makefile': 1, 'tools/mkfont.c': 100, 'tools/pack.c': 100, 'tools/lz.c': 100, 'tools/Makefile': 1, 'tools/Kbuild': 1, 'tools/fixdep.c': 50 };
  const texts = {
    Makefile: 'OBJS = main.o crc.o\nfont: tools/mkfont.c crc.c\n\t$(HOSTCC) -O2 -o $@ $^\npump.elf: $(OBJS)\n\t$(CC) -o $@ $^\n',
    'tools/Kbuild': '# built for the host\nhostprogs-y := pack \\\n\tfixdep\npack-objs := pack.o lz.o\nobj-y += lz.o\n',
    'tools/Makefile': 'all:\n\ttrue\n',
  };
  assert.deepEqual(components(files, texts), { main: 'source own shipped .', 'build-tools': 'source own not-shipped tools/fixdep.c,tools/mkfont.c,tools/pack.c' });
  const { inferred } = inferDevice(seen(files), 'pump', holding(texts));
  const because = inferred.find(({ about }) => about === 'component build-tools')?.because ?? '';
  assert.match(because, /tools\/mkfont\.c: Makefile builds font of it with \$\(HOSTCC\)/);
  assert.match(because, /tools\/pack\.c: tools\/Kbuild names pack among hostprogs/);
});

test('a generator is known by what it writes for the build; a program that is installed, or run for anything else, ships', () => {
  const files = { 'CMakeLists.txt': 1, 'main.c': 900, 'daemon.c': 900, 'gen/CMakeLists.txt': 1, 'gen/make_table.c': 100, 'gen/text.c': 10, 'gen/doc.c': 10 };
  const texts = {
    'CMakeLists.txt': 'add_executable(pump main.c ${CMAKE_CURRENT_BINARY_DIR}/table.c) # the device\nadd_executable(gateway daemon.c)\ninstall(TARGETS gateway DESTINATION bin)\nadd_custom_command(OUTPUT help.c COMMAND gateway --help-as-c)\nadd_subdirectory(gen)\n',
    'gen/CMakeLists.txt': 'set(GEN make_table.c "text.c")\nadd_executable(make_table ${GEN})\nadd_library(texts STATIC text.c)\nadd_custom_command(\n  OUTPUT ${CMAKE_BINARY_DIR}/table.c\n  COMMAND make_table > table.c)\nadd_executable(doc doc.c)\nadd_custom_command(OUTPUT manual.pdf COMMAND doc)\n',
  };
  assert.deepEqual(components(files, texts), { main: 'source own shipped .', 'build-tools': 'source own not-shipped gen/make_table.c' });
});

test('a device of which most is built with a host compiler is no tool', () => {
  const texts = { Makefile: 'gateway: net.c log.c\n\t$(HOSTCC) -o $@ $^\n' };
  assert.deepEqual(components({ Makefile: 1, 'net.c': 500, 'log.c': 300, 'version.c': 20 }, texts), { main: 'source own shipped .' });
});

test('a build that takes the compiler of the device for that of the host has no tools', () => {
  const texts = { 'env/Makefile': 'override HOSTCC = $(CC)\nhostprogs := printenv\n' };
  assert.deepEqual(components({ 'main.c': 900, 'env/Makefile': 1, 'env/printenv.c': 50 }, texts), { main: 'source own shipped .' });
});

test('a build file that was made to take long does not', () => {
  const files = { 'CMakeLists.txt': 1, 'Makefile': 1, 'a.c': 1, 'b.c': 1 };
  const texts = { 'CMakeLists.txt': '#[['.repeat(40_000) + '"\\"'.repeat(40_000) + 'a('.repeat(40_000), 'Makefile': 'hostprogs += ' + 'a '.repeat(100_000) + '\n' + 'a:\n\t$(HOSTCC) '.repeat(9_000) };
  const began = performance.now();
  assert.deepEqual(Object.keys(components(files, texts)), ['main', 'build-tools']);
  assert.ok(performance.now() - began < 5_000);
});
