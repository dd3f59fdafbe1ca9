/** Writes a record of a variance with blanks where a person must answer. What is blank is malformed, so nothing counts before it is filled in. */
import { stringify } from 'yaml';

export interface Draft {
  readonly id: string;
  readonly kind: string;
  readonly element: string;
  readonly edition: string;
  readonly text: string;
  readonly device: string;
  readonly version: string;
  readonly component: string;
  /** Fingerprint and what the breach says. */
  readonly breaches: readonly (readonly [string, string])[];
  readonly expires: string;
  readonly renews: string;
  readonly objective: string;
}

/** A scalar as YAML; what comes from a device must not end the line it stands on. */
const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();
const remark = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 100);

export function recordText(draft: Draft): string {
  const isRisk = draft.kind !== 'tool-correction';
  return `plumbline-variance: 1
id: ${scalar(draft.id)}
kind: ${scalar(draft.kind)}
# ${remark(draft.objective)}
element: ${scalar(draft.element)}
edition: ${JSON.stringify(draft.edition)}
text: ${scalar(draft.text)}
scope:
  device: ${scalar(draft.device)}
  versions: [${JSON.stringify(draft.version)}]
  component: ${JSON.stringify(draft.component)}
fingerprints:
${draft.breaches.map(([fingerprint, says]) => `  - ${JSON.stringify(fingerprint)} # ${remark(says)}`).join('\n')}
reason: "" # why this cannot be mended now, in at least 40 characters
root_cause: ""
${isRisk ? `risk:
  method: "" # how the risk was assessed, and by which document
  before: { exploitability: "", harm: "" } # low, moderate, high; none, minor, serious, death
  after: { exploitability: "", harm: "" }
  controlled: false
  file: "" # the entry of the risk management file
controls:
  # Each must be seen to hold: an element that is met, or a fact that satisfies a predicate.
  - { id: C1, says: "", element: "" }
${draft.kind === 'existing-device' ? 'designed_under: "" # the earlier edition\n' : ''}` : ''}proposed: { by: "", role: "", date: "" }
approved: { by: "", role: "", date: "" } # somebody else, in another role
notice: "" # what users are told
expires: ${draft.expires} # last day, UTC; the longest term the edition allows from today
renews: ${JSON.stringify(draft.renews)}
plan:
  owner: ""
  target_version: ""
  milestones:
    - { what: "", by: "" }
`;
}
