/** What CBMC found out about each property, from its JSON (`--json-ui`) or XML (`--xml-ui`), and what it warned of. Traces are passed over. */
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

export interface Remark {
  readonly isError: boolean;
  readonly text: string;
  readonly line: number;
}

export interface CbmcLog {
  readonly program: string;
  readonly properties: readonly Property[];
  /** `success`, `failure`, or empty when the run did not come to a conclusion. */
  readonly conclusion: string;
  /** What it said as a warning or an error about the run. */
  readonly remarks: readonly Remark[];
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
  // with --stop-on-fail the one property that failed stands alone, and its place only in the trace
  const results = parts.flatMap((part) => [...asList(part['result']).map(asObject), ...(asText(part['property']) === '' ? [] : [part])]);
  if (results.length > mostProperties) return { unreadable: `more than ${mostProperties} properties` };
  const properties = results.map((result): Property => {
    const place = asObject(result['sourceLocation'] ?? asObject(asList(result['trace']).at(-1))['sourceLocation']);
    const status = asText(result['status']);
    return { id: asText(result['property']), status: status === 'failed' ? 'FAILURE' : status, description: asText(result['description']), file: ownFile(asText(place['file'])), atLine: asText(place['line']), line: read.lineOf(result) };
  });
  const remarks = parts.filter(({ messageType }) => messageType === 'ERROR' || messageType === 'WARNING')
    .map((part) => ({ isError: part['messageType'] === 'ERROR', text: asText(part['messageText']), line: read.lineOf(part) }));
  return { program, properties, remarks, conclusion: parts.map((part) => asText(part['cProverStatus'])).findLast((text) => text !== '') ?? '', cut: '' };
}

interface Growing {
  readonly id: string;
  readonly status: string;
  readonly line: number;
  description: string;
  place: { readonly file: string; readonly line: string } | undefined;
}

/** The place of a property stands before its trace (CBMC 6), or in its trace only. */
function fromXml(bytes: Uint8Array): CbmcLog | Unreadable {
  const properties: Property[] = [];
  const remarks: Remark[] = [];
  let program: string | undefined;
  let conclusion = '';
  let text = '';
  let cut = '';
  let isInTrace = false;
  let ofOwn = false;
  let current: Growing | undefined;
  let message = { type: '', line: 0 };
  for (const event of readXml(bytes, { texts: true })) {
    if (event.event === 'trouble') {
      cut = event.reason;
      break;
    }
    if (event.event === 'text') text += event.text;
    else if (event.event === 'open') {
      text = '';
      const attribute = (name: string): string => event.attributes.get(name) ?? '';
      if (event.name === 'result') {
        current = { id: attribute('property'), status: attribute('status'), line: event.line, description: '', place: undefined };
        isInTrace = false;
        ofOwn = false;
      } else if (event.name === 'goto_trace') isInTrace = true;
      else if (event.name === 'message') message = { type: attribute('type'), line: event.line };
      else if (event.name === 'failure' && current !== undefined) current.description = attribute('reason');
      else if (event.name === 'location' && current !== undefined && !ofOwn) {
        current.place = { file: attribute('file'), line: attribute('line') };
        ofOwn = !isInTrace;
      }
    } else {
      if (event.name === 'program') program = text.trim();
      else if (event.name === 'cprover-status') conclusion = text.trim().toLowerCase();
      else if (event.name === 'text' && (message.type === 'ERROR' || message.type === 'WARNING')) remarks.push({ isError: message.type === 'ERROR', text: text.trim(), line: message.line });
      else if (event.name === 'result' && current !== undefined) {
        if (properties.length === mostProperties) return { unreadable: `more than ${mostProperties} properties` };
        const { id, status, description, place, line } = current;
        properties.push({ id, status, description, file: ownFile(place?.file ?? ''), atLine: place?.line ?? '', line });
        current = undefined;
      }
      text = '';
    }
  }
  if (program?.startsWith('CBMC') !== true) return { unreadable: cut === '' ? 'no version of CBMC in it' : cut };
  return { program, properties, remarks, conclusion, cut };
}

/** CBMC's own models of the C library (`<builtin-library-memcpy>`) are no file of the device. */
function ownFile(file: string): string {
  return file.startsWith('<') ? '' : file;
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
