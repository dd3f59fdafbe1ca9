/** The law's own way, in a copy of the repository: propose, comment, act, ballot, publish, correct, and see what it does to devices. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { plumbline, root, scratch } from './command.ts';

const home = scratch('law');
for (const part of ['src', 'codebook', 'bin', 'package.json']) cpSync(join(root, part), join(home, part), { recursive: true });
// The committee of this journey has no key yet: what it publishes first pins its own.
for (const sealed of ['publisher.pem', 'editions/2026.1.dsse.json']) rmSync(join(home, 'codebook', sealed));
symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
const program = join(home, 'bin', 'plumbline.js');
const code = (...args: readonly string[]) => plumbline(['code', ...args], { program });
const at = (day: string): readonly string[] => ['--as-of', day];
const folder = join(home, 'codebook', 'proposals', 'P-2026.2-09');

describe('the law as it is', () => {
  it('is listed, shown and found in order', () => {
    assert.match(code('list', ...at('2026-11-27')).out, /2026\.1 +published +binds from 2027-01-01/);
    assert.match(code('list', ...at('2027-01-01')).out, /2026\.1 +published +in effect since 2027-01-01/);
    assert.match(code('show', '2026.1').out, /built from ieee-2015 and 13 proposals/);
    assert.match(code('show', 'P-2026.1-14').out, /stage: disapproved/);
    assert.equal(code('show', 'P-0').status, 64);
    const { out, status } = code('lint', ...at('2026-11-27'));
    assert.equal(status, 0, out);
    assert.match(out, /nothing to mend/);
  });
  it('is built again to the same bytes by the same command', () => {
    const file = join(home, 'codebook', 'editions', '2026.1.yaml');
    const before = readFileSync(file, 'utf8');
    const { status, err, out } = code('publish', '2026.1', ...at('2026-11-27'));
    assert.equal(status, 0, err + out);
    assert.equal(readFileSync(file, 'utf8'), before);
  });
  it('is written for tools that read OSCAL, as a catalog and a profile for each level', () => {
    const out = join(home, 'oscal');
    assert.match(code('export', '2026.1', '--out', out).out, /wrote .*2026\.1\.oscal-catalog\.json\n$/);
    assert.equal(code('export', '2026.1', '--format', 'oscal-profile', '--out', out).out.split('\n').filter((line) => line.startsWith('wrote ')).length, 3);
    const profile = JSON.parse(code('export', '2026.1', '--format', 'oscal-profile', '--level', '2').out) as { readonly profile: { readonly 'back-matter': { readonly resources: readonly [{ readonly rlinks: readonly [{ readonly href: string }] }] } } };
    assert.ok(existsSync(join(out, profile.profile['back-matter'].resources[0].rlinks[0].href)), 'a profile leads to its catalog in the same folder');
    for (const [args, says] of [[['2026.1', '--format', 'oscal-profile'], /3 profiles cannot share/], [['2026.1', '--level', '2'], /holds the elements of all levels/], [['2026.1', '--format', 'oscal-profile', '--level', '9'], /has no level 9/], [['2099'], /there is no edition/], [['2026.1', '--format', 'pdf'], /no format "pdf"/]] as const) {
      const { status, err } = code('export', ...args);
      assert.equal(status, 64);
      assert.match(err, says);
    }
  });
  it('is compared by kinds of change', () => {
    assert.match(code('diff', '2026.1', '2026.2').out, /^2026\.1 → 2026\.2: (?=.*\d+ moved)(?=.*\d+ tightened)/);
    const { changes } = JSON.parse(code('diff', 'ieee-2015', '2026.1', '--json').out) as { changes: { kind: string }[] };
    assert.ok(changes.some(({ kind }) => kind === 'new'));
    assert.match(code('diff', '2026.1', '2026.1').err, /does not differ from itself/);
  });
});

describe('a proposal', () => {
  it('is written to be completed, and refused by lint until it is', () => {
    assert.match(code('propose', 'P-2026.2-09').err, /--edition, --base, --title/);
    assert.equal(code('propose', 'P-2026.2-09', '--edition', '2026.3', '--base', '2026.1', '--title', 'Secrets resist tampering from level 2', ...at('2027-01-05')).status, 0);
    assert.equal(code('propose', 'P-2026.2-09', '--edition', '2026.3', '--base', '2026.1', '--title', 'again').status, 64);
    assert.match(code('lint').err, /P-2026.2-09\/proposal.yaml:\d+/);
    writeFileSync(join(folder, 'proposal.yaml'), `id: P-2026.2-09
title: Secrets resist tampering from level 2
edition: '2026.3'
base: '2026.1'
date: '2027-01-05'
proponent: { role: hospital security officer, affiliation: a hospital, interest: it buys such devices }
reason: devices of level 2 share the secrets of their larger sisters and are sold second-hand
sources: [{ document: an incident of our own }]
benefit: one opened device opens no other
cost: a part that keeps secrets, in new boards
changes: [{ op: change, element: secrets-resist-tampering, from_level: 2 }]
fixtures: {}
`);
    assert.equal(code('lint', '--quick', ...at('2027-01-05')).status, 0);
  });
  it('closes with no comment undisposed', () => {
    assert.match(code('comment', 'P-2026.2-09', '--position', 'oppose', '--by', 'device software engineer', '--text', 'no such part for this processor', ...at('2027-01-06')).out, /comment P-2026.2-09-C1 has no disposition/);
    assert.equal(code('comment', 'P-2026.2-09', '--dispose', 'P-2026.2-09-C9', '--outcome', 'noted', '--by', 'chair', '--text', 'there is one').status, 64);
    assert.match(code('action', 'P-2026.2-09', '--outcome', 'as-submitted', '--text', 'the harm is shown', '--for', '7', '--against', '0', '--abstaining', '1', ...at('2027-01-10')).out, /has no disposition/);
    assert.doesNotMatch(code('comment', 'P-2026.2-09', '--dispose', 'P-2026.2-09-C1', '--outcome', 'rejected', '--by', 'committee chair', '--text', 'there is one from two vendors', ...at('2027-01-10')).out, /no disposition/);
    assert.match(code('comment', 'P-2026.2-09', '--position', 'perhaps', '--by', 'x', '--text', 'whatever it may be').err, /position/);
  });
  it('is not published before the ballot is closed and blocking objections are settled', () => {
    assert.match(code('publish', '2026.3', '--effective-on', '2028-06-01', ...at('2027-02-01')).out, /cannot be published:\n  P-2026.2-09: no ballot was held/);
    assert.equal(existsSync(join(home, 'codebook', 'editions', '2026.3.yaml')), false);
    const ballot = (...args: readonly string[]) => code('ballot', 'P-2026.2-09', ...args);
    assert.equal(ballot('--opened', '2027-01-11', '--closed', '2027-01-20', ...at('2027-01-11')).status, 0);
    for (const role of ['committee chair', 'device software engineer', 'hospital clinical engineer', 'patient representative', 'university researcher']) ballot('--vote', role, '--position', 'approve', ...at('2027-01-12'));
    ballot('--vote', 'security officer of a maker', '--position', 'object', '--blocking', '--text', 'boards in stock', ...at('2027-01-12'));
    assert.match(code('publish', '2026.3', '--effective-on', '2028-06-01', ...at('2027-02-01')).out, /security officer of a maker blocks it and has no answer: boards in stock/);
    assert.match(ballot('--answer', 'security officer of a maker', '--by', 'committee chair', '--settled', '--text', 'stock may be sold off until it binds', ...at('2027-01-19')).out, /open until|balloting/);
    assert.match(code('publish', '2026.3', '--effective-on', '2028-06-01', ...at('2027-01-20')).out, /the ballot is open until 2027-01-20/);
  });
  it('is published, signed, and warned of before it binds', () => {
    const key = join(home, 'key.pem');
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', key], { stdio: 'ignore' });
    execFileSync('chmod', ['644', key]);
    assert.match(code('publish', '2026.3', '--effective-on', '2028-06-01', '--key', key, ...at('2027-02-01')).err, /others may read the key file/);
    execFileSync('chmod', ['600', key]);
    const { out, status } = code('publish', '2026.3', '--effective-on', '2028-06-01', '--key', key, ...at('2027-02-01'));
    assert.equal(status, 0, out);
    assert.match(out, /published, 37 elements frozen by digest from 1 proposals/);
    assert.equal(code('lint', '--quick', ...at('2027-02-01')).status, 0);
    const device = join(home, 'unpinned');
    mkdirSync(device);
    writeFileSync(join(device, 'main.c'), 'int main(void) { return 0; }\n');
    const inspection = (day: string) => JSON.parse(plumbline(['inspect', device, '--as-of', day, '--format', 'json', '--out', '-', '--no-cache'], { program }).out) as { edition: { id: string } };
    assert.deepEqual(['2028-05-31', '2028-06-01'].map((day) => inspection(day).edition.id), ['2026.1', '2026.3']);
    assert.match(plumbline(['inspect', device, '--as-of', '2028-05-31', '--no-cache'], { program }).err, /edition 2026.3 is published and binds from 2028-06-01/);
  });
  it('bears the seal of a publisher that a trust file names, or is refused', () => {
    const [own, stranger] = [join(home, 'publisher.pub'), join(home, 'stranger.pub')];
    writeFileSync(own, execFileSync('openssl', ['pkey', '-in', join(home, 'key.pem'), '-pubout']));
    writeFileSync(stranger, execFileSync('openssl', ['pkey', '-pubout'], { input: execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519'], { stdio: ['ignore', 'pipe', 'ignore'] }) }));
    const lint = (trust: string, day = '2027-02-01') => code('lint', '--quick', '--trust', trust, ...at(day));
    // Editions that were published before there was a key are named, the sealed one is not.
    assert.match(lint(own).out, /^edition 2026\.1: it is published and nobody has sealed it/m);
    assert.doesNotMatch(lint(own).out, /edition 2026\.3/);
    assert.match(lint(stranger).out, /edition 2026\.3: its seal is not that of a publisher in .*stranger\.pub/);
    const document = (more: string): string => {
      const file = join(home, 'trust.yaml');
      writeFileSync(file, `plumbline-trust: 1\nkeys:\n  - name: committee\n${more}    key: |\n${readFileSync(own, 'utf8').trimEnd().replace(/^/gm, '      ')}\n`);
      return file;
    };
    assert.doesNotMatch(lint(document('    roles: [publisher]\n')).out, /edition 2026\.3/);
    for (const more of ['    roles: [maker]\n', '    roles: [publisher]\n    valid_until: 2027-01-31\n', '    roles: [publisher]\n    revoked: { because: lost }\n']) {
      const { status, err } = lint(document(more));
      assert.equal(status, 64, more);
      assert.match(err, /names no publisher whose key counts/);
    }
    assert.equal(lint(join(home, 'no-such.pem')).status, 64);
  });
  it('is known by its seal to a verifier that never saw it, and only with a trust root that names the publisher', () => {
    const [maker, packed] = [join(home, 'maker.pem'), join(home, 'sealed.zip')];
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', maker], { stdio: 'ignore' });
    execFileSync('chmod', ['600', maker]);
    const made = plumbline(['certify', join(home, 'unpinned'), '--key', maker, '--out', packed, '--as-of', '2028-06-01'], { program });
    assert.equal(made.status, 0, made.err);
    const row = (name: string, role: string, pem: string): string => `  - name: ${name}\n    roles: [${role}]\n    key: |\n${pem.trimEnd().replace(/^/gm, '      ')}\n`;
    const makerRow = row('maker', 'maker', execFileSync('openssl', ['pkey', '-in', maker, '-pubout'], { encoding: 'utf8' }));
    const verified = (rows: string) => {
      writeFileSync(join(home, 'root.yaml'), `plumbline-trust: 1\nkeys:\n${rows}`);
      // The verifier of the repository itself, which knows no 2026.3.
      return plumbline(['verify', packed, '--trust', join(home, 'root.yaml'), '--as-of', '2028-06-02']);
    };
    const with3 = verified(makerRow + row('committee', 'publisher', readFileSync(join(home, 'publisher.pub'), 'utf8')));
    assert.equal(with3.status, 0, with3.out);
    assert.match(with3.out, /the edition 2026\.3 bears the seal of its publisher, "committee"/);
    const without = verified(makerRow);
    assert.equal(without.status, 1);
    assert.match(without.out, /no edition 2026\.3 is known here/);
  });
  it('that is changed after the seal is found out', () => {
    const file = join(home, 'codebook', 'editions', '2026.3.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('effective_on: 2028-06-01', 'effective_on: 2028-06-02'));
    assert.match(code('lint', '--quick', ...at('2027-02-01')).out, /edition 2026.3: its seal is not that of publisher.pem/);
  });
});

describe('an erratum', () => {
  const write = (id: string, change: string): void => {
    mkdirSync(join(home, 'codebook', 'errata'), { recursive: true });
    writeFileSync(join(home, 'codebook', 'errata', `${id}.yaml`), `id: ${id}\nedition: '2026.1'\nstate: held\nreported_by: device software engineer\ndate: '2027-01-05'\nreason: the level was set by mistake, as the record of the committee shows\nchanges: [${change}]\n`);
  };
  it('passes when it only loosens, and is refused when it does not', () => {
    write('E-1', '{ op: change, element: debug-interfaces-are-closed, from_level: 3 }');
    write('E-2', '{ op: change, element: no-known-exploited-vulnerability, with: { days: 30 } }');
    assert.match(code('erratum', 'E-1').out, /it only loosens/);
    const { out, status } = code('erratum', 'E-2');
    assert.equal(status, 1);
    assert.match(out, /refused: .*tightened.*compared forty days ago/);
    assert.equal(code('erratum', 'E-3').status, 64);
  });
});

describe('the impact on devices', () => {
  it('is told device by device, without looking at one', () => {
    const records = join(home, 'records');
    mkdirSync(records);
    writeFileSync(join(records, 'stray.json'), '{}');
    assert.match(code('impact', records, '--draft', '2026.2').err, /no record of an inspection/);
    plumbline(['inspect', join(root, 'codebook/incidents/logofail/fixed'), '--as-of', '2026-11-20', '--record', join(records, 'monitor.json'), '--quiet', '--format', 'json', '--out', join(home, 'i.json')]);
    const { out } = code('impact', records, '--draft', '2026.2');
    assert.match(out, /newly unknown \(\d+\): (?:.*, )?only-vetted-programs-run/);
    assert.match(out, /not a record: stray.json/);
    assert.match(code('impact', records).err, /--draft/);
    assert.match(code('impact', join(home, 'nowhere'), '--draft', '2026.2').err, /no folder/);
  });
});
