/** `plumbline code propose`, `comment`, `action` and `ballot`: write what was said and decided into the docket. They count nothing; `publish` does. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../core/canonical.ts';
import { UsageError } from '../../core/trouble.ts';
import { signedVote } from '../../codebook/revision/signature.ts';
import { actionSchema, ballotSchema, commentSchema, voteSchema, type Ballot, type Vote } from '../../codebook/revision/schema.ts';
import { writeWhole } from '../../acquire/write.ts';
import { print } from '../print.ts';
import { docketOf, onTable, openBench, ownCodebook, standingIn, today, write, type Bench } from './bench.ts';
import { privateKey } from './publish.ts';

type Given = Readonly<Record<string, unknown>>;

const textOf = (given: Given, name: string): string | undefined => (typeof given[name] === 'string' ? given[name] : undefined);

function need(given: Given, ...names: readonly string[]): void {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length > 0) throw new UsageError('misuse', `missing: ${missing.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(', ')}`, 'give them; the command with --help says what each is');
}

/** A proposal to complete: what is blank is refused by lint. */
export async function proposeCommand(id: string, given: Given): Promise<number> {
  need(given, 'edition', 'base', 'title');
  const folder = join(ownCodebook(), 'proposals', id);
  if (existsSync(folder)) throw new UsageError('exists', `${folder} is there already`, 'choose another id, or edit the proposal');
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, 'proposal.yaml'), `id: ${JSON.stringify(id)}
title: ${JSON.stringify(given['title'])}
edition: ${JSON.stringify(given['edition'])}
base: ${JSON.stringify(given['base'])}
date: "${today(given['asOf'])}"
proponent: { role: "", affiliation: "", interest: "" } # interest: what you gain or lose by it
reason: "" # which incident, rule or weakness asks for it
sources: [] # { document, clause, note }
benefit: ""
cost: "" # to makers, in work and money
crosswalks: ""
changes: [] # { op: adopt, element, from_level, with } and change, retire, group, ungroup, head
fixtures: { must_fail: [], must_pass: [] } # { element, case } or { element, incident }
`);
  await print(`wrote ${join(folder, 'proposal.yaml')}; complete it, then run plumbline code lint\n`);
  return 0;
}

export async function commentCommand(id: string, given: Given): Promise<number> {
  const bench = await openBench();
  const { comments } = docketOf(bench, id);
  const file = join(bench.home, 'proposals', id, 'comments.yaml');
  const day = today(given['asOf']);
  const disposed = textOf(given, 'dispose');
  if (disposed !== undefined) {
    need(given, 'outcome', 'by', 'text');
    if (!comments.some((one) => one.id === disposed)) throw new UsageError('no-such-comment', `${id} has no comment ${disposed}`, `plumbline code show ${id} lists them`);
    const disposition = { outcome: given['outcome'], reason: given['text'], by: given['by'], date: day };
    write(file, comments.map((one) => (one.id === disposed ? checked(commentSchema, { ...one, disposition }) : one)));
  } else {
    need(given, 'position', 'by', 'text');
    const comment = { id: `${id}-C${comments.length + 1}`, by: given['by'], date: day, position: given['position'], text: given['text'], wording: textOf(given, 'wording') ?? '' };
    write(file, [...comments, checked(commentSchema, comment)]);
  }
  return said(id, day);
}

export async function actionCommand(id: string, given: Given): Promise<number> {
  need(given, 'outcome', 'text', 'for', 'against', 'abstaining');
  const bench = await openBench();
  const docket = docketOf(bench, id);
  const day = today(given['asOf']);
  const tally = { for: Number(given['for']), against: Number(given['against']), abstaining: Number(given['abstaining']) };
  write(join(bench.home, 'proposals', id, 'action.yaml'), checked(actionSchema, { outcome: given['outcome'], reason: given['text'], date: day, tally, recused: given['recused'] ?? [], on: onTable(bench, docket) }));
  return said(id, day);
}

/** Opens a ballot, takes a vote, takes an answer to an objection, or asks everybody again about a changed text. */
export async function ballotCommand(id: string, given: Given): Promise<number> {
  const day = today(given['asOf']);
  if (given['reaffirm'] === true) return reaffirm(id, day);
  const bench = await openBench();
  const docket = docketOf(bench, id);
  const file = join(bench.home, 'proposals', id, 'ballot.yaml');
  if (docket.ballot === undefined) {
    need(given, 'opened', 'closed');
    write(file, checked(ballotSchema, { opened: given['opened'], closed: given['closed'], electorate: digestOf(bench.electorate), on: onTable(bench, docket), votes: [] }));
    return said(id, day);
  }
  const { ballot } = docket;
  const voter = textOf(given, 'answer') ?? textOf(given, 'vote');
  if (voter === undefined) throw new UsageError('misuse', `${id} has a ballot already`, 'add --vote ROLE --position …, or --answer ROLE --text …');
  const votes = textOf(given, 'answer') === undefined ? [...ballot.votes.filter((one) => one.voter !== voter), voteOf(voter, given, day, ballot.on)] : answered(ballot, voter, given, day);
  write(file, { ...ballot, votes });
  return said(id, day);
}

function voteOf(voter: string, given: Given, day: string, on: string): Vote {
  need(given, 'position');
  const vote = checked(voteSchema, { voter, position: given['position'], date: day, reason: textOf(given, 'text') ?? '', blocking: given['blocking'] === true });
  return perhapsSigned(vote, on, given);
}

function perhapsSigned(vote: Vote, on: string, given: Given): Vote {
  const key = textOf(given, 'key');
  return key === undefined ? vote : signedVote(vote, on, privateKey(key));
}

/** The answer stands beside the vote; a signed vote is signed again by its voter, who thereby takes or refuses the answer. */
function answered(ballot: Ballot, voter: string, given: Given, day: string): readonly Vote[] {
  need(given, 'text', 'by');
  if (!ballot.votes.some((one) => one.voter === voter)) throw new UsageError('no-such-vote', `${voter} has not voted`, 'answer a vote that was cast');
  return ballot.votes.map((one) => (one.voter === voter ? perhapsSigned(checked(voteSchema, { ...one, answer: { text: given['text'], by: given['by'], date: day, settled: given['settled'] === true } }), ballot.on, given) : one));
}

/**
 * For every proposal of an edition whose texts were mended since: the committee and the electorate are asked again and
 * answer as before. Whoever answers otherwise votes again with --vote.
 */
async function reaffirm(edition: string, day: string): Promise<number> {
  const bench: Bench = await openBench(undefined, edition);
  const dockets = bench.dockets.filter(({ proposal }) => proposal.edition === edition);
  if (dockets.length === 0) throw new UsageError('no-proposals', `nothing is proposed for an edition ${edition}`, 'name an edition with --reaffirm, not a proposal');
  const moved = dockets.filter((docket) => docket.action !== undefined && (docket.action.on !== onTable(bench, docket) || docket.ballot?.on !== onTable(bench, docket) || docket.ballot.electorate !== digestOf(bench.electorate)));
  for (const docket of moved) {
    const folder = join(bench.home, 'proposals', docket.proposal.id);
    const on = onTable(bench, docket);
    if (docket.action !== undefined) write(join(folder, 'action.yaml'), { ...docket.action, on });
    if (docket.ballot !== undefined) write(join(folder, 'ballot.yaml'), { ...docket.ballot, electorate: digestOf(bench.electorate), on });
  }
  await print(`${moved.length} of ${dockets.length} proposals for ${edition} were reaffirmed on ${day}: ${moved.map(({ proposal }) => proposal.id).join(', ') || 'none had changed'}\n`);
  return 0;
}

async function said(id: string, day: string): Promise<number> {
  const bench = await openBench();
  const { stage, obstacles } = standingIn(bench, docketOf(bench, id), day);
  await print(`${id}: ${stage}\n${obstacles.map((obstacle) => `  in the way: ${obstacle}\n`).join('')}`);
  return 0;
}

function checked<Value>(schema: { safeParse: (value: unknown) => { readonly success: true; readonly data: Value } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } } }, value: unknown): Value {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  throw new UsageError('misuse', `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`, 'give what the command with --help says');
}
