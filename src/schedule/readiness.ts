import type { Job, JobId } from '../model/plan.ts';
import { amountsOf } from './amounts.ts';
import { isLetThrough } from './caution.ts';
import type { Ask } from './ask.ts';
import { mayBeMet, needWithoutFailure } from './needs.ts';
import { recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/** Counts what a job of the run waits for. */
export function enqueue(state: RunState, record: JobRecord, blocked: JobId | null): void {
  const job = record.job;
  if (job === null) return;
  record.unmet = [...state.latches.values()].filter((overtaken) => overtaken.includes(job.index)).length;
  for (const need of job.needs) {
    const needed = recordOf(state, need.job);
    if (needed.todo) record.unmet += 1;
    else if (!mayBeMet(need, needed)) {
      record.unmet += 1;
      state.doomed.push({ index: job.index, because: needed.id });
    }
  }
  const inTheWay = job.moot === null ? blocked : job.id;
  if (inTheWay !== null) {
    record.unmet += 1;
    state.doomed.push({ index: job.index, because: inTheWay });
  }
  if (record.unmet === 0) decideReadiness(state, record);
}

/** Everything that a job waits for has ended: it may start, unless it needs a failure and there was none. */
export function decideReadiness(state: RunState, record: JobRecord): void {
  const unfailed = record.job === null ? null : needWithoutFailure(state, record.job);
  if (unfailed === null || record.job === null) return makeReady(state, record);
  record.unmet = 1;
  state.doomed.push({ index: record.job.index, because: unfailed });
}

/** Queues a job that waits for no other any more, unless its class has to wait or is held. */
export function makeReady(state: RunState, record: JobRecord): void {
  if (record.job === null || !isLetThrough(state, record)) return;
  state.ready.add(record.job, record.class, askOf(state, record, record.job), state.durations.cellBound(record.job));
}

/** What the next attempt of a job asks for. */
export function askOf(state: RunState, record: JobRecord, job: Job): Ask {
  const { escalations, failedOn } = record;
  const steps = job.retry.escalate?.gpus ?? [];
  const step = escalations === 0 ? undefined : steps[Math.min(escalations, steps.length) - 1];
  const request = step === undefined ? job.request : { ...job.request, ...step };
  const pinned = failedOn.length > 0 ? null : pinnedGpus(state, job);
  return { request, amounts: amountsOf(request), pinned, avoid: failedOn };
}

/** The GPUs of the chain link before, for a chain that stays on them. */
function pinnedGpus(state: RunState, job: Job): readonly string[] | null {
  const link = job.needs.find((need) => need.sameGpus);
  const before = link === undefined ? undefined : state.byId.get(link.job)?.past.at(-1);
  if (before === undefined || before.allocation.gpus.length === 0) return null;
  return before.allocation.gpus.map((gpu) => gpu.uuid);
}
