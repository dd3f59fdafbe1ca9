/** Pages of the law and of probes read well on a terminal, within its width, whatever they hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderPage } from '../../src/report/page.ts';
import { columns } from '../../src/report/width.ts';
import { forbidden, hostileText } from './hostile.ts';

const show = (markdown: string, width = 60): string => renderPage(markdown, { width, colour: false });

test('headings, paragraphs, emphasis, code and links', () => {
  assert.equal(
    show('# Title here\n\nSome **bold** and *soft* words, `code_here`,\nand a [link](https://example.org).\n\n## Part\n\n### Case: one\n'),
    'TITLE HERE\n\nSome bold and soft words, `code_here`, and a link\n(https://example.org).\n\nPart\n────\n\nCase: one\n',
  );
});

test('lists keep their nesting and numbers', () => {
  assert.equal(show('- one\n  goes on\n- two\n  - inner\n\n1. first\n2. second\n'), '• one goes on\n• two\n  • inner\n\n1. first\n2. second\n');
});

test('fences keep their lines, show their file, and go on under a mark when too long', () => {
  assert.equal(show('```c file=bad.c\nint a;\n\n  b();\n```\n', 40), '    bad.c\n    int a;\n\n      b();\n');
  assert.equal(show(`\`\`\`\n${'word '.repeat(10)}\n\`\`\`\n`, 40), '    word word word word word word\n    ↳ word word word word\n');
});

test('what a page expects of a line is a remark to its reader', () => {
  assert.equal(
    show('```c\nf(a); //~ hazard {rule: C01, cwe: [120]}\ng(); //~ could-not-tell hazard\nx = "//~"; y ~ z\n```\n'),
    '    f(a); // ← hazard: rule C01, cwe [120]\n    g(); // ← cannot tell hazard\n    x = "//~"; y ~ z\n',
  );
});

test('tables share the width', () => {
  assert.equal(show('| a | b |\n| --- | --- |\n| one | two three |\n', 40), 'a    b\n───  ─────────\none  two three\n');
  const wide = show(`| name | words |\n|---|---|\n| x | ${'word '.repeat(30)} |\n`, 50).split('\n');
  assert.ok(wide.length > 4 && wide.every((line) => columns(line) <= 50));
});

test('quotes are marked, rules drawn, an open fence runs to the end', () => {
  assert.equal(show('> said\n> so\n\n---\n\n```\nopen', 40), `│ said so\n\n${'─'.repeat(40)}\n\n    open\n`);
});

test('any page fits and steers nothing', () => {
  const part = fc.oneof(hostileText, fc.constantFrom('\n', '\n\n', '- ', '> ', '    ', '```\n', '| a | b |\n|---|---|\n| ', '# ', '1. ', '---\n'));
  fc.assert(fc.property(fc.array(part, { maxLength: 20 }), fc.integer({ min: 40, max: 100 }), (parts, width) => {
    for (const line of show(parts.join(''), width).split('\n')) {
      assert.ok(columns(line) <= width, `${columns(line)} > ${width}: ${line}`);
      assert.doesNotMatch(line, forbidden);
    }
  }), { numRuns: 300 });
});

test('deep nesting ends', () => {
  assert.ok(show('> '.repeat(5000)).length > 0);
  assert.ok(show('- '.repeat(5000)).length > 0);
});
