/** Names what a comparison did not look at, so that agreement is not taken for more than it is. */
import type { Plan } from '../../compare/plan.ts';
import type { Sides } from './sides.ts';

export function notCompared(plan: Plan, sides: Sides): readonly string[] {
  const isLibrary = plan.old.library !== undefined;
  return [
    ...(plan.same === 'accept' ? ['outputs: only whether the input is accepted was compared'] : []),
    ...(plan.same === 'meaning' ? [`differences that ${plan.normalise.join(', ')} take away`] : []),
    ...(plan.compare.codes ? [] : ['error codes of rejected inputs']),
    ...(plan.compare.error ? [] : ['standard error']),
    ...(plan.compare.files || isLibrary ? [] : ['files that are left']),
    ...(plan.environments.length === 0 ? ['other locales, time zones and environments than C.UTF-8 and UTC'] : []),
    ...(sides.watched.sanitized === undefined ? ['memory errors of the original that show nothing outside: it was not built with a sanitizer'] : []),
    ...(sides.watched.coveredOld === undefined ? ['which paths of the original were reached: it was not built for coverage'] : []),
    ...(sides.watched.coveredNew === undefined ? ['which paths of the replacement were reached: it was not built for coverage'] : []),
    ...(sides.copied ? ['what the programs do before their main: it was done once, and each input ran in a copy taken after it'] : []),
    ...(isLibrary ? ['calls from several threads, and functions that the plan does not name', 'stack of indirect calls that were not taken: stack is measured on runs, not bounded'] : ['stack depth: it is measured for libraries only']),
    'time on the target: it was measured on this machine',
    'configurations and hardware other than those of the two builds',
  ];
}
