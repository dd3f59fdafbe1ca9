/** The function `held` of policies: judged, and good. What was not judged is not held, so a rule cannot forget to ask whether it was. */
import type { Environment } from '@marcbachmann/cel-js';

/** A finding has the name of its element, a requirement its id. */
interface Row {
  readonly verdict: string;
  readonly element?: string;
  readonly id?: string;
}

/**
 * `held(findings, "element")` and `held(requirements, "id")`: there is one of that name, and each of that name is met or
 * does not apply. With a list of names each of them must hold.
 */
export function registerHeld(environment: Environment, rows: readonly string[]): void {
  for (const row of rows) {
    environment.registerFunction(`held(list<${row}>, string): bool`, (list: readonly Row[], name: string) => isHeld(list, name));
    environment.registerFunction(`held(list<${row}>, list<string>): bool`, (list: readonly Row[], names: readonly string[]) => names.length > 0 && names.every((name) => isHeld(list, name)));
  }
}

/** One function for both sorts of row: which overload is called is decided while evaluating, where rows are plain data. */
function isHeld(list: readonly Row[], name: string): boolean {
  const found = list.filter(({ element, id }) => (element ?? id) === name);
  return found.length > 0 && found.every(({ verdict }) => verdict === 'met' || verdict === 'not-applicable');
}
