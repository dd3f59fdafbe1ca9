/** What a customer tested joins as evidence: scans and a table of findings lie beside the device, and the record tells of each; a broken file is named and takes nothing from the others. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { casesOf } from '../house/pages.ts';
import { plumbline, root, scratch } from './command.ts';

const shown = (material: string, probe: string, file: string): string => {
  const page = readFileSync(join(root, 'src', 'materials', material, `${probe}.probe.md`), 'utf8');
  const found = casesOf(page).find((one) => one.file === file);
  assert.ok(found !== undefined, file);
  return found.text;
};

interface Said { readonly word: string; readonly reason?: string; readonly value?: { readonly tool?: string; readonly sort?: string; readonly id?: string }; readonly place: { readonly component: string; readonly path: string } }

it('scans and a table of findings are evidence of their own', () => {
  const device = join(scratch('scans'), 'device');
  mkdirSync(join(device, 'evidence'), { recursive: true });
  writeFileSync(join(device, 'main.c'), 'int main(void) { return 0; }\n');
  const put = (name: string, text: string): void => writeFileSync(join(device, 'evidence', name), text);
  put('ward.xml', shown('nmap', 'scan', 'ward.xml'));
  put('pump.nessus', shown('nessus', 'report', 'pump.nessus'));
  put('pentest.csv', shown('findings-table', 'findings', 'pentest.csv'));
  put('broken.xml', '<nmaprun scanner="nmap"><host');
  put('broken.nessus', '<NessusClientData_v2>');
  const record = join(device, '..', 'record.json');
  const { status, err } = plumbline(['inspect', device, '--no-cache', '--quiet', '--record', record, '--format', 'json', '--out', join(device, '..', 'inspection.json')]);
  assert.ok(status === 1 || status === 2, err);
  const { filed } = JSON.parse(readFileSync(record, 'utf8')) as { readonly filed: readonly Said[] };
  const runs = filed.filter(({ word, value }) => word === 'analysis-run' && value !== undefined);
  assert.deepEqual(runs.map(({ place, value }) => [place.path, value?.tool, value?.sort]).sort(), [
    ['evidence/broken.nessus', 'Nessus', 'network-scan'], ['evidence/broken.xml', 'Nmap', 'network-scan'], ['evidence/pentest.csv', 'independent laboratory', 'penetration-test'],
    ['evidence/pump.nessus', 'Nessus', 'network-scan'], ['evidence/ward.xml', 'Nmap', 'network-scan'],
  ]);
  const blanks = filed.filter(({ word, reason }) => word === 'analysis-result' && reason !== undefined);
  assert.deepEqual([...new Set(blanks.map(({ place }) => place.path))].sort(), ['evidence/broken.nessus', 'evidence/broken.xml']);
  assert.equal(filed.filter(({ word, value }) => word === 'known-vulnerability' && value?.id === 'CVE-2014-0160').length, 3);
});
