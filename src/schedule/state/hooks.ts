import type { HookFailed, HookStarted } from '../../model/event.ts';
import type { HookName } from '../../model/plan.ts';
import type { DueHook, JobRecord, RunState } from './state.ts';

/**
 * The hooks of a job are due that has come to its end in the present run, however: it has run, and nothing has it run again by itself.
 * Jobs that a hook has added have none.
 */
export function noteEnd({ run, dueHooks }: RunState, { id, state, past, added }: JobRecord): void {
  const last = past.at(-1);
  const { status } = state;
  if (run === null || last === undefined || added?.ofHook === true) return;
  if (status !== 'succeeded' && status !== 'failed' && status !== 'cancelled') return;
  const names: readonly HookName[] = status === 'failed' ? ['job_end', 'job_failed'] : ['job_end'];
  for (const hook of names) {
    if (run.hooks.has(hook)) dueHooks.push({ hook, job: id, attempt: last.attempt, outcome: status });
  }
}

/** `hook-started`: it is due no more, whatever becomes of it. */
export function startHook({ dueHooks }: RunState, { hook, job, attempt }: HookStarted): void {
  const at = dueHooks.findIndex((one) => one.hook === hook && one.job === job && one.attempt === attempt);
  if (at >= 0) dueHooks.splice(at, 1);
}

/** `hook-failed`: people are told of it when the run has ended. */
export function failHook({ run }: RunState, event: HookFailed): void {
  if (run !== null) run.failedHooks = { count: (run.failedHooks?.count ?? 0) + 1, last: event };
}

/** Forgets the hooks that are due; or, where another runner goes on, those that its sweep no longer has. */
export function forgetHooks({ dueHooks }: RunState, keep: ReadonlySet<HookName>): void {
  const kept: readonly DueHook[] = dueHooks.filter(({ hook }) => keep.has(hook));
  dueHooks.splice(0, dueHooks.length, ...kept);
}
