/** Certifying and verifying as a maker and a hospital do: keys, roles, countersignatures, refusals, and what must never be printed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parties, honestTrust } from '../certify/world.ts';
import { plumbline, root, scratch, shell } from './command.ts';

const device = join(root, 'examples/infusion-pump/as-mended');
const folder = scratch('certify');
const at = (name: string): string => join(folder, name);
for (const [name, { pem, publicPem }] of Object.entries(parties)) {
  writeFileSync(at(`${name}.pem`), pem, { mode: 0o600 });
  writeFileSync(at(`${name}.pub`), publicPem);
}
writeFileSync(at('trust.yaml'), honestTrust);
const day = ['--as-of', '2026-11-20'];
const certified = (out: string, more: readonly string[] = ['--key', at('maker.pem')]): ReturnType<typeof plumbline> => plumbline(['certify', device, '--out', at(out), ...day, ...more]);
const verified = (name: string, more: readonly string[] = []): ReturnType<typeof plumbline> => plumbline(['verify', at(name), '--trust', at('trust.yaml'), '--as-of', '2026-11-27', ...more]);

function bytesBelow(path: string): ReadonlyMap<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry): [string, string] => [join(entry.parentPath, entry.name).slice(path.length), readFileSync(join(entry.parentPath, entry.name), 'latin1')]).sort());
}

describe('a package', () => {
  const first = certified('package');
  it('is written, verified in the terminal, and judged again', () => {
    assert.equal(first.status, 0, first.err);
    assert.match(first.out, /conforming under 2026\.1 as of 2026-11-20/);
    const { status, out } = verified('package', ['--deep', '--image', join(device, 'images/pump-firmware.elf'), '--device', 'Meridian LVP 2 infusion pump', '--device-version', '2.5.0']);
    assert.equal(status, 0, out);
    assert.match(out, /VERIFIED/);
    assert.match(out, /pump-firmware\.elf is images\/pump-firmware\.elf of the inspected device, byte for byte/);
    assert.match(out, /judged again, the record leads to the same \d+ findings/);
    assert.match(out, /NOT CHECKED\n/);
  });
  it('is the same, byte for byte, a second time, and as a zip', () => {
    assert.equal(certified('again').status, 0);
    assert.deepEqual(bytesBelow(at('again')), bytesBelow(at('package')));
    assert.equal(certified('one.zip').status, 0);
    assert.equal(certified('two.zip').status, 0);
    assert.ok(readFileSync(at('one.zip')).equals(readFileSync(at('two.zip'))));
    assert.equal(verified('one.zip').status, 0);
  });
  it('is verified as tar and packed with its folder', () => {
    spawnSync('tar', ['-C', folder, '-czf', at('package.tar.gz'), 'package']);
    assert.equal(verified('package.tar.gz').status, 0);
  });
  it('is refused with exit 1, the reason and a next step, as text and as JSON', () => {
    cpSync(at('package'), at('changed'), { recursive: true });
    writeFileSync(at('changed/inspection.json'), readFileSync(at('changed/inspection.json'), 'utf8').replace('"unmet"', '"met"'));
    const text = verified('changed');
    assert.equal(text.status, 1);
    assert.match(text.out, /REFUSED[\s\S]*altered: inspection\.json: the bytes are not those that the index names/);
    assert.match(text.out, /not to be believed/);
    const json = JSON.parse(verified('changed', ['--format', 'json']).out) as { readonly holds: boolean; readonly reasons: readonly { readonly code: string }[] };
    assert.equal(json.holds, false);
    assert.ok(json.reasons.some(({ code }) => code === 'altered'));
  });
  it('is refused with a link in its folder, and with a FIFO, without waiting', () => {
    cpSync(at('package'), at('linked'), { recursive: true });
    rmSync(at('linked/record.json'));
    symlinkSync('/etc/passwd', at('linked/record.json'));
    spawnSync('mkfifo', [at('linked/evidence/fifo')]);
    const { status, out } = verified('linked');
    assert.equal(status, 1);
    assert.match(out, /unsafe: record\.json: a link/);
    assert.match(out, /unsafe: evidence\/fifo: no regular file/);
  });
  it('is countersigned by another party, once, and then holds for both', () => {
    const args = ['certify', at('package'), '--countersign', '--key', at('inspector.pem'), '--role', 'inspector', '--as-of', '2026-11-27'];
    writeFileSync(at('both.yaml'), `requires: [maker, inspector]\n${honestTrust}`);
    assert.equal(plumbline(['verify', at('package'), '--trust', at('both.yaml'), '--as-of', '2026-11-27']).status, 1);
    assert.equal(plumbline(args).status, 0);
    assert.equal(plumbline(['verify', at('package'), '--trust', at('both.yaml'), '--as-of', '2026-11-27']).status, 0);
    assert.match(plumbline(args).err, /has a seal of this key as inspector already/);
    const broken = plumbline(['certify', at('changed'), '--countersign', '--key', at('inspector.pem'), '--role', 'inspector']);
    assert.equal(broken.status, 64);
    assert.match(broken.err, /is not signed: /);
  });
});

describe('keys', () => {
  it('that others can read are refused with the fix', () => {
    writeFileSync(at('open.pem'), parties.maker.pem);
    chmodSync(at('open.pem'), 0o640);
    const { status, err } = certified('no', ['--key', at('open.pem')]);
    assert.equal(status, 64);
    assert.match(err, /can be read or written by others \(mode 0640\)[\s\S]*chmod 600/);
    assert.ok(!existsSync(at('no')));
  });
  it('come from the environment, or stay behind a command', () => {
    const env = plumbline(['certify', device, '--out', at('env'), ...day, '--key-env', 'SIGNING_KEY', '--with', 'none'], { env: { SIGNING_KEY: parties.maker.pem } });
    assert.equal(env.status, 0, env.err);
    const line = `cat > ${at('message')} && openssl pkeyutl -sign -rawin -inkey ${at('maker.pem')} -in ${at('message')}`;
    const command = certified('command', ['--sign-command', line, '--public-key', at('maker.pub')]);
    assert.equal(command.status, 0, command.err);
    assert.equal(verified('command').status, 0);
    const curve = certified('curve', ['--sign-command', `openssl dgst -sha256 -sign ${at('inspector.pem')}`, '--public-key', at('inspector.pub'), '--role', 'inspector', '--expect', 'inspector']);
    assert.equal(curve.status, 0, curve.err);
    assert.match(certified('no', ['--sign-command', line, '--public-key', at('stranger.pub')]).err, /does not fit the public key/);
    assert.match(certified('no', ['--sign-command', 'exit 3', '--public-key', at('maker.pub')]).err, /ended with code 3/);
    assert.match(certified('no', []).err, /nothing to sign with was named/);
  });
  it('are never in what is printed or written, whatever goes wrong', () => {
    const secret = parties.maker.pem.split('\n').filter((part) => part !== '' && !part.startsWith('-----'));
    const garbled = parties.maker.pem.replace(/\n(.)/, '\n#$1');
    writeFileSync(at('garbled.pem'), garbled, { mode: 0o600 });
    const runs = [
      certified('no', ['--key', at('garbled.pem')]),
      plumbline(['certify', device, '--out', at('no'), '--key-env', 'KEY'], { env: { KEY: garbled, PLUMBLINE_TRACE: '1' } }),
      plumbline(['certify', device, '--out', at('no'), '--key', at('maker.pem'), '--role', 'king']),
      plumbline(['certify', at('changed'), '--countersign', '--key', at('maker.pem')]),
      plumbline(['verify', at('package'), '--trust', at('maker.pem')]),
      first(),
    ];
    for (const { out, err } of runs) for (const part of secret) assert.ok(!out.includes(part) && !err.includes(part));
    for (const [name, content] of bytesBelow(at('package'))) for (const part of secret) assert.ok(!content.includes(part), name);
    assert.match(runs[4]?.err ?? '', /holds a private key/);
    assert.match(runs[0]?.err ?? '', /holds no private key that can be read\n/);
  });
  const first = (): ReturnType<typeof plumbline> => certified('shown');
});

describe('refusals', () => {
  it('name what is wrong before anything is done', () => {
    assert.match(plumbline(['verify', at('package')]).err, /nothing says whose signature counts/);
    assert.match(plumbline(['verify', at('nowhere'), '--trust', at('trust.yaml')]).err, /there is nothing at/);
    assert.match(plumbline(['verify', at('maker.pub'), '--trust', at('trust.yaml')]).err, /no archive of a kind that packages come in/);
    assert.match(certified('package').err, /there is something at .* already/);
    assert.match(plumbline(['certify', device, '--out', join(device, 'package'), '--key', at('maker.pem')]).err, /lies inside the device/);
    mkdirSync(at('empty'));
    assert.equal(certified('empty').status, 0);
  });
  it('the page is written by the command', () => {
    assert.equal(plumbline(['verify', '--page', at('verifier.html')]).status, 0);
    assert.ok(statSync(at('verifier.html')).size < 1_000_000);
  });
  it('nothing of verifying can reach a network', { skip: existsSync('/usr/bin/strace') ? false : 'no strace on this machine' }, () => {
    const { err } = shell('strace -f -e trace=network "$0" "$1" verify "$2" --trust "$3" --as-of 2026-11-27 --deep', [at('one.zip'), at('trust.yaml')]);
    assert.doesNotMatch(err, /AF_INET/);
  });
});
