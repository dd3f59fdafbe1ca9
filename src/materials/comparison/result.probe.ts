/** States how a replacement did against its original. The conclusion is drawn anew from the counts, not taken over. */
import type { Probe } from '../../core/material.ts';
import { comparison } from '../../facts/comparison.ts';
import type { ComparisonFile } from './material.ts';

/** As in `src/compare/result.ts`: fewer inputs show nothing. */
const fewest = 1000;

const probe: Probe<ComparisonFile> = {
  name: 'result',
  revision: 1,
  states: [comparison],
  look: (file) => {
    const { inputs, cases } = file;
    if (inputs.tried === 0) return [];
    const against = cases.filter((one) => one.accepted === undefined && one.class !== 'crash-in-old-only');
    const disagreements = new Set(against.map(({ root }) => root)).size;
    const enough = inputs.tried >= fewest && inputs.accepted > 0 && inputs.rejected > 0;
    return [comparison.state({
      title: file.title.slice(0, 400),
      conclusion: disagreements > 0 ? 'differs' : enough ? 'agrees' : 'undetermined',
      driver: file.driver,
      old_sha256: file.old.sha256,
      new_sha256: file.new.sha256,
      same: file.oracle.same,
      inputs: inputs.tried,
      accepted: inputs.accepted,
      rejected: inputs.rejected,
      disagreements,
      accepted_differences: cases.filter((one) => one.accepted !== undefined).length,
      crashes_of_old: cases.filter((one) => one.class === 'crash-in-old-only').length,
      sanitized: file.sanitized,
    })];
  },
};

export default probe;
