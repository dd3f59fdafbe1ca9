/** What the structure of a C or C++ file is taken to be: arms, brackets, functions. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lexC } from '../../../src/scan/lex.ts';
import { tokenText } from '../../../src/scan/lexed.ts';
import { structureOf } from '../../../src/materials/c/structure.ts';
import { words } from '../../../src/materials/c/words.ts';
import { hazardsOf, rulesOf } from './look.ts';

function functionNames(text: string): string[] {
  const file = structureOf(lexC(new TextEncoder().encode(text), words));
  return file.functions.map(({ name }) => tokenText(file.lexed, file.tokens[name] ?? 0));
}

describe('functions', () => {
  it('are found in plain, old and modern style', () => {
    assert.deepEqual(functionNames('int f(void) { return 1; }\nstatic struct s *g(int a) { return 0; }'), ['f', 'g']);
    assert.deepEqual(functionNames('main(argc, argv)\nint argc; char **argv;\n{ return 0; }\nint next(a) int a; { return a; }'), ['main', 'next']);
    assert.deepEqual(functionNames('namespace n { class A { int m() const { return 1; } A() : x(1) {} }; }\nvoid A::k() noexcept {}'), ['m', 'A', 'k']);
    assert.deepEqual(functionNames('EXPORT(int) run(int a) { return a; }\nvoid odd(void) __attribute__((cold)) { }'), ['run', 'odd']);
    assert.deepEqual(functionNames('template <class T = int> T most(T a) { return a; }\nextern "C" { void c(void) {} }'), ['most', 'c']);
  });

  it('are not seen in declarations, tables and enumerators', () => {
    assert.deepEqual(functionNames('int f(void); int a[] = { g(1), 2 }; struct s { int x; }; enum e { A, B }; int (*p)(void) = 0;'), []);
  });

  it('take the first arm of a conditional, so that braces opened twice stay balanced', () => {
    assert.deepEqual(functionNames('#ifdef A\nint f(int a) {\n#else\nint f(void) {\n#endif\nreturn 1; }\nint g(void) { return 2; }'), ['f', 'g']);
    assert.deepEqual(functionNames('#if 0\nint gone(void) { }\n#else\nint here(void) { }\n#endif\n#if 0\nint x(void) {\n#endif\nint last(void) { }'), ['here', 'last']);
  });

  it('survive a parenthesis that a macro hides', () => {
    assert.deepEqual(functionNames('int f(void) { if OPEN a > 1) { b(; } }\nint g(void) { return 1; }'), ['f', 'g']);
  });
});

describe('facts', () => {
  it('are the same wherever the text is broken', () => {
    const [one] = hazardsOf('void f(char *a, char *b) { strcpy(a, b); }');
    const [two] = hazardsOf('void\nf(char *a,\n  char *b)\n{\n\n  strcpy ( a\n , /* to */ b ) ;\n}\n');
    assert.deepEqual(one?.value, two?.value);
    assert.equal(two?.line, 6);
  });

  it('are not made of comments, literals, macros and methods of other objects', () => {
    assert.deepEqual(rulesOf('void f(void) { const char *s = "gets(x)"; /* strcpy(a, b); */ log.printf(s); file->gets(s); }'), []);
  });

  it('need a function around them', () => {
    assert.deepEqual(rulesOf('char *gets(char *); int strcpy(char *a, char *b);\n#define COPY(a, b) strcpy(a, b)\n'), []);
  });
});
