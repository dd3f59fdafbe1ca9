/** Words by which code leaves the guarantees of its language, language by language. Exact words only; nothing is inferred. */
import type { Watch } from './watch.ts';
import { compiled } from './watches-compiled.ts';
import { managed } from './watches-managed.ts';

export const watches: ReadonlyMap<string, readonly Watch[]> = new Map([...compiled, ...managed]);
