/** The parts of a comparison that run nothing: inputs, oracle, minimising, plans and recorded traffic. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checksum } from '../../src/compare/checksum.ts';
import type { Field } from '../../src/compare/describe.ts';
import { generate } from '../../src/compare/generate.ts';
import { minimise } from '../../src/compare/minimise.ts';
import { mutate } from '../../src/compare/mutate.ts';
import { normalise } from '../../src/compare/normalise.ts';
import type { Observation } from '../../src/compare/observation.ts';
import { disagreement, type Oracle } from '../../src/compare/oracle.ts';
import { readPlan } from '../../src/compare/plan.ts';
import { random } from '../../src/compare/random.ts';
import { conclude, families, type ComparisonCase } from '../../src/compare/result.ts';
import { payloadsOf } from '../../src/compare/traffic.ts';

const text = new TextEncoder();
const oracle: Oracle = { same: 'bytes', normalise: [], accepts: [0], codes: true, error: false, files: true, memoryFactor: 3, memorySlackKb: 4096 };
const run = (changes: Partial<Observation> = {}): Observation => ({ ending: 'exited', code: 0, output: text.encode('ok 1\n'), error: new Uint8Array(), files: [], cpuUs: 1, wallUs: 1, memoryKb: 1000, kept: 0, ...changes });
const classOf = (old: Partial<Observation>, now: Partial<Observation>, by: Partial<Oracle> = {}): string | undefined => disagreement(run(old), run(now), { ...oracle, ...by })?.class;

describe('checksums', () => {
  it('give the check values of the catalogue', () => {
    const nine = text.encode('123456789');
    const found = (['crc8', 'crc8-maxim', 'crc16-ccitt-false', 'crc16-modbus', 'crc16-xmodem', 'crc32'] as const).map((kind) => checksum(kind, nine).value);
    assert.deepEqual(found, [0xf4, 0xa1, 0x29b1, 0x4b37, 0x31c3, 0xcbf43926]);
  });
});

describe('a generated input', () => {
  const fields: readonly Field[] = [
    { name: 'frame', repeat: [1, 3], fields: [{ name: 'head', fields: [{ hex: '7e' }, { integer: 'u16be', length_of: 'body', plus: 1 }] }, { name: 'body', bytes: [0, 9] }, { checksum: { kind: 'sum8', of: ['head', 'body'], order: 'be' } }] },
  ];
  it('has lengths and checksums of its own frame, however often the frame repeats', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const bytes = generate(fields, random(seed), 0);
      for (let at = 0; at < bytes.length; ) {
        assert.equal(bytes[at], 0x7e);
        const length = bytes.readUInt16BE(at + 1) - 1;
        assert.ok(length >= 0 && length <= 9);
        const end = at + 3 + length;
        assert.equal(bytes[end], checksum('sum8', bytes.subarray(at, end)).value);
        at = end + 1;
      }
    }));
  });
  it('is the same for the same seed, also when it goes on from a state', () => {
    const one = random(7);
    generate(fields, one, 0.2);
    const state = one.state();
    assert.deepEqual(generate(fields, random(state), 0.2), generate(fields, one, 0.2));
  });
  it('is wrong in some place when asked to be', () => {
    const right = new Set(Array.from({ length: 50 }, (_, seed) => generate([{ integer: 'u8', range: [3, 3] }], random(seed), 0).toString('hex')));
    const wrong = new Set(Array.from({ length: 50 }, (_, seed) => generate([{ integer: 'u8', range: [3, 3] }], random(seed), 1).toString('hex')));
    assert.deepEqual([...right], ['03']);
    assert.ok(wrong.size > 3 && !wrong.has('03'));
  });
});

describe('a changed input', () => {
  it('keeps within its limit and leaves the original alone', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer(), (input, seed) => {
      const before = Buffer.from(input);
      assert.ok(mutate(input, random(seed), [input], [text.encode('word')], 80).length <= 80);
      assert.deepEqual(Buffer.from(input), before);
    }));
  });
});

describe('the oracle', () => {
  const cases: readonly (readonly [string | undefined, Partial<Observation>, Partial<Observation>, Partial<Oracle>?])[] = [
    [undefined, {}, {}],
    ['crash-in-new-only', {}, { ending: 'signalled', code: 11 }],
    ['crash-in-new-only', {}, { code: 101, error: text.encode("\nthread 'main' panicked at src/main.rs:3:5:\nindex out of bounds") }],
    ['crash-in-old-only', { ending: 'signalled', code: 6 }, {}],
    [undefined, { ending: 'signalled', code: 11 }, { ending: 'signalled', code: 6 }],
    ['time-out-in-new-only', {}, { ending: 'timed-out' }],
    ['time-out-in-old-only', { ending: 'timed-out' }, {}],
    ['resource-limit', {}, { ending: 'too-much' }],
    ['accept-or-reject', {}, { code: 1 }],
    [undefined, { code: 2 }, { code: 1 }, { accepts: [1, 2] , codes: false }],
    ['different-error-code', { code: 2 }, { code: 1 }],
    ['different-value', {}, { output: text.encode('ok 2\n') }],
    [undefined, {}, { output: text.encode('ok 1.0\n') }, { same: 'meaning', normalise: ['numbers'] }],
    [undefined, {}, { output: text.encode('other') }, { same: 'accept' }],
    ['different-value', {}, { error: text.encode('warning') }, { error: true }],
    ['different-side-effect', {}, { files: [{ name: 'log', bytes: new Uint8Array() }] }],
    [undefined, {}, { files: [{ name: 'log', bytes: new Uint8Array() }] }, { files: false }],
    ['resource-limit', {}, { memoryKb: 9000 }],
    [undefined, {}, { memoryKb: 4000 }],
    ['resource-limit', {}, { kept: 16 }],
  ];
  for (const [wanted, old, now, by] of cases) it(`${wanted ?? 'agreement'}: ${JSON.stringify([old, now, by ?? {}]).slice(0, 70)}`, () => assert.equal(classOf(old, now, by), wanted));
  it('gives one signature to the same difference with other numbers, and another to another', () => {
    const signature = (output: string): string | undefined => disagreement(run(), run({ output: text.encode(output) }), oracle)?.signature;
    assert.equal(signature('ok 2\n'), signature('ok 31\n'));
    assert.notEqual(signature('ok 2\n'), signature('bad 2\n'));
  });
});

describe('normalisers', () => {
  it('bring together what means the same, and nothing else', () => {
    const same = (by: Parameters<typeof normalise>[1][number], a: string, b: string): boolean => normalise(text.encode(a), [by]).equals(normalise(text.encode(b), [by]));
    assert.ok(same('json', '{"b":1,"a":[2]}', '{ "a": [2], "b": 1 }') && !same('json', '[1,2]', '[2,1]'));
    assert.ok(same('line-endings', 'a\r\nb', 'a\nb') && same('numbers', '1.50', '15e-1') && !same('numbers', 'v1.50', 'v1.5'));
    assert.ok(same('sorted-lines', 'b\na', 'a\nb') && same('case', 'OK', 'ok') && same('hexadecimal-case', '0xAB', '0xab') && !same('hexadecimal-case', 'Zug', 'zug'));
  });
});

describe('minimising', () => {
  it('leaves what is needed, and puts lengths and checksums right on the way', async () => {
    const body = Buffer.concat([Buffer.from([0x7e, 5, 0, 30]), Buffer.alloc(29, 0x41), Buffer.from([0xff])]);
    const frame = Buffer.concat([body, Buffer.from([checksum('sum8', body).value])]);
    const isValid = (bytes: Uint8Array): boolean => bytes.length >= 5 && bytes[0] === 0x7e && bytes[3] === bytes.length - 5 && bytes.at(-1) === checksum('sum8', bytes.subarray(0, -1)).value;
    const small = await minimise(frame, async (all) => Promise.resolve(all.map((bytes) => isValid(bytes) && bytes.subarray(4, -1).includes(0xff))));
    assert.ok(isValid(small) && small.length === 6, small.toString('hex'));
  });
});

describe('a conclusion', () => {
  const one = (changes: Partial<ComparisonCase>): ComparisonCase => ({ signature: 'a', root: 'a', class: 'different-value', detail: '', input_hex: '', first_length: 0, count: 1, after: 1, environment: '', sanitizer: false, old: { ending: '', code: 0, output: '', error: '', files: [] }, new: { ending: '', code: 0, output: '', error: '', files: [] }, ...changes });
  const inputs = { tried: 1000, accepted: 1, rejected: 1 };
  it('needs enough inputs, some accepted and some rejected', () => {
    assert.equal(conclude([], inputs).conclusion, 'agrees');
    for (const less of [{ tried: 999 }, { accepted: 0 }, { rejected: 0 }]) assert.equal(conclude([], { ...inputs, ...less }).conclusion, 'undetermined');
  });
  it('is not spoilt by crashes of the original nor by accepted differences', () => {
    assert.equal(conclude([one({ class: 'crash-in-old-only' }), one({ accepted: { reason: 'r', by: 'b' } })], inputs).conclusion, 'agrees');
    assert.equal(conclude([one({})], { ...inputs, tried: 1 }).conclusion, 'differs');
  });
  it('puts the ways in which one difference shows under its root', () => {
    const found = families([one({ signature: 'b', root: 'a' }), one({ signature: 'a' }), one({ signature: 'c', root: 'c', after: 0 })]);
    assert.deepEqual(found.map(({ root, others }) => [root.signature, others.map(({ signature }) => signature)]), [['c', []], ['a', ['b']]]);
  });
});

describe('a plan', () => {
  it('is refused with place and reason', () => {
    const refused = (plan: string, says: RegExp): void => void assert.throws(() => readPlan(plan, 'p.yaml'), says);
    refused('comparison: 1\ntitle: t\nold: {command: [a]}\nnew: {command: [b]}\nsame: bits\n', /p\.yaml:5:7: same/);
    refused('comparison: 1\ntitle: t\nold: {}\nnew: {command: [b]}\n', /old: name either a command or a library/);
    refused('comparison: 1\ntitle: t\nold: {library: a}\nnew: {command: [b]}\n', /cannot be compared/);
    refused('comparison: 1\ntitle: t\nold: {library: a}\nnew: {library: b}\n', /functions/);
    refused('comparison: 1\ntitle: t\nold: {firmware: a}\nnew: {firmware: b}\n', /machine: firmware needs/);
    refused('comparison: 1\ntitle: t\nmachine: mps2-an385\nold: {command: [a]}\nnew: {command: [b]}\n', /machine: firmware needs/);
    refused('comparison: 1\ntitle: t\nmachine: mps2-an385\nold: {firmware: a}\nnew: {command: [b]}\n', /build both for the same machine/);
    refused('comparison: 1\ntitle: t\nmachine: mps2-an385\nold: {firmware: a, covered: c}\nnew: {firmware: b}\n', /firmware has none/);
    refused('comparison: 1\ntitle: t\nmachine: "a,b"\nold: {firmware: a}\nnew: {firmware: b}\n', /machine/);
    refused('comparison: 1\ntitle: t\nold: {library: a, covered: [x, y]}\nnew: {library: b}\nfunctions: [{call: f, arguments: [input]}]\n', /path of another build/);
    refused('comparison: [', /p\.yaml:1/);
    refused('comparison: 1\ntitle: t\nold: {library: a}\nnew: {library: b}\nfunctions: [{call: "x;y", arguments: []}]', /functions\.0\.call/);
  });
});

describe('recorded traffic', () => {
  const packet = Buffer.concat([Buffer.alloc(14), Buffer.from('4500001f000000004011000001020304050607080001000200000000', 'hex'), Buffer.from('abc')]);
  const head = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');
  const record = Buffer.alloc(16);
  record.writeUInt32LE(packet.length, 8);
  it('gives its payloads', () => {
    const found = payloadsOf(Buffer.concat([head, record, packet]));
    assert.deepEqual(found?.payloads.map((bytes) => Buffer.from(bytes).toString()), ['abc']);
  });
  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, next) => {
      const magic = Buffer.from(next ? '0a0d0d0a' : 'd4c3b2a1', 'hex');
      const found = payloadsOf(Buffer.concat([magic, bytes]));
      assert.ok(found === undefined || found.passed >= 0);
    }), { numRuns: 500 });
  });
});
