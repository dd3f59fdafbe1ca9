#!/usr/bin/env node
/** Sets a checkout up with nothing but Node ≥ 20 and npm, then runs what was asked for. Plain JavaScript, no packages. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nodeHome = join(root, 'scripts', 'node');
const oldest = [22, 18];

/** What the tests use from Debian: package and a file that shows it is there. Each test says what it skips without. */
const debianPackages = [
  ['git', '/usr/bin/git'],
  ['gcc', '/usr/bin/gcc'],
  ['binutils', '/usr/bin/readelf'],
  ['gcc-arm-none-eabi', '/usr/bin/arm-none-eabi-gcc'],
  ['libnewlib-arm-none-eabi', '/usr/lib/arm-none-eabi/newlib/libc.a'],
  ['gcc-aarch64-linux-gnu', '/usr/bin/aarch64-linux-gnu-gcc'],
  ['libc6-dev-arm64-cross', '/usr/aarch64-linux-gnu/include/stdio.h'],
  ['qemu-system-arm', '/usr/bin/qemu-system-arm'],
  ['musl-tools', '/usr/bin/musl-gcc'],
  ['chromium', '/usr/bin/chromium'],
  ['zip', '/usr/bin/zip'],
  ['xz-utils', '/usr/bin/xz'],
  ['bzip2', '/usr/bin/bzip2'],
  ['zstd', '/usr/bin/zstd'],
  ['openssl', '/usr/bin/openssl'],
  ['jq', '/usr/bin/jq'],
  ['strace', '/usr/bin/strace'],
];

const [, , flag, task = '', ...rest] = process.argv;
if (flag !== '--then' || !['start', 'test', 'build', 'bench', 'mutate'].includes(task)) {
  fail('usage: node scripts/setup.js --then start|test|build|bench|mutate [arguments]');
}

installPackages(root, 'the libraries');
const node = recentNode();
const environment = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };

if (task === 'start') run(node, [join(root, 'scripts', 'start.js'), ...rest]);
if (task === 'build') run(node, [join(root, 'scripts', 'build.js'), ...rest]);
if (task === 'bench') {
  // `npm run bench -- truth` runs the measurement that has a folder of that name.
  const part = join(root, 'bench', rest[0] ?? '', 'run.ts');
  const isPart = rest.length > 0 && existsSync(part);
  run(node, [isPart ? part : join(root, 'bench', 'run.ts'), ...rest.slice(isPart ? 1 : 0)]);
}
if (task === 'mutate') run(node, [join(root, 'bench', 'mutation', 'run.ts'), ...rest]);
if (task === 'test') {
  installDebian();
  const files = rest.length > 0 ? rest : ['test/**/*.test.ts'];
  run(node, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files]);
}

/** Runs `npm ci` when the installed packages are missing or older than the lock. */
function installPackages(folder, what) {
  const mark = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error(`setting up ${what} (npm ci in ${folder}) …`);
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) fail(`npm ci failed in ${folder}; see the messages above, then run the command again`);
}

/** This Node when it is recent enough, else Node 24 from npm where npm has it for this machine. */
function recentNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64' && platform !== 'linux-arm64') {
    fail(`Plumbline needs Node ${oldest.join('.')} or newer; this is ${process.version}. Install Node 24 from https://nodejs.org and run the command again`);
  }
  installPackages(nodeHome, `Node 24, because this machine has ${process.version}`);
  const found = join(nodeHome, 'node_modules', `node-${platform}`, 'bin', 'node');
  if (!existsSync(found)) fail(`npm did not bring Node 24 to ${found}. Install Node 24 from https://nodejs.org and run the command again`);
  return found;
}

/** Installs what tests need when this is root on Debian; otherwise says what is missing and what that costs. */
function installDebian() {
  const missing = debianPackages.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (missing.length === 0) return;
  const debian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (!debian || process.getuid?.() !== 0) {
    console.error(`not installed: ${missing.join(' ')}; tests that need them are skipped and say so. On Debian: apt-get install ${missing.join(' ')}`);
    return;
  }
  console.error(`installing what the tests need: ${missing.join(' ')} …`);
  const quiet = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
  if (done.status !== 0) console.error('apt-get did not install all of it; tests that need the rest are skipped and say so');
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment });
  if (done.signal) fail(`stopped by ${done.signal}`);
  process.exitCode = done.status ?? 70;
}

function fail(message) {
  console.error(`plumbline set-up: ${message}`);
  process.exit(69);
}
