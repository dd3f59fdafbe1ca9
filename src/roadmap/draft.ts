/** A first plan drawn from the facts of a device, for its maker to correct. What only people can decide is left empty and asked for. */
import type { Plan } from './plan.ts';
import type { Roadmap, Unit } from './model.ts';

export function draftPlan(roadmap: Roadmap): Plan {
  const { units, device, as_of: asOf } = roadmap;
  const replace = units.filter(({ outcome }) => outcome === 'replace now');
  // The pilot is what is easiest among what has to move: it teaches the team at the least cost (CISA and others 2023, phases).
  const [pilot] = [...replace].sort((a, b) => b.feasibility.score - a.feasibility.score || b.risk.score - a.risk.score);
  const others = replace.filter((unit) => unit !== pilot);
  const wrap = units.filter(({ outcome }) => outcome === 'wrap and isolate');
  const harden = units.filter(({ outcome }) => outcome === 'harden and fuzz');
  const phases = [
    ...(pilot === undefined ? [] : [phase('Pilot', asOf, 0, 6, `${pilot.name} is memory safe, compared with the original on the same inputs, and the tool chain is settled`, [pilot], 'memory-safe code')]),
    ...(wrap.length === 0 ? [] : [phase('Isolation', asOf, 3, 12, `${wrap.length} ${wrap.length === 1 ? 'unit takes' : 'units take'} bytes from outside only behind a boundary that cannot be crossed`, wrap, 'wrapped')]),
    ...(others.length === 0 ? [] : [phase('Replacement', asOf, 6, 24, `${others.length} more ${others.length === 1 ? 'unit is' : 'units are'} memory safe`, others, 'memory-safe code')]),
    ...(harden.length === 0 ? [] : [phase('Hardening', asOf, 6, 18, `${harden.length} ${harden.length === 1 ? 'unit is' : 'units are'} built with checks at run time and fuzzed`, harden, 'hardened')]),
  ];
  const unsafe = units.reduce((sum, { unsafeCode }) => sum + unsafeCode, 0);
  const foreign = units.filter(({ party, unsafeCode }) => party === 'third-party' && unsafeCode > 0);
  return {
    plan: 1,
    title: `Memory-safety roadmap of ${device.name}${device.version === '' ? '' : ` ${device.version}`}`,
    owner: { name: '', role: '' },
    signed: { by: '', on: '' },
    introduction: `${device.name} ships ${unsafe.toLocaleString('en-US')} lines in memory-unsafe languages in ${units.filter((unit) => unit.unsafeCode > 0).length} units. To be replaced: ${replace.length}; to be wrapped and isolated: ${wrap.length}; to be hardened and fuzzed: ${harden.length}. The rest is left as it is, with the reason given for each.`,
    languages: ['Rust'],
    phases,
    new_code_safe_from: monthsAfter(asOf, 6),
    training: [
      { what: 'writing and reviewing memory-safe code, with the first unit as its exercise', who: 'the team of the pilot', by: monthsAfter(asOf, 6) },
      { what: 'reviewing foreign calls and unsafe blocks', who: 'all who review', by: monthsAfter(asOf, 9) },
    ],
    integration: [
      { what: 'build, debugger and static analysis of the new language in the daily build', by: monthsAfter(asOf, 4) },
      { what: 'tool validation of the compiler for the safety class (IEC 62304 5.1.10 and 5.1.11)', by: monthsAfter(asOf, 9) },
    ],
    dependencies: foreign.map((unit) => ({ name: unit.name, plan: dependencyPlan(unit), by: monthsAfter(asOf, 12) })),
    transparency: { every_months: 6, where: '', next: monthsAfter(asOf, 6) },
    // A promise is its maker's to give.
    cve: { cwe_on_every_cve: false, from: '', how: 'each CVE of the device names its weakness by CWE, so that memory errors can be told apart' },
    cautions: 'What the language promises ends at its foreign calls. Real-time behaviour, code size and behaviour at a panic have to be shown for each replaced unit before it ships. A fix in the repository is no fix in the field.',
  };
}

function phase(name: string, asOf: string, from: number, to: number, outcome: string, units: readonly Unit[], what: 'memory-safe code' | 'wrapped' | 'hardened'): Plan['phases'][number] {
  return { name, from: monthsAfter(asOf, from), to: monthsAfter(asOf, to), outcome, units: units.map((unit) => ({ unit: unit.name, to: what })) };
}

function dependencyPlan({ candidates, outcome }: Unit): string {
  const [first] = candidates;
  if (outcome === 'replace now' && first !== undefined) return `to be replaced; candidates: ${candidates.slice(0, 3).map(({ name }) => name).join(', ')}`;
  return first === undefined ? 'kept up to date, isolated, and its supplier asked for a roadmap' : `kept up to date; candidates to watch: ${candidates.slice(0, 3).map(({ name }) => name).join(', ')}`;
}

/** The day so many months later; a day that the month does not have is its last. */
export function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
