/** Prepares the labelled set of this repository as a benchmark for all tools, by weakness instead of by rule. It changes no code. */
import { labelledFolders, type Label, type LabelledFolder } from './labels.ts';
import { functionOf, tolerance } from './match.ts';
import { labelledHome } from './own.ts';
import { families, put, type Part, type Prepared, type Site } from './prepared.ts';

export function prepareOwn(folder: string): Prepared {
  const familyOf = new Map(families.flatMap(({ name, rules }) => rules.map((rule) => [rule, name] as const)));
  const folders = labelledFolders(labelledHome);
  for (const { name, lines } of folders) for (const [file, text] of lines) put(folder, `${name}/${file}`, text.join('\n'));
  const sites = folders.flatMap((one) =>
    one.labels.flatMap((label): Site[] => {
      const family = familyOf.get(label.rule);
      if (family === undefined || label.is === 'may') return [];
      return [{ family, origin: `${label.rule} ${one.name}/${label.file}:${label.line}`, isBad: label.is === 'bad', parts: partsOf(label, one) }];
    }),
  );
  return { title: 'The labelled set of this repository', note: 'labels of test/labelled/ by weakness', sites, files: folders.reduce((sum, { lines }) => sum + lines.size, 0) };
}

/** Lines near the label in its function, or all that hold the variable it names. */
function partsOf({ file, line, name }: Label, folder: LabelledFolder): readonly Part[] {
  const lines = folder.lines.get(file) ?? [];
  const path = `${folder.name}/${file}`;
  const at = (number: number): Part => ({ path, from: number, to: number });
  if (name !== undefined) return lines.flatMap((text, index) => (new RegExp(`\\b${name}\\b`).test(text) ? [at(index + 1)] : []));
  const near = Array.from({ length: 2 * tolerance + 1 }, (_, index) => line - tolerance + index);
  return near.filter((number) => number > 0 && functionOf(lines, number) === functionOf(lines, line)).map(at);
}
