/** States how many lines each file gained and lost since the point the list counts from. It does not say who changed them or why. */
import type { Probe } from '../../core/material.ts';
import { change } from '../../facts/change.ts';
import type { ChangeList } from './material.ts';

const probe: Probe<ChangeList> = {
  name: 'lines',
  revision: 1,
  states: [change],
  *look({ since, files, strange }) {
    for (const { file, added, removed, line } of files) yield change.state({ file, added, removed, since }, { line });
    for (const line of strange) yield change.blank('the line is no entry of a list of changes', { line });
  },
};

export default probe;
