/** Comma-separated values: quotes, lines, limits, and no input that makes the reader throw or hang. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { largestCsv, mostCells, mostRows, readCsv } from '../../src/scan/csv.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const cells = (text: string, separator: ',' | ';' = ','): readonly (readonly string[])[] => readCsv(bytes(text), separator).rows.map((row) => row.cells);

describe('comma-separated values', () => {
  it('are rows of cells', () => {
    assert.deepEqual(cells('a,b\r\n"c ""d"", e","f\ng"\n'), [['a', 'b'], ['c "d", e', 'f\ng']]);
    assert.deepEqual(cells('a;b,c;', ';'), [['a', 'b,c', '']]);
    assert.deepEqual(cells('a,\n,\n\nb'), [['a', ''], ['', ''], [''], ['b']]);
    assert.deepEqual(cells(''), []);
  });
  it('know the line on which each row begins', () => {
    assert.deepEqual(readCsv(bytes('a\n"b\n\nc"\nd\n'), ',').rows.map(({ line }) => line), [1, 2, 5]);
  });
  it('keep whole rows before a fault, and name it', () => {
    const { rows, trouble } = readCsv(bytes('a,b\n"c'), ',');
    assert.deepEqual([rows.length, trouble], [1, 'a quoted cell without end, from line 2']);
    assert.match(readCsv(bytes('"a"b'), ',').trouble, /behind the end/u);
    assert.match(readCsv(bytes(','.repeat(mostCells + 1)), ',').trouble, /more than 200 cells/u);
    assert.match(readCsv(bytes('\n'.repeat(mostRows + 1)), ',').trouble, /more than 100000 rows/u);
    assert.match(readCsv(new Uint8Array(largestCsv + 1), ',').trouble, /more than the/u);
  });
  it('give back what was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'é') });
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (table) => {
      assert.deepEqual(cells(table.map((row) => `${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`).join('')), table);
    }));
  });
  it('never throw', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '\0') }), (text) => void readCsv(bytes(text), ',')), { numRuns: 1000 });
  });
});
