/** SARIF 2.1.0 logs (OASIS, 2020): what analysis tools reported. It repeats them and adds no opinion; other versions are not read. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson, type JsonObject, type JsonRead } from '../../scan/json.ts';

export interface Log {
  readonly runs: readonly JsonObject[];
  readonly lineOf: JsonRead['lineOf'];
}

function parse(bytes: Uint8Array): Log | Unreadable {
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  const { version, runs } = asObject(read.value);
  if (version !== '2.1.0') return { unreadable: `SARIF of version ${asText(version) || 'unknown'}: only 2.1.0 is read` };
  if (!Array.isArray(runs)) return { unreadable: 'no list of runs: SARIF 2.1.0 section 3.13.4 asks for one' };
  return { runs: asList(runs).map(asObject), lineOf: read.lineOf };
}

/** The schema's name in the first bytes, or both members that no other format has together. */
function isSarif(head: Uint8Array): boolean {
  if (!canOpenWith(head, '{') || (!mentions(head, '"2.1.0"') && !mentions(head, 'sarif'))) return false;
  const text = new TextDecoder().decode(head);
  if (!/^\s*\{/.test(text)) return false;
  if (/"\$schema"\s*:\s*"[^"]*sarif[^"]*"/i.test(text)) return true;
  return /"version"\s*:\s*"2\.1\.0"/.test(text) && /"runs"\s*:\s*\[/.test(text);
}

export default {
  name: 'sarif',
  nature: 'analysis',
  recognise: ({ path, head }) => {
    if (isSarif(head)) return 'content';
    if (/\.sarif\.json$/i.test(path)) return 'name';
    return /\.sarif$/i.test(path) ? 'extension' : undefined;
  },
  parse,
} satisfies Material<Log>;
