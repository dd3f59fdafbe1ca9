/** States the functions by which a file of another language meets foreign code. It resolves none and parses nothing. */
import type { Probe } from '../../core/material.ts';
import { boundary } from '../../facts/boundary.ts';
import { crossingsOf } from './crossings.ts';
import type { OtherSource } from './material.ts';

const probe: Probe<OtherSource> = {
  name: 'boundary',
  revision: 1,
  states: [boundary],
  *look(source, { path }) {
    if (path.endsWith('_test.go')) return;
    const functions = [...crossingsOf(source)];
    if (functions.length > 0) yield boundary.state({ language: source.language.name, functions });
  },
};

export default probe;
