/** Given to Node with `--import`: loads sources with all their changes in them, makes the one that is asked for, and notes which were reached. */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import type { Order } from './order.ts';

const order = JSON.parse(readFileSync(process.env['MUTATION_ORDER'] ?? '', 'utf8')) as Order;

/** The number of the change that is made; none when below zero. */
export const now = { made: Number(process.env['MUTATION_MADE'] ?? -1), reached: new Uint8Array(order.changes) };

const isMade = (number: number): boolean => {
  now.reached[number] = 1;
  return number === now.made;
};

Object.assign(globalThis, {
  __m: isMade,
  __not: (number: number, value: unknown) => (isMade(number) ? value : !value),
  __lt: (number: number, a: number, b: number) => (isMade(number) ? a <= b : a < b),
  __le: (number: number, a: number, b: number) => (isMade(number) ? a < b : a <= b),
  __gt: (number: number, a: number, b: number) => (isMade(number) ? a >= b : a > b),
  __ge: (number: number, a: number, b: number) => (isMade(number) ? a > b : a >= b),
  __minus: (number: number, a: number, b: number) => (isMade(number) ? a + b : a - b),
  __times: (number: number, a: number, b: number) => (isMade(number) ? a / b : a * b),
});

nodeModule.registerHooks({
  resolve: (asked, context, next) => (asked === 'node:test' ? { url: order.tester, shortCircuit: true } : next(asked, context)),
  load: (asked, context, next) => {
    const text = order.texts[asked];
    return text === undefined ? next(asked, context) : { format: 'module', source: readFileSync(text, 'utf8'), shortCircuit: true };
  },
});
