/** The figures of the demonstration, from the golden inspections. It writes the rows that the README must hold. */
import type { Inspection } from '../../src/core/inspection.ts';

interface Entry {
  readonly class: string;
  readonly shipped: boolean;
  readonly surface: string;
  readonly code: number;
}

function share(inspection: Inspection, counts: (entry: Entry) => boolean): string {
  const entries = inspection.ledger.map((fact) => fact.value as Entry).filter((entry) => entry.shipped && counts(entry));
  const lines = (some: readonly Entry[]): number => some.reduce((total, entry) => total + entry.code, 0);
  return `${lines(entries.filter((entry) => 'ABC'.includes(entry.class)))} of ${lines(entries)} lines`;
}

/** Rows of a Markdown table: what, as found, as mended. */
export function demoRows(found: Inspection, mended: Inspection): readonly string[] {
  const row = (what: string, of: (inspection: Inspection) => string | number): string => `| ${what} | ${of(found)} | ${of(mended)} |`;
  const hazards = (inspection: Inspection): number => new Set(inspection.findings.flatMap((f) => f.breaches).filter((b) => b.fact?.word === 'hazard').map((b) => `${b.fact?.place.path}:${b.fact?.place.line}`)).size;
  return [
    row('standing', (i) => `**${i.standing.value}**`),
    row('requirements unmet', (i) => i.standing.totals.unmet),
    row('requirements unknown', (i) => i.standing.totals.unknown),
    row('requirements met', (i) => i.standing.totals.met),
    row('not applicable', (i) => i.standing.totals['not-applicable']),
    row('lines with a hazard that breaches something', hazards),
    row('shipped code in classes A–C', (i) => share(i, () => true)),
    row('attack-surface code in classes A–C', (i) => share(i, (entry) => entry.surface === 'yes')),
  ];
}
