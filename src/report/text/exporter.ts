/** The report for a terminal: short, in words, within the width it is given. Colour repeats the words and is never alone. */
import type { Exporter } from '../../core/exporter.ts';
import { topFindings } from './findings.ts';
import { head } from './head.ts';
import { paper } from './ink.ts';
import { ledger } from './ledger.ts';
import { handInNext, notLookedAt, whatNow } from './next.ts';
import { requirements } from './requirements.ts';
import { sites } from './sites.ts';
import { statements } from './statements.ts';
import { variances } from './variances.ts';

export default {
  format: 'text',
  extension: '.txt',
  mediaType: 'text/plain; charset=utf-8',
  render: (inspection, options) => {
    const sheet = paper(options.width, options.colour);
    const sections = [head, requirements, variances, topFindings, handInNext, statements, ledger, sites, notLookedAt, whatNow];
    return `${sections.flatMap((section) => section(inspection, sheet)).join('\n')}\n`;
  },
} satisfies Exporter;
