/** Every statement that follows from an inspection and its record alone. They are made anew when a package is verified, so none can say something else. */
import type { Told } from '../forms.ts';
import { resource, statementOf, type Statement } from '../statement.ts';
import { subjectOf } from '../subject.ts';
import { cyclonedxStatement } from './cyclonedx.ts';
import { inspectionStatement } from './inspection.ts';
import { verificationSummary } from './summary.ts';
import { testResult } from './test-result.ts';

export const derived: ReadonlyMap<string, (told: Told) => Statement> = new Map([
  ['inspection', inspectionStatement],
  ['test-result', testResult],
  ['verification-summary', verificationSummary],
  ['cyclonedx', cyclonedxStatement],
]);

export const sarifPredicate = 'urn:plumbline:sarif:1';

/** A SARIF log is rendered elsewhere; the statement ties it to the inspection it shows. */
export function sarifStatement(told: Told, log: unknown): Statement {
  return statementOf(subjectOf(told), sarifPredicate, { inspection: resource('inspection.json', told.digests.inspection), sarif: log });
}
