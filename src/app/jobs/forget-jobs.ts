import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { jobFolder } from '../../journal/folder.ts';
import { jobId, type JobId, type Plan } from '../../model/plan.ts';
import { forgettable } from '../../schedule/state/forgetting.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { SILENT } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { statusNow } from '../world/sweep-status.ts';
import { foldersIn, litterAt, type Litter } from './clean-jobs.ts';

/**
 * The jobs of a queue that have ended, and what is left of such as have been forgotten. One for which another waits is not among them.
 * Changes nothing. Refuses the sweep of a file, whose jobs are those of the file.
 */
export async function jobsToForget(sweep: KnownSweep, place: Place): Promise<readonly Litter[]> {
  const plan = await openPlan(sweep, place);
  const { state } = statusNow(plan, sweep);
  const ended = forgettable(state, state.byId.keys());
  return [...ended, ...leftBehind(sweep, state)].map((job) => litterOfEnded(sweep, job));
}

/** Asks for jobs of a plan to be forgotten. */
export type AskToForget = (plan: Plan, jobs: readonly JobId[]) => Promise<unknown>;

/**
 * Forgets jobs that have ended, whether or not a runner lives, and removes their folders. Comes back with what is gone. Refuses where the
 * runner cannot be asked, and where the system does not let go of something.
 *
 * @param ask  Asks that of the run, or of its journal.
 */
export async function forgetJobs(
  sweep: KnownSweep,
  shown: readonly Litter[],
  place: Place,
  ask: AskToForget,
): Promise<readonly Litter[]> {
  const plan = await openPlan(sweep, place);
  const jobs = shown.flatMap(({ job }) => job ?? []);
  await ask(plan, jobs);
  // What has been asked for meanwhile, or is waited for, has stayed.
  const { state } = statusNow(await openPlan(sweep, place), sweep);
  const gone = shown.filter(({ job }) => job !== null && isForgotten(state, job));
  for (const { path } of gone) rmSync(path, { recursive: true, force: true });
  return gone;
}

async function openPlan(sweep: KnownSweep, place: Place): Promise<Plan> {
  const plan = await planAsItRan(sweep, place, SILENT);
  if (plan.isOpen === true) return plan;
  throw new Refusal(EXIT.invalid, `the jobs of ${sweep.name} are those of its file: none of them can be forgotten`);
}

/** Whoever was killed while it removed what had been forgotten has left folders. */
function leftBehind({ runFolder }: KnownSweep, state: RunState): readonly JobId[] {
  return foldersIn(join(runFolder, 'jobs'))
    .map(jobId)
    .filter((id) => isForgotten(state, id));
}

/** Whether a job had been added and is no more: numbers are never given twice. */
function isForgotten({ byId, greatestAdded }: RunState, id: JobId): boolean {
  return !byId.has(id) && /^[1-9]\d*$/.test(id) && Number(id) <= greatestAdded;
}

function litterOfEnded({ runFolder }: KnownSweep, job: JobId): Litter {
  return litterAt(jobFolder(runFolder, job), { job, attempt: null, isLog: false, hasEnded: true });
}
