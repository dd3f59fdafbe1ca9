/** A small invented record of an inspection, and tables, from which the tests of the roadmap are built. */
import { loadLaw } from '../../src/inspect.ts';
import { loadWords } from '../../src/core/shelf.ts';
import { manifestSchema, type Device } from '../../src/core/device.ts';
import type { Fact } from '../../src/core/fact.ts';
import type { FileHistory, History } from '../../src/core/history.ts';
import type { RoadmapRecord } from '../../src/roadmap/gather.ts';
import { readTables, type Tables } from '../../src/roadmap/tables.ts';

export async function ownTables(): Promise<Tables> {
  return readTables(loadLaw([], await loadWords()).tables);
}

export interface SampleFile {
  readonly component?: string;
  readonly code: number;
  readonly functions: readonly string[];
  readonly includes?: readonly string[];
  readonly language?: string;
  readonly hazards?: number;
}

export function sampleRecord(files: Readonly<Record<string, SampleFile>>, more: { readonly safety?: 'A' | 'C'; readonly untrusted?: readonly string[]; readonly party?: 'own' | 'third-party'; readonly library?: string } = {}): RoadmapRecord {
  const manifest = manifestSchema.parse({
    plumbline: 1,
    device: { name: 'Sample', version: '1', maker: 'nobody', intended_use: 'to be tested', safety_class: more.safety ?? 'C', connectivity: [{ name: 'port', kind: 'serial' }], worst_harm: 'serious', patient_data: false, update_path: 'none' },
    components: [
      { name: 'firmware', kind: 'source', where: ['.'], untrusted_input: [...(more.untrusted ?? [])], party: more.party ?? 'own' },
      { name: 'tests', kind: 'source', where: ['tests'], shipped: false },
      ...(more.library === undefined ? [] : [{ name: more.library, kind: 'source', where: [more.library] }]),
    ],
  });
  const device: Device = { about: manifest.device, components: manifest.components, setAside: [], inferred: [], declared: true };
  const filed = Object.entries(files).flatMap(([path, { component = 'firmware', code, functions, includes = [], language = 'C', hazards = 0 }]): readonly Fact[] => {
    const place = { component, path };
    return [
      { word: 'source-size', value: { language, physical: code, code, comment: 0, blank: 0, generated: false }, place },
      { word: 'source-outline', value: { functions: functions.length, spans: functions.map((name, at) => `${name}:${at * 10 + 1}-${at * 10 + 9}`).join(' '), includes, marks: [] }, place },
      ...Array.from({ length: hazards }, (_, at): Fact => ({ word: 'hazard', value: { rule: 'C03', cwe: [787], function: '', construct: '', detail: '', confidence: 'high' }, place: { ...place, line: at + 1 } })),
    ];
  });
  return { device, artifacts: Object.entries(files).map(([path, { component = 'firmware' }]) => ({ component, path })), filed };
}

export function sampleHistory(files: Readonly<Record<string, Partial<FileHistory>>>): History {
  const whole: FileHistory = { changes: 1, recent: [], recentLines: 0, authors: [0], fixes: [], mendings: [] };
  return { commit: 'abc', day: '2026-10-01', windowFrom: '2024-11-01', commits: 500, leftOut: { bots: 0, formatting: 0, drops: 0 }, broadMendings: 0, troubles: [], files: new Map(Object.entries(files).map(([path, file]) => [path, { ...whole, ...file }])) };
}
