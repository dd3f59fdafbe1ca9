/** States what a C or C++ file defines and includes. It does not say who calls what, nor whether the code is compiled. */
import type { Probe } from '../../core/material.ts';
import { sourceOutline } from '../../facts/source-outline.ts';
import type { CForm } from './material.ts';

const probe: Probe<CForm> = {
  name: 'outline',
  revision: 1,
  states: [sourceOutline],
  look: ({ lexed, view }) => {
    const { functions, includes, marks, balanced } = view;
    if (functions.length + includes.length + marks.length === 0 && balanced && lexed.trouble === '') return [];
    const spans = functions.map((f) => `${f.name}:${f.firstLine}-${f.lastLine}`).join(' ');
    const outline = sourceOutline.state({ functions: functions.length, spans, includes: [...includes], marks: [...marks] });
    if (lexed.trouble !== '') return [outline, sourceOutline.blank(lexed.trouble)];
    if (!balanced) return [outline, sourceOutline.blank('braces do not match, so where functions end is a guess')];
    return [outline];
  },
};

export default probe;
