/** The inspection as SARIF 2.1.0 (OASIS, 2023 errata 01): what fails and what is open; what is met stays in the JSON. */
import { canonicalJson } from '../../core/canonical.ts';
import type { Exporter } from '../../core/exporter.ts';
import type { Inspection } from '../../core/inspection.ts';
import type { Standing } from '../../core/verdict.ts';
import { plain } from '../escape.ts';
import { standingWord } from '../signs.ts';
import { artifactTable } from './artifacts.ts';
import { collect } from './rules.ts';
import { resultsOf } from './results.ts';
import { notifications } from './notifications.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** As the command line exits (0 conforming, 1 nonconforming, 2 undetermined). */
const exitCode: Readonly<Record<Standing, number>> = { conforming: 0, 'conforming-with-variances': 0, nonconforming: 1, undetermined: 2 };

export default {
  format: 'sarif',
  extension: '.sarif',
  mediaType: 'application/sarif+json',
  render: (inspection) => `${canonicalJson(visible({ $schema: schema, version: '2.1.0', runs: [run(inspection)] }), 1)}\n`,
} satisfies Exporter;

/** Viewers print what they are given: no string of the log may steer one. */
function visible(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, visible(member)]));
}

function run(inspection: Inspection): unknown {
  const { standing, edition, level } = inspection;
  const rules = collect(inspection);
  const artifacts = artifactTable();
  const results = resultsOf(inspection, rules, artifacts);
  return {
    tool: {
      driver: {
        name: 'Plumbline',
        version: inspection.plumbline,
        semanticVersion: inspection.plumbline,
        rules: rules.descriptors,
        supportedTaxonomies: [{ name: 'CWE', index: 0 }],
      },
    },
    taxonomies: [
      {
        name: 'CWE',
        organization: 'MITRE',
        informationUri: 'https://cwe.mitre.org/data/index.html',
        shortDescription: { text: 'Common Weakness Enumeration' },
        isComprehensive: false,
        taxa: rules.weaknesses.map((id) => ({ id: String(id), helpUri: `https://cwe.mitre.org/data/definitions/${id}.html` })),
      },
    ],
    // The folder of the device is not named: an inspection holds no absolute path.
    originalUriBaseIds: { DEVICE: { description: { text: 'the folder of the inspected device' } } },
    automationDetails: { id: `plumbline/${edition.id}/` },
    invocations: [
      {
        executionSuccessful: true,
        exitCode: exitCode[standing.value],
        exitCodeDescription: standingWord[standing.value],
        toolExecutionNotifications: notifications(inspection, artifacts),
      },
    ],
    results,
    artifacts: artifacts.rows(),
    properties: {
      standing: standing.value,
      because: standing.because,
      level: level.value,
      edition: edition.id,
      edition_digest: edition.digest,
      as_of: inspection.as_of,
      totals: standing.totals,
    },
  };
}
