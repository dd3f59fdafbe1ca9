/** Takes hazards out of the record that stand where no compile command of their file leads. It knows no macro but those of command lines. */
import type { Fact } from '../../core/fact.ts';
import { addressOf } from '../../core/place.ts';
import { sameFileIn } from '../../core/same-file.ts';
import type { Tally, TallyContext, Withdrawal } from '../../core/tally.ts';
import { compileCommand } from '../../facts/compile-command.ts';
import { conditionalCode, siteOf } from '../../facts/conditional-code.ts';
import { hazard } from '../../facts/hazard.ts';
import { unbuiltHazard } from '../../facts/unbuilt-hazard.ts';
import { holds, type Macros } from './condition.ts';

const tally: Tally = {
  name: 'build-arms',
  revision: 1,
  states: [unbuiltHazard],
  after: ['call-graph'],
  withdraws: [hazard],
  draw: (component, context) =>
    unbuilt(component, context).flatMap(({ fact, condition, commands }): readonly (Fact | Withdrawal)[] => {
      const { rule, function: name, construct } = fact.value;
      return [{ withdrawn: fact }, { ...fact, word: unbuiltHazard.word, value: { rule, function: name, construct, condition: condition.slice(0, 200), commands } }];
    }),
};

export default tally;

type Hazard = ReturnType<typeof hazard.schema.parse>;

interface Unbuilt {
  readonly fact: Fact<Hazard>;
  readonly condition: string;
  readonly commands: number;
}

function unbuilt(component: string, context: TallyContext): readonly Unbuilt[] {
  const observed = context.of(component);
  const files = observed.facts(conditionalCode).filter(({ value }) => value.sites.length > 0);
  const commands = context.everywhere(compileCommand);
  if (files.length === 0 || commands.length === 0) return [];
  const doubtful = new Set(context.everywhere(conditionalCode).flatMap(({ value }) => value.undefines));
  const builds = buildsOf(observed.facts(conditionalCode).map(({ place }) => addressOf(place)), commands, doubtful);
  const lines = new Map<string, { readonly condition: string; readonly commands: number }>();
  for (const { place, value } of files) {
    const address = addressOf(place);
    const ways = builds.get(address) ?? [];
    if (ways.length === 0) continue;
    for (const { line, conditions } of value.sites.map(siteOf)) {
      const broken = ways.map((macros) => conditions.find((condition) => holds(condition, macros) === false));
      const [first] = broken;
      if (first !== undefined && broken.every((condition) => condition !== undefined)) lines.set(`${address}\0${line}`, { condition: first, commands: ways.length });
    }
  }
  if (lines.size === 0) return [];
  return observed.facts(hazard).flatMap((fact) => {
    const known = lines.get(`${addressOf(fact.place)}\0${fact.place.line ?? 0}`);
    return known === undefined ? [] : [{ fact, ...known }];
  });
}

/** Of each file the macros of every command that compiles it. A file with a command that names no one file is compiled in some way that is not known. */
function buildsOf(addresses: readonly string[], commands: readonly Fact<ReturnType<typeof compileCommand.schema.parse>>[], doubtful: ReadonlySet<string>): ReadonlyMap<string, readonly Macros[]> {
  const find = sameFileIn(addresses);
  const builds = new Map<string, Macros[]>();
  for (const { value } of commands) {
    const address = find(value.file.replace(/\\/gu, '/').replace(/^(?:\.{1,2}\/|\/)+/u, ''));
    if (address === undefined) continue;
    builds.set(address, [...(builds.get(address) ?? []), macrosOf(value, doubtful)]);
  }
  return builds;
}

/** `-DNAME` is 1 (as every compiler has it). */
function macrosOf({ defines, undefines = [] }: { readonly defines: readonly string[]; readonly undefines?: readonly string[] | undefined }, doubtful: ReadonlySet<string>): Macros {
  const macros = new Map<string, string | undefined>(undefines.map((name) => [name, undefined]));
  for (const define of defines) {
    const equals = define.indexOf('=');
    const name = equals < 0 ? define : define.slice(0, equals);
    macros.set(name, equals < 0 ? '1' : define.slice(equals + 1));
  }
  for (const name of doubtful) macros.delete(name);
  return macros;
}
