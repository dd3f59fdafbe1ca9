/** A device of nothing but malice: inspected in seconds, reported in every format, each refusal said, and nothing else touched. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { forbidden } from '../report/hostile.ts';
import { day, inspected, plant, plumbline, root, scratch, type Said } from './command.ts';
import { layHostileDevice } from './hostile-device.ts';

const folder = scratch('hostile');
chmodSync(folder, 0o755);
const device = join(folder, 'device');
const world = join(folder, 'world');
const out = join(world, 'out');

/** Root may read what is closed; nobody may not. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const mayReadUs = isRoot && spawnSync(process.execPath, [join(root, 'bin', 'plumbline.js'), '--version'], { uid: nobody, gid: nobody }).status === 0;
const closedSkip = isRoot && !mayReadUs ? 'this is root, to whom nothing is closed, and nobody else can read this checkout' : false;
const runs = { cwd: join(world, 'home'), env: { HOME: join(world, 'home'), TMPDIR: join(world, 'tmp'), PLUMBLINE_CACHE: join(world, 'cache', 'own') }, ...(mayReadUs ? { uid: nobody } : {}) };

/** What the reader must be told of each folder: its reasons and addresses, one a line. */
const expected: Readonly<Record<string, readonly RegExp[]>> = {
  closed: [/closed\.c: the file could not be opened: EACCES/, /shut: the folder could not be read: EACCES/],
  empty: [/bill: the JSON ends too early/, /analysis-run: the JSON ends too early/],
  'torn-image': [/ends after 16 bytes, inside the ELF header/, /ends after 60 bytes/, /program headers .* leave the file/, /leaves the file: truncated or damaged/],
  'torn-archive': ['zip', 'tar', 'gz', 'xz', 'bz2', 'zst', 'a'].map((ending) => new RegExp(`cut\\.${ending}!/.*: .*(?:cut off|damaged)`)),
  'torn-json': [/bill: the JSON ends/, /analysis-run: the JSON ends/, /compile-command: the JSON ends/, /test-run: the XML ends/],
  binary: [/c: 1 of 1 not read: .*not text/, /rust: 1 of 1 not read: .*not text/],
  'deep-c': [/hazard: the body of f does not close/],
  'deep-rust': [/nesting of the file cannot be followed/, /more than the 50000 that are listed/],
  'deep-data': [/compile-command: .*nested more than/, /bill: .*nested more than/, /test-run: .*nested more than/, /analysis-run: .*nested more than/, /settings-file: .*nested too deep/],
  links: [/links\/out: symbolic link that leaves the device/, /links\/out\.c: symbolic link that leaves the device, not followed: \/etc\/passwd/],
  bombs: [/bomb\.gz.*maxRatio/, /bomb\.zip.*maxRatio/, /nested\.zip.*maxArchiveDepth/, /tree\.zip.*maxRatio.*and \d+ more like it/, /raw\.gz.*no gzip stream/],
  traversal: ['zip', 'tar'].flatMap((ending) => [/\.\.\/\.\.\/evil/, /\/etc\/evil/, /C:/, /a\/\.\.\//].map((name) => new RegExp(`evil\\.${ending}!.*${name.source}.* leads out of the archive`))),
  special: [/pipe\.c: no regular file/],
  'deep-folders': [/folders lie too deep.*maxDepth = 100/],
};

/** Files whose one hazard must be found in spite of everything; in `names`, every file has one. */
const found = ['utf16/a.c', 'latin1/a.c', 'nul/a.c', 'long-line/a.c', 'deep-c/index.c', 'deep-c/star.c', 'lying-claims/generated.c'];

describe('a hostile device', () => {
  let said: Said;
  let told: Inspection;
  let state = '';
  before(() => {
    layHostileDevice(device);
    for (const part of ['', 'home', 'tmp', 'cache', 'out', 'elsewhere']) {
      mkdirSync(join(world, part), { recursive: true });
      chmodSync(join(world, part), 0o777);
    }
    state = stateOf(device);
    const formats = ['json', 'text', 'html', 'markdown', 'sarif'].flatMap((name) => ['--format', name]);
    said = plumbline(['inspect', device, '--as-of', day, ...formats, '--out', out, '--quiet', '--jobs', '2'], runs);
    told = JSON.parse(readFileSync(join(out, 'plumbline-report.json'), 'utf8')) as Inspection;
  });

  it('is nonconforming within twenty seconds', () => {
    assert.deepEqual([said.status, said.out, said.err], [1, '', '']);
    assert.ok(said.seconds < 20, `${said.seconds} s`);
  });
  it('gives the same inspection without threads, and tells its progress on standard error only', () => {
    const { out: text, err } = plumbline(['inspect', device, '--as-of', day, '--format', 'json', '--out', '-', '--no-cache'], runs);
    assert.equal(text, readFileSync(join(out, 'plumbline-report.json'), 'utf8'));
    for (const line of err.split('\n').filter((said) => said !== '')) assert.match(line, /^(?:finding files|looking|judging)\b[^{}]*$/);
  });
  for (const [part, reasons] of Object.entries(expected)) {
    it(`says what could not be looked at in ${part}`, { skip: part === 'closed' ? closedSkip : false }, () => {
      const lines = refusals(told, part);
      for (const reason of reasons) assert.ok(lines.some((line) => reason.test(line)), `${String(reason)} is not among\n${lines.join('\n')}`);
    });
  }
  it('still finds what is there to be found', () => {
    const paths = told.findings.flatMap((finding) => finding.breaches.flatMap(({ fact }) => (fact?.word === 'hazard' ? [fact.place.path] : [])));
    for (const path of found) assert.ok(paths.includes(path), `no hazard in ${path}`);
    assert.equal(new Set(paths.filter((path) => path.startsWith('names/'))).size, 17);
  });
  it('steers no reader: reports hold no control, no hidden character and no markup of the device', () => {
    for (const ending of ['txt', 'md', 'html']) {
      const text = readFileSync(join(out, `plumbline-report.${ending}`), 'utf8');
      assert.equal(forbidden.exec(text)?.index, undefined, ending);
      assert.ok(text.includes('<b>Evil</b>') === (ending === 'txt'), ending);
      if (ending !== 'txt') assert.doesNotMatch(text, /<script|<img|<svg onload/i);
    }
    const { runs: [run] } = JSON.parse(readFileSync(join(out, 'plumbline-report.sarif'), 'utf8')) as { readonly runs: readonly { readonly results: readonly { readonly message: { readonly text: string } }[] }[] };
    assert.deepEqual(run?.results.filter(({ message }) => forbidden.test(message.text)), []);
  });
  it('touches nothing but the output and the cache', () => {
    assert.equal(stateOf(device), state);
    const outside = readdirSync(world, { recursive: true }).map(String).filter((path) => !/^(?:cache|out)\//.test(path)).sort();
    assert.deepEqual(outside, ['cache', 'elsewhere', 'home', 'out', 'tmp']);
    assert.deepEqual(readdirSync(out).length, 5);
  });
});

describe('a file that changes while it is read', () => {
  it('is a blank, not a mixture', async () => {
    const home = join(folder, 'changing');
    plant(home, { 'src/a.c': 'int a;\n', 'src/still.c': 'int b;\n' });
    const file = join(home, 'src', 'a.c');
    const writer = spawn(process.execPath, ['-e', `const fs = require('node:fs'); const on = () => { for (let n = 0; n < 50; n++) fs.appendFileSync(${JSON.stringify(file)}, 'int x;\\n'); setImmediate(on); }; on();`], { stdio: 'ignore' });
    try {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { inventory } = inspected([home, '--no-cache']);
      assert.deepEqual(inventory.troubles, [{ address: 'src/a.c', reason: 'the file changed while it was read' }]);
    } finally {
      writer.kill('SIGKILL');
    }
  });
});

/** Every reason that the inspection gives for not looking, with its address or its material. */
function refusals({ inventory, coverage }: Inspection, part: string): readonly string[] {
  const troubles = inventory.troubles.filter(({ address }) => address.startsWith(`${part}/`)).map(({ address, reason }) => `${address}: ${reason}`);
  const blanks = coverage.filter(({ place }) => place.component === part).flatMap(({ value }) => {
    const { material, files, read, reasons } = value as { readonly material: string; readonly files: number; readonly read: number; readonly reasons: readonly { readonly reason: string }[] };
    return reasons.map(({ reason }) => `${material}: ${files - read} of ${files} not read: ${reason}`);
  });
  return [...troubles, ...blanks];
}

/** Everything about a tree that a write would change. Folders that are closed count by themselves. */
function stateOf(home: string): string {
  const lines: string[] = [];
  const visit = (path: Buffer): void => {
    const { size, mtimeMs, ino, mode } = lstatSync(path);
    lines.push(`${path.toString('latin1')} ${size} ${mtimeMs} ${ino} ${mode}`);
    if ((mode & 0o170000) === 0o040000 && (mode & 0o777) !== 0) for (const name of readdirSync(path, { encoding: 'buffer' })) visit(Buffer.concat([path, Buffer.from('/'), name]));
  };
  visit(Buffer.from(home));
  return lines.sort().join('\n');
}
