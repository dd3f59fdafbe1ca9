/** The skeleton the kernel draws: taken arms, paired brackets, notes and events, for sane text and hostile text. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lexC, wordTable } from '../../src/scan/lex.ts';
import { tokenText } from '../../src/scan/lexed.ts';
import { mostWalks } from '../../src/scan/conditionals.ts';
import { nextSkeleton, skeletonOf, type Skeleton } from '../../src/scan/skeleton.ts';

const words = wordTable(['seen', 'passed']);
const noting = Uint8Array.from([0, 1, 0]);

interface Drawn {
  readonly skeleton: Skeleton;
  readonly text: (token: number) => string;
}

function drawn(source: string): Drawn {
  const lexed = lexC(Buffer.from(source), words);
  return { skeleton: skeletonOf(lexed, noting), text: (token) => tokenText(lexed, token) };
}

function taken(source: string): string {
  const { skeleton, text } = drawn(source);
  return [...skeleton.tokens.subarray(0, skeleton.count)].map(text).join(' ');
}

function partners(source: string): readonly number[] {
  const { skeleton } = drawn(source);
  return [...skeleton.partner.subarray(0, skeleton.count)];
}

/** The text of each walk. */
function walks(source: string): readonly string[] {
  const lexed = lexC(Buffer.from(source), words);
  const texts: string[] = [];
  for (let walk: Skeleton | undefined = skeletonOf(lexed, noting); walk !== undefined; walk = nextSkeleton(lexed, noting)) {
    texts.push([...walk.tokens.subarray(0, walk.count)].map((token) => tokenText(lexed, token)).join(' '));
  }
  return texts;
}

describe('walks', () => {
  it('take the largest arm, then what is left, largest first', () => assert.deepEqual(walks('a\n#if X\nb\n#elif Y\nc c c\n#else\nd d\n#endif\ne'), ['a c c c e', 'a d d e', 'a b e']));
  it('take arms of unlike braces by their place', () => {
    assert.deepEqual(walks('#if A\nif {\n#endif\nx x\n#if A\n}\n#else\ny y y y\n#endif'), ['if { x x }', 'x x y y y y']);
  });
  it('come back for what stands in an arm that was taken', () => {
    assert.deepEqual(walks('#if A\n#if B\nb b\n#else\nc\n#endif\n#else\nd d d d d d d d d d d d d d d d\n#endif'), ['d d d d d d d d d d d d d d d d', 'b b', 'c']);
  });
  it('never enter what is dead', () => assert.deepEqual(walks('#if 0\na a a\n#else\nb\n#endif\n#if 1\nc\n#else\nd d d\n#endif'), ['b c']));
  it('end', () => assert.equal(walks('#if A\na\n' + Array.from({ length: 400 }, (_, at) => `#elif B${at}\nx${at}\n`).join('') + '#endif').length, mostWalks));
  it('begin again with the first when asked', () => {
    const lexed = lexC(Buffer.from('#if A\na\n#else\nb b\n#endif'), words);
    skeletonOf(lexed, noting);
    assert.equal(nextSkeleton(lexed, noting)?.count, 1);
    assert.equal(skeletonOf(lexed, noting).count, 2);
  });
});

describe('arms', () => {
  it('are the largest ones', () => assert.equal(taken('a\n#if X\nb b\n#elif Y\nc\n#else\nd\n#endif\ne'), 'a b b e'));
  it('are the second ones behind a bare zero', () => assert.equal(taken('#if 0\nb\n#elif 0\nc\n#else\nd\n#endif\ne'), 'd e'));
  it('are none inside an arm that is not taken', () => assert.equal(taken('#if 0\n#if X\nb\n#else\nc\n#endif\n#endif\ne'), 'e'));
  it('count what they leave out', () => assert.equal(drawn('#if X\na\n#else\nb c d\n#endif\n').skeleton.untaken, 1));
  it('need not be opened or closed', () => assert.equal(taken('#endif\n#else\na\n#if X\nb\n#else\nc'), 'a b'));
});

describe('brackets', () => {
  it('pair by kind', () => assert.deepEqual(partners('( [ { } ] )'), [5, 4, 3, 2, 1, 0]));
  it('lose a parenthesis before they lose a brace', () => assert.deepEqual(partners('{ ( }'), [2, -1, 0]));
  it('ignore what closes nothing', () => assert.deepEqual(partners('} ) ] ( )'), [-1, -1, -1, 4, 3]));
  it('may be opened and never closed as often as a file holds', () => assert.equal(drawn('({['.repeat(300_000)).skeleton.count, 900_000));
});

describe('notes and events', () => {
  it('name watched words, subscripts and casts', () => {
    const { skeleton, text } = drawn('seen passed a[1] (b *) (c) #if\nseen');
    const notes = [...skeleton.noted.subarray(0, skeleton.notedCount)];
    assert.deepEqual(notes.map((at) => text(skeleton.tokens[at] ?? 0)), ['seen', '[', ')', 'seen']);
  });
  it('name the braces of all arms, and both ends of directives', () => {
    const { skeleton, text } = drawn('{\n#if X {\n}\n#else\n}\n#endif');
    const events = [...skeleton.events.subarray(0, skeleton.eventCount)].map(text);
    assert.deepEqual(events, ['{', '#if', '', '}', '#else', '', '}', '#endif', '']);
  });
});
