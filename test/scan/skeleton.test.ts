/** The skeleton the kernel draws: taken arms, paired brackets, notes and events, for sane text and hostile text. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lexC, wordTable } from '../../src/scan/lex.ts';
import { tokenText } from '../../src/scan/lexed.ts';
import { skeletonOf, type Skeleton } from '../../src/scan/skeleton.ts';

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

describe('arms', () => {
  it('are the first ones', () => assert.equal(taken('a\n#if X\nb\n#elif Y\nc\n#else\nd\n#endif\ne'), 'a b e'));
  it('are the second ones behind a bare zero', () => assert.equal(taken('#if 0\nb\n#elif 0\nc\n#else\nd\n#endif\ne'), 'd e'));
  it('are none inside an arm that is not taken', () => assert.equal(taken('#if 0\n#if X\nb\n#else\nc\n#endif\n#endif\ne'), 'e'));
  it('count what they leave out', () => assert.equal(drawn('#if X\na\n#else\nb c d\n#endif\n').skeleton.untaken, 3));
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
