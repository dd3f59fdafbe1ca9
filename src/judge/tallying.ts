/** Runs the tallies over every component and files what they draw. A tally that draws what it does not list is our fault. */
import { isBlank } from '../core/fact.ts';
import type { FactKind, Fact } from '../core/fact.ts';
import { isWithdrawal, type Tally, type TallyContext } from '../core/tally.ts';
import type { Codebook } from '../codebook/codebook.ts';
import type { DeviceRecord } from './record.ts';

export function tallyAll(record: DeviceRecord, tallies: readonly Tally[], codebook: Codebook, asOf: string): void {
  const context: TallyContext = {
    device: record.device,
    asOf,
    of: record.of,
    everywhere: <Value>(kind: FactKind<Value>): readonly Fact<Value>[] => record.everywhere(kind.word) as readonly Fact<Value>[],
    table: (name) => {
      const table = codebook.tables.get(name);
      if (table === undefined) throw new Error(`the codebook has no table "${name}"`);
      return table.value;
    },
    natureOf: (material) => record.materials.get(material)?.nature,
    answers: (material, word) => record.materials.get(material)?.answers.has(word) ?? false,
  };
  for (const tally of tallies) {
    const listed = new Set(tally.states.map((word) => word.word));
    const withdraws = new Set(tally.withdraws?.map((word) => word.word));
    for (const component of record.device.components) {
      const gone: Fact[] = [];
      for (const drawn of [...tally.draw(component.name, context)]) {
        if (isWithdrawal(drawn)) {
          if (!withdraws.has(drawn.withdrawn.word)) throw new Error(`tally ${tally.name} withdraws "${drawn.withdrawn.word}" without listing it`);
          gone.push(drawn.withdrawn);
          continue;
        }
        if (!listed.has(drawn.word)) throw new Error(`tally ${tally.name} draws "${drawn.word}" without listing it`);
        if (isBlank(drawn)) record.addBlank(drawn);
        else record.addFact(drawn);
      }
      if (gone.length > 0) record.withdraw(gone);
    }
  }
}
