/** Reads the labelled set: which line of which file is a defect by which rule, and which only looks like one. It knows no rule's inside. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** `bad` must be found, `good` must not, `may` is either another place of the same defect, and finds it, or arguable, and counts for nothing. */
const label = z.strictObject({
  line: z.number().int().positive(),
  /** The line as it stands, so that labels cannot slide off their code unnoticed. */
  code: z.string(),
  rule: z.string().regex(/^C\d\d$/),
  is: z.enum(['bad', 'good', 'may']),
  /** The variable in question, where a finding may stand at its declaration or at any use of it; a function of a cycle of calls. */
  name: z.string().optional(),
  why: z.string().optional(),
});
const labelFile = z.record(z.string(), z.array(label));

export interface Label extends z.infer<typeof label> {
  readonly file: string;
}

export interface LabelledFolder {
  readonly name: string;
  readonly path: string;
  readonly labels: readonly Label[];
  /** Lines of each file, by its name. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

/** Each folder is a small device of its own; its labels lie beside the code and never in it. */
export function labelledFolders(home: string): readonly LabelledFolder[] {
  const folders = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return folders.map((name) => {
    const path = join(home, name);
    const files = labelFile.parse(parse(readFileSync(join(path, 'labels.yaml'), 'utf8')));
    return {
      name,
      path,
      labels: Object.entries(files).flatMap(([file, labels]) => labels.map((one): Label => ({ ...one, file }))),
      lines: new Map(Object.keys(files).map((file) => [file, readFileSync(join(path, file), 'utf8').split('\n')])),
    };
  });
}

/** Labels whose line no longer holds their code. */
export function slidLabels({ name, labels, lines }: LabelledFolder): readonly string[] {
  return labels.flatMap(({ file, line, code }) => {
    const all = (lines.get(file) ?? []).map((text) => text.trim());
    return all[line - 1] === code ? [] : [`${name}/${file}:${line} does not hold ‘${code}’; that stands at ${all.flatMap((text, index) => (text === code ? [index + 1] : [])).join(', ') || 'no line'}`];
  });
}
