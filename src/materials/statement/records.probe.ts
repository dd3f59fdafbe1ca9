/** States each review and each declaration of a statement file, and the signature it bears. A malformed record is a blank on all words, so that it can hide behind none. */
import { canonicalJson } from '../../core/canonical.ts';
import type { Observation } from '../../core/fact.ts';
import type { Probe } from '../../core/material.ts';
import { declaration } from '../../facts/declaration.ts';
import { review } from '../../facts/review.ts';
import { statementSignature } from '../../facts/statement-signature.ts';
import type { Statement } from './material.ts';
import type { DeclarationRecord, ReviewRecord } from './schema.ts';

function* look(statement: Statement): Generator<Observation> {
  for (const { line, record } of statement.reviews) {
    const { signature: _signature, ...said } = record;
    yield review.state({ ...said, expires: record.expires ?? '', subjects: record.subjects.map((subject) => subject.sha256) }, { line });
    yield* signatureOf(record, line);
  }
  for (const { line, record } of statement.declarations) {
    const { signature: _signature, ...said } = record;
    yield declaration.state({ ...said, expires: record.expires ?? '', subjects: record.subjects.map((subject) => subject.sha256) }, { line });
    yield* signatureOf(record, line);
  }
  for (const { line, reason } of statement.faults) {
    yield review.blank(reason, { line });
    yield declaration.blank(reason, { line });
    yield statementSignature.blank(reason, { line });
  }
}

function* signatureOf({ signature, ...said }: ReviewRecord | DeclarationRecord, line: number): Generator<Observation> {
  if (signature !== undefined) yield statementSignature.state({ statement: said.id, payload: canonicalJson(said), ...signature }, { line });
}

export default { name: 'records', revision: 2, states: [review, declaration, statementSignature], look } satisfies Probe<Statement>;
