/** What the outline of C and C++ takes for a function, what it names it, and that hostile text neither stops nor breaks it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isUnreadable } from '../../../src/core/material.ts';
import material from '../../../src/materials/c/material.ts';
import type { CView } from '../../../src/materials/c/view.ts';

function view(text: string | Uint8Array): CView {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const form = material.parse(bytes, { path: 'a.c', size: bytes.length, head: bytes.subarray(0, 4096) });
  assert.ok(!isUnreadable(form));
  return form.view;
}

const spans = (text: string): string => view(text).functions.map((f) => `${f.name}:${f.firstLine}-${f.lastLine}`).join(' ');

const cases: readonly (readonly [what: string, text: string, spans: string])[] = [
  ['a plain function', 'int f(void) {\n}\n', 'f:1-2'],
  ['a declaration', 'int f(void);', ''],
  ['a body on its own line', 'static int\nf(int a)\n{\n}\n', 'f:2-4'],
  ['an attribute macro behind', 'int f(int a) __acquires(b) __must_hold(&c) { }', 'f:1-1'],
  ['attributes before and behind', '__attribute__((naked)) void f(void) __attribute__((used)) { }', 'f:1-1'],
  ['a type macro before', 'PUBLIC(void) f(int a) { } static API(int) g(void) { }', 'f:1-1 g:1-1'],
  ['a macro call without semicolon before', 'EXPORT_SYMBOL(x)\nint f(void) { }', 'f:2-2'],
  ['a macro before a struct', 'DEFINE_X(y)\nstruct s { int a; };\nint f(void) { }', 'f:3-3'],
  ['a vendor keyword', '__interrupt __near void f(void) { }\nvoid interrupt g(void) { }', 'f:1-1 g:2-2'],
  ['interrupt macros', 'ISR(TIMER0_OVF_vect, ISR_NOBLOCK) { }\nSIGNAL(X)\n{ }', 'ISR(TIMER0_OVF_vect,ISR_NOBLOCK):1-1 SIGNAL(X):2-3'],
  ['a made name', 'int FN(foo)(int x) { }', 'FN(foo):1-1'],
  ['a name in parentheses', 'int (f)(int x) { }', 'f:1-1'],
  ['a function that returns a function', 'int (*f(int a))(int) { }', 'f:1-1'],
  ['an old style definition', 'int f(a, b)\nint a;\nstruct s *b;\n{\n}\nint g(void) { }', 'f:1-5 g:6-6'],
  ['a struct as result and parameter', 'struct s *f(struct t *a) { }', 'f:1-1'],
  ['a struct with an attribute macro', 'struct PACKED(4) s { int (*cb)(void); };', ''],
  ['initialisers', 'struct o t = { .a = f(1), { 2 } }; int u[] = { [0] = g(2) }; int x = h(3);', ''],
  ['an initialiser over conditionals', 'int a =\n#ifdef X\n1;\n#else\n2;\n#endif\nint f(void) { }', 'f:7-7'],
  ['an enumeration', 'enum e { A = F(1), B }; enum e f(void) { }', 'f:1-1'],
  ['static assertions', '_Static_assert(sizeof(int) == 4, "x"); int f(void) { }', 'f:1-1'],
  ['typeof as a result', 'typeof(int) f(void) { }', 'f:1-1'],
  ['heads in two arms', '#ifdef A\nint f(int a)\n#else\nint f(long a)\n#endif\n{\n}\nint g(void) { }', 'f:2-7 g:8-8'],
  ['functions in two arms', '#ifdef A\nint f(void) { }\n#else\nint f(void) { ; }\n#endif', 'f:2-2 f:4-4'],
  ['arms that open braces', 'void f(void) {\n#if A\nif (a) {\n#elif B\nif (b) {\n#else\n{\n#endif\n}\n}\nint g(void) { }', 'f:1-10 g:11-11'],
  ['arms that close the function', 'void f(void) {\n#if A\n}\n#else\n}\n#endif\nint g(void) { }', 'f:1-3 g:7-7'],
  ['dead arms', '#if 0\n}}} int f(void) {\n#else\nint g(void) { }\n#endif\n#if 1\nint h(void) { }\n#else\n{{{\n#endif', 'g:4-4 h:7-7'],
  ['linkage blocks', 'extern "C" { int f(void) { } } extern "C" int g(void) { }', 'f:1-1 g:1-1'],
  ['assembly between directives', '#pragma asm\n.SECTION A=1 {\n#pragma endasm\nint f(void) { }\n#asm\n x = {\n#endasm\nint g(void) { }', 'f:4-4 g:8-8'],
  ['namespaces', 'namespace a::b { namespace { int f() { } } inline namespace v1 { int g() { } } }', 'f:1-1 g:1-1'],
  ['members', 'class A final : public B<C> { public: A() : b(1), c{2} { } ~A() { } int f() const noexcept { } static int g(); };', 'A::A:1-1 A::~A:1-1 A::f:1-1'],
  ['members outside', 'A::A(int b) : c(b) { }\nA::~A() { }\nint N::A<int>::f() const & { }', 'A::A:1-1 A::~A:2-2 N::A::f:3-3'],
  ['operators', 'bool operator==(A a, B b) { } A::operator bool() const { } int operator()(int a) { } void *operator new[](size_t n) { } A &A::operator=(A &&a) = default;', 'operator==:1-1 A::operator_bool:1-1 operator():1-1 operator_new[]:1-1'],
  ['templates', 'template <class T, int N = (1 > 2), class U = X<Y<int>>> T f(T a) { } template <> int g<int>(int a) { }', 'f:1-1 g:1-1'],
  ['trailing results', 'auto f(int a) -> std::function<int(int)> { }', 'f:1-1'],
  ['defaulted and pure members', 'struct A { A() = default; virtual int f() = 0; int g(int a = h(1)) { } };', 'A::g:1-1'],
  ['lambdas belong to what is around', 'auto l = [](int a) { return a; }; int f() { auto m = [] { }; }', 'f:1-1'],
  ['labels and framework macros in classes', 'class A : Q { Q_OBJECT\npublic slots:\nvoid f() { }\nsignals:\nvoid g();\n};', 'A::f:3-3'],
  ['test macros', 'TEST(Pump, Stops) { } TEST_F(PumpFixture, StartsAgainAfterAlarm) { }', 'TEST(Pump,Stops):1-1 TEST_F(PumpFixture,StartsAgainAfterAlarm):1-1'],
];

describe('outline', () => {
  for (const [what, text, expected] of cases) it(what, () => assert.equal(spans(text), expected));

  it('gives token ranges that hold the bodies', () => {
    const { functions } = view('int f(void) { g(); }\nint h(void) {');
    assert.deepEqual(functions.map(({ open, close }) => [open, close]), [[5, 10], [16, 17]]);
  });

  it('says when braces do not match, and then trusts the first column', () => {
    const torn = view('int f(void)\n{\n  BEGIN {\n}\nint g(void)\n{\n}\n');
    assert.equal(torn.balanced, false);
    assert.deepEqual(torn.functions.map((f) => `${f.name}:${f.firstLine}-${f.lastLine}`), ['f:1-4', 'g:5-7']);
    assert.equal(view('}').balanced, false);
    assert.equal(view('int f(void) { }').balanced, true);
  });

  it('names includes once, sorted, without their marks', () => {
    assert.deepEqual(view('#include <b/c.h>\n#include "a.h"\n#include "a.h"\n#include HERE\n#if 0\n#include "dead.h"\n#endif').includes, ['a.h', 'b/c.h']);
  });

  it('marks C++ by what only C++ says, outside arms for C++', () => {
    const marks = (text: string): readonly string[] => view(text).marks;
    assert.deepEqual(marks('class A { };'), ['c++']);
    assert.deepEqual(marks('namespace a { }'), ['c++']);
    assert.deepEqual(marks('template <int N> int f();'), ['c++']);
    assert.deepEqual(marks('struct A { private: int a; };'), ['c++']);
    assert.deepEqual(marks('std::string a;'), ['c++']);
    assert.deepEqual(marks('struct s { int class; int template, namespace_; }; int f(void);'), []);
    assert.deepEqual(marks('#ifdef __cplusplus\nextern "C" {\nclass A;\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif'), ['c']);
    assert.deepEqual(marks('#if !defined(__cplusplus)\nint a;\n#else\nclass A;\n#endif'), ['c++']);
  });
});

describe('outline of hostile text', () => {
  const units = ['(', ')', '{', '}', '[', '<', 'a(', 'a(b)', 'a(b) ', 'template<', 'namespace{', 'class a{', 'a::', 'operator ', 'static ', '#if 0\n', '#if a\n', '#else\n', '#asm\n', '= {', 'a<b>(c)', ': ', ';{', 'f(a) b;', '#include <a>\n', 'const '];
  for (const unit of units) {
    it(`two hundred thousand times ${JSON.stringify(unit)}`, () => {
      const begin = performance.now();
      view(unit.repeat(200_000));
      view(`static static ${unit.repeat(100_000)}int f(void) { ${unit.repeat(100_000)}`);
      assert.ok(performance.now() - begin < 4000, 'each token must be passed a bounded number of times');
    });
  }

  it('never throws, and keeps functions in order and inside the file', () => {
    const piece = fc.constantFrom(...units, 'int f(void) {', '}\n', '\n', '#endif\n', '#elif 0\n', 'f', ',', '~', '->', '>>', '"C"', 'extern ', 'enum ', 'public:', "'");
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 80 }).map((parts) => Buffer.from(parts.join(''))), fc.uint8Array({ min: 0x20, max: 0xff, maxLength: 200 }).filter((noise) => !noise.includes(0x7f))), (bytes) => {
        let last = -1;
        for (const { open, close, firstLine, lastLine, name } of view(bytes).functions) {
          assert.ok(open > last && close > open && firstLine >= 1 && lastLine >= firstLine);
          assert.ok(!/\s/.test(name), name);
          last = open;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
