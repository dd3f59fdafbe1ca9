/** The kernel sees exactly what the plain lexers see: same lines, same tokens, same troubles, on any bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countLines, lexC, lexRust, wordTable, type CommentFamily } from '../../src/scan/lex.ts';
import { plainC } from './plain-c.ts';
import { plainLines } from './plain-lines.ts';
import { plainRust } from './plain-rust.ts';
import { anything, jumble, mutated, padded } from './samples.ts';
import { flat } from './tokens.ts';

const words = wordTable(['gets', 'a', 'R', 'int', 'unsafe', 'r#type', 'fn', 'x', 'static', 'int64_t']);
const runs = 4000;

const families: readonly CommentFamily[] = [
  { line: ['//'], block: [['/*', '*/']], quotes: ['"', "'", '`'] },
  { line: ['#'], block: [], quotes: ['"', "'", '"""', "'''"] },
  { line: ['--'], block: [['--[[', ']]'], ['{-', '-}']], nested: true, quotes: ['"'] },
  { line: ['REM', 'rem', "'"], block: [], quotes: ['"'] },
  { line: [], block: [['<!--', '-->'], ['(*', '*)']], quotes: [] },
  { line: ['%', ';'], block: [['/*', ''], ['a', 'a']], nested: true, quotes: [''] },
];

const sources: Record<'c' | 'rust', readonly (readonly [string, fc.Arbitrary<Uint8Array>])[]> = {
  c: [['arbitrary bytes', anything], ['shuffled pieces', jumble], ['padded pieces', padded], ['a mutated program', mutated('c')]],
  rust: [['arbitrary bytes', anything], ['shuffled pieces', jumble], ['padded pieces', padded], ['a mutated program', mutated('rust')]],
};

describe('kernel and plain lexers agree', () => {
  for (const language of ['c', 'rust'] as const) {
    const lex = language === 'c' ? lexC : lexRust;
    const plain = language === 'c' ? plainC : plainRust;
    for (const [what, bytes] of sources[language]) {
      it(`${language}: ${what}`, () => {
        fc.assert(
          fc.property(bytes, fc.boolean(), (text, comments) => {
            const wanted = plain(text, words.numbers, comments);
            assert.deepEqual(countLines(text, language), wanted.lines);
            const seen = lex(text, words, { comments });
            assert.deepEqual(seen.lines, wanted.lines);
            assert.equal(seen.trouble, wanted.trouble);
            assert.deepEqual(flat(seen), wanted.tokens);
          }),
          { numRuns: runs },
        );
      });
    }
  }

  for (const [index, family] of families.entries()) {
    it(`family ${index}: any text`, () => {
      fc.assert(fc.property(fc.oneof(anything, jumble, padded), (text) => assert.deepEqual(countLines(text, family), plainLines(text, family))), { numRuns: runs });
    });
  }

  it('every token stands in order, and tokens, comments and blanks cover the file', () => {
    fc.assert(
      fc.property(fc.oneof(jumble, mutated('c')), (text) => {
        const seen = lexC(text, words, { comments: true });
        let end = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0;
        for (let at = 0; at < seen.count; at += 1) {
          const start = seen.start[at] ?? 0;
          for (let p = end; p < start; p += 1) assert.ok((text[p] ?? 0) <= 0x20 || text[p] === 0x5c, `byte ${p} is in no token`);
          end = Math.max(end, seen.end[at] ?? 0);
        }
      }),
      { numRuns: runs },
    );
  });
});
