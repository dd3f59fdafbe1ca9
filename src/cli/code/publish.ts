/** `plumbline code publish`: builds an edition from the one before and the accepted proposals, freezes and signs it. It refuses while anything is open. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeWhole } from '../../acquire/write.ts';
import { canonicalJson, digestOf } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { compileEdition } from '../../codebook/compile.ts';
import { builtEdition } from '../../codebook/revision/build.ts';
import { isSealOf, publicKeyOf, sealed } from '../../codebook/revision/signature.ts';
import { exitCodes } from '../outcome.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { editionIn, openBench, standingIn, today, type Bench } from './bench.ts';
import { proofOf } from './lint.ts';
import { publisherFile, textOf } from './seals.ts';

interface Options {
  readonly draft?: boolean;
  readonly effectiveOn?: string;
  readonly key?: string;
  readonly asOf?: string;
}

export async function publishCommand(id: string, given: Record<string, unknown>): Promise<number> {
  const { draft = false, key, effectiveOn, asOf } = given as Options;
  const bench = await openBench(undefined, id);
  const all = bench.dockets.filter(({ proposal }) => proposal.edition === id);
  const [first] = all;
  if (first === undefined) throw new UsageError('no-proposals', `nothing is proposed for an edition ${id}`, 'plumbline code propose writes a proposal');
  const stages = all.map((docket) => ({ docket, standing: standingIn(bench, docket, today(asOf)) }));
  const kept = stages.filter(({ standing }) => standing.stage !== 'disapproved');
  const errata = bench.errata.filter((one) => one.edition === id && one.state === 'verified');
  const obstacles = draft ? [] : kept.flatMap(({ docket, standing }) => standing.obstacles.map((obstacle) => `${docket.proposal.id}: ${obstacle}`));
  if (obstacles.length > 0) {
    await print(`${id} cannot be published:\n${obstacles.map((obstacle) => `  ${plain(obstacle)}\n`).join('')}`);
    return exitCodes.nonconforming;
  }
  const effective = effectiveOn ?? effectiveDay(bench, id);
  if (effective === undefined) throw new UsageError('no-date', `nothing says from when ${id} binds`, 'give a day with --effective-on');
  const law = builtEdition({ id, base: editionIn(bench, first.proposal.base).law, proposals: kept.map(({ docket }) => docket.proposal), errata, effectiveOn: effective, status: draft ? 'draft' : 'published' }, bench.codebook.elements);
  const file = join(bench.home, 'editions', `${id}.yaml`);
  const text = `# Built by plumbline code publish ${id}${draft ? ' --draft' : ''} from ${law.made_of?.base ?? ''} and its proposals. Not written by hand: change is a proposal, an erratum or a new edition.\n${stringify(law, { lineWidth: 140 })}`;
  compileEdition(law, bench.codebook.elements, file, text);
  // What was published once changes only by errata, and those must only loosen.
  const faults = errata.length === 0 ? [] : errata.flatMap((erratum) => proofOf({ ...bench, codebook: { ...bench.codebook, editions: new Map([...bench.codebook.editions, [id, { law, digest: '', derivation: [] }]]) } }, erratum).faults);
  if (faults.length > 0) throw new UsageError('erratum-tightens', faults.join('\n'), 'an erratum may only loosen: what asks more is a proposal for the next edition');
  // Sealed before anything is written: a key that does not work must leave no half-published edition.
  const seal = key === undefined ? undefined : sealedByPublisher(law, privateKey(key), bench.home);
  writeWhole(file, text);
  const sealFile = file.replace(/\.yaml$/, '.dsse.json');
  if (seal !== undefined) writeWhole(sealFile, `${canonicalJson(seal, 1)}\n`);
  // A seal of what was there before says nothing about this.
  else rmSync(sealFile, { force: true });
  const left = stages.filter(({ standing }) => standing.stage === 'disapproved').map(({ docket }) => docket.proposal.id);
  await print(`${[`wrote ${file}`, `${draft ? 'draft' : 'published'}, ${law.adopts.length} elements ${draft ? '' : 'frozen by digest '}from ${kept.length} proposals${left.length > 0 ? `, without ${left.join(', ')}` : ''}; digest ${digestOf(law)}`, seal === undefined ? 'not signed: give a key with --key' : 'signed'].map(plain).join('\n')}\n`);
  return 0;
}

/** The first key that publishes is pinned beside the law; another one must be put there on purpose, where a review sees it. */
function sealedByPublisher(law: unknown, key: string, home: string): ReturnType<typeof sealed> {
  const file = join(home, publisherFile);
  const pinned = textOf(file);
  const seal = sealed(law, key);
  if (pinned === undefined) writeWhole(file, publicKeyOf(key));
  else if (!isSealOf(seal, law, pinned)) throw new UsageError('other-key', `the key is not that of ${file}`, 'use the publisher\'s key, or replace the file in a change of its own');
  return seal;
}

/** The day that an earlier build of the file named. */
function effectiveDay({ home }: Bench, id: string): string | undefined {
  return /^effective_on: *['"]?(\d{4}-\d{2}-\d{2})/m.exec(textOf(join(home, 'editions', `${id}.yaml`)) ?? '')?.[1];
}

/** A key that others can read is no key: the message names the file and never its content. */
export function privateKey(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError('no-key', `there is no key file ${file}`, 'openssl genpkey -algorithm ed25519 -out FILE makes one');
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) throw new UsageError('open-key', `others may read the key file ${file}`, `chmod 600 ${file}`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes('PRIVATE KEY')) throw new UsageError('no-key', `${file} holds no private key in PEM`, 'openssl genpkey -algorithm ed25519 -out FILE makes one');
  return text;
}
