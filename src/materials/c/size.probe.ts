/** States the lines of a C or C++ file and whether it says it is generated; of blank files, nothing. It does not weigh. */
import type { Probe } from '../../core/material.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { saysGenerated } from './generated.ts';
import { isNameless, languageOf } from './languages.ts';
import type { CForm } from './material.ts';

const probe: Probe<CForm> = {
  name: 'size',
  revision: 1,
  states: [sourceSize],
  look: ({ lexed }, { path }) => {
    const { lines, trouble } = lexed;
    if (lines.code + lines.comment === 0) return [];
    const size = sourceSize.state({ language: nameOf(path), ...lines, generated: saysGenerated(lexed) });
    // Past the token limit lines are still counted right; past an open comment they are not.
    return trouble === '' || trouble.includes('only lines are counted') ? [size] : [size, sourceSize.blank(trouble)];
  },
};

export default probe;

/** A file without a telling name is included by others, so it is as undecided as a header; a bare name is C++ custom. */
function nameOf(path: string): string {
  return languageOf(path) ?? (isNameless(path) && /\.inc$/i.test(path) ? 'C/C++ Header' : 'C++');
}
