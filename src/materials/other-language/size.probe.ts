/** Counts the lines of a source file by the comment marks of its language. It knows nothing else of the language. */
import type { Probe } from '../../core/material.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { countLines } from '../../scan/lex.ts';
import { isGenerated } from './generated.ts';
import type { OtherSource } from './material.ts';

const size: Probe<OtherSource> = {
  name: 'size',
  revision: 1,
  states: [sourceSize],
  look: ({ language, bytes }) => {
    const lines = countLines(bytes, language.family);
    if (lines.physical === 0 && bytes.length > 0) return [sourceSize.blank('the file is too large to be counted as source')];
    return [sourceSize.state({ language: language.name, ...lines, generated: isGenerated(bytes, lines) })];
  },
};

export default size;
