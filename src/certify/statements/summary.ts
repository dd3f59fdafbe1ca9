/** The inspection as a SLSA verification summary (VSA v1), for those who may not see the inputs. It claims a level only where nothing is unmet or unknown. */
import type { Told } from '../forms.ts';
import { statementOf, type Statement } from '../statement.ts';
import { subjectOf } from '../subject.ts';

export function verificationSummary(told: Told): Statement {
  const { inspection, digests } = told;
  const { about } = inspection.device;
  const conforms = inspection.standing.value === 'conforming';
  return statementOf(subjectOf(told), 'https://slsa.dev/verification_summary/v1', {
    verifier: { id: 'urn:plumbline:verifier', version: { plumbline: inspection.plumbline } },
    // The only time an inspection knows is a day.
    timeVerified: `${inspection.as_of}T00:00:00Z`,
    resourceUri: `urn:plumbline:device:${encodeURIComponent(about.name.toWellFormed())}@${encodeURIComponent(about.version.toWellFormed())}`,
    policy: { uri: `urn:plumbline:edition:${inspection.edition.id}`, digest: { sha256: inspection.edition.digest.replace('sha256:', '') } },
    inputAttestations: [{ uri: 'inspection.json', digest: { sha256: digests.inspection } }],
    verificationResult: conforms ? 'PASSED' : 'FAILED',
    verifiedLevels: conforms ? [`PLUMBLINE_${inspection.edition.id.toUpperCase()}_LEVEL_${inspection.level.value}`] : [],
  });
}
