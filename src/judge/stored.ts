/** The record of an inspection as plain data and back, so that it can be judged again without the bytes. It judges nothing. */
import type { Artifact } from '../core/artifact.ts';
import type { Device } from '../core/device.ts';
import type { Blank, Fact } from '../core/fact.ts';
import { isBlank } from '../core/fact.ts';
import type { Nature } from '../core/nature.ts';
import { deviceRecord, type DeviceRecord, type MaterialAnswers } from './record.ts';

/** A fact or blank as it was filed; `from` is the material it was seen in, absent for what a tally drew. */
export type Filed = (Fact | Blank) & { readonly from?: string };

/** Everything a judgement rests on; `digestOf` of `core/canonical.ts` gives its digest. */
export interface StoredRecord {
  readonly schema: 'plumbline-record-1';
  readonly plumbline: string;
  /** ISO date; the only time the inspection knew. */
  readonly as_of: string;
  readonly device: Device;
  readonly materials: readonly { readonly name: string; readonly nature: Nature; readonly answers: readonly string[] }[];
  readonly artifacts: readonly Artifact[];
  readonly filed: readonly Filed[];
}

/** A record that remembers the order of its filing, so that it can be stored. */
export interface RecordInMaking {
  readonly record: DeviceRecord;
  readonly stored: (plumbline: string, asOf: string) => StoredRecord;
}

/** Wraps a record; what is filed through it is what is stored. */
export function remembered(device: Device, materials: ReadonlyMap<string, MaterialAnswers>): RecordInMaking {
  const record = deviceRecord(device, materials);
  const artifacts: Artifact[] = [];
  let filed: { readonly said: Fact | Blank; readonly from: string | undefined }[] = [];
  const withSource = ({ said, from }: (typeof filed)[number]): Filed => (from === undefined ? said : { ...said, from });
  return {
    record: {
      ...record,
      addArtifact: (artifact) => {
        artifacts.push(artifact);
        record.addArtifact(artifact);
      },
      addFact: (fact, from) => {
        filed.push({ said: fact, from });
        record.addFact(fact, from);
      },
      withdraw: (facts) => {
        const gone = new Set<Fact | Blank>(facts);
        filed = filed.filter(({ said }) => !gone.has(said));
        record.withdraw(facts);
      },
      addBlank: (blank, from) => {
        filed.push({ said: blank, from });
        record.addBlank(blank, from);
      },
    },
    stored: (plumbline, asOf) => ({
      schema: 'plumbline-record-1',
      plumbline,
      as_of: asOf,
      device,
      materials: [...materials].map(([name, { nature, answers }]) => ({ name, nature, answers: [...answers] })),
      artifacts,
      filed: filed.map(withSource),
    }),
  };
}

/** The record as it was before it was stored. */
export function recordOf(stored: StoredRecord): DeviceRecord {
  const materials = new Map(stored.materials.map(({ name, nature, answers }): [string, MaterialAnswers] => [name, { nature, answers: new Set(answers) }]));
  const record = deviceRecord(stored.device, materials);
  for (const artifact of stored.artifacts) record.addArtifact(artifact);
  for (const { from, ...said } of stored.filed) {
    if (isBlank(said)) record.addBlank(said, from);
    else record.addFact(said, from);
  }
  return record;
}
