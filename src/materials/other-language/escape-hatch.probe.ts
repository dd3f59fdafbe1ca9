/** Lists the places where a language is left by exact words, and says where nobody reads a language. It parses nothing. */
import type { Probe } from '../../core/material.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hazard } from '../../facts/hazard.ts';
import type { OtherSource } from './material.ts';
import { mostSites, sitesOf } from './sites.ts';

const escapeHatchProbe: Probe<OtherSource> = {
  name: 'escape-hatch',
  revision: 3,
  states: [escapeHatch, hazard],
  *look(source, { path }) {
    const { name, treatment } = source.language;
    if (treatment !== 'safe') yield hazard.blank(`no reader for ${name}: its memory use is not analysed`);
    if (treatment === 'hatches-unread') yield escapeHatch.blank(`no reader for ${name}: its ways out of memory safety are not looked for`);
    const found = sitesOf(source);
    if (typeof found === 'number') {
      yield escapeHatch.blank(`${found} sites in one file, more than the ${mostSites} that are listed`);
      return;
    }
    // The go command compiles these for tests only.
    const test = path.endsWith('_test.go');
    for (const { form, item, documented, key, line } of found) {
      yield escapeHatch.state({ form, item, documented, test, from_macro: false, key }, { line });
    }
  },
};

export default escapeHatchProbe;
