/** Counts the lines of a script. For memory it answers by silence: what an interpreter runs cannot address memory by itself. */
import type { Probe } from '../../core/material.ts';
import { escapeHatch } from '../../facts/escape-hatch.ts';
import { hazard } from '../../facts/hazard.ts';
import { sourceSize } from '../../facts/source-size.ts';
import { countLines } from '../../scan/lex.ts';
import { latin1 } from '../../scan/lexed.ts';
import type { Script } from './material.ts';

/** Generators of build files sign at the top. */
const headBytes = 4096;
const signs = /\bgenerated (?:by|automatically by) (?:GNU Autoconf|automake|aclocal|CMake|qmake|STM32CubeMX|libtool|autogen|Meson)|@generated\b|\bautomatically generated\b[^\n]{0,80}\bdo not (?:edit|modify)\b/i;

const size: Probe<Script> = {
  name: 'size',
  revision: 1,
  states: [sourceSize, hazard, escapeHatch],
  look: ({ language, family, bytes }) => {
    const lines = countLines(bytes, family);
    if (lines.physical === 0 && bytes.length > 0) return [sourceSize.blank('the file is too large to be counted as source')];
    const generated = signs.test(latin1(bytes, 0, Math.min(bytes.length, headBytes)));
    return [sourceSize.state({ language, ...lines, generated })];
  },
};

export default size;
