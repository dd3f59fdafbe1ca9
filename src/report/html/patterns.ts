/** Fill patterns of the memory-safety classes, so that colour is never the only sign. Class A is left plain. */
import type { VNode } from 'preact';
import { h, type Child } from './h.ts';

export function patterns(id: string): VNode {
  return h('defs', {},
    pattern(id, 'B', 12, h('circle', { cx: 6, cy: 6, r: 1 })),
    pattern(id, 'C', 10, h('path', { d: 'M-2 12 L12 -2 M-2 2 L2 -2 M8 12 L12 8' })),
    pattern(id, 'D', 8, h('path', { d: 'M0 4 H8' })),
    pattern(id, 'E', 8, h('path', { d: 'M4 0 V8' })),
    pattern(id, 'F', 10, h('path', { d: 'M-2 12 L12 -2 M-2 2 L2 -2 M8 12 L12 8 M-2 -2 L12 12' })),
    pattern(id, 'unknown', 16, h('path', { d: 'M4 4 h2 M12 12 h2' })));
}

function pattern(id: string, key: string, size: number, mark: Child): VNode {
  return h('pattern', { id: `${id}-${key}`, class: 'hatch', width: size, height: size, patternUnits: 'userSpaceOnUse' }, mark);
}
