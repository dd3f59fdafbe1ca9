/** Rules of a SARIF run by id and index, with the weaknesses (CWE) that they, their tags or their taxa name. */
import { asList, asObject, asText, type Json, type JsonObject } from '../../scan/json.ts';

export interface Rules {
  readonly ids: readonly string[];
  readonly weaknessesOf: (result: JsonObject) => number[];
  readonly idOf: (result: JsonObject) => string;
  readonly levelOf: (result: JsonObject) => string;
}

export function rulesOf(run: JsonObject): Rules {
  const tool = asObject(run['tool']);
  const drivers = [asObject(tool['driver']), ...asList(tool['extensions']).map(asObject)];
  const byId = new Map<string, JsonObject>();
  const listed = drivers.map((driver) => asList(driver['rules']).map(asObject));
  for (const rule of listed.flat()) if (!byId.has(asText(rule['id']))) byId.set(asText(rule['id']), rule);

  /** SARIF 2.1.0 section 3.27.7: by reference into a component, by index into the driver, or by id, whose parts may follow a slash. */
  const ruleOf = (result: JsonObject): JsonObject => {
    const reference = asObject(result['rule']);
    const component = asObject(reference['toolComponent'])['index'];
    const rules = listed[typeof component === 'number' ? component + 1 : 0] ?? [];
    const index = reference['index'] ?? result['ruleIndex'];
    if (typeof index === 'number' && rules[index] !== undefined) return rules[index];
    const id = asText(result['ruleId']) || asText(reference['id']);
    return byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/')))) ?? {};
  };

  const known = new Map<JsonObject, readonly number[]>();

  return {
    ids: [...byId.keys()],
    idOf: (result) => asText(result['ruleId']) || asText(asObject(result['rule'])['id']) || asText(ruleOf(result)['id']),
    levelOf: (result) => levelOf(result, ruleOf(result)),
    weaknessesOf: (result) => {
      const rule = ruleOf(result);
      // once a rule: a log has few rules and many results
      const ofRule = known.get(rule) ?? weaknesses(rule);
      known.set(rule, ofRule);
      return [...new Set([...weaknesses(result), ...ofRule])].sort((a, b) => a - b);
    },
  };
}

/** Section 3.27.10: what is no failure has no level; else the result's, the rule's default, or warning. */
function levelOf(result: JsonObject, rule: JsonObject): string {
  const kind = asText(result['kind']);
  if (kind !== '' && kind !== 'fail') return 'none';
  return asText(result['level']) || asText(asObject(rule['defaultConfiguration'])['level']) || 'warning';
}

/** Weaknesses one rule or result may name; a list of all there are says nothing about this one. */
const mostWeaknesses = 50;

function weaknesses(part: JsonObject): number[] {
  const properties = asObject(part['properties']);
  const found: number[] = [];
  const add = (text: Json | undefined): void => {
    for (const match of asText(text).matchAll(/\bcwe[-_ /:]*0*(\d{1,5})\b/gi)) found.push(Number(match[1]));
  };
  for (const tag of [...asList(properties['tags']), ...asList(properties['cwe']), properties['cwe'], properties['cweId']]) add(tag);
  for (const taxon of asList(part['taxa'])) addTaxon(asObject(taxon), found);
  for (const relation of asList(part['relationships'])) addTaxon(asObject(asObject(relation)['target']), found);
  return found.slice(0, mostWeaknesses);
}

/** A reference into the taxonomy named CWE, whose ids are numbers with or without the letters. */
function addTaxon(reference: JsonObject, found: number[]): void {
  const id = asText(reference['id']);
  const taxonomy = asText(asObject(reference['toolComponent'])['name']);
  const digits = /^(?:CWE[- ]?)?0*(\d{1,5})$/i.exec(id)?.[1];
  if (digits !== undefined && (taxonomy.toUpperCase().startsWith('CWE') || /^CWE/i.test(id))) found.push(Number(digits));
}
