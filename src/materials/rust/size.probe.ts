/** Counts the lines of a Rust file. It does not weigh them. */
import type { Probe } from '../../core/material.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { isGenerated } from './generated.ts';
import type { RustFile } from './material.ts';

const size: Probe<RustFile> = {
  name: 'size',
  revision: 1,
  states: [sourceSize],
  look: ({ lexed }) => [sourceSize.state({ language: 'Rust', ...lexed.lines, generated: isGenerated(lexed.bytes) })],
};

export default size;
