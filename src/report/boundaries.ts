/** Reads where languages meet from an inspection, as edges from whoever calls to whoever is called. It judges none. */
import type { Inspection } from '../core/inspection.ts';
import { compareText } from '../core/place.ts';

export interface Side {
  /** Empty for what is no source of the device. */
  readonly component: string;
  readonly language: string;
}

export interface Crossing {
  readonly from: Side;
  readonly to: Side;
  readonly functions: number;
  readonly names: readonly string[];
  readonly withLength: number;
  readonly withoutLength: number;
  readonly callbacks: number;
  readonly notTold: number;
}

/** The widest crossing first. A call that both sides state is shown once, as the side that declares the parameters has it. */
export function crossingsOf({ boundaries = [] }: Inspection): readonly Crossing[] {
  const all = boundaries.map(({ place, value }): Crossing => {
    const record = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
    const own = { component: place.component, language: textOf(record.get('language')) };
    const other = { component: textOf(record.get('other')), language: textOf(record.get('other_language')) };
    const calls = record.get('direction') === 'calls';
    const names = record.get('names');
    const count = (name: string): number => Math.max(0, Number(record.get(name)) || 0);
    return {
      from: calls ? own : other, to: calls ? other : own, functions: count('functions'), names: Array.isArray(names) ? names.map(textOf) : [],
      withLength: count('with_length'), withoutLength: count('without_length'), callbacks: count('callbacks'), notTold: count('not_told'),
    };
  });
  const byEdge = Map.groupBy(all, ({ from, to, names }) => JSON.stringify([from, to, names]));
  return [...byEdge.values()]
    .flatMap((same) => [...same].sort((a, b) => a.notTold - b.notTold).slice(0, 1))
    .sort((a, b) => b.functions - a.functions || compareText(sideName(a.from), sideName(b.from)) || compareText(sideName(a.to), sideName(b.to)));
}

/** `driver, Rust`; whoever has no source here is named by what that means. */
export function sideName({ component, language }: Side, outside = 'linked from outside'): string {
  return component === '' ? outside : language === '' ? component : `${component}, ${language}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
