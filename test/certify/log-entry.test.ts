/** Entries of a transparency log made on the spot: every place in trees of many sizes, and each part changed. */
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { cryptographyOf } from '../../src/certify/cryptography.ts';
import { checkLogEntry, logIdOf, type SignedThing } from '../../src/certify/transparency.ts';
import { entryIn, hash, newLog, publicOf, type Log } from './log.ts';

const cryptography = cryptographyOf(webcrypto.subtle);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const logs = { curve: newLog('P-256'), edwards: newLog('ed25519'), stranger: newLog('ed25519') };
const seal: SignedThing = { payload: text('what was signed'), signature: Uint8Array.from({ length: 64 }, (_, index) => index) };

const check = async (entry: unknown, log: Log): Promise<string> => {
  const said = await checkLogEntry(entry, seal, publicOf(log), cryptography);
  return 'trouble' in said ? said.trouble : 'holds';
};

describe('an entry of a transparency log', () => {
  for (const [name, log] of [['P-256', logs.curve], ['Ed25519', logs.edwards]] as const) {
    it(`holds at every place of trees of up to 17 entries, signed with ${name}`, async () => {
      for (let size = 1; size <= 17; size++) for (let index = 0; index < size; index++) assert.equal(await check(entryIn(log, seal, { size, index }), log), 'holds', `${index} of ${size}`);
    });
  }
  it('is of the log that signed its checkpoint', async () => assert.match(await check(entryIn(logs.curve, seal), logs.stranger), /no signature of its checkpoint/));
  it('is about this signature and this text', async () => {
    const other: SignedThing = { ...seal, signature: seal.signature.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) };
    assert.match(await check(entryIn(logs.curve, other), logs.curve), /another signature/);
    assert.match(await check(entryIn(logs.curve, { ...seal, payload: text('{}') }), logs.curve), /another text/);
  });
  it('is of a kind that is read', async () => assert.match(await check(entryIn(logs.curve, seal, { kind: 'hashedrekord' }), logs.curve), /only those of kind dsse/));
  it('does not hold with any part of its proof changed', async () => {
    const entry = entryIn(logs.curve, seal);
    const proof = entry.inclusionProof;
    const changed: readonly Partial<Record<string, unknown>>[] = [
      { logIndex: '3' }, { logIndex: '7' }, { logIndex: '999999999999999999' }, { treeSize: '8' }, { treeSize: '0' }, { hashes: proof.hashes.toReversed() }, { hashes: proof.hashes.slice(1) },
      { hashes: [...proof.hashes, proof.hashes[0]] }, { hashes: Array.from({ length: 70 }, () => proof.hashes[0]) }, { hashes: ['AAAA'] }, { rootHash: proof.hashes[0] }, { rootHash: 'x' },
      { checkpoint: { envelope: 'nothing' } }, { checkpoint: { envelope: '\n\n' } }, { checkpoint: { envelope: `${'a'.repeat(20_000)}\n\n` } }, { checkpoint: {} }, { logIndex: -1 },
    ];
    for (const part of changed) assert.notEqual(await check({ ...entry, inclusionProof: { ...proof, ...part } }, logs.curve), 'holds', JSON.stringify(part).slice(0, 80));
    for (const nothing of [null, 3, [], {}, 'entry']) assert.notEqual(await check(nothing, logs.curve), 'holds');
  });
  it('does not hold when the log signed another tree', async () => {
    const [entry, other] = [entryIn(logs.curve, seal), entryIn(logs.curve, seal, { size: 9 })];
    assert.match(await check({ ...entry, inclusionProof: { ...entry.inclusionProof, checkpoint: other.inclusionProof['checkpoint'] } }, logs.curve), /another tree/);
  });
  it('names its log by the digest of the key of that log, or no log at all', () => {
    assert.equal(logIdOf(entryIn(logs.curve, seal)), hash(publicOf(logs.curve).spki).toString('hex'));
    for (const odd of [null, {}, { ...entryIn(logs.curve, seal), logId: { keyId: '*' } }]) assert.equal(logIdOf(odd), undefined);
  });
  it('is told with the name of its log and its number', async () => {
    const said = await checkLogEntry(entryIn(logs.curve, seal, { size: 12, index: 9 }), seal, publicOf(logs.curve), cryptography);
    assert.deepEqual(said, { origin: 'log.example - 1', index: 9n });
  });
  const envelope = (change: (note: string, signatures: string) => string) => {
    const entry = entryIn(logs.edwards, seal);
    const whole = (entry.inclusionProof['checkpoint'] as { readonly envelope: string }).envelope;
    const gap = whole.indexOf('\n\n');
    return { ...entry, inclusionProof: { ...entry.inclusionProof, checkpoint: { envelope: change(whole.slice(0, gap + 1), whole.slice(gap + 2)) } } };
  };
  it('may have a checkpoint that others signed as well, twenty at most', async () => {
    const witness = (count: number): string => `\u2014 witness ${Buffer.alloc(40, 1).toString('base64')}\n`.repeat(count);
    assert.equal(await check(envelope((note, signatures) => `${note}\n${witness(19)}${signatures}`), logs.edwards), 'holds');
    assert.match(await check(envelope((note, signatures) => `${note}\n${witness(20)}${signatures}`), logs.edwards), /no signature of its checkpoint/);
    for (const odd of ['nothing\n', '\u2014 short AAAA\n', '\u2014 odd *\n', '']) assert.equal(await check(envelope((note, signatures) => `${note}\n${odd}${signatures}`), logs.edwards), 'holds', odd);
    assert.match(await check(envelope((note) => `${note}\n`), logs.edwards), /no signature of its checkpoint/);
  });
  it('has a checkpoint that says origin, size and root, signed as a whole', async () => {
    const lines = (change: (lines: string[]) => void) => envelope((note, signatures) => {
      const parts = note.split('\n');
      change(parts);
      return `${parts.join('\n')}\n${signatures}`;
    });
    assert.equal(await check(lines(() => undefined), logs.edwards), 'holds');
    for (const change of [(parts: string[]) => void (parts[0] = ''), (parts: string[]) => void (parts[1] = 'seven'), (parts: string[]) => void (parts[1] = '1'.repeat(20)), (parts: string[]) => void (parts[2] = 'AAAA'), (parts: string[]) => void (parts[2] = '*')]) {
      assert.match(await check(lines(change), logs.edwards), /does not say origin, size and root/);
    }
    assert.match(await check(lines((parts) => void parts.splice(3, 0, 'an extension')), logs.edwards), /no signature of its checkpoint/, 'what is signed is the note with every line');
  });
  it('has a body that names this text by SHA-256, and one of its signatures', async () => {
    const body = (change: Record<string, unknown>, kind = 'dsse') => {
      const entry = entryIn(logs.curve, seal);
      const old = JSON.parse(Buffer.from(String(entry['canonicalizedBody']), 'base64').toString()) as { readonly spec: object };
      return { ...entry, kindVersion: { kind, version: '1' }, canonicalizedBody: Buffer.from(JSON.stringify({ ...old, spec: { ...old.spec, ...change } })).toString('base64') };
    };
    assert.match(await check(body({ payloadHash: { algorithm: 'sha512', value: hash(seal.payload).toString('hex') } }), logs.curve), /another text/);
    assert.match(await check(body({ signatures: [] }), logs.curve), /its body: spec\.signatures has fewer than 1/);
    assert.match(await check(body({ more: 1 }), logs.curve), /do not lead to the root/, 'another body is another leaf');
    assert.match(await check({ ...entryIn(logs.curve, seal), canonicalizedBody: Buffer.from('{').toString('base64') }, logs.curve), /its body: it is no JSON/);
    assert.match(await check({ ...entryIn(logs.curve, seal), canonicalizedBody: '*' }, logs.curve), /not base64 of the right length/);
    assert.match(await check(body({}, 'x'.repeat(60)), logs.curve), new RegExp(`^an entry of kind "${'x'.repeat(40)}": only`));
  });
});
