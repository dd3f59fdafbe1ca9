/** What a device of this risk is asked: the highest rule that holds, or what the operator asked for, and why. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileEdition } from '../../src/codebook/compile.ts';
import type { Edition, Element } from '../../src/codebook/codebook.ts';
import { editionSchema } from '../../src/codebook/schema.ts';
import type { Device } from '../../src/core/device.ts';
import { UsageError } from '../../src/core/trouble.ts';
import { levelOf } from '../../src/judge/level.ts';
import { about, device } from './bench.ts';

const edition = (levels: readonly number[] = [2, 1, 3]): Edition => compileEdition(editionSchema.parse({
  id: 'e', title: 'An edition', status: 'draft', effective_on: '2020-01-01', about: 'an edition of walls', levels: levels.map((level) => ({ level, title: `level ${level}`, meaning: 'what is asked' })), adopts: [{ element: 'walls' }],
  derivation: [{ level: 2, when: 'device.multi_patient', because: 'several patients' }, { level: 3, when: 'device.patient_data', because: 'patient data' }, { level: 3, when: 'device.model == "x"', because: 'it is an x of x' }, { level: 2, when: 'as_of > "2026-06-30"', because: 'it is too late' }].filter(({ level }) => levels.includes(level)),
}), new Map([['walls', { law: { parameters: {} }, digest: 'd' } as unknown as Element]]), 'e', '');
const of = (change: Partial<Device['about']> = {}): Device => ({ ...device, about: { ...about, ...change } });
const level = (change: Partial<Device['about']> = {}, asOf = '2026-06-30', asked?: number) => levelOf(edition(), of(change), asOf, asked);

describe('the level', () => {
  it('is the lowest when no rule holds, and says so', () => {
    assert.deepEqual(level(), { value: 1, title: 'level 1', because: ['no rule asks for more'], asked: false });
    assert.equal(levelOf(edition([5, 2, 3]), of(), '2026-06-30').value, 2);
  });
  it('is the highest whose rule holds, with the reasons for that level only', () => {
    assert.deepEqual(level({ multi_patient: true }), { value: 2, title: 'level 2', because: ['several patients'], asked: false });
    assert.deepEqual(level({ multi_patient: true, patient_data: true }).because, ['patient data']);
    assert.deepEqual(level({ patient_data: true, model: 'x' }).because, ['patient data', 'it is an x of x']);
  });
  it('may depend on the day', () => assert.deepEqual([level({}, '2026-06-30').value, level({}, '2026-07-01').value], [1, 2]));
  it('is what was asked for, and says that it was not derived', () => {
    assert.deepEqual(level({ patient_data: true }, '2026-06-30', 1), { value: 1, title: 'level 1', because: ['asked for on the command line, not derived'], asked: true });
    assert.throws(() => level({}, '2026-06-30', 4), (error: unknown) => error instanceof UsageError && error.code === 'no-such-level' && error.message === 'edition e has no level 4' && error.next === 'choose one of: 2, 1, 3');
  });
});
