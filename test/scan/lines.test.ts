/** Counts of small programs as scc 3.3.5 gives them, where it reads the language right, and the named places where this counter differs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countLines, type CommentFamily } from '../../src/scan/lex.ts';

interface Golden {
  readonly language: string;
  readonly family: CommentFamily | 'c' | 'rust';
  readonly text: string;
  /** Physical, code, comment, blank. */
  readonly counts: readonly [number, number, number, number];
}

const goldens: readonly Golden[] = [
  {
    language: 'C',
    family: 'c',
    counts: [16, 7, 6, 3],
    text: `/*
 * Dose limits.

 * A blank line above is inside the comment.
 */
#include "dose.h" // own header

#define HALF(x) \\
    ((x) / 2)       /* not a comment opener: */

static const char *url = "https://example.org/*not*/";	// real
int limit(void) { return 'a' + '/'; } /* first */ // second

/* one */ int after; /* two
   three */
int last;
`,
  },
  {
    language: 'Rust',
    family: 'rust',
    counts: [12, 6, 4, 2],
    text: `//! Dose limits.
#![no_std]

/// Doc /* not nested here
pub fn limit<'a>(text: &'a str) -> u32 {
    /* outer /* inner */ still
       comment */
    let quoted = "// no comment
/* nor here */";

    quoted.len() as u32 // trailing
}
`,
  },
  {
    language: 'Python',
    family: { line: ['#'], block: [], quotes: ['"', "'", '"""', "'''"] },
    counts: [8, 5, 2, 1],
    text: `#!/usr/bin/env python3
# A comment
import sys

name = "# no comment"  # a comment
other = '#'
if name:  # why
    pass
`,
  },
  {
    language: 'Lua',
    family: { line: ['--'], block: [['--[[', ']]']], quotes: ['"', "'"] },
    counts: [7, 2, 4, 1],
    text: `-- one line
--[[ a block
over lines
]]
local a = "-- no" -- yes

return a
`,
  },
  {
    language: 'SQL',
    family: { line: ['--'], block: [['/*', '*/']], quotes: ['"', "'"] },
    counts: [6, 2, 3, 1],
    text: `-- doses
SELECT '--', "/*" FROM dose; -- trailing
/* block
*/
INSERT INTO a VALUES (1);

`,
  },
  {
    language: 'Go',
    family: { line: ['//'], block: [['/*', '*/']], quotes: ['"', "'", '`'] },
    counts: [7, 4, 2, 1],
    text: `// Package a
package a

/* block */
var s = \`raw // no
/* no */\`
var c = '"' // yes
`,
  },
  {
    language: 'Basic (words as marks)',
    family: { line: ['REM', "'"], block: [], quotes: ['"'] },
    counts: [4, 2, 1, 1],
    text: `REM a remark
PRINT "REM"

REMOTE = 1
`,
  },
];

describe('line counts', () => {
  for (const { language, family, text, counts: [physical, code, comment, blank] } of goldens) {
    for (const [ends, changed] of [['LF', text], ['CR LF', text.replaceAll('\n', '\r\n')], ['CR', text.replaceAll('\n', '\r')]] as const) {
      it(`${language} with ${ends}`, () => assert.deepEqual(countLines(Buffer.from(changed), family), { physical, code, comment, blank }));
    }
  }

  // scc reads a quote in apostrophes as the start of a string, and a backslash in a raw string as an escape.
  it('differs from scc where scc loses its way', () => {
    assert.deepEqual(countLines(Buffer.from("int a = '\"';\n// b\n\n"), 'c'), { physical: 3, code: 1, comment: 1, blank: 1 });
    assert.deepEqual(countLines(Buffer.from('let a = r"C:\\";\n\n// b\n'), 'rust'), { physical: 3, code: 1, comment: 1, blank: 1 });
  });

  // cloc takes blank lines inside a comment for blank; here, as in scc, they are part of the comment.
  it('counts blank lines in a comment as comment', () => assert.equal(countLines(Buffer.from('/*\n\n*/'), 'c').comment, 3));
});
