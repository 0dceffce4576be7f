import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../../host/system/clock.ts';
import { lockOwner, type LockOwner } from '../../host/system/lock.ts';
import { decodeLine } from '../../journal/codec.ts';
import { journalPath, lockPath } from '../../journal/folder.ts';
import { frozenMark } from '../../journal/frozen-sweep.ts';
import { JournalTail } from '../../journal/tail.ts';
import { isSameProcess } from '../../model/process-id.ts';
import type { OpenView } from '../../report/live/open-view.ts';
import { hasFailed } from '../../run/job-exit.ts';
import type { RunEnd } from '../../run/loop.ts';
import { initialState } from '../../schedule/state/records.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
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
  let replay = await Replay.of(known, place, notices, lastBeginning(known));
  const view = await open();
  try {
    for (;;) {
      // Looked up before the journal is read: of a runner that is gone by then all that it wrote is there.
      const owner = ownerOf(known);
      const problem = replay.advance(view);
      if (replay.isOutdated) {
        replay = await Replay.of(known, place, notices, replay.outdatedSince ?? lastBeginning(known));
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

/** A run as its journal tells it so far. */
class Replay {
  readonly state: RunState;
  readonly #known: KnownSweep;
  /** Of the copy of the sweep by which the journal is replayed. */
  readonly #mark: string;
  readonly #tail: JournalTail;
  /** The line of the journal from which on events are shown. */
  readonly #first: number;
  #outdatedSince: number | null = null;
  #isReplaced = false;

  private constructor(known: KnownSweep, state: RunState, mark: string, first: number) {
    this.#known = known;
    this.state = state;
    this.#mark = mark;
    this.#first = first;
    this.#tail = new JournalTail(journalPath(known.runFolder));
  }

  static async of(known: KnownSweep, place: Place, notices: Notices, first: number): Promise<Replay> {
    const mark = frozenMark(known.runFolder);
    const state = initialState(await planAsItRan(known, place, notices));
    return new Replay(known, state, mark, first);
  }

  /** Whether it has to be replayed anew, by another plan or another journal. */
  get isOutdated(): boolean {
    return this.#isReplaced || this.#outdatedSince !== null;
  }

  /** The line from which on another plan counts; null where the journal is another, too. */
  get outdatedSince(): number | null {
    return this.#isReplaced ? null : this.#outdatedSince;
  }

  /** Takes in what has come since, and shows it. Returns why nothing more can be read, if that is so. */
  advance(view: OpenView): string | null {
    const look = this.#tail.look((line, number) => {
      if (this.#outdatedSince !== null) return null;
      const decoded = decodeLine(line);
      if (decoded.event === null) return decoded.why;
      const { event } = decoded;
      if (event.event === 'run-started' && number > this.#first && frozenMark(this.#known.runFolder) !== this.#mark) {
        this.#outdatedSince = number;
        return null;
      }
      reduce(this.state, event);
      if (number >= this.#first) view.show(event, this.state);
      return null;
    });
    this.#isReplaced = look.kind === 'replaced';
    return look.kind === 'unreadable' ? look.message : null;
  }
}

/** The line of the journal at which the newest run began; 0 where none has. */
function lastBeginning({ runFolder }: KnownSweep): number {
  let last = 0;
  new JournalTail(journalPath(runFolder)).look((line, number) => {
    if (line.includes('"event":"run-started"')) last = number;
    return null;
  });
  return last;
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
