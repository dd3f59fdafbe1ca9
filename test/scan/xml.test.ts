/** The XML reader: what it tells, what it refuses, and that no bytes make it throw, hang or expand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deepestXml, largestXml, mostAttributes, readXml, type XmlEvent } from '../../src/scan/xml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const events = (text: string): readonly XmlEvent[] => [...readXml(bytes(text))];
const troubleOf = (text: string): string => {
  const last = events(text).at(-1);
  return last?.event === 'trouble' ? last.reason : '';
};
const textOf = (text: string): string => events(text).map((event) => (event.event === 'text' ? event.text : '')).join('');

describe('XML', () => {
  it('is told in order, with lines, attributes and text', () => {
    const told = events('<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<?xml-stylesheet href="file:///x.xsl"?>\n<a b="1 &lt; 2" c=\'&#x41;&#66;\'>\n<!-- <d/> -->x &amp; y<e/><![CDATA[<f>]]></a>\n');
    assert.deepEqual(told.map((event) => event.event), ['open', 'text', 'open', 'close', 'text', 'close']);
    const [first] = told;
    assert.ok(first?.event === 'open');
    assert.deepEqual([first.name, first.line, [...first.attributes]], ['a', 4, [['b', '1 < 2'], ['c', 'AB']]]);
    assert.equal(textOf('<a>x &amp; y<![CDATA[&lt;<f>]]></a>'), 'x & y&lt;<f>');
  });
  it('keeps references that it does not know, and numbers that are no characters', () => {
    assert.equal(textOf('<a>&copy;&#0;&#xD800;&#x110000;&#99999999;&</a>'), '&copy;&#0;&#xD800;&#x110000;&#99999999;&');
  });
  it('passes over a document type that only names one, and refuses declarations', () => {
    for (const type of ['<!DOCTYPE a>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!DOCTYPE a PUBLIC '-//x' 'http://x/y.dtd' >"]) assert.equal(troubleOf(`${type}<a/>`), '', type);
    for (const type of ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "x" [ ]>', '<!ENTITY b "c">', '<!DOCTYPE a']) assert.match(troubleOf(`${type}<a>&b;</a>`), /document type that declares something/u, type);
  });
  it('says what is wrong and in which line', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /no element in line 1/u], ['<a>\n', /ends before "a" does, in line 2/u], ['</a>', /that was not open/u], ['<a></b>', /"b" that was not open/u], ['<a/><b/>', /second root/u], ['<a/>x', /text outside/u], ['x<a/>', /text outside/u],
      ['<a b/>', /without a value/u], ['<a b="1" b="2"/>', /two attributes "b"/u], ['<a b="<"/>', /without a value/u], ['<a', /ends inside an element/u], ['<!-- ', /ends inside a remark/u], ['<a><![CDATA[', /ends inside/u], ['< a/>', /without a name/u],
      ['<a>'.repeat(deepestXml + 1), /nested more than/u], [`<a ${Array.from({ length: mostAttributes + 1 }, (_, at) => `b${at}="" `).join('')}/>`, /more than 200 attributes/u],
    ];
    for (const [text, says] of cases) assert.match(troubleOf(text), says, text.slice(0, 60));
    assert.match(String([...readXml(new Uint8Array(largestXml + 1))].map((event) => (event.event === 'trouble' ? event.reason : ''))), /more than the/u);
    assert.match(String([...readXml(Uint8Array.of(0xff, 0xfe, 60, 0))].map((event) => (event.event === 'trouble' ? event.reason : ''))), /UTF-16/u);
  });
  it('never throws, and ends with at most one trouble, whatever it is given', () => {
    const piece = fc.constantFrom('<', '>', '/', '<a', ' b="c"', '</a>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!DOCTYPE a', '[', '&amp;', '&#x41;', '&', '"', "'", '\n', 'x', '=', '\0');
    fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }).map((parts) => bytes(parts.join(''))), fc.uint8Array({ maxLength: 300 })), (given) => {
      const told = [...readXml(given)];
      assert.ok(told.filter(({ event }) => event === 'trouble').length <= 1);
      assert.ok(told.findIndex(({ event }) => event === 'trouble') % told.length === told.length - 1 || told.every(({ event }) => event !== 'trouble'));
    }), { numRuns: 2000 });
  });
  it('takes time in proportion to its size', () => {
    const started = performance.now();
    for (const text of ['<a>'.repeat(200_000), `<a ${'b '.repeat(500_000)}`, '<!DOCTYPE '.repeat(100_000), `<a b="${'&'.repeat(2_000_000)}"/>`, `<a>${'<b/>\n'.repeat(400_000)}</a>`, `<!DOCTYPE a SYSTEM ${'"x" '.repeat(200_000)}`]) for (const event of readXml(bytes(text))) if (event.event === 'trouble') break;
    assert.ok(performance.now() - started < 8000, `${performance.now() - started} ms`);
  });
});
