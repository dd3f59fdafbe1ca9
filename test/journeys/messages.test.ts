/** What the command line says of itself, and to somebody who asked for something it cannot do: what, where, what now. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { plant, plumbline, root, scratch } from './command.ts';

const folder = scratch('messages');
const device = join(folder, 'device');
plant(device, { 'a.c': 'int a;\n' });
plant(folder, {
  'not.json': '{', 'other.json': '{"schema":"another"}', 'torn.json': '{"schema":"plumbline-inspection-1","findings":[{}],"requirements":[]}', 'lawless/': '',
  'wrong/editions/e.yaml': 'id: e\ntitle: E\nlevels: none\n', 'wrong/elements/': '',
});

describe('help', () => {
  for (const [command, shows] of [
    [[], ['inspect', 'init', 'explain', 'Exit codes']],
    [['inspect'], ['--revision', '--edition', '--level', '--format', '--out', '--baseline', '--as-of', '--codebook', '--jobs', '--no-cache', '--quiet', 'Exit codes']],
    [['init'], ['--yes', '--force']],
    [['explain'], ['--from', '--codebook', 'C01']],
  ] as const) {
    it(['plumbline', ...command, '--help'].join(' '), () => {
      const { status, out, err } = plumbline([...command, '--help']);
      assert.deepEqual([status, err], [0, '']);
      for (const word of shows) assert.ok(out.includes(word), `${word} is not in\n${out}`);
      assert.doesNotMatch(out, /default: \[\]|undefined/);
      assert.deepEqual(out.split('\n').filter((line) => line.length > 80), []);
    });
  }
  it('plumbline help inspect shows the same', () => assert.equal(plumbline(['help', 'inspect']).out, plumbline(['inspect', '-h']).out));
  it('without a command the help is shown, on standard error', () => {
    const { status, out, err } = plumbline([]);
    assert.deepEqual([status, out], [64, '']);
    assert.match(err, /^Usage: plumbline /m);
  });
  it('bin/plumbline is the command in a checkout, also through a link', () => {
    symlinkSync(join(root, 'bin', 'plumbline'), join(folder, 'linked'));
    const [link, file] = [join(folder, 'linked'), join(root, 'bin', 'plumbline')].map((name) => spawnSync(name, ['--version'], { encoding: 'utf8' }).stdout);
    assert.deepEqual([link, file], [plumbline(['--version']).out, plumbline(['--version']).out]);
  });
  it('--version is the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
    assert.deepEqual([plumbline(['--version']).out, plumbline(['-V']).status], [`${version}\n`, 0]);
  });
});

/** What was asked, what the message says is wrong, and what it says to do. */
const misuse: readonly (readonly [asked: readonly string[], what: RegExp, now: RegExp])[] = [
  [['inspekt'], /there is no command "inspekt"/, /did you mean inspect\?/],
  [['inspect', '--formt', 'json'], /unknown option --formt/, /did you mean --format\?.*inspect --help/],
  [['./firmware'], /no command ".\/firmware"/, /did you mean plumbline inspect \.\/firmware\?/],
  [['inspect', '-q'], /unknown option -q/, /inspect --help/],
  [['inspect', '--quiet=yes'], /--quiet takes no value/, /inspect --help/],
  [['inspect', '--out', '--quiet'], /--out needs a value/, /inspect --help/],
  [['inspect', 'a', 'b'], /too many arguments/, /inspect --help/],
  [['inspect', '--out'], /--out needs a value: <target>/, /inspect --help/],
  [['inspect', device, '--format', 'jsn'], /no format "jsn"/, /cyclonedx-1\.6, cyclonedx-1\.7, html, json, markdown, oscal-ar, oscal-poam, sarif, text/],
  [['inspect', device, '--format', 'json', '--format', 'html'], /cannot share standard output/, /--out DIR/],
  [['inspect', device, '--format', 'json', '--out', join(folder, 'no', 'such', 'r.json')], /there is no folder .*such/, /--out/],
  [['inspect', device, '--out', join(device, 'a.c', 'r.txt')], /a\.c/, /--out/],
  [['inspect', device, '--format', 'json', '--format', 'html', '--out', join(device, 'a.c')], /a\.c is a file/, /--out DIR/],
  [['inspect', device, '--out', '/dev/null'], /\/dev\/null is no regular file/, /standard output/],
  [['inspect', device, '--out', ''], /names no place/, /a folder, a file, or -/],
  [['inspect', join(folder, 'nowhere')], /there is nothing at .*nowhere/, /name the folder/],
  [['inspect', device, '--revision', 'HEAD'], /cannot be read as a git repository/, /leave the revision out/],
  [['inspect', device, '--edition', 'ieee'], /no edition "ieee"/, /2026\.1, 2026\.2, ieee-2015/],
  [['inspect', device, '--level', '9'], /no level 9/, /1, 2, 3/],
  [['inspect', device, '--level', 'x'], /--level cannot be "x": give a whole number/, /--help/],
  [['inspect', device, '--as-of', '2026-02-30'], /--as-of cannot be "2026-02-30": give a day of the calendar/, /--help/],
  [['inspect', device, '--jobs', '0'], /--jobs cannot be "0"/, /--help/],
  [['inspect', device, '--codebook', join(folder, 'lawless')], /lawless holds no law/, /elements\/ or editions\//],
  [['inspect', device, '--codebook', join(folder, 'wrong')], /wrong\/editions\/e\.yaml:3:9: levels:/, /mend the line/],
  [['inspect', device, '--baseline', join(folder, 'nowhere')], /nowhere cannot be read/, /--format json/],
  [['inspect', device, '--baseline', join(folder, 'not.json')], /not\.json holds no inspection: it is no JSON/, /--format json/],
  [['inspect', device, '--baseline', join(folder, 'other.json')], /schema is not as expected/, /--format json/],
  [['inspect', device, '--baseline', join(folder, 'torn.json')], /as_of is not as expected/, /--format json/],
  [['explain'], /"explain" needs an argument: id/, /explain --help/],
  [['explain', 'hazrd'], /nothing is called "hazrd"/, /did you mean hazard\?/],
  [['explain', 'zzzzzz'], /nothing is called "zzzzzz"/, /there are pages for elements/],
  [['explain', 'c0ffee12'], /looks like the fingerprint/, /--from INSPECTION\.json/],
  [['init', join(device, 'a.c')], /there is no folder at .*a\.c/, /name the folder/],
  [['init', '\u001b[2J\u202e'], /no folder at \\x1b\[2J\\u202e/, /name the folder/],
];

describe('misuse is answered with what, where and what now, and nothing is written', () => {
  for (const [asked, what, now] of misuse) {
    it(asked.join(' ').replaceAll(folder, '…').replace(/[^ -~…]/g, '?'), () => {
      const { status, out, err } = plumbline(asked, { cwd: folder });
      assert.deepEqual([status, out], [64, ''], err);
      const [first = '', second = ''] = err.split(/\n {2}what now: /);
      assert.match(first, /^plumbline: [^A-Z]/);
      assert.match(first, what);
      assert.match(second, now);
      assert.doesNotMatch(first, /\.$/);
    });
  }
});

/** A manifest that is wrong, and where the message says so. */
const manifests: readonly (readonly [name: string, text: string | Uint8Array, where: RegExp])[] = [
  ['an unknown key', 'plumbline: 1\ndevise: {}\ndevice: {}\n', /plumbline\.yaml:2:1: .*devise[^]*plumbline\.yaml:3:9: device\.name: is missing/],
  ['a wrong type', 'plumbline: 1\ndevice:\n  name: [1]\n', /plumbline\.yaml:3:9: device\.name:/],
  ['an alias bomb', `plumbline: 1\na: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at] ?? ''}`).join(', ')}]`).join('\n')}\n`, /plumbline\.yaml:\d+:\d+: .*alias/],
  ['no YAML', 'plumbline: [1\n', /plumbline\.yaml:\d+:\d+: /],
  ['a key twice', 'plumbline: 1\nplumbline: 1\n', /plumbline\.yaml:2:1: /],
  ['a thousand brackets', `device: ${'['.repeat(100_000)}`, /plumbline\.yaml:\d+:\d+: /],
  ['nothing', '', /plumbline\.yaml:1:1: /],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0, 1, 0x80]), /plumbline\.yaml/],
  ['two megabytes', `# ${'x'.repeat(2 << 20)}\n`, /plumbline\.yaml/],
];

describe('a bad manifest is an error with its place, and nothing is written', () => {
  for (const [name, text, where] of manifests) {
    it(name, () => {
      const home = join(folder, name.replaceAll(' ', '-'));
      plant(home, { 'plumbline.yaml': text, 'a.c': 'int a;\n' });
      const { status, out, err, seconds } = plumbline(['inspect', home, '--out', `${home}/report/`]);
      assert.deepEqual([status, out], [64, ''], err);
      assert.match(err, where);
      assert.match(err, /what now: /);
      assert.ok(seconds < 20);
      assert.throws(() => readFileSync(join(home, 'report', 'plumbline-report.txt')));
    });
  }
  it('a link, a folder and a file that may not be read are no reason to guess', () => {
    for (const [name, make] of [
      ['folder', (file: string) => mkdirSync(file)],
      ['closed', (file: string) => (writeFileSync(file, 'plumbline: 1\n'), chmodSync(file, 0))],
    ] as const) {
      const home = join(folder, `manifest-${name}`);
      plant(home, { 'a.c': 'int a;\n' });
      make(join(home, 'plumbline.yaml'));
      chmodSync(folder, 0o755);
      const { status, err } = plumbline(['inspect', home], process.getuid?.() === 0 ? { uid: 65534, env: { PLUMBLINE_CACHE: '/nonexistent' } } : {});
      assert.equal(status, 64, `${name}: ${err}`);
      assert.match(err, /plumbline\.yaml[^]*what now: /);
    }
  });
});
