/** Judges the record of a package again under the law that lies in the package, and compares. It observes nothing again. */
import type { Notes } from '../../certify/reasons.ts';
import { editionPath, type Files } from '../../certify/package.ts';
import type { Deeper } from '../../certify/verify.ts';
import { editionOf, loadCodebook } from '../../codebook/load.ts';
import { canonicalJson } from '../../core/canonical.ts';
import type { Finding } from '../../core/finding.ts';
import type { Inspection } from '../../core/inspection.ts';
import { loadWords } from '../../core/shelf.ts';
import { UsageError } from '../../core/trouble.ts';
import { rejudge } from '../../judge/rejudge.ts';
import type { StoredRecord } from '../../judge/stored.ts';

const compared = ['edition', 'level', 'standing', 'requirements', 'findings', 'elements', 'open'] as const;

export const judgeAgain: Deeper = async (told, files, notes) => {
  const inspection = told.inspection as unknown as Inspection;
  const again = await attempt(inspection, told.record as unknown as StoredRecord, files, notes);
  if (again === undefined) return;
  const [now, then] = [{ ...again, findings: again.findings.map(withoutAdvice) }, { ...inspection, findings: inspection.findings.map(withoutAdvice) }];
  const other = compared.filter((part) => canonicalJson(now[part]) !== canonicalJson(then[part]));
  for (const part of other) notes.refuse('contradiction', 'inspection.json', `judged again, the record leads to other ${part}: ${firstDifference(now[part], then[part])}`);
  if (other.length === 0) notes.holds(`judged again, the record leads to the same ${inspection.findings.length} findings and the same standing`);
};

/** A remedy is no judgement: it may come from a table that is younger than the package. */
function withoutAdvice(finding: Finding): Finding {
  return { ...finding, breaches: finding.breaches.map((breach) => ({ ...breach, remedy: '' })) };
}

async function attempt({ edition, level }: Inspection, stored: StoredRecord, files: Files, notes: Notes): Promise<ReturnType<typeof rejudge> | undefined> {
  const text = (path: string): string => new TextDecoder().decode(files.get(path) ?? new Uint8Array(0));
  const words = await loadWords();
  try {
    // JSON is YAML, and the loader reads what was written from the same shapes.
    const law = [
      { path: `editions/${edition.id}.yaml`, text: text(editionPath(edition.id)) },
      ...[...files.keys()].flatMap((path) => {
        const id = /^law\/elements\/(.+)\.json$/.exec(path)?.[1];
        return id === undefined ? [] : [{ path: `elements/${id}/element.yaml`, text: text(path) }];
      }),
    ];
    const codebook = loadCodebook([{ name: 'package', files: law }], words);
    return rejudge(stored, { codebook, edition: editionOf(codebook, edition.id), words }, stored.as_of, level.asked ? level.value : undefined);
  } catch (error) {
    const why = error instanceof UsageError ? (error.message.split('\n')[0] ?? '') : 'the record is not of a form that it could have been judged in';
    notes.refuse('contradiction', 'record.json', `the record could not be judged again: ${why}`);
    return undefined;
  }
}

/** Names the first row that differs, for lists of findings and requirements. */
function firstDifference(again: unknown, told: unknown): string {
  if (!Array.isArray(again) || !Array.isArray(told)) return 'it is not the same';
  const row = again.findIndex((one, index) => canonicalJson(one) !== canonicalJson(told[index]));
  const at = (row < 0 ? told[again.length] : again[row]) as { readonly element?: string; readonly id?: string; readonly component?: string } | undefined;
  return `${at?.element ?? at?.id ?? 'a row'}${at?.component === undefined || at.component === '' ? '' : ` of ${at.component}`}`;
}
