/** The inspection as a CycloneDX 1.6 attestation document. It is a view: the inspection, whose digest it names, says more. */
import type { Exporter } from '../../core/exporter.ts';
import { attestationDocument } from '../attestation/document.ts';

export default {
  format: 'cyclonedx-1.6',
  extension: '.cdx-1.6.json',
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  render: (inspection) => attestationDocument(inspection, '1.6'),
} satisfies Exporter;
