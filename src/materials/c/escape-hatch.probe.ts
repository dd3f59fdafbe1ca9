/** Answers that C and C++ have no escape hatches: the language guarantees nothing that a site could leave. Its memory use is the hazard probe's. */
import type { Probe } from '../../core/material.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import type { CForm } from './material.ts';

const probe: Probe<CForm> = {
  name: 'escape-hatch',
  revision: 1,
  states: [escapeHatch],
  look: () => [],
};

export default probe;
