/** The packed tarball, installed elsewhere: the same inspection as from the checkout, byte for byte, and nothing in it that is not needed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { day, plumbline, root, scratch, type Said } from './command.ts';

const folder = scratch('package');
const elsewhere = join(folder, 'elsewhere');
const device = join(root, 'examples', 'infusion-pump', 'as-found');
const npm = (cwd: string, ...args: readonly string[]) =>
  spawnSync('npm', ['--no-audit', '--no-fund', '--no-update-notifier', ...args], { cwd, encoding: 'utf8', timeout: 240_000, env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`, NODE_TEST_CONTEXT: undefined } });

describe('the packed tarball', () => {
  let tarball = '';
  let refused = '';
  before(() => {
    const packed = npm(root, 'pack', '--pack-destination', folder, '--silent');
    assert.equal(packed.status, 0, packed.stderr);
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    tarball = join(folder, name);
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'package.json'), '{"private":true}\n');
    const installed = npm(elsewhere, 'install', '--ignore-scripts', '--prefer-offline', '--fetch-retries=0', tarball);
    if (installed.status !== 0 && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(installed.stderr)) refused = 'the registry of npm cannot be reached';
    else assert.equal(installed.status, 0, installed.stderr);
  });

  const installed = (args: readonly string[]): Said => plumbline(args, { program: join(elsewhere, 'node_modules', 'plumbline', 'bin', 'plumbline.js') });
  const whenInstalled = (context: TestContext): boolean => {
    if (refused !== '') context.skip(refused);
    return refused === '';
  };

  it('holds what is needed and no more', (context) => {
    const files = spawnSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).stdout.trim().split('\n').map((path) => path.replace(/^package\//, ''));
    for (const file of ['bin/plumbline.js', 'dist/cli/main.js', 'dist/inspect-worker.js', 'dist/scan/kernel.wasm', 'dist/materials/c/hazard.probe.md', 'codebook/editions/2026.1.yaml', 'codebook/tables/language-classes.yaml', 'codebook/elements/data-is-not-executable/element.md', 'schema/manifest.schema.json', 'LICENSE', 'NOTICE', 'README.md', 'LEXICON.md', 'package.json']) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    const strange = files.filter((file) => /^(?:test|examples|bench|scripts|src|decisions|node_modules)\/|\.test\.|\/cases\/|\/expected\/|\/kernel\/|(?<!\.d)\.ts$/.test(file));
    assert.deepEqual(strange, []);
    const locks = ['package-lock.json', 'scripts/node/package-lock.json'].map((file) => readFileSync(join(root, file), 'utf8'));
    assert.ok(!locks.join('').includes('hasInstallScript'), 'a dependency runs a script when it is installed');
    context.diagnostic(`${files.length} files, ${Math.round(statSync(tarball).size / 1024)} KiB packed`);
    assert.ok(statSync(tarball).size < 3 * 1024 * 1024, 'the package has grown beyond 3 MiB');
  });

  it('inspects as the checkout does, byte for byte', (context) => {
    if (!whenInstalled(context)) return;
    const args = ['inspect', device, '--as-of', day, '--format', 'json', '--out', '-', '--no-cache'];
    const [from, of] = [installed(args), plumbline(args)];
    assert.deepEqual([from.status, from.err, of.status], [1, '', 1]);
    assert.equal(from.out, of.out);
    assert.equal(installed([...args, '--jobs', '2']).out, of.out);
  });

  it('writes the verifier page, smaller than from the sources', (context) => {
    if (!whenInstalled(context)) return;
    const page = join(folder, 'verifier.html');
    const { status, err } = installed(['verify', '--page', page]);
    assert.deepEqual([status, err], [0, '']);
    assert.ok(statSync(page).size < 1_000_000 && readFileSync(page, 'utf8').includes('DSSEv1'));
  });

  it('claims nothing when it is not whole', (context) => {
    if (!whenInstalled(context)) return;
    const torn = join(folder, 'torn');
    cpSync(elsewhere, torn, { recursive: true });
    rmSync(join(torn, 'node_modules', 'plumbline', 'dist', 'scan', 'kernel.wasm'));
    const { status, out, err } = plumbline(['inspect', device, '--no-cache'], { program: join(torn, 'node_modules', 'plumbline', 'bin', 'plumbline.js') });
    assert.deepEqual([status, out], [70, ''], err);
    assert.match(err, /our fault[^]*kernel\.wasm/);
  });

  it('explains, and is found by npx', (context) => {
    if (!whenInstalled(context)) return;
    const { status, stdout, stderr } = npm(elsewhere, 'exec', '--offline', '--', 'plumbline', 'explain', 'C01');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, plumbline(['explain', 'C01']).out);
    for (const id of ['c/hazard', 'hazard', 'memory-ledger', 'data-is-not-executable']) assert.ok(installed(['explain', id]).out.length > 200, id);
    const formats = ['html', 'sarif', 'markdown', 'text'].flatMap((name) => ['--format', name]);
    assert.equal(installed(['inspect', device, ...formats, '--out', join(folder, 'reports')]).status, 1);
    for (const name of readdirSync(join(folder, 'reports'))) assert.ok(statSync(join(folder, 'reports', name)).size > 1000, name);
  });

  it('names the same commands as the checkout', (context) => {
    if (!whenInstalled(context)) return;
    assert.equal(installed(['--help']).out, plumbline(['--help']).out);
  });
  /** The target is 1.6 of an empty Node. Other work disturbs single runs, so both are run by turns and the quickest count. */
  it('starts quickly', (context) => {
    if (!whenInstalled(context)) return;
    const time = (run: () => unknown): number => {
      const started = performance.now();
      run();
      return performance.now() - started;
    };
    let [empty, help] = [Infinity, Infinity];
    for (let round = 0; round < 40 && (round < 5 || help / empty > 1.6); round++) {
      empty = Math.min(empty, time(() => spawnSync(process.execPath, ['-e', '0'])));
      help = Math.min(help, time(() => installed(['--help'])));
    }
    context.diagnostic(`plumbline --help takes ${(help / empty).toFixed(2)} of node -e 0`);
    assert.ok(help / empty < 1.8, `${help.toFixed(0)} ms against ${empty.toFixed(0)} ms`);
  });
});
