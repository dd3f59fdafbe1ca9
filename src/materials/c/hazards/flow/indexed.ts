/** C04's eye: an index that came from outside unbounded, on an array whose size is known or has nothing to do with it. */
import { type Range, written } from '../reading/code.ts';
import { sizeOfType } from '../reading/constants.ts';
import { byteTypes } from '../tables/bytes.ts';
import { type Flow, type FlowRule, see } from './flow.ts';
import type { Value } from './value.ts';

export function indexed(flow: Flow, path: string, base: Value, index: Value, range: Range): void {
  if (index.origin === '' || path === '') return;
  const size = flow.view.arraySize(path);
  const declared = flow.view.declared().get(path);
  const expression = written(flow.code, range, 80);
  const from = `${index.counts ? `${expression} counts up to a number that comes from` : `${expression} comes from`} ${index.origin}`;
  const isAsserted = flow.asserted.has(expression);
  const guard = isAsserted ? 'only an assertion looks at it' : 'nothing bounds it';
  const [rule, cwe]: [FlowRule, number[]] = isAsserted ? ['C07', [617, 754]] : ['C04', [129, 787, 125]];
  const at = { from: range.from - 2, to: range.to + 1 };
  if (size !== undefined) {
    if (index.max < size.count) return;
    const confidence = index.weak ? 'low' : index.counts ? 'medium' : 'high';
    see(flow, rule, at, { detail: `${from}; ${path} has ${size.count} elements; ${guard}`, confidence, cwe });
  } else if (declared?.isParameter === true && declared.pointers === 1 && base.points === '') {
    // Less than a whole byte was cut out on purpose, for a table of that size.
    if (index.weak || index.max < 254 || declared.type === 'char' || declared.type === 'void') return;
    // A byte into a table of plain numbers: the tables of checksums and ciphers have an element for every byte.
    if (!index.counts && (byteTypes.has(declared.type) || (index.max <= 255 && sizeOfType(declared.type) !== undefined))) return;
    see(flow, rule, at, { detail: `${from}; how many elements parameter ${path} has is not consulted; ${guard}`, confidence: 'medium', cwe });
  }
}
