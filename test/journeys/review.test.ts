/** A maker's way through reviews of escape hatches: see them, read one, record a verdict, see it end when the code changes. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inspected, plant, plumbline, scratch } from './command.ts';

const device = join(scratch('review'), 'device');
const ring = `pub struct Ring { data: *mut u8 }
impl Ring {
    pub fn first(&self) -> u8 {
        // SAFETY: new allocates
        unsafe { *self.data }
    }
}
`;
plant(device, { 'src/ring.rs': ring, 'src/peek.go': 'package peek\n\nfunc peek(p *int) uintptr {\n\treturn uintptr(unsafe.Pointer(p))\n}\n' });
const day = ['--as-of', '2026-06-30'];
const run = (...args: readonly string[]) => plumbline(['review', ...args]);
const sound = ['--verdict', 'sound', '--condition', 'the pointer is valid: new allocates at least one byte', '--reviewer', 'R. Meyer', '--role', 'safety engineer', '--date', '2026-06-01', '--expires', '2027-06-01'];

interface Listed {
  readonly sites: readonly { readonly key: string; readonly form: string; readonly state: string; readonly why: string }[];
}

const listed = (...more: readonly string[]): Listed['sites'] => (JSON.parse(run('list', device, '--json', ...(more.length > 0 ? more : day)).out) as Listed).sites;
const keyOf = (form: string): string => listed().find((site) => site.form === form)?.key ?? '';
const edit = (from: string, to: string): void => writeFileSync(join(device, 'src/ring.rs'), readFileSync(join(device, 'src/ring.rs'), 'utf8').replace(from, to));

describe('plumbline review', () => {
  it('lists every site, and the gate is shut while one is unreviewed', () => {
    const { out, status } = run('list', device, ...day);
    assert.equal(status, 0);
    assert.match(out, /2 escape hatches: 2 not reviewed, as of 2026-06-30/);
    assert.match(out, /block in Ring::first {2}src\/ring\.rs:5/);
    assert.match(out, /unsafe-operation in peek {2}src\/peek\.go:4/);
    assert.equal(run('status', device, ...day).status, 1);
  });

  it('shows a site with its code', () => {
    const { out, status } = run('show', keyOf('block').slice(0, 6), device, ...day, '--lines', '2');
    assert.equal(status, 0);
    assert.match(out, /> +5 +unsafe \{ \*self\.data \}/);
    assert.match(out, /function [0-9a-f]{16}, module [0-9a-f]{16}/);
    assert.match(run('show', 'ffff', device).err, /no escape hatch has the key ffff/);
  });

  it('says what a record lacks', () => {
    const key = keyOf('block');
    assert.match(run('record', key, device).err, /--verdict and --reviewer and --role/);
    assert.match(run('record', key, device, '--verdict', 'sound', '--reviewer', 'R. Meyer', '--role', 'x').err, /name each condition/);
    assert.match(run('record', key, device, ...sound, '--evidence', 'Miri').err, /has no colon/);
    assert.match(run('record', key, device, ...sound, '--expires', '2026-05-01').err, /ends before it began/);
    assert.match(run('list', device, '--state', 'fine').err, /reviewed, unsound, stale, unreviewed/);
    assert.match(run('list', device, '--component', 'engine').err, /no component "engine"/);
  });

  it('records a verdict, once', () => {
    const key = keyOf('block');
    assert.equal(run('record', key, device, ...sound, '--id', 'SR-1', '--evidence', 'Miri runs: ci/miri.log').status, 0);
    assert.equal(run('record', key, device, ...sound, '--id', 'SR-1').status, 64, 'a record is not written over');
    assert.equal(run('record', keyOf('unsafe-operation'), device, ...sound, '--id', 'SR-2').status, 0);
    const { out, status } = run('status', device, ...day);
    assert.equal(status, 0, out);
    assert.match(run('show', key, device, ...day).out, /holds: new allocates at least one byte\n {2}evidence: Miri runs \(ci\/miri\.log\)/);
    assert.deepEqual(inspected([device]).sites?.map(({ value }) => (value as { reviewed: number }).reviewed), [2]);
  });

  it('keeps it when lines and files move', () => {
    writeFileSync(join(device, 'src/ring.rs'), `//! A ring.\n\n${ring.replace('pub fn', '/// The first.\n    pub  fn')}`);
    renameSync(join(device, 'src/ring.rs'), join(device, 'src/round.rs'));
    assert.equal(run('status', device, ...day).status, 0);
    renameSync(join(device, 'src/round.rs'), join(device, 'src/ring.rs'));
  });

  it('ends it when the function, the module or the site changes, or the day comes', () => {
    const why = (...more: readonly string[]): string => listed(...more).find(({ form }) => form === 'block')?.why ?? '';
    edit('u8 {', 'u8 { let _ = 1;');
    assert.equal(why(), 'function-changed');
    edit(' let _ = 1;', '');
    edit('data: *mut u8', 'data: *const u8');
    assert.equal(why(), 'module-changed');
    edit('*const u8', '*mut u8');
    edit('*self.data', '*self.data.add(1)');
    assert.equal(why(), 'site-changed');
    edit('.add(1)', '');
    assert.equal(why('--as-of', '2027-06-02'), 'expired');
    const { out, status } = run('status', device, '--as-of', '2027-06-02');
    assert.equal(status, 1);
    assert.match(out, /2: its last day is over/);
  });

  it('lists a malformed record and shuts the gate', () => {
    appendFileSync(join(device, 'plumbline-site-reviews', 'SR-2.yaml'), 'mood: good\n');
    const { out, status } = run('status', device, ...day);
    assert.equal(status, 1);
    assert.match(out, /malformed, not applied {2}plumbline-site-reviews\/SR-2\.yaml:\d+: mood/);
  });

  it('compares with what rustc lists, and says when it cannot read a file', () => {
    const message = (line: number): string => JSON.stringify({ $message_type: 'diagnostic', message: 'usage of an `unsafe` block', code: { code: 'unsafe_code' }, spans: [{ file_name: 'src/ring.rs', line_start: line, is_primary: true, expansion: null }] });
    const line = readFileSync(join(device, 'src/ring.rs'), 'utf8').split('\n').findIndex((text) => text.includes('unsafe {')) + 1;
    plant(device, { '../ok.json': message(line), '../odd.json': message(1), '../strange.txt': 'hello', '../audits.toml': '[[audits.src]]\nversion = "1"\n' });
    assert.equal(run('import', join(device, '../ok.json'), device).status, 0);
    const odd = run('import', join(device, '../odd.json'), device);
    assert.equal(odd.status, 1);
    assert.match(odd.out, /1 missing here and unexplained/);
    assert.match(run('import', join(device, '../audits.toml'), device).out, /1 crate of them with escape hatches/);
    assert.match(run('import', join(device, '../strange.txt'), device).err, /is none of/);
    assert.match(run('import', join(device, '../gone.json'), device).err, /cannot be read/);
  });
});
