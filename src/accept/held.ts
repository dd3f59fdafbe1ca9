/** The function `held` of policies: judged, and good. What was not judged is not held, so a rule cannot forget to ask whether it was. */
import type { Environment } from '@marcbachmann/cel-js';

/** Plain data as it was handed in, or the map that the evaluator makes of a row that it looked into, as `filter` does. */
type Row = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/**
 * `held(findings, "element")` and `held(requirements, "id")`: there is one of that name, and each of that name is met or
 * does not apply. With a list of names each of them must hold.
 */
export function registerHeld(environment: Environment, rows: { readonly finding: string; readonly requirement: string }): void {
  for (const [type, name] of [[rows.finding, 'element'], [rows.requirement, 'id']] as const) {
    environment.registerFunction(`held(list<${type}>, string): bool`, (list: readonly Row[], wanted: string) => isHeld(list, name, wanted));
    environment.registerFunction(`held(list<${type}>, list<string>): bool`, (list: readonly Row[], wanted: readonly string[]) => wanted.length > 0 && wanted.every((one) => isHeld(list, name, one)));
  }
}

function isHeld(list: readonly Row[], name: string, wanted: string): boolean {
  const found = list.filter((row) => memberOf(row, name) === wanted);
  return found.length > 0 && found.every((row) => memberOf(row, 'verdict') === 'met' || memberOf(row, 'verdict') === 'not-applicable');
}

function memberOf(row: Row, name: string): unknown {
  return row instanceof Map ? row.get(name) : new Map(Object.entries(row)).get(name);
}
