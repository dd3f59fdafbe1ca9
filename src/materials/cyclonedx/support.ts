/** How long and how well a component is supported, by the property names in use: the CycloneDX taxonomy's, the FDA proposal's, and common spellings. */
import { asList, asObject, asText, type JsonObject } from '../../scan/json.ts';

export interface Support {
  readonly level: string;
  readonly end: string;
}

/** In order of trust: what ends support says it better than what ends life. */
const ends = ['endofsupport', 'endofsupportdate', 'supportenddate', 'supporteddate', 'eosdate', 'eos', 'endofguaranteedsupport', 'endofsecuritysupport', 'endoflife', 'endoflifedate', 'eoldate', 'eol'];
const levels = ['levelofsupport', 'supportlevel', 'supportstatus', 'levelsupport'];

export function supportOf(component: JsonObject): Support {
  const properties = new Map<string, string>();
  for (const each of asList(component['properties'])) {
    const { name, value } = asObject(each);
    const last = asText(name).split(/[:/]/).at(-1) ?? '';
    const plain = last.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (!properties.has(plain)) properties.set(plain, asText(value).trim());
  }
  const first = (names: readonly string[]): string => names.map((name) => properties.get(name)).find((value) => value !== undefined && value !== '') ?? '';
  const end = first(ends);
  return { level: first(levels), end: /^\d{4}-\d\d-\d\d/.exec(end)?.[0] ?? end };
}
