/** `plumbline explain`: shows the page of an element, rule, word, probe, tally, or one finding of an inspection. */
import { loadWords } from '../core/shelf.ts';
import { UsageError } from '../core/trouble.ts';
import { renderPage } from '../report/page.ts';
import { findingPage } from './finding-page.ts';
import { readInspection } from './inspection-file.ts';
import { measuredPart } from './measured.ts';
import { nearest } from './nearest.ts';
import { pageIndex, pageOf } from './pages.ts';
import { print } from './print.ts';
import { hasColour, widthOf } from './terminal.ts';

interface Options {
  readonly from?: string;
  readonly codebook?: readonly string[];
}

export async function explainCommand(id: string, given: Record<string, unknown>): Promise<number> {
  const { from, codebook = [] } = given as unknown as Options;
  const inspection = from === undefined ? undefined : readInspection(from);
  // Pages have names, findings have fingerprints: an id that is a page is one with --from, too.
  const page = await pageOf(id, codebook);
  const markdown = (page?.sort === 'rule' ? page.markdown + measuredPart(id) : page?.markdown) ?? (inspection === undefined ? undefined : findingPage(id, inspection, from ?? ''));
  if (markdown === undefined) throw await unknown(id, codebook);
  await print(renderPage(markdown, { width: widthOf(process.stdout), colour: hasColour(process.stdout) }));
  return 0;
}

async function unknown(id: string, codebook: readonly string[]): Promise<UsageError> {
  if (/^[0-9a-f]{6,32}$/.test(id)) {
    return new UsageError('no-inspection-named', `"${id}" looks like the fingerprint of a finding, and no inspection was named to look it up in`, `plumbline explain ${id} --from INSPECTION.json`);
  }
  const near = nearest(id, [...pageIndex(codebook).keys(), ...(await loadWords()).keys()]);
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'there are pages for elements (data-is-not-executable), rules (C01), probes (c/hazard), tallies (memory-ledger), words (hazard), packages (package) and other formats (views); a finding needs --from INSPECTION.json';
  return new UsageError('no-such-page', `nothing is called "${id}"`, hint);
}
