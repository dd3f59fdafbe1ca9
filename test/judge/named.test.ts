/** Breaches are known again: after moved lines, after better wording, and apart from their equals. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hazard } from '../../src/facts/hazard.ts';
import { fingerprinter } from '../../src/judge/fingerprint.ts';

const value = { rule: 'C01', cwe: [120], function: 'name_set', construct: 'strcpy(name, text)', detail: 'strcpy copies until a zero character', confidence: 'high' };
const at = (line: number, path = 'src/name.c') => ({ component: 'firmware', path, line });
const names = (element = 'lengths-are-checked', breach = 'length-believed') => fingerprinter(element, breach, hazard.aside);

describe('the fingerprint of a breach', () => {
  it('stays when lines move and when a rule says more, is surer, or files it otherwise', () => {
    const known = names()({ place: at(12), value });
    assert.match(known, /^[0-9a-f]{32}$/u);
    assert.equal(names()({ place: at(90), value }), known);
    assert.equal(names()({ place: at(12), value: { ...value, detail: 'the destination holds 8 bytes', confidence: 'medium', cwe: [120, 787] } }), known);
  });
  it('changes with what was seen, where, and with what is held against it', () => {
    const known = names()({ place: at(12), value });
    for (const other of [
      names()({ place: at(12), value: { ...value, construct: 'strcpy(name, other)' } }),
      names()({ place: at(12), value: { ...value, function: 'name_get' } }),
      names()({ place: at(12), value: { ...value, rule: 'C02' } }),
      names()({ place: at(12, 'src/other.c'), value }),
      names()({ place: { ...at(12), component: 'bootloader' }, value }),
      names('another-element')({ place: at(12), value }),
      names('lengths-are-checked', 'another-breach')({ place: at(12), value }),
    ]) assert.notEqual(other, known);
  });
  it('tells equal constructs apart by their order, and rests on all of a value whose word sets nothing aside', () => {
    const naming = names();
    assert.notEqual(naming({ place: at(12), value }), naming({ place: at(14), value }));
    const whole = fingerprinter('lengths-are-checked', 'length-believed');
    assert.notEqual(whole({ place: at(12), value }), fingerprinter('lengths-are-checked', 'length-believed')({ place: at(12), value: { ...value, detail: '' } }));
  });
  it('of a component as a whole stays when the measure changes', () => {
    const whole = { component: 'firmware', path: '' };
    assert.equal(names()({ place: whole, value: { code: 10 } }), names()({ place: whole, value: { code: 11 } }));
  });
});
