/** A maker's way through a variance: write it, complete it, see it in every report, see it end. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inspected, plumbline, root, scratch } from './command.ts';

const device = join(scratch('variance'), 'device');
cpSync(join(root, 'codebook/incidents/heartbleed/bad'), device, { recursive: true });
const day = ['--as-of', '2026-06-30'];
const run = (...args: readonly string[]) => plumbline(['variance', ...args]);
const before = inspected(['--edition', '2026.1', device]);
const finding = before.findings.find(({ element }) => element === 'lengths-agree-with-the-record');
const fingerprint = finding?.breaches[0]?.fingerprint ?? '';
const file = join(device, 'plumbline-variances', 'V-1.yaml');

/** What a person writes into the blanks. */
function complete(): void {
  const filled = readFileSync(file, 'utf8')
    .replace('reason: ""', 'reason: the reply is checked by the proxy in front of it until the next release comes out')
    .replace('method: ""', 'method: ISO 14971').replaceAll('exploitability: "", harm: ""', 'exploitability: low, harm: minor').replace('file: ""', 'file: R-7')
    .replace('says: "", element: ""', 'says: the sources are all open, element: code-is-open-to-inspection')
    .replace('proposed: { by: "", role: "", date: "" }', 'proposed: { by: A. Ito, role: engineer, date: 2026-06-01 }')
    .replace('approved: { by: "", role: "", date: "" }', 'approved: { by: R. Meyer, role: head of security, date: 2026-06-30 }')
    .replace('owner: ""', 'owner: A. Ito').replace('target_version: ""', 'target_version: "2"').replace('{ what: "", by: "" }', '{ what: check the length, by: 2026-08-01 }');
  writeFileSync(file, filled);
}

describe('plumbline variance', () => {
  it('says what is missing when nothing is named', () => {
    assert.match(run('new', device, ...day).err, /--id/);
    assert.match(run('new', device, '--id', 'V-1', ...day).err, /--fingerprint/);
    assert.match(run('new', device, '--id', 'V-1', '--fingerprint', 'ffff', ...day).err, /no breach has the fingerprint ffff/);
    assert.match(run('new', device, '--id', 'V-1', '--kind', 'wish', '--fingerprint', fingerprint, ...day).err, /no kind "wish"/);
    assert.match(run('list', device, ...day).out, /no record of a variance/);
    assert.equal(run('check', device, ...day).status, 0);
  });

  it('writes a record that is malformed until a person has completed it', () => {
    const made = run('new', device, '--id', 'V-1', '--fingerprint', fingerprint, ...day);
    assert.equal(made.status, 0, made.err);
    const { out, status } = run('check', device, ...day);
    assert.equal(status, 1);
    assert.match(out, /malformed +plumbline-variances\/V-1.yaml/);
    assert.equal(inspected([device]).standing.value, before.standing.value);
    assert.equal(run('new', device, '--id', 'V-1', '--fingerprint', fingerprint, ...day).status, 64, 'a record is not written over');
  });

  it('applies the completed record, and the finding stays unmet in every export', () => {
    complete();
    const { out, status } = run('list', device, ...day);
    assert.equal(status, 0);
    assert.match(out, /in force +V-1/, out);
    const now = inspected(['--edition', '2026.1', device]);
    assert.deepEqual(now.variances?.entries[0]?.covers, [fingerprint]);
    assert.deepEqual(now.findings, before.findings.map((one, index) => ({ ...one, supports: now.findings[index]?.supports ?? [] })));
    const sarif = plumbline(['inspect', device, ...day, '--format', 'sarif', '--out', '-']).out;
    const results = (JSON.parse(sarif) as { runs: { results: { kind: string; partialFingerprints: Record<string, string>; suppressions?: { kind: string }[] }[] }[] }).runs[0]?.results ?? [];
    const covered = results.filter(({ suppressions = [] }) => suppressions.length > 0);
    assert.deepEqual(covered.map(({ kind, partialFingerprints, suppressions }) => [kind, partialFingerprints['plumblineBreach/v1'], suppressions?.[0]?.kind]), [['fail', fingerprint, 'external']]);
    assert.ok(results.every(({ kind, suppressions }) => kind === 'open' || suppressions !== undefined));
    for (const format of ['text', 'markdown', 'html']) {
      const shown = plumbline(['inspect', device, ...day, '--format', format, '--out', '-']).out;
      assert.match(shown, /V-1/, format);
      assert.match(shown, /[Nn]o verdict|never a verdict/, format);
    }
    const without = inspected(['--no-variances', device]);
    assert.deepEqual([without.variances?.ignored, without.variances?.entries[0]?.covers], [true, []]);
  });

  it('prolongs only what is still there, and points back', () => {
    const made = run('renew', 'V-1', device, '--as', 'V-2', '--out', join(device, '..', 'V-2.yaml'), ...day);
    assert.equal(made.status, 0, made.err);
    assert.match(readFileSync(join(device, '..', 'V-2.yaml'), 'utf8'), /renews: "V-1"/);
    assert.match(run('renew', 'V-9', device, '--as', 'V-2', ...day).err, /no record "V-9"/);
    assert.match(run('renew', 'V-1', device, ...day).err, /--as/);
  });

  it('fails the check once it is over, with the clock as an argument', () => {
    const { out, status } = run('check', device, '--as-of', '2029-01-01', '--json');
    assert.equal(status, 1);
    assert.equal((JSON.parse(out) as { entries: { state: string }[] }).entries[0]?.state, 'expired');
  });
});

describe('plumbline inspect --record', () => {
  it('writes what the verdicts rest on', () => {
    const folder = scratch('record');
    const done = plumbline(['inspect', device, ...day, '--format', 'json', '--out', join(folder, 'i.json'), '--record', join(folder, 'r.json'), '--quiet']);
    assert.ok((done.status ?? 70) <= 2, done.err);
    assert.equal((JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as { schema: string }).schema, 'plumbline-record-1');
  });
});
