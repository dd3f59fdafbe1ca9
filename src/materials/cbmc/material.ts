/** What CBMC found out about each property, from its JSON (`--json-ui`) or XML (`--xml-ui`). Traces are passed over. */
import { canOpenWith, mentions } from '../../core/head.ts';
import type { Material, Unreadable } from '../../core/material.ts';
import { asList, asObject, asText, readJson } from '../../scan/json.ts';
import { readXml } from '../../scan/xml.ts';

export interface Property {
  readonly id: string;
  readonly status: string;
  readonly description: string;
  readonly file: string;
  readonly atLine: string;
  readonly line: number;
}

export interface CbmcLog {
  readonly program: string;
  readonly properties: readonly Property[];
  /** `success`, `failure`, or empty when the run did not come to a conclusion. */
  readonly conclusion: string;
  readonly cut: string;
}

/** Properties of one run. */
export const mostProperties = 500_000;

function parse(bytes: Uint8Array): CbmcLog | Unreadable {
  return canOpenWith(bytes.subarray(0, 200), '<') ? fromXml(bytes) : fromJson(bytes);
}

function fromJson(bytes: Uint8Array): CbmcLog | Unreadable {
  const read = readJson(bytes);
  if ('trouble' in read) return { unreadable: read.trouble };
  const parts = asList(read.value).map(asObject);
  const program = parts.map((part) => asText(part['program'])).find((text) => text.startsWith('CBMC'));
  if (program === undefined) return { unreadable: 'no version of CBMC in it' };
  const results = parts.flatMap((part) => asList(part['result']));
  if (results.length > mostProperties) return { unreadable: `more than ${mostProperties} properties` };
  const properties = results.map((each): Property => {
    const result = asObject(each);
    const place = asObject(result['sourceLocation']);
    return { id: asText(result['property']), status: asText(result['status']), description: asText(result['description']), file: asText(place['file']), atLine: asText(place['line']), line: read.lineOf(each) };
  });
  return { program, properties, conclusion: parts.map((part) => asText(part['cProverStatus'])).findLast((text) => text !== '') ?? '', cut: '' };
}

/** The place of a property stands in its trace only, when it has one. */
function fromXml(bytes: Uint8Array): CbmcLog | Unreadable {
  const properties: Property[] = [];
  let program: string | undefined;
  let conclusion = '';
  let text = '';
  let cut = '';
  let last: { readonly file: string; readonly line: string } | undefined;
  let current: { id: string; status: string; line: number } | undefined;
  for (const event of readXml(bytes, { texts: true })) {
    if (event.event === 'trouble') {
      cut = event.reason;
      break;
    }
    if (event.event === 'text') text += event.text;
    else if (event.event === 'open') {
      text = '';
      if (event.name === 'result') {
        current = { id: event.attributes.get('property') ?? '', status: event.attributes.get('status') ?? '', line: event.line };
        last = undefined;
      } else if (event.name === 'location') last = { file: event.attributes.get('file') ?? '', line: event.attributes.get('line') ?? '' };
    } else {
      if (event.name === 'program') program = text.trim();
      else if (event.name === 'cprover-status') conclusion = text.trim().toLowerCase();
      else if (event.name === 'result' && current !== undefined) {
        if (properties.length === mostProperties) return { unreadable: `more than ${mostProperties} properties` };
        properties.push({ id: current.id, status: current.status, description: '', file: last?.file ?? '', atLine: last?.line ?? '', line: current.line });
        current = undefined;
      }
      text = '';
    }
  }
  if (program?.startsWith('CBMC') !== true) return { unreadable: cut === '' ? 'no version of CBMC in it' : cut };
  return { program, properties, conclusion, cut };
}

export default {
  name: 'cbmc',
  nature: 'analysis',
  recognise: ({ head }) => {
    if (canOpenWith(head, '<')) return mentions(head, '<cprover>') && /^\s*(?:<\?xml[^>]*\?>\s*)?<cprover>/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
    if (!canOpenWith(head, '[') || !mentions(head, 'CBMC')) return undefined;
    return /^\s*\[\s*\{[^{}]*"program"\s*:\s*"CBMC/.test(new TextDecoder().decode(head)) ? 'content' : undefined;
  },
  parse,
} satisfies Material<CbmcLog>;
