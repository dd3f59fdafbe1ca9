/** `plumbline code site`: writes the law as a web site into a folder. It works without a network and from a file. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../../acquire/write.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { renderSitePage } from '../../report/site/page.ts';
import { sitePages, type ShownProposal } from '../../report/site/site.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { versionOf } from '../version.ts';
import { openBench, ownCodebook, standingIn, today, type Bench } from './bench.ts';
import { changesBetween } from './show.ts';

export async function siteCommand(given: Record<string, unknown>): Promise<number> {
  const out = given['out'];
  if (typeof out !== 'string' || out === '') throw new UsageError('no-place', 'the site needs a folder', 'name one with --out DIR');
  const bench = await openBench();
  const asOf = today(given['asOf']);
  const pages = sitePages({ codebook: bench.codebook, pages: elementPages(bench), proposals: bench.dockets.map((docket) => shown(bench, docket, asOf)), changes: changesOf(bench) });
  for (const page of pages) {
    const file = join(out, page.path);
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, renderSitePage(page, versionOf()));
  }
  await print(`wrote ${pages.length} pages; open ${plain(join(out, 'index.html'))}\n`);
  return 0;
}

function elementPages({ codebook }: Bench): ReadonlyMap<string, string> {
  const file = (id: string): string => join(ownCodebook(), 'elements', id, 'element.md');
  return new Map([...codebook.elements.keys()].filter((id) => existsSync(file(id))).map((id) => [id, readFileSync(file(id), 'utf8')]));
}

/** Every edition against the one it supersedes, as `code diff` says it. */
function changesOf(bench: Bench): ReadonlyMap<string, readonly string[]> {
  const { editions } = bench.codebook;
  return new Map([...editions.values()].flatMap((edition): [string, readonly string[]][] => {
    const before = editions.get(edition.law.made_of?.base ?? '');
    if (before === undefined) return [];
    const rows = changesBetween(bench, before.law.id, edition.law.id);
    return [[edition.law.id, rows.map((row) => `${row.kind.replaceAll('-', ' ')}: ${row.of === 'element' ? '' : `${row.of} `}${row.id}${row.because.length === 0 ? '' : `, ${row.because.join('; ')}`}`)]];
  }));
}

function shown(bench: Bench, docket: Bench['dockets'][number], asOf: string): ShownProposal {
  const { proposal, comments } = docket;
  const { stage, tally } = standingIn(bench, docket, asOf);
  const elements = proposal.changes.flatMap((change) => ('element' in change && typeof change.element === 'string' ? [change.element] : []));
  return {
    id: proposal.id, title: proposal.title, edition: proposal.edition, stage, date: proposal.date, proponent: `${proposal.proponent.role} of ${proposal.proponent.affiliation} (interest: ${proposal.proponent.interest})`,
    reason: proposal.reason, benefit: proposal.benefit, cost: proposal.cost, sources: proposal.sources.map((one) => [one.document, one.clause, one.note].filter((part) => part !== '').join(', ')),
    changes: proposal.changes.map((change) => canonicalJson(change)), elements: [...new Set(elements)],
    comments: comments.map((one) => ({ by: one.by, text: one.text, disposition: one.disposition === undefined ? '' : `${one.disposition.outcome.replaceAll('-', ' ')}, ${one.disposition.reason}` })),
    ballot: docket.ballot === undefined ? '' : `${tally.approve} approve, ${tally.object} object, ${tally.abstain} abstain`,
  };
}
