/** `plumbline code lint`: everything about the law that can be checked without a device, each fault with where it is. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../core/canonical.ts';
import { compileElement } from '../../codebook/compile.ts';
import type { Element } from '../../codebook/codebook.ts';
import { builtEdition } from '../../codebook/revision/build.ts';
import { patched } from '../../codebook/revision/patch.ts';
import type { Erratum } from '../../codebook/revision/schema.ts';
import { elementSchema } from '../../codebook/schema.ts';
import { workedCases } from '../../judge/worked-cases.ts';
import { inspect } from '../../inspect.ts';
import { proofThatItLoosens, type Proof } from '../../judge/revision/loosens.ts';
import { exitCodes } from '../outcome.ts';
import { print } from '../print.ts';
import { noProgress } from '../progress.ts';
import { plain } from '../terminal.ts';
import { versionOf } from '../version.ts';
import { editionIn, openBench, standingIn, today, type Bench } from './bench.ts';
import { sealFaults } from './seals.ts';

export async function lintCommand(given: Record<string, unknown>): Promise<number> {
  const asOf = today(given['asOf']);
  const bench = await openBench();
  const faults = [...editionFaults(bench, asOf), ...(await sealFaults(bench, asOf, given['trust'])), ...proposalFaults(bench), ...(await fixtureFaults(bench, given['quick'] === true)), ...erratumFaults(bench)];
  await print(faults.length === 0 ? `${bench.codebook.elements.size} elements, ${bench.codebook.editions.size} editions, ${bench.dockets.length} proposals: nothing to mend\n` : `${faults.map((fault) => `${plain(fault)}\n`).join('')}`);
  return faults.length === 0 ? 0 : exitCodes.nonconforming;
}

/** Published editions that were built must build again to the same law, from proposals that are accepted. */
export function editionFaults(bench: Bench, asOf: string): readonly string[] {
  return [...bench.codebook.editions.values()].flatMap(({ law }) => {
    if (law.made_of === undefined) return law.status === 'published' ? [`edition ${law.id}: published without a record of what it was built from`] : [];
    const { base, proposals, errata } = law.made_of;
    const dockets = bench.dockets.filter(({ proposal }) => proposals.includes(proposal.id));
    const missing = proposals.filter((id) => !dockets.some(({ proposal }) => proposal.id === id));
    if (missing.length > 0) return [`edition ${law.id}: its proposals ${missing.join(', ')} are not here`];
    const again = builtEdition({ id: law.id, base: editionIn(bench, base).law, proposals: dockets.map(({ proposal }) => proposal), errata: bench.errata.filter(({ id }) => errata.includes(id)), effectiveOn: law.effective_on, status: law.status === 'draft' ? 'draft' : 'published' }, bench.codebook.elements);
    const rebuilt = canonicalJson({ ...again, status: law.status });
    return [
      ...(rebuilt === canonicalJson(law) ? [] : [`edition ${law.id}: building it again from ${base} and its proposals gives another law; plumbline code publish ${law.id}`]),
      ...(law.status === 'draft' ? [] : dockets.flatMap((docket) => standingIn(bench, docket, asOf).obstacles.map((obstacle) => `edition ${law.id}: ${docket.proposal.id}: ${obstacle}`))),
    ];
  });
}

function proposalFaults(bench: Bench): readonly string[] {
  return bench.dockets.flatMap(({ proposal }) => {
    const base = bench.codebook.editions.get(proposal.base);
    if (base === undefined) return [`proposal ${proposal.id}: there is no edition ${proposal.base}`];
    const faults: string[] = [];
    // Proposals for one edition apply in order: those before are part of what this one meets.
    const before = bench.dockets.map((one) => one.proposal).filter((one) => one.edition === proposal.edition && one.base === proposal.base && one.id < proposal.id);
    try {
      patched(before.reduce((law, one) => patched(law, one.changes, one.id), base.law), proposal.changes, proposal.id);
    } catch (error) {
      faults.push(`proposal ${error instanceof Error ? error.message : String(error)}`);
    }
    return faults;
  });
}

/** Each fixture of a proposal does what it is there to show: a case of a page by its verdict, an incident by its finding. */
async function fixtureFaults(bench: Bench, quick: boolean): Promise<readonly string[]> {
  const faults: string[] = [];
  const incidents = new Map<string, Awaited<ReturnType<typeof inspect>>>();
  for (const { proposal } of bench.dockets) {
    for (const [wanted, fixtures] of [['unmet', proposal.fixtures.must_fail], ['met', proposal.fixtures.must_pass]] as const) {
      for (const fixture of fixtures) {
        const where = `proposal ${proposal.id}: ${fixture.element}`;
        if (fixture.case !== '') {
          const worked = workedCases(bench.cases.pageOf(fixture.element) ?? '').find(({ title }) => title === fixture.case);
          if (worked === undefined) faults.push(`${where}: its page has no case "${fixture.case}"`);
          else if (worked.verdict !== wanted) faults.push(`${where}: the case "${fixture.case}" is ${worked.verdict}, not ${wanted}`);
        } else if (!quick) {
          const path = join(bench.home, 'incidents', fixture.incident);
          if (!existsSync(path)) faults.push(`${where}: there is no incident ${fixture.incident}`);
          else {
            const known = incidents.get(path) ?? (await inspect({ path, asOf: '2026-11-20', codebooks: [], edition: proposal.edition, version: versionOf(), watch: noProgress, history: false }));
            incidents.set(path, known);
            const verdicts = known.findings.filter(({ element }) => element === fixture.element).map(({ verdict }) => verdict);
            const does = wanted === 'unmet' ? verdicts.includes('unmet') : verdicts.length > 0 && !verdicts.includes('unmet');
            if (!does) faults.push(`${where}: ${fixture.incident} is ${verdicts.join(', ') || 'not asked'}`);
          }
        }
      }
    }
    if (proposal.changes.some(({ op }) => op === 'adopt') && proposal.fixtures.must_fail.length === 0) faults.push(`proposal ${proposal.id}: it adopts elements and shows nothing that must fail`);
  }
  return faults;
}

function erratumFaults(bench: Bench): readonly string[] {
  return bench.errata.filter(({ state }) => state === 'verified').flatMap((erratum) => proofOf(bench, erratum).faults.map((fault) => `erratum ${erratum.id}: ${fault}`));
}

/** Tries an erratum against its edition as it is without it. */
export function proofOf(bench: Bench, erratum: Erratum): Proof {
  const { law } = editionIn(bench, erratum.edition);
  const isIn = law.made_of?.errata.includes(erratum.id) === true;
  const dockets = bench.dockets.filter(({ proposal }) => law.made_of?.proposals.includes(proposal.id)).map(({ proposal }) => proposal);
  const others = bench.errata.filter(({ id }) => id !== erratum.id && law.made_of?.errata.includes(id) === true);
  const base = editionIn(bench, law.made_of?.base ?? law.supersedes).law;
  const before = isIn ? builtEdition({ id: law.id, base, proposals: dockets, errata: others, effectiveOn: law.effective_on, status: 'draft' }, bench.codebook.elements) : law;
  const was = new Map(erratum.texts.map(({ element, was: old }): [string, Element] => [element, compileElement(elementSchema.parse(old), bench.words, `${erratum.id}/${element}`, '')]));
  return proofThatItLoosens(before, patched(before, erratum.changes, erratum.id), was, bench.cases);
}

/** `plumbline code erratum`: shows the proof. */
export async function erratumCommand(id: string): Promise<number> {
  const bench = await openBench();
  const erratum = bench.errata.find((one) => one.id === id);
  if (erratum === undefined) {
    await print(`there is no erratum ${plain(id)} in codebook/errata/; write ${plain(id)}.yaml there, with its reason, its changes and, for a changed text, the text as it was\n`);
    return exitCodes.usage;
  }
  const { rows, texts, faults } = proofOf(bench, erratum);
  const lines = [
    `${erratum.id} to ${erratum.edition}, ${erratum.state}: ${erratum.reason}`,
    ...rows.map((row) => `  ${row.kind}  ${row.id}: ${row.because.join('; ')}`),
    ...texts.map(({ element, worse, better }) => `  text of ${element}: ${worse.length} cases worse, ${better.length} better`),
    ...(faults.length === 0 ? ['it only loosens: no worked case comes out worse'] : faults.map((fault) => `  refused: ${fault}`)),
  ];
  await print(`${lines.map(plain).join('\n')}\n`);
  return faults.length === 0 ? 0 : exitCodes.nonconforming;
}
