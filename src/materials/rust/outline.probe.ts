/** Outlines a Rust file: its functions, and the names it uses as written. It resolves none of them. */
import { compareText } from '../../core/place.ts';
import type { Probe } from '../../core/material.ts';
import { sourceOutline } from '../../facts/source-outline.ts';
import type { RustFile } from './material.ts';

const outline: Probe<RustFile> = {
  name: 'outline',
  revision: 1,
  states: [sourceOutline],
  *look({ structure }) {
    if (structure.trouble !== '') {
      yield sourceOutline.blank(`the outline is not trusted: ${structure.trouble}`);
      return;
    }
    const inOrder = [...structure.functions].sort((a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine);
    yield sourceOutline.state({
      functions: inOrder.length,
      spans: inOrder.map((fn) => `${fn.name}:${fn.firstLine}-${fn.lastLine}`).join(' '),
      includes: [...structure.names].sort(compareText),
      marks: [...structure.signs].sort(compareText),
    });
  },
};

export default outline;
