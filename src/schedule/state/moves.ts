import type { Move } from '../../model/event.ts';
import { succeeded } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import { groupBy } from '../../model/group-by.ts';
import { acceptanceOf } from './acceptance.ts';
import type { JobRecord, RunState } from './state.ts';

/** What becomes of what ran under an id that a job has no more. */
export interface Moves {
  readonly moves: readonly Move[];
  /** What stays where it is, since the job has results of its own by now, or newer ones come to it from elsewhere. */
  readonly kept: readonly Move[];
  /** What is to move and still runs. */
  readonly running: readonly Move[];
}

/**
 * What of the jobs that have left a plan moves to jobs of it, as its `moved` says. Where a job has been several others, the newest success
 * comes to it. A job that has run itself takes a success over where it has none.
 */
export function movesOf({ plan, orphans, byId }: Pick<RunState, 'plan' | 'orphans' | 'byId'>): Moves {
  const { former } = plan;
  if (former === undefined) return NO_MOVES;
  const candidates = [...orphans.values()].flatMap((record) => {
    const job = former.get(record.id);
    return job === undefined || isUnheardOf(record) ? [] : [{ job, record }];
  });
  const [moves, kept, running]: [Move[], Move[], Move[]] = [[], [], []];
  for (const rivals of groupBy(candidates, ({ job }) => job).values()) {
    const [best, ...others] = [...rivals].sort((a, b) => rank(b.record) - rank(a.record));
    const live = rivals.filter(({ record }) => record.state.status === 'running');
    running.push(...live.map(asMove));
    if (best === undefined || live.length > 0) continue;
    (mayTake(byId.get(best.job), best.record) ? moves : kept).push(asMove(best));
    kept.push(...others.map(asMove));
  }
  return { moves, kept, running };
}

const NO_MOVES: Moves = { moves: [], kept: [], running: [] };

function asMove({ job, record }: { readonly job: JobId; readonly record: JobRecord }): Move {
  return { job, was: record.id };
}

/** Successes before all else, the newest first. */
function rank(record: JobRecord): number {
  return record.endedAt + (hasSucceeded(record) ? Number.MAX_SAFE_INTEGER / 2 : 0);
}

function mayTake(target: JobRecord | undefined, from: JobRecord): boolean {
  if (target === undefined || target.state.status === 'running') return false;
  return isUnheardOf(target) || (hasSucceeded(from) && target.accepted === null && !target.past.some(isSuccess));
}

function isUnheardOf({ past, accepted }: JobRecord): boolean {
  return past.length === 0 && accepted === null;
}

function hasSucceeded(record: JobRecord): boolean {
  const last = record.past.at(-1);
  return acceptanceOf(record) !== null || (last !== undefined && isSuccess(last));
}

function isSuccess({ end }: JobRecord['past'][number]): boolean {
  return end !== null && succeeded(end.outcome);
}
