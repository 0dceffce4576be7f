import type { JobId } from '../../model/plan.ts';
import type { JobState } from '../../model/state.ts';
import { judgeClass } from './class-gate.ts';
import { admit, decideReadiness, mayBeMet, releaseOvertaken } from './readiness.ts';
import { enter } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/** Brings a job to its end in this run, and tells the jobs that wait for it. */
export function finish(state: RunState, record: JobRecord, end: JobState): void {
  enter(state, record, end);
  releaseOvertaken(state, record);
  if (!record.todo || record.job === null) return;
  record.todo = false;
  state.pending -= 1;
  if (end.status === 'failed' && !record.job.allowFailure) state.failures += 1;
  admit(state, judgeClass(state, record));
  for (const index of state.dependents[record.job.index] ?? []) {
    const dependent = state.records[index];
    if (dependent?.job == null || !dependent.todo || dependent.state.status !== 'waiting') continue;
    for (const need of dependent.job.needs) {
      if (need.job !== record.id) continue;
      if (mayBeMet(need, record)) dependent.unmet -= 1;
      else state.doomed.push({ index, because: record.id });
    }
    if (dependent.unmet === 0) decideReadiness(state, dependent);
  }
  forgetSettledDoom(state);
}

/** Ends a job as skipped because of `because`, and all that needs it. */
export function skip(state: RunState, record: JobRecord, because: JobId): void {
  finish(state, record, { status: 'skipped', because });
  // What was added by hand comes to its end once, unless it is asked for again.
  if (record.added !== null) record.retriedAt = record.rerunAt = 0;
}

/** Keeps the last entry of `doomed` one that still waits to be skipped. */
export function forgetSettledDoom(state: RunState): void {
  for (let last = state.doomed.at(-1); last !== undefined; last = state.doomed.at(-1)) {
    if (state.records[last.index]?.state.status === 'waiting') return;
    state.doomed.pop();
  }
}
