/** A device made of facts, to try tallies on without a byte. */
import { componentSchema, manifestSchema, type Device } from '../../src/core/device.ts';
import type { Blank, Fact } from '../../src/core/fact.ts';
import { isBlank } from '../../src/core/fact.ts';
import type { Nature } from '../../src/core/nature.ts';
import { isWithdrawal, type Tally, type TallyContext } from '../../src/core/tally.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from '../../src/judge/record.ts';

const about = manifestSchema.shape.device.parse({
  name: 'd', version: '1', maker: 'm', intended_use: 'u', safety_class: 'C', connectivity: [], worst_harm: 'death', patient_data: false, update_path: 'none',
});

/** A record of one component `part` with files of material `c` or `rust`. */
export function world(files: Readonly<Record<string, string>>, part: Record<string, unknown> = {}): DeviceRecord {
  const device: Device = { about, components: [componentSchema.parse({ name: 'part', kind: 'source', where: ['.'], ...part })], setAside: [], inferred: [], declared: true };
  const answers = (nature: Nature, ...words: readonly string[]): MaterialAnswers => ({ nature, answers: new Set(words) });
  const record = deviceRecord(device, new Map([['c', answers('source', 'source-size', 'escape-hatch')], ['rust', answers('source', 'source-size', 'escape-hatch')], ['mute', answers('source')]]));
  for (const [path, material] of Object.entries(files)) record.addArtifact({ component: 'part', path, size: 100, sha256: path.padStart(64, '0'), material });
  return record;
}

export function state(record: DeviceRecord, word: string, path: string, value: unknown): void {
  record.addFact({ word, value, place: { component: 'part', path } }, 'c');
}

export function size(record: DeviceRecord, path: string, language: string, code: number): void {
  state(record, 'source-size', path, { language, physical: code + 2, code, comment: 1, blank: 1, generated: false });
}

/** Draws the tallies in order and files what they draw. */
export function draw(record: DeviceRecord, tallies: readonly Tally[], table: unknown = {}): { readonly facts: readonly Fact[]; readonly blanks: readonly Blank[] } {
  const context: TallyContext = {
    device: record.device, asOf: '2026-06-30', of: record.of, table: () => table,
    everywhere: (kind) => record.everywhere(kind.word) as never,
    natureOf: (material) => record.materials.get(material)?.nature,
    answers: (material, word) => record.materials.get(material)?.answers.has(word) ?? false,
  };
  const facts: Fact[] = [];
  const blanks: Blank[] = [];
  for (const tally of tallies) {
    for (const drawn of [...tally.draw('part', context)]) {
      if (isWithdrawal(drawn)) record.withdraw([drawn.withdrawn]);
      else if (isBlank(drawn)) blanks.push(drawn);
      else {
        facts.push(drawn);
        record.addFact(drawn);
      }
    }
  }
  return { facts, blanks };
}
