/** States each record of a variance. A malformed one is a blank, so that it is listed and never applied. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { variance } from '../../facts/variance.ts';
import type { Variances } from './material.ts';

function* look({ records, faults }: Variances): Generator<Observation> {
  for (const { line, record } of records) yield variance.state(record, { line });
  for (const { line, reason } of faults) yield variance.blank(reason, { line });
}

export default { name: 'records', revision: 1, states: [variance], look } satisfies Probe<Variances>;
