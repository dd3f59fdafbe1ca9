/** Where a proposal stands, and what keeps it from being accepted. It counts what is on record and decides by the rules of the electorate. */
import { digestOf } from '../../core/canonical.ts';
import { elementsOf } from './patch.ts';
import type { Action, Ballot, Comment, Electorate, Proposal } from './schema.ts';
import { voteIsSigned } from './signature.ts';

/** A proposal with everything that was said and decided about it. */
export interface Docket {
  readonly proposal: Proposal;
  readonly comments: readonly Comment[];
  readonly action?: Action;
  readonly ballot?: Ballot;
}

export interface Tally {
  readonly approve: number;
  readonly object: number;
  readonly abstain: number;
  readonly recuse: number;
  readonly signed: number;
  readonly members: number;
}

export interface Standing {
  readonly stage: 'open' | 'disapproved' | 'balloting' | 'accepted';
  /** What must be done before it can be accepted; empty when it is. */
  readonly obstacles: readonly string[];
  readonly tally: Tally;
}

/** Digest of what is decided on: the proposal and the texts that it puts into force. A changed text asks for a new decision. */
export function digestOnTable(proposal: Proposal, textDigest: (element: string) => string | undefined): string {
  return digestOf({ proposal, texts: elementsOf(proposal.changes).map((element) => [element, textDigest(element) ?? '']) });
}

/** `asOf` is the day that is spoken of: a ballot that is still open decides nothing. */
export function standingOfProposal(docket: Docket, electorate: Electorate, onTable: string, asOf: string): Standing {
  const { comments, action, ballot } = docket;
  const open = comments.filter(({ disposition }) => disposition === undefined).map(({ id }) => `comment ${id} has no disposition`);
  const tally = tallyOf(ballot, electorate);
  if (action === undefined) return { stage: 'open', obstacles: [...open, 'the committee has not acted'], tally };
  const acted = actionFaults(action, electorate, onTable);
  if (action.outcome === 'disapproved') return { stage: 'disapproved', obstacles: [...open, ...acted, `the committee disapproved: ${action.reason}`], tally };
  if (ballot === undefined) return { stage: 'balloting', obstacles: [...open, ...acted, 'no ballot was held'], tally };
  const obstacles = [...open, ...acted, ...ballotFaults(docket, ballot, electorate, onTable, asOf, tally)];
  return { stage: obstacles.length === 0 ? 'accepted' : 'balloting', obstacles, tally };
}

export function tallyOf(ballot: Ballot | undefined, electorate: Electorate): Tally {
  const votes = ballot?.votes ?? [];
  const of = (position: string): number => votes.filter((vote) => vote.position === position).length;
  const signed = votes.filter((vote) => voteIsSigned(vote, ballot?.on ?? '', electorate) === 'signed').length;
  return { approve: of('approve'), object: of('object'), abstain: of('abstain'), recuse: of('recuse'), signed, members: electorate.members.length };
}

function actionFaults(action: Action, { members }: Electorate, onTable: string): readonly string[] {
  const roles = new Set(members.map(({ role }) => role));
  const { tally, recused, outcome } = action;
  const approves = tally.for > tally.against;
  return [
    ...(action.on === onTable ? [] : ['the committee acted on another text of it']),
    ...recused.filter((role) => !roles.has(role)).map((role) => `${role} is recused and no member`),
    ...(tally.for + tally.against + tally.abstaining + recused.length > members.length ? ['more acted than there are members'] : []),
    ...(approves === (outcome !== 'disapproved') ? [] : [`the tally of the committee says otherwise than its outcome, ${outcome}`]),
  ];
}

function ballotFaults({ comments, action, proposal }: Docket, ballot: Ballot, electorate: Electorate, onTable: string, asOf: string, tally: Tally): readonly string[] {
  const { members, rules } = electorate;
  const roles = new Map(members.map((member) => [member.role, member]));
  const voters = ballot.votes.map(({ voter }) => voter);
  const cast = tally.approve + tally.object;
  const lastComment = comments.map(({ date }) => date).sort().at(-1) ?? '';
  const largest = Math.max(...[...Map.groupBy(members, ({ interest }) => interest).values()].map((group) => group.length));
  return [
    ...(ballot.on === onTable ? [] : ['the ballot was about another text of it: hold it again']),
    ...(ballot.electorate === digestOf(electorate) ? [] : ['the ballot was held among another electorate']),
    ...(ballot.closed < asOf ? [] : [`the ballot is open until ${ballot.closed}`]),
    ...(action !== undefined && ballot.opened < action.date ? ['the ballot opened before the committee acted'] : []),
    ...(lastComment >= ballot.opened ? ['a comment came in after the ballot opened'] : []),
    ...ballot.votes.flatMap((vote) => [
      ...(roles.has(vote.voter) ? [] : [`${vote.voter} is no member of the electorate`]),
      ...(vote.date < ballot.opened || vote.date > ballot.closed ? [`${vote.voter} voted outside the time of the ballot`] : []),
      ...(vote.voter === proposal.proponent.role && vote.position !== 'recuse' ? [`${vote.voter} proposed it and does not vote on it`] : []),
      ...(voteIsSigned(vote, ballot.on, electorate) === 'forged' ? [`the vote of ${vote.voter} does not bear the signature of its key`] : []),
      ...(vote.blocking && vote.position === 'object' && vote.answer?.settled !== true ? [`${vote.voter} blocks it${vote.answer === undefined ? ' and has no answer' : ' and does not take the answer as settling it'}: ${vote.reason}`] : []),
    ]),
    ...voters.filter((voter, index) => voters.indexOf(voter) !== index).map((voter) => `${voter} voted twice`),
    ...(ballot.votes.length >= rules.quorum * members.length ? [] : [`${ballot.votes.length} of ${members.length} members voted, fewer than the quorum`]),
    ...(cast > 0 && tally.approve >= rules.approval * cast ? [] : [`${tally.approve} of ${cast} approve, fewer than the rules ask`]),
    ...(largest <= rules.balance * members.length ? [] : ['one interest has too many members']),
  ];
}
