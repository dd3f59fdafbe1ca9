/** `plumbline roadmap` as its contract states it: formats, draft, overrides, status and exit codes, on a device of a few lines. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { day, plant, plumbline, scratch } from './command.ts';

const folder = scratch('roadmap');
const device = join(folder, 'device');
plant(device, {
  'net/tcp.c': '#include <sys/socket.h>\nint tcp_parse(const unsigned char *data, int size)\n{\n\treturn data[0] + size;\n}\nint tcp_input(int s)\n{\n\treturn s;\n}\n',
  'ui/draw.c': 'int draw(void)\n{\n\treturn 1;\n}\n',
});
const ask = (...more: readonly string[]) => plumbline(['roadmap', device, '--as-of', day, '--quiet', ...more]);

describe('formats', () => {
  it('text names the units, both axes and what stands ready', () => {
    const { status, out, err } = ask();
    assert.equal(status, 0, err);
    for (const word of ['risk feas outcome', 'net (', 'What stands ready', 'What a plan may bring']) assert.ok(out.includes(word), word);
  });

  it('says from what a device without a manifest has its name, and no version that nobody stated', () => {
    assert.match(ask().out, /^Roadmap of device, as of [\d-]+\n {2}No plumbline\.yaml: it is called so because it is the name of the inspected\s+folder\n/);
  });

  it('JSON is the same to the byte, with and without the cache', () => {
    const first = ask('--format', 'json').out;
    assert.equal(ask('--format', 'json').out, first);
    assert.equal(ask('--format', 'json', '--no-cache').out, first);
    const { roadmap } = JSON.parse(first) as { roadmap: Roadmap };
    assert.equal(roadmap.units[0]?.name, 'net');
    assert.ok(!first.includes(folder), 'no absolute path');
  });

  it('HTML by the ending of --out; PDF never to the terminal', () => {
    const file = join(folder, 'roadmap.html');
    assert.equal(ask('--out', file).status, 0);
    assert.match(readFileSync(file, 'utf8'), /^<!doctype html>/);
    assert.equal(ask('--format', 'pdf').status, 64);
    assert.equal(ask('--format', 'docx').status, 64);
  });
});

describe('a plan', () => {
  const plan = join(folder, 'plan.yaml');

  it('is drafted once and never overwritten', () => {
    assert.equal(ask('--draft', plan).status, 0);
    const text = readFileSync(plan, 'utf8');
    const { status, err } = ask('--draft', plan);
    assert.equal(status, 64);
    assert.match(err, /never overwritten/);
    assert.equal(readFileSync(plan, 'utf8'), text);
  });

  it('is behind while nobody owns it, and on track when its gaps are filled', () => {
    if (!existsSync(plan)) ask('--draft', plan);
    const { status, out } = ask('--status', plan);
    assert.equal(status, 1);
    assert.match(out, /missing +owner/);
    const filled = readFileSync(plan, 'utf8')
      .replace('owner:\n  name: ""\n  role: ""', 'owner:\n  name: A. Person\n  role: head of development')
      .replace('signed:\n  by: ""\n  on: ""', 'signed:\n  by: A. Person\n  on: 2026-06-30')
      .replace('cwe_on_every_cve: false', 'cwe_on_every_cve: true')
      .replace('where: ""', 'where: https://example.org/roadmap')
      .replace('dependencies: []', 'dependencies:\n  - name: none\n    plan: no library in a memory-unsafe language is taken in\n    by: 2027-06-30');
    writeFileSync(plan, filled);
    const good = ask('--status', plan);
    assert.equal(good.status, 0, good.out);
  });

  it('that is no plan is refused with its line', () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, 'plan: 1\ntitle: x\nphases:\n  - name: one\n    from: soon\n');
    const { status, err } = ask('--plan', wrong);
    assert.equal(status, 64);
    assert.match(err, /wrong\.yaml:5:\d+: .*YYYY-MM-DD/);
  });
});

describe('overrides', () => {
  it('decide an outcome, and the reason is shown', () => {
    const file = join(folder, 'overrides.yaml');
    writeFileSync(file, 'roadmap: 1\noutcomes:\n  - {unit: ui, outcome: harden and fuzz, reason: the supplier of the display asked for it}\n');
    const { status, out, err } = ask('--overrides', file);
    assert.equal(status, 0, err);
    assert.match(out, /overridden from "leave": the supplier/);
  });
});
