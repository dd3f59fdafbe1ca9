/** Keeps how far a comparison is, so that an ended run goes on. A state that cannot be read is refused, never guessed at. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../acquire/write.ts';
import type { Standing } from '../../compare/campaign.ts';
import type { PoolState } from '../../compare/pool.ts';
import { UsageError } from '../../core/trouble.ts';

export interface State {
  readonly standing: Standing;
  readonly pool: PoolState;
}

const fileName = 'state.json';
const shape = z.looseObject({
  comparison_state: z.literal(1),
  standing: z.looseObject({ accepted: z.number(), rejected: z.number(), bothCrashed: z.number(), milliseconds: z.number(), edges: z.looseObject({ old: z.number(), new: z.number() }), cases: z.array(z.looseObject({ signature: z.string(), input_hex: z.string(), count: z.number() })), outlines: z.array(z.string()) }),
  pool: z.looseObject({ random: z.array(z.number()).length(4), given: z.number(), described: z.number(), mutated: z.number(), kept: z.array(z.string()) }),
});

export function saveState(folder: string, state: State): void {
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, fileName), JSON.stringify({ comparison_state: 1, ...state }));
}

/** Throws `UsageError` when there is no state or none that this version wrote. */
export function readState(folder: string): State {
  const file = join(folder, fileName);
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8'))) as unknown as State;
  } catch {
    throw new UsageError('no-state', `${file} holds no run that can be gone on with`, 'leave --resume out to begin anew');
  }
}
