/** What a roadmap document is made of: the roadmap, the plan, what became of it and what it may bring. It holds no text of its own. */
import type { Roadmap } from '../../roadmap/model.ts';
import type { Plan } from '../../roadmap/plan.ts';
import type { Move, Simulation } from '../../roadmap/simulate.ts';
import type { Status } from '../../roadmap/status.ts';
import type { Tables } from '../../roadmap/tables.ts';

export interface RoadmapDocument {
  readonly roadmap: Roadmap;
  readonly plan: Plan;
  /** The maker's own plan, not the draft. */
  readonly isOwnPlan: boolean;
  readonly status: Status;
  readonly simulation: Simulation;
  readonly moves: readonly Move[];
  readonly assumption: string;
  readonly decay: Tables['decay'];
}
