/** What real tools wrote about the small device: each file is claimed by the one reader it is for, which reads it as `written/read.txt` says. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isCouldNotTell, type Observation } from '../../../src/core/fact.ts';
import { claims, isUnreadable, type Sight } from '../../../src/core/material.ts';
import { loadMaterials, loadWords, type ShelvedMaterial } from '../../../src/core/shelf.ts';
import { analysedFiles } from '../../../src/facts/analysed-files.ts';
import { analysisResult } from '../../../src/facts/analysis-result.ts';
import { analysisRun } from '../../../src/facts/analysis-run.ts';
import { structuralCoverage } from '../../../src/facts/structural-coverage.ts';

const folder = join(import.meta.dirname, 'written');
const materials = await loadMaterials();
const words = await loadWords();
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile() && each.parentPath !== folder)
  .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
  .sort();

function claimant(sight: Sight): readonly ShelvedMaterial[] {
  const made = materials.map((shelved) => ({ shelved, claim: shelved.material.recognise(sight) }));
  for (const claim of claims.toReversed()) {
    const found = made.filter((each) => each.claim === claim).map(({ shelved }) => shelved);
    if (found.length > 0) return found;
  }
  return [];
}

function told(seen: Observation): string {
  if (isCouldNotTell(seen)) return `could not tell ${seen.word}: ${seen.reason}`;
  const known = words.get(seen.word);
  known?.schema.parse(seen.value);
  if (seen.word === analysisRun.word) {
    const { tool, version, sort, rules, results, errors, completed } = analysisRun.schema.parse(seen.value);
    return `run of ${tool} ${version} for ${sort}: completed ${completed}, ${rules} rules, ${results} results, ${errors} errors`;
  }
  if (seen.word === analysedFiles.word) {
    const { options, files: each } = analysedFiles.schema.parse(seen.value);
    return [`options ${options.join(' ')}`, ...each.map(({ file, state, because }) => `  ${state} ${file}${because === '' ? '' : `: ${because}`}`)].join('\n  ');
  }
  if (seen.word === analysisResult.word) {
    const { rule, level, message, file, at_line: line, cwe } = analysisResult.schema.parse(seen.value);
    return `${level} ${rule} at ${file}:${line} [${cwe.join(' ')}] ${message}`;
  }
  const { tool, version, file, kind, covered, total } = structuralCoverage.schema.parse(seen.value);
  return `${tool} ${version} ${file} ${kind} ${covered} of ${total}`;
}

function read(file: string): string {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const sight = { path: file, size: bytes.length, head: bytes.subarray(0, 4096) };
  const found = claimant(sight);
  assert.equal(found.length, 1, `${file} is claimed by ${found.map(({ material }) => material.name).join(', ') || 'nobody'}`);
  const [shelved] = found;
  assert.ok(shelved !== undefined);
  const form = shelved.material.parse(bytes, sight);
  if (isUnreadable(form)) return `${file} · ${shelved.material.name}\n  unreadable: ${form.unreadable}\n`;
  const seen = shelved.probes.flatMap((probe) => [...probe.look(form, sight)]);
  return `${file} · ${shelved.material.name}\n${seen.map((each) => `  ${told(each)}\n`).join('')}`;
}

test('what real tools wrote reads as it was reviewed', () => {
  assert.ok(files.length > 40, 'the files that tools wrote are gone');
  const all = files.map(read).join('\n');
  const expected = join(folder, 'read.txt');
  if (process.env['PLUMBLINE_UPDATE'] === '1') writeFileSync(expected, all);
  assert.equal(all, readFileSync(expected, 'utf8'));
});
