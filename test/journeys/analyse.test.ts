/** Runs `plumbline analyse` with made-up tools on the path: what reaches them, what is kept, and what an inspection then says. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { compilerName, safeFlags } from '../../src/cli/analyse/flags.ts';
import { readMessages } from '../../src/cli/analyse/clippy-messages.ts';
import { plumbline, root, scratch } from './command.ts';

const folder = scratch('analyse');
const device = join(folder, 'device');
const programs = join(folder, 'bin');
const path = [programs, dirname(process.execPath)].join(delimiter);

function put(file: string, text: string, mode = 0o644): string {
  const whole = join(folder, file);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  chmodSync(whole, mode);
  return whole;
}

/** Notes how it was called, complains about `bad.c` as Cppcheck does, hangs on `slow.c`, and finds one thing in the rest. */
const cppcheck = `#!${process.execPath}
const fs = require('fs');
const file = process.argv.at(-1);
if (file === '--version') { console.log('Cppcheck 9.8'); process.exit(0); }
fs.appendFileSync(${JSON.stringify(join(folder, 'calls.txt'))}, JSON.stringify(process.argv.slice(2)) + '\\n');
if (file.endsWith('slow.c')) setTimeout(() => 0, 60000);
else {
  const bad = file.endsWith('bad.c');
  const [id, severity, line] = bad ? ['syntaxError', 'error', 2] : ['nullPointer', 'error', 3];
  process.stderr.write('<?xml version="1.0"?><results version="2"><cppcheck version="9.8"/><errors><error id="' + id + '" severity="' + severity + '" msg="m" cwe="476" file0="' + file + '"><location file="' + file + '" line="' + line + '"/></error></errors></results>');
}
`;

const isWindows = process.platform === 'win32';

describe('plumbline analyse', { skip: isWindows }, () => {
  put('bin/cppcheck', cppcheck, 0o755);
  for (const name of ['good.c', 'bad.c', 'slow.c', 'left-alone.c']) put(`device/src/${name}`, `int ${name.replace(/\W/g, '_')}(void) { return 0; }\n`);
  put('device/inc/config.h', '#define A 1\n');
  const commands = ['src/good.c', 'src/bad.c', 'src/slow.c', '../outside.c', 'src/gone.c'].map((file) => ({
    directory: device, file, command: `cc -Iinc -DLEVEL=2 -std=c99 -fplugin=evil.so -include /etc/passwd -include inc/config.h -wrapper sh,-c -o x.o -c "${file}"`,
  }));
  put('device/compile_commands.json', JSON.stringify(commands));
  put('outside.c', 'int outside;\n');

  it('gives files by absolute path, and of the build only what changes how source is read', () => {
    const said = plumbline(['analyse', device, '--with', 'cppcheck', '--seconds', '2', '--jobs', '2', '--quiet'], { env: { PATH: path } });
    assert.equal(said.status, 2, said.err + said.out);
    assert.match(said.out, /cppcheck 9\.8: 5 files, 1 analysed, 4 failed, 0 skipped; 1 results/);
    assert.match(said.out, /failed src\/bad\.c: syntaxError: m/);
    assert.match(said.out, /failed src\/slow\.c: it took longer than it was given/);
    assert.match(said.out, /outside\.c: it lies outside the folder of the device/);
    assert.match(said.out, /failed src\/gone\.c: the build names it, and it is not there/);
    const calls = readFileSync(join(folder, 'calls.txt'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as readonly string[]);
    const good = calls.find((words) => words.at(-1)?.endsWith('good.c'));
    assert.deepEqual(good?.filter((word) => /plugin|passwd|wrapper|x\.o/.test(word)), []);
    assert.ok(good?.includes(`-I${join(device, 'inc')}`) && good.includes('-DLEVEL=2') && good.includes('--std=c99') && good.includes(`--include=${join(device, 'inc/config.h')}`), JSON.stringify(good));
    assert.equal(good?.at(-1), join(device, 'src/good.c'));
  });

  it('tells each reason once, and what to do when most files fail for it', () => {
    for (const name of ['one', 'two', 'three', 'four']) put(`broken/src/${name}/bad.c`, 'int x\n');
    put('broken/src/good.c', 'int x;\n');
    const said = plumbline(['analyse', join(folder, 'broken'), '--with', 'cppcheck', '--quiet'], { env: { PATH: path } });
    assert.equal(said.status, 2, said.err + said.out);
    assert.match(said.out, /failed 4 files: syntaxError: m \(src\/four\/bad\.c, src\/one\/bad\.c, src\/three\/bad\.c …\)\n/);
    assert.match(said.out, /most of them failed: name with --commands the compile_commands\.json/);
  });

  it('asks each GCC for the format that it writes, and tells its version', () => {
    const place = { physicalLocation: { artifactLocation: { uri: 'good.c' }, region: { startLine: 1 } } };
    const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'GNU C23', version: '16.1.0' } }, invocations: [{ executionSuccessful: true }], results: [{ ruleId: '-Wanalyzer-null-dereference', level: 'warning', message: { text: 'm' }, locations: [place] }, { ruleId: '-Wunused', message: { text: 'n' }, locations: [place] }] }] };
    for (const [version, wanted, answer] of [['16.1.0', 'sarif-stderr', JSON.stringify(log, null, 1)], ['14.2.0', 'json', '[{"kind": "warning",\n  "option": "-Wanalyzer-null-dereference",\n  "locations": [{"caret": {"file": "good.c", "line": 1}}],\n  "message": "m"}]']] as const) {
      put('gcc/gcc', `#!${process.execPath}\nif (process.argv.includes('--version')) console.log('gcc (Debian 9.9.9-4) ${version}');\nelse if (!process.argv.includes('-fdiagnostics-format=${wanted}')) { console.error('gcc: error: unrecognized argument'); process.exit(1); }\nelse process.stderr.write(${JSON.stringify(answer)} + '\\n');\n`, 0o755);
      put('plain/src/good.c', 'int x;\n');
      const said = plumbline(['analyse', join(folder, 'plain'), '--with', 'gcc', '--quiet'], { env: { PATH: [join(folder, 'gcc'), dirname(process.execPath)].join(delimiter) } });
      assert.equal(said.status, 0, said.err + said.out);
      assert.match(said.out, new RegExp(`gcc ${version.replaceAll('.', '\\.')}: 1 files, 1 analysed, 0 failed, 0 skipped; 1 results`));
    }
  });

  it('does not take a file for analysed whose addon was not found', () => {
    put('addon/cppcheck', `#!${process.execPath}\nif (process.argv.includes('--version')) console.log('Cppcheck 2.10');\nelse { console.log('Did not find addon misra.py'); process.stderr.write('<?xml version="1.0"?><results version="2"><cppcheck version="2.10"/><errors></errors></results>'); }\n`, 0o755);
    put('plain/src/good.c', 'int x;\n');
    const said = plumbline(['analyse', join(folder, 'plain'), '--with', 'misra', '--quiet'], { env: { PATH: [join(folder, 'addon'), dirname(process.execPath)].join(delimiter) } });
    assert.equal(said.status, 2, said.err + said.out);
    assert.match(said.out, /failed src\/good\.c: Did not find addon misra\.py/);
  });

  it('finds the commands that lie as evidence, of a build elsewhere', () => {
    put('moved/firmware/src/good.c', 'int x;\n');
    put('moved/firmware/inc/a.h', '\n');
    put('moved/evidence/compile_commands.json', JSON.stringify([{ directory: '/build/pump/out', file: '../firmware/src/good.c', command: 'cc -I/build/pump/firmware/inc -DMOVED -c ../firmware/src/good.c' }]));
    const said = plumbline(['analyse', join(folder, 'moved'), '--with', 'cppcheck', '--quiet'], { env: { PATH: path } });
    assert.equal(said.status, 0, said.err + said.out);
    assert.match(said.out, /the compile commands of evidence\/compile_commands\.json, 1 of whose files were found again by the end of their paths/);
    const call = readFileSync(join(folder, 'calls.txt'), 'utf8').trim().split('\n').find((line) => line.includes('-DMOVED'));
    assert.ok(call?.includes(`"-I${join(folder, 'moved', 'firmware', 'inc')}"`), call);
  });

  it('says why the entries of a build cannot be read', () => {
    put('gone/src/good.c', 'int x;\n');
    put('gone/compile_commands.json', JSON.stringify([{ directory: '.', file: 'lost.c', command: 'cc -c lost.c' }]));
    const said = plumbline(['analyse', join(folder, 'gone'), '--with', 'cppcheck', '--quiet'], { env: { PATH: path } });
    assert.equal(said.status, 64);
    assert.match(said.err, /1 entries, none of which can be read here \(lost\.c: the build names it, and it is not there\)/);
  });

  it('keeps a log that an inspection holds against what ships', () => {
    assert.ok(existsSync(join(device, '.plumbline/analysis/cppcheck.sarif')));
    const record = join(folder, 'record.json');
    const said = plumbline(['inspect', device, '--no-cache', '--edition', '2026.2', '--quiet', '--record', record, '--format', 'json', '--out', join(folder, 'inspection.json')], { env: { PATH: path } });
    assert.ok(said.status !== null && said.status <= 2, said.err);
    const text = readFileSync(record, 'utf8');
    const [, counts] = /("analysed":\d+,"basis":"compiled","bound":\d+[^}]*)/.exec(text) ?? [];
    assert.match(counts ?? text.slice(0, 500), /"analysed":1,"basis":"compiled","bound":1,"completed":"no"/);
    assert.match(text, /"expected":3,"failed":2/);
  });

  it('runs nothing that lies in the device, and says what is not installed', () => {
    put('device/tools/cppcheck', cppcheck, 0o755);
    const said = plumbline(['analyse', device, '--with', 'cppcheck'], { env: { PATH: [join(device, 'tools'), 'tools', dirname(process.execPath)].join(delimiter) }, cwd: device });
    assert.equal(said.status, 64);
    assert.match(said.err, /cppcheck is not on the path/);
  });

  it('takes the only compile commands there are, wherever they lie, and says that it cannot choose among several', () => {
    put('apart/src/a.c', 'int a(void) { return 0; }\n');
    put('apart/evidence/compile_commands.json', JSON.stringify([{ directory: '.', file: 'src/a.c', command: 'cc -DHERE=1 -c src/a.c' }]));
    const run = () => plumbline(['analyse', join(folder, 'apart'), '--with', 'cppcheck', '--quiet'], { env: { PATH: path } });
    const first = run();
    assert.equal(first.status, 0, first.err);
    assert.match(first.out + first.err, /options from the compile commands of evidence\/compile_commands\.json/);
    assert.match(readFileSync(join(folder, 'calls.txt'), 'utf8').trim().split('\n').at(-1) ?? '', /"-DHERE=1"/);
    put('apart/other/compile_commands.json', '[]');
    const second = run();
    assert.equal(second.status, 0, second.err);
    assert.match((second.out + second.err).replace(/\s+/g, ' '), /2 files compile_commands\.json were found \(evidence\/compile_commands\.json, other\/compile_commands\.json\), and none was named with --commands/);
    assert.doesNotMatch(readFileSync(join(folder, 'calls.txt'), 'utf8').trim().split('\n').at(-1) ?? '', /-DHERE/);
  });
  it('ends what it started when it is ended', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'plumbline.js'), 'analyse', device, '--with', 'cppcheck', '--out', join(folder, 'other'), '--quiet'], { env: { PATH: path, HOME: folder, TMPDIR: folder }, stdio: 'ignore' });
    const slow = (): number => spawnSync('pgrep', ['-f', join(device, 'src/slow.c')], { encoding: 'utf8' }).stdout.trim().split('\n').filter((line) => line !== '').length;
    for (let tries = 0; slow() === 0 && tries < 100; tries++) await wait(100);
    child.kill('SIGTERM');
    await once(child, 'exit');
    for (let tries = 0; slow() > 0 && tries < 20; tries++) await wait(100);
    assert.equal(slow(), 0);
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('plumbline-analyse-')), []);
  });

  it('refuses what it cannot do before it does anything', () => {
    assert.match(plumbline(['analyse', device, '--with', 'lint']).err, /there is no analyser "lint"[\s\S]*clang-tidy/);
    assert.match(plumbline(['analyse', device, '--with', 'constructor']).err, /there is no analyser/);
    assert.match(plumbline(['analyse', device]).err, /no analyser is named/);
    assert.match(plumbline(['analyse', join(folder, 'nowhere'), '--with', 'gcc']).err, /there is no folder/);
    put('linked/a.c', 'int a;\n');
    symlinkSync(folder, join(folder, 'linked', '.plumbline'));
    assert.match(plumbline(['analyse', join(folder, 'linked'), '--with', 'cppcheck'], { env: { PATH: path } }).err, /a link is not followed/);
    assert.equal(existsSync(join(folder, 'analysis')), false);
    put('crate/Cargo.toml', '[package]\nname = "x"\n');
    assert.match(plumbline(['analyse', join(folder, 'crate'), '--with', 'clippy', '--allow-build-scripts']).err, /there is no Cargo\.lock/);
    put('crate/Cargo.lock', '');
    assert.match(plumbline(['analyse', join(folder, 'crate'), '--with', 'clippy']).err, /build scripts and macros of the device/);
  });
});

describe('options of a build', () => {
  const kept = (words: readonly string[]): readonly string[] => safeFlags(words, '/dev/ice/build', '/dev/ice').kept;
  it('lose what could run, load, read or write something', () => {
    for (const word of ['-fplugin=x.so', '-B/tmp', '-specs=x', '@args', '-Xclang', '-load', '--config=x', '-MF', '-o', '-save-temps', '-wrapper', '-fuse-ld=x', '-fdump-tree-all', '-x', '-Wp,-MD,x', '-fprofile-use=/x', '-mllvm', '-fmodule-file=x', '-fsanitize-blacklist=x']) {
      assert.ok(!kept([word, 'value']).includes(word), word);
    }
    assert.deepEqual(kept(['-include', '/etc/shadow', '-imacros', '../../../etc/shadow', '-I', '-fplugin=x']), []);
  });
  it('keep what changes how source is read, with whole paths', () => {
    assert.deepEqual(kept(['-I', '../inc', '-Isub', '-isystem', '/opt/sdk', '-D', 'A=1', '-DB(x)=x', '-UC', '-std=gnu11', '-mcpu=cortex-m4', '-fshort-enums', '-include', '../inc/a.h', '-c', 'a.c']),
      ['-I/dev/ice/inc', '-I/dev/ice/build/sub', '-isystem', '/opt/sdk', '-DA=1', '-DB(x)=x', '-UC', '-std=gnu11', '-mcpu=cortex-m4', '-fshort-enums', '-include', '/dev/ice/inc/a.h']);
  });
  it('name compilers and nothing else', () => {
    assert.deepEqual([['ccache', '/opt/x/arm-none-eabi-gcc', '-c'], ['CC=1', 'clang++-19'], ['sh', '-c', 'evil'], ['C:\\tools\\riscv32-unknown-elf-g++.exe']].map(compilerName), ['arm-none-eabi-gcc', 'clang++-19', '', 'riscv32-unknown-elf-g++']);
  });
});

describe("cargo's messages", () => {
  const message = (more: Readonly<Record<string, unknown>>): string => JSON.stringify({ reason: 'compiler-message', message: { message: 'm', spans: [{ is_primary: true, file_name: 'src/lib.rs', line_start: 4 }], ...more } });
  it('tell lints from errors that kept a crate from being compiled', () => {
    const read = readMessages([message({ level: 'warning', code: { code: 'clippy::unwrap_used' } }), message({ level: 'error', code: { code: 'clippy::mem_forget' } }), message({ level: 'error', code: { code: 'E0308' } }), '{"reason":"build-finished","success":false}', '{broken', ''].join('\n'));
    assert.deepEqual(read.results.map(({ rule, level, at_line: line }) => [rule, level, line]), [['clippy::mem_forget', 'error', 4], ['clippy::unwrap_used', 'warning', 4]]);
    assert.deepEqual([...read.broken], [['src/lib.rs', 'E0308: m']]);
    assert.equal(read.isFinished, true);
  });
});
