import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../../host/system/clock.ts';
import { lockOwner, type LockOwner } from '../../host/system/lock.ts';
import { lockPath } from '../../journal/folder.ts';
import { isSameProcess } from '../../model/process-id.ts';
import type { OpenView } from '../../report/live/open-view.ts';
import { hasFailed } from '../../run/job-exit.ts';
import type { RunEnd } from '../../run/loop.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { RunReplay } from '../sweep/run-replay.ts';
import { isBetweenRunners } from '../world/between-runners.ts';

/** Milliseconds between two looks at a journal: network file systems send no word of a change. */
const PACE = 100;

/** What came of watching a run. */
export type Watched =
  | {
      readonly kind: 'ended';
      readonly end: Exclude<RunEnd, 'deleted'>;
      readonly state: RunState;
      readonly runFolder: string;
      /** Whether a job of it has failed, and that is not allowed. */
      readonly failed: boolean;
    }
  /** It goes on, and whoever watched it has left. */
  | { readonly kind: 'left' };

/** Whoever watches a run. */
export interface Onlooker {
  /** Opens the view that is shown the events of the present run so far, and then those that come. */
  readonly open: () => Promise<OpenView>;
  readonly notices: Notices;
  /** Is aborted by who wants to see no more. */
  readonly leave: AbortSignal;
}

/**
 * Shows a run that another process drives, by its journal alone, until it has ended; also one that has ended already. Follows it over
 * takeovers. Refuses where its runner has died.
 */
export async function watchRun(known: KnownSweep, place: Place, { open, notices, leave }: Onlooker): Promise<Watched> {
  let replay = await RunReplay.of(known, place, notices);
  const view = await open();
  try {
    for (;;) {
      // Looked up before the journal is read: of a runner that is gone by then all that it wrote is there.
      const owner = ownerOf(known);
      const problem = replay.advance((event, state) => {
        view.show(event, state);
      });
      if (replay.isOutdated) {
        replay = await RunReplay.of(known, place, notices, replay.outdatedSince);
        continue;
      }
      const end = endOf(replay.state, owner);
      if (end !== null) {
        const { state } = replay;
        return { kind: 'ended', end, state, runFolder: known.runFolder, failed: hasFailed(state) };
      }
      if (owner === null && !isBetweenRunners(replay.state, clock.now().tick))
        throw new Refusal(EXIT.unavailable, problem ?? tellGone(known));
      if (leave.aborted) return { kind: 'left' };
      await pause(PACE, undefined, { signal: leave }).catch(() => undefined);
    }
  } finally {
    await view.close();
  }
}

/** The runner of a sweep that lives, or may; null where none does. */
function ownerOf({ runFolder }: KnownSweep): LockOwner | null {
  return lockOwner(lockPath(runFolder))?.owner ?? null;
}

/** How the run has ended; null while it goes on, or another runner is about to begin one. */
function endOf({ run }: RunState, owner: LockOwner | null): Exclude<RunEnd, 'deleted'> | null {
  if (run?.ended == null || run.reason === null || run.reason === 'handed-over') return null;
  const isOver = owner === null || owner.command === true || isSameProcess(owner.process, run.runner);
  return isOver ? run.reason : null;
}

function tellGone({ name }: KnownSweep): string {
  return `the runner of ${name} is gone, and its run has not ended: run the sweep again to go on with it`;
}
