/** States each review and each declaration of a statement file. A malformed record is a blank on both words, so that it can hide behind neither. */
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { declaration } from '../../facts/declaration.ts';
import { review } from '../../facts/review.ts';
import type { Statement } from './material.ts';

function* look(statement: Statement): Generator<Observation> {
  for (const { line, record } of statement.reviews) {
    yield review.state({ ...record, expires: record.expires ?? '', subjects: record.subjects.map((subject) => subject.sha256) }, { line });
  }
  for (const { line, record } of statement.declarations) {
    yield declaration.state({ ...record, expires: record.expires ?? '', subjects: record.subjects.map((subject) => subject.sha256) }, { line });
  }
  for (const { line, reason } of statement.faults) {
    yield review.blank(reason, { line });
    yield declaration.blank(reason, { line });
  }
}

export default { name: 'records', revision: 1, states: [review, declaration], look } satisfies Probe<Statement>;
