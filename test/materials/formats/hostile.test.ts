/** Hostile reports, bills and statements: any bytes, mutated and cut ones, deep and wide ones; no throw, no hang, facts of the right shape. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable, type Material, type Probe } from '../../../src/core/material.ts';
import { loadWords } from '../../../src/core/shelf.ts';
import commandsProbe from '../../../src/materials/compile-database/commands.probe.ts';
import compileDatabase from '../../../src/materials/compile-database/material.ts';
import entriesProbe from '../../../src/materials/cyclonedx/entries.probe.ts';
import cyclonedx from '../../../src/materials/cyclonedx/material.ts';
import vulnerabilitiesProbe from '../../../src/materials/cyclonedx/vulnerabilities.probe.ts';
import findingsTable from '../../../src/materials/findings-table/material.ts';
import findingsProbe from '../../../src/materials/findings-table/findings.probe.ts';
import junit from '../../../src/materials/junit/material.ts';
import suitesProbe from '../../../src/materials/junit/suites.probe.ts';
import kconfig from '../../../src/materials/kconfig/material.ts';
import settingsProbe from '../../../src/materials/kconfig/settings.probe.ts';
import nessus from '../../../src/materials/nessus/material.ts';
import reportProbe from '../../../src/materials/nessus/report.probe.ts';
import nmap from '../../../src/materials/nmap/material.ts';
import scanProbe from '../../../src/materials/nmap/scan.probe.ts';
import sarif from '../../../src/materials/sarif/material.ts';
import siteRecordsProbe from '../../../src/materials/site-review/records.probe.ts';
import siteReview from '../../../src/materials/site-review/material.ts';
import runsProbe from '../../../src/materials/sarif/runs.probe.ts';
import statement from '../../../src/materials/statement/material.ts';
import recordsProbe from '../../../src/materials/statement/records.probe.ts';
import { casesOf } from '../../house/pages.ts';

const words = await loadWords();

interface Reader {
  readonly name: string;
  readonly pages: readonly string[];
  readonly look: (bytes: Uint8Array) => void;
}

/** Binds a material to its probes without losing the type between them. */
function reader<Form>(material: Material<Form>, probes: readonly Probe<Form>[]): Reader {
  const look = (bytes: Uint8Array): void => {
    const sight = { path: 'file', size: bytes.length, head: bytes.subarray(0, 4096) };
    material.recognise(sight);
    const form = material.parse(bytes, sight);
    if (isUnreadable(form)) return;
    for (const probe of probes) {
      for (const seen of probe.look(form, sight)) {
        if (!isCouldNotTell(seen)) words.get(seen.word)?.schema.parse(seen.value);
        else assert.ok(seen.reason.length > 0 && seen.reason.length < 600);
      }
    }
  };
  const pages = probes.map((probe) => new URL(`../../../src/materials/${material.name}/${probe.name}.probe.md`, import.meta.url)).map((url) => readFileSync(url, 'utf8'));
  return { name: material.name, pages, look };
}

const readers: readonly Reader[] = [
  reader(compileDatabase, [commandsProbe]), reader(cyclonedx, [entriesProbe, vulnerabilitiesProbe]), reader(junit, [suitesProbe]),
  reader(findingsTable, [findingsProbe]), reader(kconfig, [settingsProbe]), reader(nessus, [reportProbe]), reader(nmap, [scanProbe]), reader(sarif, [runsProbe]),
  reader(siteReview, [siteRecordsProbe]), reader(statement, [recordsProbe]),
];

/** Milliseconds for a hostile file of up to one megabyte on a busy machine. */
const patience = 5000;

function inTime(look: () => void): void {
  const start = performance.now();
  look();
  const took = performance.now() - start;
  assert.ok(took < patience, `took ${took.toFixed(0)} ms`);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const deep: Readonly<Record<string, string>> = {
  brackets: '['.repeat(100_000),
  braces: '{"a":'.repeat(100_000),
  elements: '<testsuites>'.repeat(50_000),
  remarks: `${'<!---->'.repeat(580)}<a/>`,
  attributes: `<testsuite ${'a="b" '.repeat(20_000)}/>`,
  quotes: `[${'"\\\\\\"'.repeat(100_000)}`,
  'open tag': `<testsuite ${' '.repeat(500_000)}`,
  'flow map': `plumbline-statement: 1\nkind: review\nrecords: ${'{a: '.repeat(50_000)}`,
  'flow list': `plumbline-statement: 1\nkind: review\nrecords: ${'['.repeat(100_000)}`,
  'block lists': `plumbline-statement: 1\nkind: review\nrecords:\n${'- '.repeat(100_000)}`,
  'bare prototype': '{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"__proto__":{"name":"x"},"name":"y","constructor":1,"hashes":{"length":9}}]}',
  'wrong sorts': '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":7}},"results":[{"ruleIndex":-1,"locations":[[]],"suppressions":{}},null,[],"x"],"artifacts":[3],"invocations":{"executionSuccessful":true}}]}',
  'shell quotes': `[{"directory":"/","file":"a.c","command":"cc ${"'a\\\\ ".repeat(20_001)}"}]`,
  'hosts': `<nmaprun>${'<host><ports>'.repeat(40_000)}`,
  'items': `<NessusClientData_v2><ReportHost name="x">${'<ReportItem><cve>'.repeat(40_000)}`,
  'cells': `plumbline-findings,1\n${'","'.repeat(200_000)}`,
  'columns': `plumbline-findings,1\ntest,network-scan\ntool,x\nid,title,severity,status\n${'a,b,low,open\n'.repeat(50_000)}`,
  'one line': `CONFIG_${'A'.repeat(1_000_000)}=y`,
};

describe('hostile formats', () => {
  for (const each of readers) {
    test(`${each.name}: what is deep, wide or of the wrong sort`, () => {
      for (const [name, text] of Object.entries(deep)) inTime(() => assert.doesNotThrow(() => each.look(bytesOf(text)), name));
    });

    test(`${each.name}: every case of its pages, cut and mutated`, () => {
      const cases = each.pages.flatMap((page) => casesOf(page)).map((shown) => bytesOf(shown.text));
      const change = fc.record({ at: fc.nat(), value: fc.oneof(fc.constantFrom(...bytesOf('{}[]"\\:,<>&\n\0')), fc.integer({ min: 0, max: 255 })) });
      fc.assert(
        fc.property(fc.constantFrom(...cases), fc.array(change, { maxLength: 8 }), fc.nat(), (shown, changes, cut) => {
          const bytes = shown.slice(0, cut % 3 === 0 ? cut % (shown.length + 1) : shown.length);
          for (const { at, value } of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          each.look(bytes);
        }),
        { numRuns: 400 },
      );
    });

    test(`${each.name}: arbitrary JSON and arbitrary bytes`, () => {
      fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(bytesOf)), each.look), { numRuns: 300 });
    });
  }
});
