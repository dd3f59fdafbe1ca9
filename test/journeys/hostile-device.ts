/** Builds a device of everything that should not be in one, a folder for each sort of malice. It expects nothing itself. */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { tarOf, zipOf } from '../acquire/made.ts';
import { root } from './command.ts';

const deep = 100_000;
const MiB = 1024 * 1024;
const image = join(root, 'examples', 'infusion-pump', 'as-found', 'images', 'pump-gateway');

/** Bytes without a pattern, the same in every run: the low bits of a linear congruential generator's high half. */
function randomBytes(size: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length: size }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24));
}

/** Writes the device; the answer are its folders, each a component of the manifest. */
export function layHostileDevice(home: string): readonly string[] {
  const folders: string[] = [];
  for (const [name, lay] of Object.entries(malice)) {
    mkdirSync(join(home, name), { recursive: true });
    lay((path, content) => writeFileSync(join(home, name, path), content), join(home, name));
    folders.push(name);
  }
  const components = folders.map((name) => `  - { name: ${name}, kind: source, where: [${name}], untrusted_input: [lan] }\n`).join('');
  writeFileSync(join(home, 'plumbline.yaml'), `plumbline: 1
device: { name: "<b>Evil</b> \\e[31m\\u202e", version: "1", maker: "\\u2066maker", intended_use: none, safety_class: C, connectivity: [{ name: lan, kind: ethernet, reaches_network: true }], worst_harm: death, patient_data: true, update_path: remote }
components:
${components}`);
  return folders;
}

type Write = (path: string, content: string | Uint8Array) => void;

const malice: Readonly<Record<string, (write: Write, folder: string) => void>> = {
  closed: (write, folder) => {
    write('closed.c', 'int a;\n');
    chmodSync(join(folder, 'closed.c'), 0);
    mkdirSync(join(folder, 'shut'));
    chmodSync(join(folder, 'shut'), 0);
  },
  empty: (write) => ['a.c', 'a.rs', 'a.elf', 'a.json', 'a.yaml', 'a.sarif', 'a.zip', 'a.gz', 'a.tar', 'bom.cdx.json', 'junit.xml', 'a.pdf', 'a.png'].forEach((name) => write(name, '')),
  'torn-image': (_write, folder) => {
    for (const size of [16, 60, 200, 4000]) {
      copyFileSync(image, join(folder, `image${size}.elf`));
      truncateSync(join(folder, `image${size}.elf`), size);
    }
  },
  'torn-archive': (write) => {
    const noise = randomBytes(9000);
    write('cut.zip', zipOf([{ name: 'a.c', content: noise }]).subarray(0, 900));
    write('cut.tar', tarOf([{ name: 'a.c', content: noise }]).subarray(0, 2000));
    write('cut.gz', gzipSync(noise).subarray(0, 900));
    write('cut.xz', Buffer.from('fd377a585a000004e6d6b446', 'hex'));
    write('cut.bz2', 'BZh91AY&SY');
    write('cut.zst', Buffer.from('28b52ffd0458', 'hex'));
    write('cut.a', '!<arch>\nabc');
  },
  'torn-json': (write) => {
    write('bom.cdx.json', '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"lib');
    write('run.sarif', '{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":');
    write('compile_commands.json', '[{"directory":"/x","file":');
    write('junit.xml', '<?xml version="1.0"?><testsuite name="x"><testcase');
    write('conf.json', '{"a":');
  },
  binary: (write) => {
    write('noise.c', randomBytes(40_000));
    write('noise.rs', randomBytes(40_000));
  },
  utf16: (write) => write('a.c', Buffer.from('\ufeff#include <string.h>\nvoid f(char *a, const char *b)\n{\n\tstrcpy(a, b);\n}\n', 'utf16le')),
  latin1: (write) => write('a.c', Buffer.from('/* caf\xe9 \xff */\n#include <string.h>\nvoid f(char *a, const char *b)\n{\n\tstrcpy(a, b); /* \xe9 */\n}\n', 'latin1')),
  nul: (write) => write('a.c', '#include <string.h>\nvoid f(char *a, const char *b)\n{\n\t\0strcpy(a, b);\0\n}\n\0'),
  'long-line': (write) => {
    write('a.c', `int a[] = {${'1,'.repeat(MiB / 2)}};void f(char*a,char*b){strcpy(a,b);}\n`);
    write('a.rs', `fn f() { let a = [${'1,'.repeat(MiB / 2)}]; }\n`);
    write('a.json', `{"a":"${'x'.repeat(MiB)}"}\n`);
    write('a.md', `${'x '.repeat(MiB / 2)}\n`);
    write('a.sh', `echo ${'x '.repeat(MiB / 2)}\n`);
  },
  'deep-c': (write) => {
    write('paren.c', `int f(void) { return ${'('.repeat(deep)}1${')'.repeat(deep)}; }\n`);
    write('brace.c', `int f(void) ${'{'.repeat(deep)}${'}'.repeat(deep)}\n`);
    write('index.c', `void f(char *a, int *i) { strcpy(a, ${'i['.repeat(deep)}0${']'.repeat(deep)}); }\n`);
    write('open.c', `int f(void) { return ${'(['.repeat(deep / 2)}\n`);
    write('if.c', `${'#if A\n'.repeat(deep)}int a;\n`);
    write('else.c', `void f(int a) { ${'if (a) {} else '.repeat(deep / 4)} {} }\n`);
    write('star.c', `int ${'*'.repeat(deep)}p; void f(char *a) { strcpy(a, ${'*'.repeat(deep)}p); }\n`);
  },
  'deep-rust': (write) => {
    write('paren.rs', `fn f() { unsafe { ${'('.repeat(deep)}1${')'.repeat(deep)}; } }\n`);
    write('brace.rs', `fn f() ${'{ unsafe '.repeat(deep)}${'}'.repeat(deep)}\n`);
    write('angle.rs', `type T = ${'Vec<'.repeat(deep)}u8${'>'.repeat(deep)};\n`);
    write('comment.rs', `${'/*'.repeat(deep)}\n`);
  },
  'deep-data': (write) => {
    write('a.json', `${'['.repeat(deep)}${']'.repeat(deep)}`);
    write('b.json', '{"a":'.repeat(deep));
    write('a.yaml', `${'['.repeat(deep)}${']'.repeat(deep)}\n`);
    write('b.yaml', `${Array.from({ length: 3000 }, (_unused, at) => `${' '.repeat(at)}a:\n`).join('')}`);
    write('a.xml', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}\n`);
    write('junit.xml', `<testsuite name="x">${'<testsuite name="y">'.repeat(deep)}`);
    write('a.toml', `a = ${'['.repeat(deep)}${']'.repeat(deep)}\n`);
    write('bom.cdx.json', `{"bomFormat":"CycloneDX","specVersion":"1.6","components":${'[{"components":'.repeat(deep / 2)}`);
    write('run.sarif', `{"version":"2.1.0","runs":${'['.repeat(deep)}`);
    write('statement.yaml', `plumbline_statement: 1\nrecords: ${'['.repeat(deep)}\n`);
    write('compile_commands.json', '['.repeat(deep));
  },
  'alias-bomb': (write) => {
    const rows = [...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at] ?? ''}`).join(', ')}]`).join('\n');
    write('lol.yaml', `a: &a [x, x, x, x, x, x, x, x, x]\n${rows}\n`);
    write('lol.xml', `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]><testsuite name="&c;"><testcase name="&c;"/></testsuite>`);
  },
  links: (_write, folder) => {
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    symlinkSync('.', join(folder, 'self'));
    symlinkSync('..', join(folder, 'up'));
    symlinkSync('/etc/passwd', join(folder, 'out.c'));
    symlinkSync('../../../../../../../../etc', join(folder, 'out'));
    symlinkSync('nowhere', join(folder, 'dangling.c'));
  },
  bombs: (write) => {
    const zeros = Buffer.alloc(200 * MiB);
    write('bomb.gz', gzipSync(zeros, { level: 9 }));
    write('bomb.zip', zipOf([{ name: 'zeros.c', content: zeros }]));
    let nested: Buffer = zipOf([{ name: 'a.c', content: 'int a;\n' }]);
    for (let depth = 0; depth < 12; depth++) nested = zipOf([{ name: `n${depth}.zip`, content: nested, method: 0 }]);
    write('nested.zip', nested);
    const layer = zipOf(Array.from({ length: 16 }, (_unused, at) => ({ name: `z${at}.zip`, content: zipOf([{ name: 'zeros', content: zeros.subarray(0, 40 * MiB) }]) })));
    write('tree.zip', zipOf(Array.from({ length: 16 }, (_unused, at) => ({ name: `y${at}.zip`, content: layer }))));
    write('many.zip', zipOf(Array.from({ length: 60_000 }, (_unused, at) => ({ name: `${at}`, method: 0 }))));
    write('raw.gz', Buffer.concat([gzipSync(''), deflateRawSync(zeros)]));
  },
  traversal: (write) => {
    const names = ['../../evil.c', '/etc/evil.c', 'C:\\evil.c', '..\\..\\evil.c', 'a/../../evil.c', 'a\0b.c', '\u001b[31m\u202eevil.c', '<script>.c', 'x!/y.c', '.git/config', '-rf.c', ''];
    write('evil.zip', zipOf(names.map((name) => ({ name, content: 'int a;\n' }))));
    write('evil.tar', tarOf([...names.filter((name) => name !== '').map((name) => ({ name, content: 'int a;\n' })), { name: 'link', type: '2', link: '/etc/passwd' }, { name: 'hard', type: '1', link: '../../evil' }, { name: 'dev', type: '3' }, { name: 'fifo', type: '6' }]));
  },
  names: (write, folder) => {
    const hazard = 'void f(char *a, const char *b) { strcpy(a, b); } /* \u001b[31m\u202e\u2066 <script>alert(1)</script> */\n';
    const names = ['\u001b[31mred\u001b[0m.c', '\u202egpj.c', '\u2066\u200b.c', 'new\nline.c', '<img src=x onerror=alert(1)>.c', '`tick`|pipe|.c', '-rf.c', '$(touch pwned).c', ' .c', 'a%2e%2e%2fb.c', 'a\\x41b.c', `${'n'.repeat(250)}.c`, '[x](javascript:alert(1)).c', '\u0007\b.c', '@everyone #1.c'];
    for (const name of names) write(name, hazard);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('.c')]), hazard);
    mkdirSync(join(folder, '<b>\u202e'));
    write('<b>\u202e/\u001b]0;title\u0007.c', hazard);
  },
  special: (_write, folder) => void spawnSync('mkfifo', [join(folder, 'pipe.c')]),
  'deep-folders': (_write, folder) => {
    mkdirSync(join(folder, ...Array<string>(300).fill('d')), { recursive: true });
    writeFileSync(join(folder, ...Array<string>(300).fill('d'), 'a.c'), 'int a;\n');
  },
  'lying-claims': (write) => {
    write('elf.c', readFileSync(image));
    write('text.elf', 'not an image\n');
    write('a.zip', 'PK no zip\n');
    write('a.png', '<svg onload=alert(1)>\n');
    write('generated.c', '/* Code generated by protoc. DO NOT EDIT. */\nvoid f(char *a, char *b) { strcpy(a, b); }\n');
  },
};
