/** The inspection as an in-toto test result (predicate test-result v0.1). An unknown is in no list: it neither passed nor failed. */
import type { Told } from '../forms.ts';
import { resource, statementOf, type Statement } from '../statement.ts';
import { subjectOf } from '../subject.ts';

export function testResult(told: Told): Statement {
  const { inspection, digests } = told;
  const { totals } = inspection.standing;
  const named = (verdict: string): readonly string[] =>
    inspection.requirements.filter((one) => one.verdict === verdict).map(({ id, component }) => (component === '' ? id : `${id} (${component})`));
  return statementOf(subjectOf(told), 'https://in-toto.io/attestation/test-result/v0.1', {
    // Warned, not passed, where something could not be decided: a gate that cannot decide does not open.
    result: totals.unmet > 0 ? 'FAILED' : totals.unknown > 0 || totals.met === 0 ? 'WARNED' : 'PASSED',
    configuration: [resource('inspection.json', digests.inspection), resource(`law/editions/${inspection.edition.id}.json`, inspection.edition.digest)],
    passedTests: named('met'),
    warnedTests: [],
    failedTests: named('unmet'),
  });
}
