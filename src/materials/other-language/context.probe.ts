/** States what stands around the escape hatches of a file, as digests. It lists no site; the escape-hatch probe does. */
import type { Probe } from '../../core/material.ts';
import { hatchContext } from '../../facts/hatch-context.ts';
import type { OtherSource } from './material.ts';
import { sitesOf } from './sites.ts';

const context: Probe<OtherSource> = {
  name: 'context',
  revision: 2,
  states: [hatchContext],
  *look(source) {
    const found = sitesOf(source);
    if (typeof found === 'number' || found.length === 0) return;
    yield hatchContext.state({ language: source.language.name, sites: found.map(({ key, functionHash }) => ({ key, function_hash: functionHash, module_hash: '' })) });
  },
};

export default context;
