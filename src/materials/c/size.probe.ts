/** States the lines of a C or C++ file and whether it says it is generated. It counts; it does not weigh. */
import type { Probe } from '../../core/material.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { saysGenerated } from './generated.ts';
import { isNameless, languageOf } from './languages.ts';
import type { CForm } from './material.ts';

const probe: Probe<CForm> = {
  name: 'size',
  revision: 1,
  states: [sourceSize],
  look: ({ lexed }, { path }) => [
    sourceSize.state({ language: nameOf(path), ...lexed.lines, generated: saysGenerated(lexed) }),
  ],
};

export default probe;

/** A file without a telling name is included by others, so it is as undecided as a header; a bare name is C++ custom. */
function nameOf(path: string): string {
  return languageOf(path) ?? (isNameless(path) && /\.inc$/i.test(path) ? 'C/C++ Header' : 'C++');
}
