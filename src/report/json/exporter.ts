/** The canonical inspection itself: one line, keys sorted, nothing added, so that its SHA-256 is the digest a certificate names. */
import { canonicalJson } from '../../core/canonical.ts';
import type { Exporter } from '../../core/exporter.ts';

export default {
  format: 'json',
  extension: '.json',
  mediaType: 'application/json',
  // No final line break either: the bytes are exactly those that are digested and signed.
  render: (inspection) => canonicalJson(inspection),
} satisfies Exporter;
