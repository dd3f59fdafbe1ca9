/** Inspects the sources of both sides for what a rewrite gains in memory safety: hazards gone, escape hatches left and reviewed. */
import type { Gain } from '../../compare/result.ts';
import { isBlank } from '../../core/fact.ts';
import { inspectWithRecord } from '../../inspect.ts';
import { versionOf } from '../version.ts';

interface Seen {
  readonly hazards: number;
  readonly lines: Readonly<Record<string, number>>;
  readonly hatches: number;
  readonly documented: number;
  readonly reviewed: number;
}

export async function gainOf(old: string, now: string, asOf: string): Promise<Gain> {
  const [before, after] = [await lookAt(old, asOf), await lookAt(now, asOf)];
  return {
    hazards: { old: before.hazards, new: after.hazards },
    code_lines: { old: before.lines, new: after.lines },
    escape_hatches: { new: after.hatches, documented: after.documented, reviewed: after.reviewed },
  };
}

async function lookAt(path: string, asOf: string): Promise<Seen> {
  const watch = { phase: () => undefined, advance: () => undefined };
  const { stored } = await inspectWithRecord({ path, asOf, codebooks: [], version: versionOf(), watch, history: false });
  const facts = stored.filed.filter((said) => !isBlank(said)).map((said) => said as { readonly word: string; readonly value: unknown });
  const of = <Value>(word: string): readonly Value[] => facts.filter((fact) => fact.word === word).map((fact) => fact.value as Value);
  const sizes = of<{ readonly language: string; readonly code: number }>('source-size');
  const hatches = of<{ readonly documented: boolean; readonly test: boolean }>('escape-hatch').filter(({ test }) => !test);
  const reviewed = of<{ readonly test: boolean; readonly state: string }>('site-standing').filter(({ test, state }) => !test && state === 'reviewed').length;
  const lines: Record<string, number> = {};
  for (const { language, code } of sizes) lines[language] = (lines[language] ?? 0) + code;
  return { hazards: of('hazard').length, lines, hatches: hatches.length, documented: hatches.filter(({ documented }) => documented).length, reviewed };
}
