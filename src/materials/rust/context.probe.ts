/** States what stands around the unsafe sites of a Rust file, as digests. It lists no site; the escape-hatch probe does. */
import type { Probe } from '../../core/material.ts';
import { hatchContext } from '../../facts/hatch-context.ts';
import type { RustFile } from './material.ts';
import { mostSites } from './site.ts';
import { surroundings } from './surroundings.ts';

const context: Probe<RustFile> = {
  name: 'context',
  revision: 1,
  states: [hatchContext],
  *look({ lexed, structure }) {
    const { length } = structure.sites;
    if (length === 0 || length > mostSites) return;
    yield hatchContext.state({
      language: 'Rust',
      sites: surroundings(lexed, structure).map(({ key, functionHash, moduleHash }) => ({ key, function_hash: functionHash, module_hash: moduleHash })),
    });
  },
};

export default context;
