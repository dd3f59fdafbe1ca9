/** Gathers the results of analysers by rule, and adds weaknesses and numbers that the tool did not give. It drops no result. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import type { SameFile } from '../../core/same-file.ts';
import { analysisRule } from '../../facts/analysis-rule.ts';
import type { analysisResult } from '../../facts/analysis-result.ts';
import type { RuleTable } from './table.ts';

type Result = (typeof analysisResult.schema)['_output'];

interface Growing {
  readonly tool: string;
  readonly rule: string;
  results: number;
  errors: number;
  suppressed: number;
  readonly cwe: Set<number>;
  readonly examples: string[];
}

const mostExamples = 5;

export function* rulesIn(component: string, results: readonly Fact<Result>[], find: SameFile, table: RuleTable): Generator<Fact> {
  const rules = new Map<string, Growing>();
  for (const { value } of results) {
    const file = find(value.file);
    if (file === undefined || value.level === 'none') continue;
    const key = `${value.tool}\0${value.rule}`;
    const rule = rules.get(key) ?? { tool: value.tool, rule: value.rule, results: 0, errors: 0, suppressed: 0, cwe: new Set<number>(), examples: [] };
    rules.set(key, rule);
    rule.results++;
    if (value.suppressed) rule.suppressed++;
    else if (value.level === 'error') rule.errors++;
    for (const weakness of value.cwe) rule.cwe.add(weakness);
    if (rule.examples.length < mostExamples) rule.examples.push(`${file.slice(0, 300)}:${value.at_line}`);
  }
  for (const [, rule] of [...rules].sort(([a], [b]) => compareText(a, b))) {
    const fromTable = rule.cwe.size === 0 ? table.weaknessesOf(rule.rule) : [];
    const cwe = [...rule.cwe, ...fromTable].sort((a, b) => a - b);
    yield {
      word: analysisRule.word,
      place: { component, path: '' },
      value: {
        tool: rule.tool, rule: rule.rule, results: rule.results, errors: rule.errors, suppressed: rule.suppressed, cwe,
        cwe_from: rule.cwe.size > 0 ? 'tool' : cwe.length > 0 ? 'table' : 'nobody',
        standards: table.numbersOf(rule.rule),
        examples: rule.examples,
      },
    };
  }
}
