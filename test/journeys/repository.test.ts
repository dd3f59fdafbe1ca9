/** A git repository as the device: any revision without touching the work tree, nothing of the repository run, and a gate for what is new. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Inspection } from '../../src/core/inspection.ts';
import { day, inspected, plant, plumbline, scratch } from './command.ts';

const folder = scratch('repository');
const git = (home: string, ...args: readonly string[]): string => {
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z' };
  const done = spawnSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'init.defaultBranch=main', ...args], { cwd: home, encoding: 'utf8', env });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
};

const manifest = `plumbline: 1
device:
  { name: Drip, version: "1", maker: Me, intended_use: to drip, safety_class: C, connectivity: [{ name: lan, kind: ethernet, reaches_network: true }],
    worst_harm: serious, patient_data: false, update_path: local }
components:
  - { name: firmware, kind: source, where: [src], untrusted_input: [lan] }
`;
const safe = '#include <string.h>\n\nint first(void)\n{\n\treturn 1;\n}\n';
const copies = '\nvoid take(char *to, const char *from)\n{\n\tstrcpy(to, from);\n}\n';

const skip = spawnSync('git', ['--version']).status === 0 ? false : 'git is not installed';

describe('a revision', { skip }, () => {
  const home = join(folder, 'revision');
  const checkout = join(folder, 'checkout');
  before(() => {
    plant(home, { 'plumbline.yaml': manifest, 'src/a.c': safe + copies, 'src/data.bin': new Uint8Array([0, 1, 2]), '.gitattributes': '*.c text eol=crlf\n' });
    git(home, 'init', '-q');
    git(home, 'add', '-A');
    git(home, 'commit', '-qm', 'one');
    writeFileSync(join(home, 'src', 'a.c'), safe);
    git(home, 'commit', '-qam', 'two');
    plant(home, { 'src/loose.c': 'int loose;\n' });
    git(folder, 'clone', '-q', '-c', 'core.attributesFile=/dev/null', '--no-checkout', home, checkout);
    writeFileSync(join(checkout, '.git', 'info', 'attributes'), '* -text -eol\n');
    git(checkout, 'checkout', '-q', 'HEAD~1');
  });

  it('is inspected as a checkout of it would be', () => {
    const now = inspected([home, '--revision', 'HEAD~1']);
    const then = inspected([checkout]);
    const told = ({ device, inventory, ...rest }: Inspection) => ({ ...rest, device: { ...device, revision: '' }, inventory: { ...inventory, set_aside: [] } });
    assert.deepEqual(told(now), told(then));
    assert.equal(now.device.revision, git(home, 'rev-parse', 'HEAD~1'));
    assert.ok(breaches(now).some(({ message }) => message.includes('strcpy')));
  });
  it('says nothing of later commits and of the work tree', () => {
    assert.ok(!breaches(inspected([home, '--revision', 'HEAD'])).some(({ message }) => message.includes('strcpy')));
    assert.equal(git(home, 'status', '--porcelain'), '?? src/loose.c');
  });
  it('is not diverted by the git variables of a hook', () => {
    const env = { GIT_DIR: join(checkout, '.git'), GIT_WORK_TREE: '/', GIT_INDEX_FILE: '/nonexistent', GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.bare', GIT_CONFIG_VALUE_0: 'x' };
    assert.equal(inspected([home, '--revision', 'HEAD'], { env }).device.revision, git(home, 'rev-parse', 'HEAD'));
  });
  it('that is none is refused, whatever it looks like', () => {
    for (const name of ['nothing', '--output=/tmp/x', 'HEAD:src', '', '@{-1}', 'a\nb']) {
      const { status, err } = plumbline(['inspect', home, `--revision=${name}`]);
      assert.equal(status, 64, `${name}: ${err}`);
      assert.match(err, /no commit named[^]*what now: /);
    }
  });
});

describe('a hostile repository', { skip }, () => {
  it('runs nothing, neither as a work tree nor by revision', () => {
    const home = join(folder, 'hostile');
    const proof = join(folder, 'proof');
    const script = join(home, 'evil.sh');
    plant(home, { 'src/a.c': safe, '.gitattributes': '* filter=evil diff=evil merge=evil\n', 'evil.sh': `#!/bin/sh\necho "$0 $@" >> '${proof}'\ncat\n` });
    chmodSync(script, 0o755);
    git(home, 'init', '-q');
    git(home, 'add', '-A');
    git(home, 'commit', '-qm', 'one');
    mkdirSync(join(home, '.git', 'hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'pre-auto-gc', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman', 'post-merge']) {
      writeFileSync(join(home, '.git', 'hooks', hook), `#!/bin/sh\necho ${hook} >> '${proof}'\n`, { mode: 0o755 });
    }
    const keys = ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'core.askPass', 'diff.external', 'diff.evil.command', 'diff.evil.textconv', 'filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'credential.helper', 'gpg.program', 'pager.log', 'pager.diff-index'];
    writeFileSync(join(home, 'evil.config'), keys.map((key) => section(key, script)).join(''));
    writeFileSync(join(home, '.git', 'config'), `${readFileSync(join(home, '.git', 'config'), 'utf8')}[core]\n\thooksPath = ${home}/.git/hooks\n[include]\n\tpath = ${home}/evil.config\n[alias]\n\tls-tree = !${script}\n\trev-parse = !${script}\n`);
    writeFileSync(join(home, 'src', 'a.c'), `${safe}\n`);
    const before = readFileSync(join(home, '.git', 'index'));
    inspected([home, '--no-cache']);
    inspected([home, '--no-cache', '--revision', 'HEAD']);
    assert.ok(!existsSync(proof), existsSync(proof) ? readFileSync(proof, 'utf8') : '');
    assert.deepEqual(readFileSync(join(home, '.git', 'index')), before);
  });
});

describe('a baseline', { skip }, () => {
  const home = join(folder, 'gated');
  const baseline = join(folder, 'last.json');
  const source = join(home, 'src', 'a.c');
  const gate = (...args: readonly string[]) => plumbline(['inspect', home, '--as-of', day, '--baseline', baseline, ...args]);
  before(() => {
    plant(home, { 'plumbline.yaml': manifest, 'src/a.c': safe + copies });
    git(home, 'init', '-q');
    git(home, 'add', '-A');
    git(home, 'commit', '-qm', 'one');
    const { status } = plumbline(['inspect', home, '--as-of', day, '--format', 'json', '--out', baseline, '--quiet']);
    assert.equal(status, 1);
  });

  it('lets known findings pass when lines move', () => {
    writeFileSync(source, `/* a remark */\n\n${safe}\nint another(void)\n{\n\treturn 2;\n}\n${copies}`);
    const { status, out, err } = gate();
    assert.equal(status, 0, out + err);
    assert.match(out, /against the baseline: 0 new, \d+ known, 0 gone/);
  });
  it('fails on a new finding, and names it as new', () => {
    writeFileSync(source, `${safe}${copies}${copies.replace('take', 'take_again').replace('from);', 'from + 1);')}`);
    const { status, out } = gate();
    assert.equal(status, 1, out);
    assert.match(out, /against the baseline: [1-9]\d* new, \d+ known/);
    const { out: text } = gate('--format', 'json', '--out', '-', '--quiet');
    const fresh = breaches(JSON.parse(text) as Inspection).filter(({ state }) => state === 'new');
    assert.ok(fresh.length > 0 && fresh.every(({ message }) => message.includes('take_again')), JSON.stringify(fresh));
  });
  it('does not pass what can no longer be decided', () => {
    writeFileSync(source, safe + copies);
    plant(home, { 'src/unread.c': `${'('.repeat(200_000)}\n`, 'src/strange.zzz': new Uint8Array([1, 2, 3, 0, 255]) });
    const { status, out } = gate();
    assert.equal(status, 2, out);
  });
  it('counts what is gone', () => {
    for (const name of readdirSync(join(home, 'src'))) if (name !== 'a.c') writeFileSync(join(home, 'src', name), '');
    writeFileSync(source, safe);
    assert.match(gate().out, /0 new, \d+ known, [1-9]\d* gone/);
  });
});

function breaches(inspection: Inspection): Inspection['findings'][number]['breaches'] {
  return inspection.findings.flatMap((finding) => finding.breaches);
}

/** `a.b.c = value` in the form of a configuration file. */
function section(key: string, value: string): string {
  const parts = key.split('.');
  const middle = parts.length === 3 ? ` "${parts[1] ?? ''}"` : '';
  return `[${parts[0] ?? ''}${middle}]\n\t${parts.at(-1) ?? ''} = ${value}\n`;
}
