/** Packages of a signer who is not honest: every digest and signature fits, and the parts contradict each other or the law. */
import { canonicalJson } from '../../../src/core/canonical.ts';
import { known } from '../world.ts';
import { dishonest, dishonestFiles, ingredients, json, text } from '../world.ts';
import { tampered, type Case } from './case.ts';

interface Shown {
  standing: { totals: Record<string, number>; value: string };
  findings: { element: string; component: string; verdict: string }[];
  elements: { id: string; digest: string }[];
  edition: Record<string, string>;
  plumbline: string;
}
const inspection = (): Shown => structuredClone(ingredients.inspection) as Shown;
const changedInspection = (change: (one: Shown) => void): { readonly inspection: Shown } => {
  const one = inspection();
  change(one);
  return { inspection: one };
};
const edition = structuredClone(ingredients.edition) as { id: string; adopts: { element: string }[] };
const [firstElement] = ingredients.elements;
const [elementId = '', elementLaw] = firstElement ?? [];
const without = new Map([...ingredients.elements].filter(([id]) => id !== elementId));
const edit = (path: string, change: (one: Record<string, unknown>) => void) => (files: Map<string, Uint8Array>): void => {
  const one = json(files, path);
  change(one);
  files.set(path, text(canonicalJson(one)));
};
const [faulty] = known.faulty;
if (faulty !== undefined) throw new Error('the corpus takes for granted that no version is known to be faulty');

export const law: readonly Case[] = [
  tampered('the edition\'s text edited', 'altered-edition', await dishonest({ edition: { ...edition, adopts: edition.adopts.slice(1) } })),
  tampered('an element\'s text edited', 'altered-edition', await dishonest({ elements: new Map([...ingredients.elements, [elementId, { ...(elementLaw as object), objective: 'nothing in particular' }]]) })),
  tampered('the digest of the edition edited with it', 'altered-edition', await dishonest(changedInspection((one) => Object.assign(one.edition, { digest: `sha256:${'0'.repeat(64)}` })))),
  tampered('an edition that nobody knows', 'unknown-edition', await dishonest({ ...changedInspection((one) => Object.assign(one.edition, { id: 'easy-1' })), edition: { ...edition, id: 'easy-1' } })),
  tampered('an element left out of the law', 'missing', await dishonest({ elements: without })),
  tampered('an element left out of law and inspection', 'missing', await dishonest({ elements: without, ...changedInspection((one) => Object.assign(one, { elements: one.elements.filter(({ id }) => id !== elementId), findings: one.findings.filter(({ element }) => element !== elementId) })) })),
  tampered('the finding that fails left out', 'missing', await dishonest(changedInspection((one) => Object.assign(one, { findings: one.findings.filter(({ verdict }) => verdict !== 'unmet') })))),
  tampered('a finding given twice', 'contradiction', await dishonest(changedInspection((one) => one.findings.push({ ...(one.findings[0] ?? { element: '', component: '', verdict: 'met' }) })))),
  tampered('a finding for a component that there is not', 'contradiction', await dishonest(changedInspection((one) => one.findings.push({ ...(one.findings[0] ?? { element: '', verdict: 'met' }), component: 'ghost' })))),
  tampered('totals that nobody counted', 'contradiction', await dishonest(changedInspection((one) => Object.assign(one.standing.totals, { met: 99 })))),
  tampered('a test result that says something else', 'contradiction', await dishonestFiles(edit('statements/test-result.json', (one) => Object.assign(one['predicate'] as object, { failedTests: ['x'] })))),
  tampered('a summary with a level too many', 'contradiction', await dishonestFiles(edit('statements/verification-summary.json', (one) => Object.assign(one['predicate'] as object, { verifiedLevels: ['PLUMBLINE_2026.1_LEVEL_9'] })))),
  tampered('a statement about another image', 'contradiction', await dishonestFiles(edit('statements/inspection.json', (one) => Object.assign((one['subject'] as object[])[1] ?? {}, { name: 'images/other.elf' })))),
  tampered('a log about another image', 'wrong-subject', await dishonestFiles(edit('statements/sarif.json', (one) => Object.assign((one['subject'] as object[])[1] ?? {}, { name: 'images/other.elf' })))),
  tampered('a subject named by a weaker digest', 'malformed', await dishonestFiles(edit('statements/sarif.json', (one) => Object.assign((one['subject'] as object[])[1] ?? {}, { digest: { sha1: '0'.repeat(40) } })))),
  tampered('a log of another inspection', 'contradiction', await dishonestFiles(edit('statements/sarif.json', (one) => Object.assign(((one['predicate'] as Record<string, Record<string, object>>)['inspection'] ?? {})['digest'] ?? {}, { sha256: '0'.repeat(64) })))),
  tampered('a statement left out before signing', 'missing', await dishonestFiles((files) => void files.delete('statements/cyclonedx.json'))),
  tampered('a record of other files', 'contradiction', await dishonestFiles(edit('record.json', (one) => void (one['artifacts'] as object[]).pop()))),
  tampered('a record of another device', 'contradiction', await dishonestFiles(edit('record.json', (one) => Object.assign((one['device'] as Record<string, object>)['about'] ?? {}, { version: '9' })))),
  tampered('a plan that asks less', 'contradiction', await dishonestFiles(() => undefined, (index) => Object.assign(index, { plan: { digest: `sha256:${'1'.repeat(64)}`, questions: 1 } }))),
  tampered('an index about another device than the inspection', 'contradiction', await dishonestFiles(() => undefined, (index) => Object.assign(index, { device: { name: 'x', version: '1', maker: 'y' } }))),
];
