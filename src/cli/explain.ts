/** `plumbline explain`: shows the page of an element, rule, word, probe, tally, or one finding of an inspection. */
import type { Breach, Finding } from '../core/finding.ts';
import { addressWithSpot } from '../core/place.ts';
import { loadWords } from '../core/shelf.ts';
import { UsageError } from '../core/trouble.ts';
import { renderPage } from '../report/page.ts';
import { readInspection } from './inspection-file.ts';
import { pageIndex, pageOf } from './pages.ts';
import { hasColour, widthOf } from './terminal.ts';

interface Options {
  readonly from?: string;
  readonly codebook: readonly string[];
}

export async function explainCommand(id: string, given: Record<string, unknown>): Promise<number> {
  const { from, codebook } = given as unknown as Options;
  const page = from === undefined ? await pageOf(id, codebook) : undefined;
  const markdown = page?.markdown ?? (from === undefined ? undefined : findingPage(id, from));
  if (markdown === undefined) throw await unknown(id, codebook);
  process.stdout.write(renderPage(markdown, { width: widthOf(process.stdout), colour: hasColour(process.stdout) }));
  return 0;
}

/** A page about one breach, found by its fingerprint or the beginning of it. */
function findingPage(id: string, from: string): string {
  const inspection = readInspection(from);
  const hits = inspection.findings.flatMap((finding) => finding.breaches.filter((breach) => breach.fingerprint.startsWith(id)).map((breach) => ({ finding, breach })));
  const [hit] = hits;
  if (hit === undefined || id.length < 6) throw new UsageError('no-such-finding', `${from} holds no finding "${id}"`, 'give at least six characters of a fingerprint that the report shows');
  if (hits.length > 1) throw new UsageError('not-one-finding', `${hits.length} findings begin with "${id}"`, 'give more of the fingerprint');
  return pageOfBreach(hit.finding, hit.breach);
}

function pageOfBreach(finding: Finding, breach: Breach): string {
  const { fact } = breach;
  const evidence = fact === undefined ? 'Nothing of the kind was found in what was handed in.' : `\`${addressWithSpot(fact.place)}\` (component \`${fact.place.component}\`)`;
  const excerpt = fact?.excerpt === undefined ? '' : `\n\`\`\`\n${fact.excerpt.replaceAll('```', "'''")}\n\`\`\`\n`;
  const value = fact === undefined ? '' : `\n## What was stated\n\n${fact.word}:\n\n\`\`\`json\n${JSON.stringify(fact.value, null, 2)}\n\`\`\`\n`;
  const cwe = breach.cwe.length === 0 ? '' : `\n${breach.cwe.map((number) => `CWE-${number}`).join(', ')}\n`;
  return `# ${breach.message}\n\n${finding.title} (\`${finding.element}\`), ${breach.severity}\n\n## Where\n\n${evidence}\n${excerpt}${cwe}\n## What now\n\n${breach.remedy}\n${value}\nFingerprint \`${breach.fingerprint}\`. The element: \`plumbline explain ${finding.element}\`.\n`;
}

async function unknown(id: string, codebook: readonly string[]): Promise<UsageError> {
  const known = [...pageIndex(codebook).keys(), ...(await loadWords()).keys()];
  const near = known.filter((name) => name.includes(id) || id.includes(name)).slice(0, 8);
  const hint = near.length > 0 ? `did you mean: ${near.join(', ')}` : `there are pages for elements (data-is-not-executable), rules (C01), probes (c/hazard), tallies and words (hazard)`;
  return new UsageError('no-such-page', `nothing is called "${id}"`, `${hint}; a finding needs --from INSPECTION.json`);
}
