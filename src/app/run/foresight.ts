import { type Part, partOf, type Wish } from '../../run/part.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { RunSweepOptions } from '../control/run-flags.ts';
import { acceptForNow } from '../jobs/accept-results.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { statusNow } from '../world/sweep-status.ts';
import { filesOf } from '../world/world.ts';

/** What a run would be about by what its folder remembers. */
export interface Foreseen {
  readonly state: RunState;
  readonly part: Part;
}

/** What a run of these options would be about. Changes nothing. */
export function foresee(sweep: LoadedSweep, wish: Wish, options: RunSweepOptions): Foreseen {
  const { plan, root, runFolder } = sweep;
  const { state } = statusNow(plan, { root, runFolder });
  const files = filesOf(sweep, sweep.digests, state);
  acceptForNow(plan, state, files, options, wish);
  return { state, part: partOf(plan, state, files, wish) };
}
