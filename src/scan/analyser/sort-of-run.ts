/** What an analysis run is good for, from a table of tools and rule sets. A tool nobody wrote down is `other`, whatever it says of itself. */
import table from './tools.json' with { type: 'json' };

/** Sorts that a run may claim for itself by the property `plumbline.sort`, for tools of the maker's own. */
const sorts: ReadonlySet<string> = new Set(['memory-safety', 'coding-standard', 'threads', 'fuzzing', 'properties', 'coverage', 'network-scan', 'penetration-test', 'other']);

/** The rule sets decide when all rules of the run are of one; else the tool's name. */
export function sortOfRun(tool: string, rules: readonly string[], claimed: string): string {
  if (sorts.has(claimed)) return claimed;
  const byRules = new Set(rules.map(sortOfRule));
  const [only] = byRules;
  if (byRules.size === 1 && only !== undefined) return only;
  const name = tool.toLowerCase();
  const known = table.tools.find((each) => beginsWord(name, each.name));
  return known?.sort ?? 'other';
}

function sortOfRule(rule: string): string | undefined {
  const id = rule.toLowerCase();
  return table.rules.find((each) => id.startsWith(each.prefix))?.sort;
}

/** `gcc` is in `GNU gcc 14` and not in `xgccx`. */
function beginsWord(name: string, wanted: string): boolean {
  for (let at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1)) {
    const isLetter = (text: string | undefined): boolean => text !== undefined && /[a-z]/.test(text);
    if (!isLetter(name[at - 1]) && !isLetter(name[at + wanted.length])) return true;
  }
  return false;
}
