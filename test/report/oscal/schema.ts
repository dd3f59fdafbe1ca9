/** The JSON schema of OSCAL 1.1.3 as a check. It is NIST's release asset (a work of the US government, not under copyright there), as defenseunicorns/go-oscal carries it at de5724e; only its members are in another order, and titles, descriptions and comments, which check nothing, are left out. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const text = readFileSync(new URL('oscal_complete_schema-1-1-3.json', import.meta.url), 'utf8');
const ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: true });
addFormats.default(ajv);

export const oscalSchema = JSON.parse(text) as { readonly $id: string; readonly definitions: Readonly<Record<string, unknown>> };
export const acceptsOscal: ValidateFunction = ajv.compile(oscalSchema);
