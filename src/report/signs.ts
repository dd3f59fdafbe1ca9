/** The words and signs by which reports say verdicts, standings and classes. A sign never stands without its word. */
import type { Inspection } from '../core/inspection.ts';
import type { EvidenceMode, Standing, Strength, Verdict } from '../core/verdict.ts';

/** Worst first: the order in which a reader wants them. */
export const verdictOrder: readonly Verdict[] = ['unmet', 'unknown', 'met', 'not-applicable'];

export const verdictSign: Readonly<Record<Verdict, string>> = { met: '✓', unmet: '✗', unknown: '?', 'not-applicable': '–' };

export const verdictWord: Readonly<Record<Verdict, string>> = {
  met: 'met', unmet: 'not met', unknown: 'unknown', 'not-applicable': 'not applicable',
};

export const standingSign: Readonly<Record<Standing, string>> = {
  conforming: '✓', 'conforming-with-variances': '✓', nonconforming: '✗', undetermined: '?',
};

export const standingWord: Readonly<Record<Standing, string>> = {
  conforming: 'conforming',
  'conforming-with-variances': 'conforming with variances',
  nonconforming: 'nonconforming',
  undetermined: 'undetermined',
};

export const modeWord: Readonly<Record<EvidenceMode, string>> = {
  rebuild: 'rebuilding',
  'rerun-checker': 'running the checker again',
  'inspect-image': 'inspecting the image',
  'verify-signature': 'verifying the signatures',
  'match-test-to-image': 'matching tests to the shipped image',
  'human-review': 'human review',
};

export const strengthWord: Readonly<Record<Strength, string>> = {
  none: 'nothing supports it yet', declared: 'declared', source: 'seen in source', image: 'seen in the image',
  're-performed': 're-performed',
};

export const gapWord: Readonly<Record<string, string>> = {
  unanswered: 'no probe answers',
  blank: 'could not tell',
  unrecognised: 'not recognised',
  'nothing-to-ask': 'nothing to ask',
  unreadable: 'could not be read',
};

export const severityRank: Readonly<Record<string, number>> = { high: 0, moderate: 1, low: 2 };

/** `A` to `I` and `X` of the building code, named in own words. */
export const categoryWord: Readonly<Record<string, string>> = {
  A: 'Keeping vulnerabilities out while building',
  B: 'Using cryptography well',
  C: 'Provenance and integrity of what runs',
  D: 'Making attack and analysis harder',
  E: 'Noticing and attributing attacks',
  F: 'Degrading safely under attack',
  G: 'Restoring function after an attack',
  H: 'Maintaining without losing integrity',
  I: 'Privacy',
  X: 'Properties of the code itself',
};

/** Name of what a finding is about: its component, or the device. */
export function subjectOf(finding: { readonly component: string }): string {
  return finding.component === '' ? 'the whole device' : finding.component;
}

/** An inferred device says `not stated` where a manifest must say something. */
export function isStated(text: string): boolean {
  return text !== '' && text !== 'not stated';
}

/** Name of the device with its version, as a title. */
export function deviceTitle(inspection: Inspection): string {
  const { name, version } = inspection.device.about;
  return isStated(version) ? `${name} ${version}` : name;
}

export function verdictRank(verdict: Verdict): number {
  return verdictOrder.indexOf(verdict);
}
