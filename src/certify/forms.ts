/** As much of an inspection, a record and the law as a certificate speaks of, checked at the door. Other members may be there and are signed with the rest. */
import { verdicts, standings, strengths } from '../core/verdict.ts';
import { sha256Text } from './statement.ts';
import { flag, list, members, oneOf, text, whole, anything, type Of } from './shape.ts';

export const day = text(/^\d{4}-\d{2}-\d{2}$/, 'a day, YYYY-MM-DD');
export const namedDigest = text(/^sha256:[0-9a-f]{64}$/, 'a digest, sha256:…');
const open = true;
const about = members({ name: text(), version: text(), maker: text() }, {}, open);
const total = members({ met: whole, unmet: whole, unknown: whole, 'not-applicable': whole });

export const inspectionForm = members(
  {
    schema: oneOf('plumbline-inspection-1'),
    plumbline: text(),
    as_of: day,
    device: members({ about, revision: text() }, {}, open),
    edition: members({ id: text(), title: text(), status: text(), digest: namedDigest, effective_on: day }, {}, open),
    level: members({ value: whole, title: text(), because: list(text()), asked: flag }, {}, open),
    standing: members({ value: oneOf(...standings), because: text(), totals: total }, {}, open),
    requirements: list(members({ id: text(), title: text(), component: text(), verdict: oneOf(...verdicts), because: text(), means: list(list(text())) }, {}, open)),
    findings: list(members({ element: text(), component: text(), verdict: oneOf(...verdicts), because: text(), strength: oneOf(...strengths), breaches: list(anything), gaps: list(anything) }, {}, open)),
    elements: list(members({ id: text(), digest: namedDigest }, {}, open)),
    inventory: members({ digest: namedDigest }, {}, open),
  },
  {},
  open,
);

export const recordForm = members(
  {
    schema: oneOf('plumbline-record-1'),
    plumbline: text(),
    as_of: day,
    device: members({ about, components: list(members({ name: text(), kind: text(), shipped: flag }, {}, open)) }, {}, open),
    materials: list(members({ name: text(), nature: text() }, {}, open)),
    artifacts: list(members({ component: text(), path: text(), size: whole, sha256: text(/^(?:[0-9a-f]{64})?$/, 'a SHA-256 digest') }, { inside: text(), material: text(), trouble: text() }, open)),
    filed: list(anything),
  },
  {},
  open,
);

export const editionForm = members(
  {
    id: text(),
    status: text(),
    adopts: list(members({ element: text(), from_level: whole }, { digest: namedDigest }, open)),
    alternatives: list(members({ any_of: list(list(text())), from_level: whole }, {}, open)),
  },
  {},
  open,
);

export const elementForm = members({ id: text(), scope: oneOf('component', 'device'), of: list(text()) }, {}, open);

export type InspectionForm = Of<typeof inspectionForm>;
export type RecordForm = Of<typeof recordForm>;
export type EditionForm = Of<typeof editionForm>;
export type ElementForm = Of<typeof elementForm>;

/** What a package's files say, and the digests of their bytes. */
export interface Told {
  readonly inspection: InspectionForm;
  readonly record: RecordForm;
  readonly digests: { readonly inspection: string; readonly record: string };
}

export { sha256Text };
