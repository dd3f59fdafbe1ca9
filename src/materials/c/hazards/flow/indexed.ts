/** C04's eye: an index that came from outside unbounded, on an array whose size is known or has nothing to do with it. */
import { type Range, written } from '../reading/code.ts';
import { sizeOfType } from '../reading/constants.ts';
import { byteTypes } from '../tables/bytes.ts';
import { type Flow, type FlowRule, see } from './flow.ts';
import type { Value } from './value.ts';

export function indexed(flow: Flow, path: string, base: Value, index: Value, range: Range): void {
  const size = flow.view.arraySize(path);
  // Held to exactly the number of elements is one too far, of which C15 speaks.
  if (index.was !== '' && index.origin === '' && size !== undefined && index.max > size.count && index.max !== Infinity) {
    see(flow, 'C04', { from: range.from - 2, to: range.to + 1 }, { detail: `${written(flow.code, range, 80)} comes from ${index.was}; it is held to ${index.max}, and ${path} has ${size.count} elements`, confidence: 'high', cwe: [129, 787, 125] });
  }
  // What a caller hands over as a length is held against an array of known size alone: the caller may have asked for all others.
  if (index.origin === '' || path === '' || (index.handed && (size === undefined || !index.counts))) return;
  const declared = flow.view.declared().get(path);
  const expression = written(flow.code, range, 80);
  const from = `${index.counts ? `${expression} counts up to a number that comes from` : `${expression} comes from`} ${index.origin}`;
  const isAsserted = flow.asserted.has(expression) || (index.counts && limitIsAsserted(flow));
  const guard = isAsserted ? 'only an assertion looks at it' : 'nothing bounds it';
  const [rule, cwe]: [FlowRule, number[]] = isAsserted ? ['C07', [617, 754]] : ['C04', [129, 787, 125]];
  const at = { from: range.from - 2, to: range.to + 1 };
  if (size !== undefined) {
    if (index.max < size.count) return;
    const confidence = index.weak ? 'low' : index.counts ? 'medium' : 'high';
    see(flow, rule, at, { detail: `${from}; ${path} has ${size.count} elements; ${guard}`, confidence, cwe });
  } else if (!index.counts && isOwnArray(flow, path) && index.max >= 255) {
    see(flow, rule, at, { detail: `${from}; how many elements ${path} has, another file says; ${guard}`, confidence: index.weak ? 'low' : 'medium', cwe });
  } else if (declared?.isParameter === true && declared.pointers === 1 && base.points === '') {
    // Less than a whole byte was cut out on purpose, for a table of that size.
    if (index.weak || index.max < 254 || declared.type === 'char' || declared.type === 'void') return;
    // A byte into a table of plain numbers: the tables of checksums and ciphers have an element for every byte.
    if (!index.counts && (byteTypes.has(declared.type) || (index.max <= 255 && sizeOfType(declared.type) !== undefined))) return;
    see(flow, rule, at, { detail: `${from}; how many elements parameter ${path} has is not consulted; ${guard}`, confidence: 'medium', cwe });
  }
}

/** An array of this file, or a local one, whose size is a name that another file defines; tables for every byte are left out. */
function isOwnArray(flow: Flow, path: string): boolean {
  const local = flow.view.declared().get(path);
  if (local !== undefined) return local.sizes.length === 1 && !local.isParameter;
  const { unsized } = flow.view.file.arrays();
  return unsized.has(path) && !/tab|lut|map|crc|256|sbox/iu.test(path);
}

/** What the innermost loop counts up to stood in an assertion. */
function limitIsAsserted({ loops, code, asserted }: Flow): boolean {
  const condition = loops.at(-1)?.condition;
  for (let at = condition?.from ?? 0; at < (condition?.to ?? 0); at++) if (code.isName(at) && asserted.has(code.text(at))) return true;
  return false;
}
