/** Loads one changed source in place of the file it stands for; everything else as it lies there. Given to Node with `--import`. */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

const url = process.env['MUTANT_URL'] ?? '';
const text = process.env['MUTANT_TEXT'] ?? '';

nodeModule.registerHooks({
  load: (asked, context, next) => (asked === url ? { format: 'module', source: nodeModule.stripTypeScriptTypes(readFileSync(text, 'utf8')), shortCircuit: true } : next(asked, context)),
});
