/** Names what a comparison did not look at, so that agreement is not taken for more than it is. */
import type { Plan } from '../../compare/plan.ts';
import type { Sides } from './sides.ts';

export function notCompared(plan: Plan, sides: Sides): readonly string[] {
  const isLibrary = plan.old.library !== undefined;
  return [
    ...(sides.missing === undefined ? [] : [`anything but size: ${sides.missing} (Debian: apt-get install qemu-system-arm)`]),
    ...(plan.same === 'accept' ? ['outputs: only whether the input is accepted was compared'] : []),
    ...(plan.same === 'meaning' ? [`differences that ${plan.normalise.join(', ')} take away`] : []),
    ...(plan.compare.codes ? [] : ['error codes of rejected inputs']),
    ...(plan.compare.error ? [] : ['standard error']),
    ...(plan.compare.files || isLibrary ? [] : ['files that are left']),
    ...(plan.old.firmware !== undefined ? ofFirmware(sides) : ofHost(plan, sides)),
    ...(sides.copied ? ['what the programs do before their main: it was done once, and each input ran in a copy taken after it'] : []),
    ...(isLibrary ? ['calls from several threads, and functions that the plan does not name', 'stack of indirect calls that were not taken: stack is measured on runs, not bounded'] : []),
    'configurations and hardware other than those of the two builds',
  ];
}

function ofHost(plan: Plan, { watched }: Sides): readonly string[] {
  return [
    ...(plan.environments.length === 0 ? ['other locales, time zones and environments than C.UTF-8 and UTC'] : []),
    ...(watched.sanitized === undefined ? ['memory errors of the original that show nothing outside: it was not built with a sanitizer'] : []),
    ...(watched.coveredOld === undefined ? ['which paths of the original were reached: it was not built for coverage'] : []),
    ...(watched.coveredNew === undefined ? ['which paths of the replacement were reached: it was not built for coverage'] : []),
    ...(plan.old.library === undefined ? ['stack depth: it is measured for libraries and firmware only'] : []),
    'time on the target: it was measured on this machine',
  ];
}

function ofFirmware({ emulator, missing }: Sides): readonly string[] {
  return [
    'memory errors that show nothing outside: an image has no sanitizer',
    'time on the target: QEMU counts instructions and knows neither the pipeline, flash wait states nor caches',
    'peripherals and interrupts that the board of QEMU does not have',
    ...(emulator?.counts === true
      ? ['stack that is written by pointers only, stacks of tasks, and the frames that exceptions push: the deepest store by SP is shown, of the runs that were made', 'heap that is given out by functions of other names than those of newlib, FreeRTOS, Zephyr, ThreadX and Rust']
      : missing === undefined ? ['instructions, stack and paths: this QEMU takes no plugin'] : []),
  ];
}
