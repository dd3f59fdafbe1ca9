/** What a buyer found out alone: scans and tests that are no part of the maker's package. They are read like any evidence, never verified, and named on the sheet with their digests. */
import { basename } from 'node:path';
import { readWholeFile } from '../../acquire/whole-file.ts';
import { sha256 } from '../../core/canonical.ts';
import type { Fact } from '../../core/fact.ts';
import { loadMaterials } from '../../core/shelf.ts';
import { UsageError } from '../../core/trouble.ts';
import { observe } from '../../judge/observe.ts';

export interface OwnEvidence {
  readonly name: string;
  readonly sha256: string;
  readonly says: string;
  readonly facts: readonly Fact[];
}

/** Words that an analysis states of a device. A bill or a statement is the maker's to give, and does not count from here. */
const words: ReadonlySet<string> = new Set(['analysis-run', 'analysis-result', 'known-vulnerability', 'test-run']);

const largest = 64 * 1024 * 1024;
const next = 'hand in what a tool wrote, whole: Nmap XML, a Nessus report, SARIF, JUnit XML, or a table of findings (plumbline explain findings-table/findings)';

/** In the order given. Throws `UsageError` for a file that cannot be read to its end: half a scan decides nothing. */
export async function ownEvidence(files: readonly string[]): Promise<readonly OwnEvidence[]> {
  if (files.length === 0) return [];
  const shelf = await loadMaterials();
  return files.map((file) => {
    const got = readWholeFile(file, largest, true);
    if ('trouble' in got) throw new UsageError('no-evidence', `${file} cannot be read: ${got.trouble}`, next);
    const { bytes } = got;
    const name = basename(file);
    const looked = observe(shelf, bytes, { path: name, size: bytes.length, head: bytes.slice(0, 4096) });
    const isAnalysis = shelf.some(({ material }) => material.name === looked.material && material.nature === 'analysis');
    if (!isAnalysis) throw new UsageError('no-evidence', `${file} is no result of a test or an analysis that is known here${looked.trouble === undefined ? '' : `: ${looked.trouble}`}`, next);
    const blank = looked.blanks.find(([word]) => words.has(word));
    if (blank !== undefined) throw new UsageError('no-evidence', `${file} cannot be read to its end: ${blank[1]}`, next);
    const digest = sha256(bytes);
    const facts = looked.facts.filter(([word]) => words.has(word)).map(([word, value, at]): Fact => ({ word, value, place: { component: '', path: name, ...at }, sha256: digest }));
    return { name, sha256: digest, says: storyOf(facts), facts };
  });
}

function storyOf(facts: readonly Fact[]): string {
  const runs = facts.filter(({ word }) => word === 'analysis-run').map(({ value }) => {
    const { tool, version, sort, results, errors, completed, date } = value as { readonly tool: string; readonly version: string; readonly sort: string; readonly results: number; readonly errors: number; readonly completed: string; readonly date: string };
    return `${[tool, version].filter((part) => part !== '').join(' ')}, ${sort}${date === '' ? '' : ` of ${date}`}: ${results} results, ${errors} of them errors${completed === 'yes' ? '' : ', not known to have ended'}`;
  });
  const suites = facts.filter(({ word }) => word === 'test-run').length;
  return [...runs, ...(suites > 0 ? [`${suites} test suites`] : [])].join('; ') || 'nothing';
}
