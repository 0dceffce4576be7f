import { acceptancesOf, recordAcceptances, recordNumbers } from '../../run/requests/accepting.ts';
import { recordMoves } from '../../run/begin.ts';
import type { Wish } from '../../run/part.ts';
import type { World } from '../../run/world.ts';
import { movesOf } from '../../schedule/state/moves.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { RunSweepOptions } from '../control/run-flags.ts';
import { acceptWishOf, reachOf, tellAcceptances } from '../jobs/accept-results.ts';
import type { Notices } from '../notices.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { moveFolders, refuseRunning, tellMoves } from '../world/moved-results.ts';
import { readAccepted } from '../world/reread.ts';
import { cannotWrite } from './run-result.ts';

/** Takes over what jobs did under names that they have no more: first in the journal, then on disk. */
export function takeResults(state: RunState, world: World, runFolder: string, say: Notices['say']): void {
  const moves = movesOf(state);
  refuseRunning(moves);
  if (!recordMoves(state, world, moves)) throw cannotWrite({ runFolder });
  moveFolders(state, runFolder);
  for (const line of tellMoves(moves)) say(line);
}

/** Takes in what is to count as done though no attempt has made it so, with the numbers that lie there. */
export async function acceptResults(
  state: RunState,
  world: World,
  { sweep, options, wish }: { readonly sweep: LoadedSweep; readonly options: RunSweepOptions; readonly wish: Wish },
  say: Notices['say'],
): Promise<void> {
  const { plan } = sweep;
  const acceptances = acceptancesOf(plan, state, world.files, acceptWishOf(plan, options), reachOf(plan, wish));
  if (!recordAcceptances(state, world, acceptances)) throw cannotWrite(sweep);
  const unread = await readAccepted(sweep, state, ({ found }) => found === null);
  if (!recordNumbers(state, world, unread)) throw cannotWrite(sweep);
  for (const line of tellAcceptances(acceptances, state)) say(line);
}
