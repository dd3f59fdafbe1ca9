/** `plumbline code list`, `show` and `diff`: what law there is, what is proposed, and what an edition changed. */
import { canonicalJson } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { diffOf, type ChangeRow } from '../../codebook/revision/diff.ts';
import { trialsOn } from '../../judge/revision/trials.ts';
import { print } from '../print.ts';
import { plain } from '../terminal.ts';
import { docketOf, editionIn, openBench, standingIn, today, type Bench } from './bench.ts';

interface Options {
  readonly asOf?: string;
  readonly json?: boolean;
}

export async function listCommand(given: Record<string, unknown>): Promise<number> {
  const asOf = today(given['asOf']);
  const bench = await openBench();
  const editions = [...bench.codebook.editions.values()].sort((a, b) => (a.law.effective_on < b.law.effective_on ? -1 : 1));
  const lines = [
    'editions',
    ...editions.map(({ law, digest }) => `  ${law.id.padEnd(12)} ${law.status.padEnd(14)} ${bindsFrom(law.effective_on, asOf)}; ${law.adopts.length} elements; ${digest.slice(0, 19)}…`),
    'proposals',
    ...bench.dockets.map((docket) => {
      const { stage, tally } = standingIn(bench, docket, asOf);
      return `  ${docket.proposal.id.padEnd(12)} ${stage.padEnd(14)} for ${docket.proposal.edition}: ${docket.proposal.title}${docket.ballot === undefined ? '' : ` (${tally.approve} approve, ${tally.object} object, ${tally.abstain} abstain, ${tally.signed} signed)`}`;
    }),
    ...(bench.errata.length === 0 ? [] : ['errata', ...bench.errata.map((one) => `  ${one.id.padEnd(12)} ${one.state.padEnd(14)} to ${one.edition}`)]),
  ];
  await print(`${lines.map(plain).join('\n')}\n`);
  return 0;
}

export function bindsFrom(day: string, asOf: string): string {
  return day <= asOf ? `in effect since ${day}` : `binds from ${day}`;
}

export async function showCommand(id: string, given: Record<string, unknown>): Promise<number> {
  const bench = await openBench();
  const edition = bench.codebook.editions.get(id);
  if (edition === undefined) return showProposal(bench, id, today(given['asOf']));
  const { law, digest } = edition;
  const lines = [
    `${law.title}`, `${law.status}, ${bindsFrom(law.effective_on, today(given['asOf']))}; digest ${digest}`, '', law.about, '',
    ...(law.made_of === undefined ? [] : [`built from ${law.made_of.base} and ${law.made_of.proposals.length} proposals: ${law.made_of.proposals.join(', ')}${law.made_of.errata.length > 0 ? `; errata ${law.made_of.errata.join(', ')}` : ''}`, '']),
    ...law.levels.flatMap(({ level, title }) => [`level ${level}, ${title}`, ...law.adopts.filter((row) => row.from_level === level).map((row) => `  ${row.element}${Object.keys(row.with).length > 0 ? ` with ${canonicalJson(row.with)}` : ''}`)]),
    ...law.alternatives.map((group) => `one of: ${group.any_of.map((means) => means.join(' + ')).join(' | ')}`),
  ];
  await print(`${lines.map(plain).join('\n')}\n`);
  return 0;
}

async function showProposal(bench: Bench, id: string, asOf: string): Promise<number> {
  const docket = docketOf(bench, id);
  const { proposal, comments, action, ballot } = docket;
  const { stage, obstacles } = standingIn(bench, docket, asOf);
  const lines = [
    `${proposal.id}: ${proposal.title}`, `for ${proposal.edition} on ${proposal.base}, by ${proposal.proponent.role} of ${proposal.proponent.affiliation} on ${proposal.date}; interest: ${proposal.proponent.interest}`,
    `stage: ${stage}`, ...obstacles.map((obstacle) => `  in the way: ${obstacle}`), '', proposal.reason,
    `benefit: ${proposal.benefit}`, `cost: ${proposal.cost}`, ...proposal.sources.map((one) => `source: ${[one.document, one.clause, one.note].filter((part) => part !== '').join(', ')}`), '',
    ...proposal.changes.map((change) => `change: ${canonicalJson(change)}`), '',
    ...comments.map((one) => `comment ${one.id} (${one.position}, ${one.by}): ${one.text} → ${one.disposition === undefined ? 'no disposition' : `${one.disposition.outcome}: ${one.disposition.reason}`}`),
    ...(action === undefined ? [] : [`action: ${action.outcome}, ${action.tally.for} for, ${action.tally.against} against, ${action.tally.abstaining} abstaining: ${action.reason}`]),
    ...(ballot?.votes ?? []).map((vote) => `vote: ${vote.voter}: ${vote.position}${vote.blocking ? ', blocking' : ''}${vote.reason === '' ? '' : `: ${vote.reason}`}${vote.answer === undefined ? '' : ` → ${vote.answer.text}${vote.answer.settled ? ' (settled)' : ''}`}`),
  ];
  await print(`${lines.map(plain).join('\n')}\n`);
  return 0;
}

export async function diffCommand(from: string, to: string, given: Record<string, unknown>): Promise<number> {
  const bench = await openBench();
  if (from === to) throw new UsageError('same-edition', `${from} does not differ from itself`, 'name two editions');
  const rows = changesBetween(bench, from, to);
  if ((given as Options).json === true) await print(`${canonicalJson({ from, to, changes: rows }, 1)}\n`);
  else await print(`${diffText(rows, from, to).map(plain).join('\n')}\n`);
  return 0;
}

export function changesBetween(bench: Bench, from: string, to: string): readonly ChangeRow[] {
  return diffOf(editionIn(bench, from).law, editionIn(bench, to).law, bench.codebook.elements, trialsOn(bench.cases));
}

function diffText(rows: readonly ChangeRow[], from: string, to: string): readonly string[] {
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  const counts = [...kinds].map(([kind, members]) => `${members.length} ${kind.replaceAll('-', ' ')}`).sort();
  return [`${from} → ${to}: ${counts.length === 0 ? 'no change' : counts.join(', ')}`, ...rows.flatMap((row) => [`  ${row.kind.replaceAll('-', ' ').padEnd(22)} ${row.of === 'element' ? '' : `${row.of} `}${row.id}`, ...row.because.map((why) => `      ${why}`)])];
}
