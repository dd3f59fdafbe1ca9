/** Sample inspections for the tests of reports: three written ones, a large one, and any of them filled with hostile text. */
import { readFileSync, readdirSync } from 'node:fs';
import type { ExportOptions } from '../../src/core/exporter.ts';
import type { Breach } from '../../src/core/finding.ts';
import type { Inspection } from '../../src/core/inspection.ts';
import { inspectionShape } from '../../src/report/json/shape.ts';

export const sampleNames = ['conforming', 'nonconforming', 'undetermined'] as const;
export type SampleName = (typeof sampleNames)[number];

export const page: ExportOptions = { width: 80, colour: false };

export function sample(name: SampleName): Inspection {
  const text = readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return inspectionShape.parse(parsed) as Inspection;
}

/** The golden inspections of whole devices. */
export function goldens(): readonly Inspection[] {
  const folder = new URL('../devices/golden/', import.meta.url);
  return readdirSync(folder).map((file) => inspectionShape.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) as Inspection);
}

/** The nonconforming sample with `many` breaches of a few rules in its first unmet finding. */
export function large(many: number): Inspection {
  const base = sample('nonconforming');
  const findings = base.findings.map((finding) => {
    const first = finding.breaches[0];
    if (finding.component !== 'lwip' || first?.fact === undefined) return finding;
    const { fact } = first;
    const breaches = Array.from({ length: many }, (_, index): Breach => ({
      ...first,
      id: `rule-${index % 7}`,
      message: `call number ${index} copies without a bound`,
      fact: { ...fact, place: { ...fact.place, path: `src/part-${index % 300}/file.c`, line: index + 1 } },
      fingerprint: index.toString(16).padStart(32, '0'),
    }));
    return { ...finding, breaches };
  });
  return { ...base, findings };
}

/** Members whose values are closed vocabularies; everything else is text that a device or a codebook may choose. */
const closed = new Set([
  'schema', 'as_of', 'verdict', 'mode', 'strength', 'severity', 'state', 'sort', 'kind', 'class', 'party', 'surface', 'told_by',
  'safety_class', 'worst_harm', 'update_path', 'criticality', 'standing',
]);

/** Replaces every free text of an inspection by what `next` gives. */
export function filled(inspection: Inspection, next: (old: string) => string): Inspection {
  const fill = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return closed.has(key) ? value : next(value);
    if (Array.isArray(value)) return value.map((item) => fill(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member, name)]));
  };
  const { standing } = inspection;
  const done = fill({ ...inspection, standing: { ...standing, because: next(standing.because) } }, '') as Inspection;
  return { ...done, standing: { ...standing, because: next(standing.because) } };
}
