/** The canonical spelling follows RFC 8785 where the plain way of JavaScript does not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../src/core/canonical.ts';

describe('canonical JSON', () => {
  it('orders members by code unit, numbers among them', () => {
    // RFC 8785 section 3.2.3, the example of sorting.
    const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', 1: 'One', '\u{1f600}': 'Emoji', '\u0080': 'Control', '\u00f6': 'Latin' };
    assert.deepEqual([...canonicalJson(value).matchAll(/"(\w[\w ]+)"/g)].map(([, word]) => word), ['Carriage Return', 'One', 'Control', 'Latin', 'Euro Sign', 'Emoji', 'Hebrew Letter Dalet With Dagesh']);
    assert.equal(canonicalJson({ b: 1, 10: 1, 9: 1 }), '{"10":1,"9":1,"b":1}');
  });
  it('spells numbers and texts as ECMAScript does', () => {
    assert.equal(canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0, true, null, '\u20ac$\u000f\nA\'B"\\/']), '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,true,null,"\u20ac$\\u000f\\nA\'B\\"\\\\/"]');
  });
  it('is a spelling: what is read from it is spelt the same', () => {
    fc.assert(fc.property(fc.json(), (text) => {
      const spelt = canonicalJson(JSON.parse(text));
      assert.equal(canonicalJson(JSON.parse(spelt)), spelt);
      assert.deepEqual(JSON.parse(canonicalJson(JSON.parse(text), 1)), JSON.parse(spelt));
    }));
  });
});
