/** Makes a hazard fact of what the graph shows, at the line where it is to be mended. */
import type { z } from 'zod';
import type { Fact } from '../../core/fact.ts';
import { hazard } from '../../facts/hazard.ts';
import type { Node } from './graph.ts';

export type Hazard = z.infer<typeof hazard.schema>;

export function stated(node: Node, line: number, value: Omit<Hazard, 'function'>): Fact<Hazard> {
  const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  return {
    word: hazard.word,
    value: { ...value, function: node.name, construct: cut(value.construct, 200), detail: cut(value.detail, 400) },
    place: { ...node.place, line },
    ...(node.sha256 === undefined ? {} : { sha256: node.sha256 }),
  };
}
