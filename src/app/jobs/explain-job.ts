import { existsSync } from 'node:fs';
import type { Origin } from '../../expand/origins.ts';
import type { Sources } from '../../model/diagnostic.ts';
import { treeOf } from '../../model/attempt.ts';
import type { Job, JobId } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { judgeFreshness } from '../../run/freshness.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { filesOf } from '../world/world.ts';
import { jobMeant } from './find-job.ts';
import { loadCurrent } from '../sweep/current-sweep.ts';
import { LOOKED_AT, namedSweep, sweepMeant, sweepsHere } from '../sweep/known-sweep.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../sweep/load.ts';
import { acceptedSweep } from '../sweep/accept.ts';
import { DRIVER_IS_SLOW } from '../machine/machine.ts';
import type { Notices } from '../notices.ts';
import { nearPath } from '../world/run-folder.ts';
import { sayBeside, statusNow } from '../world/sweep-status.ts';
import { whyItWaits } from '../world/why-waiting.ts';

/** Among which sweeps a job is looked for. */
export interface ExplainOptions extends LoadOptions {
  /** A sweep file, or the name of a sweep that has run; without it, all that have run here are looked through. */
  readonly sweep?: string | undefined;
}

/** All there is to say of why a job is as it is. */
export interface ExplainedJob {
  /** The name of its sweep. */
  readonly sweep: string;
  readonly job: Job;
  /** Why it would or would not run. */
  readonly verdict: Verdict;
  /** Why it does not run now although a run is to bring it to its end, a line each. */
  readonly waiting: readonly string[];
  /** Which part of the file gives it each of its keys. */
  readonly origins: readonly Origin[];
  /** The texts that the origins point into. */
  readonly sources: Sources;
}

/**
 * All that `sweep why` tells: the verdict, the reasons to wait, and where each key comes from, of the job whose id,
 * label or prefix is `said`.
 */
export async function explainJob(said: string, options: ExplainOptions, notices: Notices): Promise<ExplainedJob> {
  const loaded = await sweepsToLookThrough(options, notices);
  const { sweep, job } = jobMeant(
    said,
    loaded.flatMap((one) =>
      one.plan.jobs.map((planned) => ({
        sweep: one,
        job: planned,
        names: [planned.id, planned.label],
        of: one.plan.sweep,
      })),
    ),
  );
  const status = statusNow(sweep.plan, sweep);
  const { state } = status;
  sayBeside(status, notices.say);
  const verdict = judgeFreshness(sweep.plan, state, filesOf(sweep, sweep.digests)).get(job.id);
  if (verdict === undefined) throw new Error(`no verdict on ${job.id}`);
  const waiting = await whyItWaits({ sweep, status }, job.id, options, () => notices.say(DRIVER_IS_SLOW));
  const before = [whyAgain(state, job.id), copyOf(state, job.id, sweep)].filter((line) => line !== null);
  const lacks = sweep.lacking([job]).map(({ message }) => `cannot run here: ${message}`);
  return {
    sweep: sweep.plan.sweep,
    job,
    verdict,
    waiting: [...before, ...lacks, ...waiting],
    origins: sweep.explain(job.id),
    sources: sweep.sources,
  };
}

/** In a line, why the newest attempt of a job was made although it had run before; null where it had not, or the one before tells. */
function whyAgain(state: RunState, job: JobId): string | null {
  const last = state.byId.get(job)?.past.at(-1);
  return last?.because == null ? null : `attempt ${last.attempt} was made since it was ${last.because}`;
}

/** In a line, in which copy of the code the newest attempt of a job runs or ran; null where it was in none. */
function copyOf(state: RunState, job: JobId, sweep: LoadedSweep): string | null {
  const last = state.byId.get(job)?.past.at(-1);
  if (last === undefined || last.snapshot === null) return null;
  const verb = last.end === null ? 'runs' : 'ran';
  return `attempt ${last.attempt} ${verb} in the copy of the code ${nearPath(treeOf(sweep, last.snapshot))}`;
}

async function sweepsToLookThrough(options: ExplainOptions, notices: Notices): Promise<readonly LoadedSweep[]> {
  const { sweep } = options;
  if (sweep !== undefined && existsSync(sweep) && (options.set !== undefined || namedSweep(sweep, options) === null))
    return [acceptedSweep(await loadSweep(sweep, { ...options, ...LOOKED_AT }), notices)];
  const known = sweep === undefined ? sweepsHere(options) : [sweepMeant(sweep, options)];
  if (known.length === 0) {
    throw new Refusal(EXIT.invalid, 'no sweep has run here yet: name its file with --sweep FILE');
  }
  const results = await Promise.all(known.map((one) => loadCurrent(one, options, notices)));
  return results.map((result) => acceptedSweep(result, notices));
}
