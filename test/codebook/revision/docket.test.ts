/** What keeps a proposal from being accepted, one obstacle at a time, on both sides of each boundary. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateKeyPairSync } from 'node:crypto';
import { digestOf } from '../../../src/core/canonical.ts';
import { digestOnTable, standingOfProposal, tallyOf, type Docket } from '../../../src/codebook/revision/docket.ts';
import { actionSchema, ballotSchema, commentSchema, electorateSchema, proposalSchema, voteSchema, type Electorate, type Vote } from '../../../src/codebook/revision/schema.ts';
import { signedVote, voteIsSigned } from '../../../src/codebook/revision/signature.ts';

const proposal = proposalSchema.parse({
  id: 'P-1', title: 'Walls are whole', edition: 'e-2', base: 'e-1', date: '2026-01-01', proponent: { role: 'mason', affiliation: 'a house', interest: 'builds walls for a living' },
  reason: 'a wall fell on a street in the winter of that year, and nobody had looked at it', sources: [{ document: 'report' }], benefit: 'fewer walls fall', cost: 'a look a year',
  changes: [{ op: 'adopt', element: 'walls-are-whole' }, { op: 'change', element: 'roofs-are-tight', from_level: 2 }, { op: 'retire', element: 'doors-are-red', because: 'the colour is no matter' }], fixtures: {},
});
const texts: Readonly<Record<string, string>> = { 'walls-are-whole': 'sha256:1', 'roofs-are-tight': 'sha256:2' };
const onTable = digestOnTable(proposal, (element) => texts[element]);
const electorate = electorateSchema.parse({
  id: 'all', as_of: '2026-01-01', about: 'everybody who builds', rules: { quorum: 0.75, approval: 0.67, balance: 0.5 },
  members: [{ role: 'mason', interest: 'maker' }, { role: 'tenant', interest: 'user' }, { role: 'surveyor', interest: 'tester' }, { role: 'roofer', interest: 'maker' }],
});
const comment = (change: Record<string, unknown> = {}) => commentSchema.parse({ id: 'C1', by: 'tenant', date: '2026-02-01', position: 'support', text: 'it is time', disposition: { outcome: 'noted', reason: 'it supports it', by: 'chair', date: '2026-02-10' }, ...change });
const action = (change: Record<string, unknown> = {}) => actionSchema.parse({ outcome: 'as-submitted', reason: 'the cause is known', date: '2026-03-01', tally: { for: 2, against: 0, abstaining: 1 }, recused: ['mason'], on: onTable, ...change });
const vote = (voter: string, change: Record<string, unknown> = {}): Vote => voteSchema.parse({ voter, position: 'approve', date: '2026-04-05', ...change });
const ballot = (votes: readonly Vote[], change: Record<string, unknown> = {}) => ballotSchema.parse({ opened: '2026-04-01', closed: '2026-04-10', electorate: digestOf(electorate), on: onTable, votes, ...change });
const all = [vote('tenant'), vote('surveyor'), vote('roofer')];
const whole: Docket = { proposal, comments: [comment()], action: action(), ballot: ballot(all) };
const standing = (docket: Docket, asOf = '2026-05-01', among: Electorate = electorate) => standingOfProposal(docket, among, onTable, asOf);
const hindered = (docket: Docket, expected: RegExp, stage = 'balloting'): void => {
  const { obstacles, stage: found } = standing(docket);
  assert.equal(found, stage);
  assert.deepEqual(obstacles.filter((obstacle) => !expected.test(obstacle)), [], 'nothing else is in the way');
  assert.equal(obstacles.length, 1, obstacles.join('; '));
};

describe('a proposal', () => {
  it('with everything in order is accepted', () => assert.deepEqual(standing(whole), { stage: 'accepted', obstacles: [], tally: { approve: 3, object: 0, abstain: 0, recuse: 0, signed: 0, members: 4 } }));
  it('is open until the committee acts, and cannot close with a comment undisposed', () => {
    const { action: _action, ...rest } = whole;
    hindered(rest, /committee has not acted/, 'open');
    hindered({ ...whole, comments: [comment({ disposition: undefined })] }, /comment C1 has no disposition/);
  });
  it('that was disapproved stays so', () => {
    const { stage, obstacles } = standing({ ...whole, action: action({ outcome: 'disapproved', tally: { for: 0, against: 2, abstaining: 1 } }) });
    assert.equal(stage, 'disapproved');
    assert.match(obstacles.join(), /committee disapproved: the cause is known/);
  });
  it('needs a ballot', () => {
    const { ballot: _ballot, ...rest } = whole;
    hindered(rest, /no ballot was held/);
  });
});

describe('the action of the committee', () => {
  it('is about the text on the table', () => hindered({ ...whole, action: action({ on: `sha256:${'0'.repeat(64)}` }) }, /acted on another text/));
  it('has a tally that says what its outcome says', () => {
    hindered({ ...whole, action: action({ tally: { for: 1, against: 1, abstaining: 1 } }) }, /says otherwise than its outcome, as-submitted/);
    const disapproved = standing({ ...whole, action: action({ outcome: 'disapproved' }) });
    assert.match(disapproved.obstacles.join(), /says otherwise than its outcome, disapproved/);
  });
  it('is that of the members, each once', () => {
    hindered({ ...whole, action: action({ tally: { for: 3, against: 0, abstaining: 1 } }) }, /more acted than there are members/);
    hindered({ ...whole, action: action({ recused: ['passer-by'] }) }, /passer-by is recused and no member/);
  });
});

describe('the ballot', () => {
  it('is about the text on the table, among this electorate', () => {
    hindered({ ...whole, ballot: ballot(all, { on: `sha256:${'0'.repeat(64)}` }) }, /about another text of it/);
    hindered({ ...whole, ballot: ballot(all, { electorate: `sha256:${'0'.repeat(64)}` }) }, /another electorate/);
  });
  it('decides nothing while it is open', () => {
    assert.match(standing(whole, '2026-04-10').obstacles.join(), /open until 2026-04-10/);
    assert.equal(standing(whole, '2026-04-11').stage, 'accepted');
  });
  it('opens after the committee acted and after the last comment', () => {
    hindered({ ...whole, action: action({ date: '2026-04-02' }) }, /opened before the committee acted/);
    assert.equal(standing({ ...whole, action: action({ date: '2026-04-01' }) }).stage, 'accepted');
    hindered({ ...whole, comments: [comment(), comment({ id: 'C2', date: '2026-04-01' })] }, /after the ballot opened/);
    assert.equal(standing({ ...whole, comments: [comment({ date: '2026-03-31' })] }).stage, 'accepted');
  });
  it('takes votes of members, in time, once each', () => {
    hindered({ ...whole, ballot: ballot([...all, vote('passer-by')]) }, /passer-by is no member/);
    for (const date of ['2026-03-31', '2026-04-11']) hindered({ ...whole, ballot: ballot([vote('tenant', { date }), vote('surveyor'), vote('roofer')]) }, /tenant voted outside the time/);
    for (const date of ['2026-04-01', '2026-04-10']) assert.equal(standing({ ...whole, ballot: ballot([vote('tenant', { date }), vote('surveyor'), vote('roofer')]) }).stage, 'accepted');
    hindered({ ...whole, ballot: ballot([...all, vote('tenant')]) }, /tenant voted twice/);
  });
  it('takes no vote of who proposed', () => {
    hindered({ ...whole, ballot: ballot([...all, vote('mason')]) }, /mason proposed it and does not vote/);
    assert.equal(standing({ ...whole, ballot: ballot([...all, vote('mason', { position: 'recuse' })]) }).stage, 'accepted');
  });
  it('needs its quorum and its share of approval', () => {
    hindered({ ...whole, ballot: ballot(all.slice(0, 2)) }, /2 of 4 members voted, fewer than the quorum/);
    const against = vote('roofer', { position: 'object', reason: 'too dear' });
    hindered({ ...whole, ballot: ballot([vote('tenant'), vote('surveyor'), against]) }, /2 of 3 approve, fewer/);
    assert.equal(standing({ ...whole, ballot: ballot([vote('tenant'), vote('surveyor'), vote('roofer', { position: 'abstain' })]) }).stage, 'accepted');
    hindered({ ...whole, ballot: ballot(all.map(({ voter }) => vote(voter, { position: 'abstain' }))) }, /0 of 0 approve/);
  });
  it('is carried by exactly the share that the rules ask', () => {
    const even = { ...electorate, rules: { ...electorate.rules, approval: 0.5 } };
    const votes = [vote('tenant'), vote('surveyor', { position: 'object' }), vote('roofer', { position: 'abstain' })];
    assert.equal(standing({ ...whole, ballot: ballot(votes, { electorate: digestOf(even) }) }, '2026-05-01', even).stage, 'accepted');
  });
  it('is not decided by one interest', () => {
    const crowded = { ...electorate, rules: { ...electorate.rules, balance: 0.49 } };
    assert.match(standing({ ...whole, ballot: ballot(all, { electorate: digestOf(crowded) }) }, '2026-05-01', crowded).obstacles.join(), /one interest has too many members/);
  });
  it('waits for the answer to who blocks, and for that member to take it', () => {
    const lenient = { ...electorate, rules: { ...electorate.rules, approval: 0.5 } };
    const blocked = (change: Record<string, unknown>) => standing({ ...whole, ballot: ballot([vote('tenant'), vote('surveyor'), vote('roofer', { position: 'object', reason: 'my roofs', blocking: true, ...change })], { electorate: digestOf(lenient) }) }, '2026-05-01', lenient);
    const answer = { text: 'roofs are another matter', by: 'chair', date: '2026-04-06', settled: false };
    assert.match(blocked({}).obstacles.join(), /roofer blocks it and has no answer: my roofs/);
    assert.match(blocked({ answer }).obstacles.join(), /does not take the answer as settling it/);
    assert.equal(blocked({ answer: { ...answer, settled: true } }).stage, 'accepted');
    assert.equal(blocked({ blocking: false }).stage, 'accepted');
    assert.equal(blocked({ position: 'approve' }).stage, 'accepted');
  });
  it('is counted', () => {
    const mixed = ballot([vote('tenant'), vote('surveyor', { position: 'object' }), vote('roofer', { position: 'abstain' }), vote('mason', { position: 'recuse' })]);
    assert.deepEqual(tallyOf(mixed, electorate), { approve: 1, object: 1, abstain: 1, recuse: 1, signed: 0, members: 4 });
    assert.equal(tallyOf(undefined, electorate).approve, 0);
  });
});

describe('what is on the table', () => {
  it('holds the proposal and the texts it puts into force, and not those it retires', () => {
    assert.notEqual(digestOnTable(proposal, () => 'sha256:3'), onTable);
    assert.notEqual(digestOnTable({ ...proposal, cost: 'another cost' }, (element) => texts[element]), onTable);
    assert.equal(digestOnTable(proposal, (element) => (element === 'doors-are-red' ? 'sha256:9' : texts[element])), onTable);
  });
});

describe('a signed vote', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const keyed = { ...electorate, members: electorate.members.map((member) => (member.role === 'tenant' ? { ...member, key } : member)) };
  const good = signedVote(vote('tenant'), onTable, pem);
  it('counts as signed under the key of its member, for this text', () => {
    assert.equal(voteIsSigned(good, onTable, keyed), 'signed');
    assert.equal(voteIsSigned(signedVote(good, onTable, pem), onTable, keyed), 'signed');
    assert.equal(voteIsSigned(good, 'sha256:other', keyed), 'forged');
    assert.equal(voteIsSigned({ ...good, position: 'object' }, onTable, keyed), 'forged');
  });
  it('is forged without a signature where there is a key, and with one where there is none', () => {
    assert.equal(voteIsSigned(vote('tenant'), onTable, keyed), 'forged');
    assert.equal(voteIsSigned(vote('roofer'), onTable, keyed), 'unsigned');
    assert.equal(voteIsSigned({ ...good, voter: 'roofer' }, onTable, keyed), 'forged');
    assert.equal(voteIsSigned(good, onTable, { ...keyed, members: [{ role: 'tenant', interest: 'user', key: 'AAAA' }] }), 'forged');
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    assert.equal(voteIsSigned(good, onTable, { ...keyed, members: [{ role: 'tenant', interest: 'user', key: other }] }), 'forged');
  });
  it('keeps the proposal from being accepted when it is forged, and is counted when it is good', () => {
    const held = (first: Vote) => standing({ ...whole, ballot: ballot([first, vote('surveyor'), vote('roofer')], { electorate: digestOf(keyed) }) }, '2026-05-01', keyed);
    assert.equal(held(good).stage, 'accepted');
    assert.equal(held(good).tally.signed, 1);
    assert.match(held(vote('tenant')).obstacles.join(), /vote of tenant does not bear the signature/);
  });
});
