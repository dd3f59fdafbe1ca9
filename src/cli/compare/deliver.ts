/** Writes a comparison where it is wanted: the data, the page, and each case as files that can be run again. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../acquire/write.ts';
import { renderPage } from '../../compare/report/html.ts';
import type { Comparison } from '../../compare/result.ts';
import { canonicalJson } from '../../core/canonical.ts';

/** Names of the files written, the main ones only. */
export function writeResult(folder: string, comparison: Comparison): readonly string[] {
  mkdirSync(join(folder, 'cases'), { recursive: true });
  for (const one of comparison.cases) {
    writeWhole(join(folder, 'cases', `${one.signature}.input`), Buffer.from(one.input_hex, 'hex'));
    writeWhole(join(folder, 'cases', `${one.signature}.json`), `${canonicalJson(one, 2)}\n`);
  }
  const [data, page] = [join(folder, 'comparison.json'), join(folder, 'comparison.html')];
  // The schema stands first, so that the file is known by its beginning.
  const { schema, ...rest } = comparison;
  writeWhole(data, `{\n  "schema": ${JSON.stringify(schema)},${canonicalJson(rest, 2).slice(1)}\n`);
  writeWhole(page, renderPage(comparison));
  return [data, page];
}
