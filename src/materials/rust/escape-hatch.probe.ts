/** Lists every place where a Rust file leaves what the language guarantees. It does not say whether the reason given is good. */
import type { Probe } from '../../core/material.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hazard } from '../../facts/hazard.ts';
import { keyed } from './hatches.ts';
import type { RustFile } from './material.ts';
import { mostSites } from './site.ts';

/**
 * Hazards of memory-unsafe languages cannot be written in safe Rust, so for `hazard` silence is the answer; what unsafe
 * Rust may do is what its sites are for.
 */
const escapeHatchProbe: Probe<RustFile> = {
  name: 'escape-hatch',
  revision: 1,
  states: [escapeHatch, hazard],
  *look({ lexed, structure }) {
    if (structure.trouble !== '') {
      const reason = `the nesting of the file cannot be followed: ${structure.trouble}`;
      yield escapeHatch.blank(reason);
      yield hazard.blank(reason);
    }
    if (structure.sites.length > mostSites) {
      yield escapeHatch.blank(`${structure.sites.length} unsafe sites in one file, more than the ${mostSites} that are listed`);
      return;
    }
    for (const { site, key } of keyed(lexed, structure.sites)) {
      const { form, item, documented, test, fromMacro } = site;
      yield escapeHatch.state({ form, item, documented, test, from_macro: fromMacro, key }, { line: lexed.line[site.first] ?? 1 });
    }
  },
};

export default escapeHatchProbe;
