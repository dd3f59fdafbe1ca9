/** Checks compensating controls: an element that is met, or a fact that satisfies a predicate of the maker's. Nothing is taken on trust. */
import { addressOf } from '../../core/place.ts';
import type { Word } from '../../core/fact.ts';
import type { Finding } from '../../core/finding.ts';
import type { Control } from '../../core/variance.ts';
import type { CheckedControl } from '../../core/variance-report.ts';
import { condition, environmentFor, PredicateError, type Context } from '../../codebook/predicate.ts';
import type { Subject } from '../subject.ts';

export interface Ground {
  readonly findings: readonly Finding[];
  readonly words: ReadonlyMap<string, Word>;
  /** The subject of that name; empty for the device as a whole. */
  readonly subjectOf: (component: string) => Subject | undefined;
  readonly level: number;
  readonly asOf: string;
}

export function checkControl(control: Control, ground: Ground): CheckedControl {
  const { id, says } = control;
  const failure = control.element === undefined ? factFailure(control, ground) : elementFailure(control, ground);
  return { id, says, holds: failure === undefined, because: failure ?? (control.element === undefined ? `a ${control.word ?? ''} says so` : `${control.element} is met`) };
}

function elementFailure({ element = '', component }: Control, { findings, level }: Ground): string | undefined {
  const finding = findings.find((one) => one.element === element && one.component === component);
  if (finding === undefined) return `${element} is not asked of ${component === '' ? 'the device' : component} at level ${level}`;
  return finding.verdict === 'met' ? undefined : `${element} is ${finding.verdict}`;
}

/** The predicate is a stranger's: one walk over a list at most, and of the digests only "is it among them". */
function factFailure({ word: name = '', where = '', component }: Control, { words, subjectOf, level, asOf }: Ground): string | undefined {
  const word = words.get(name);
  const subject = subjectOf(component);
  if (word === undefined) return `there is no word ${name}`;
  if (subject === undefined) return `there is no component ${component}`;
  if ((where.match(/\.(all|exists|exists_one|map|filter)\(/g) ?? []).length > 1) return 'its predicate walks over more than one list';
  if (/\bdigests\b/.test(where.replace(/\bin\s+(image_)?digests\b(?!\s*\.)/g, '')) || /\bimage_digests\b/.test(where.replace(/\bin\s+image_digests\b(?!\s*\.)/g, ''))) return 'its predicate may only ask whether a digest is in digests';
  const context: Context = { device: subject.device.about, component: subject.component, level, as_of: asOf, digests: subject.digests.all, image_digests: subject.digests.images };
  try {
    const predicate = condition(environmentFor({ lists: [], params: {}, fact: word }), where);
    const holds = subject.view.facts(name).some((fact) => predicate.evaluate({ ...context, fact: fact.value, fact_path: addressOf(fact.place) }));
    return holds ? undefined : `no ${name} says so`;
  } catch (error) {
    if (error instanceof PredicateError) return `its predicate is not understood: ${error.message.slice(0, 120)}`;
    return `its predicate cannot be asked of every ${name}`;
  }
}
