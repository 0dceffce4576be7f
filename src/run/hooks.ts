import type { HookStarted, RunEnded } from '../model/event.ts';
import type { HookOrder, RunEnding } from '../model/hook.ts';
import { describeOutcome } from '../model/outcome.ts';
import { elapsed } from '../model/units.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { DueHook, RunState } from '../schedule/state/state.ts';
import { exitOfAttempt, hasFailed } from './job-exit.ts';
import type { Run } from './run.ts';

/** Starts the hook that has been due longest, unless one runs. It is on disk before, so that none runs twice. */
export function startHooks(run: Run): void {
  const { state, recorder, world } = run;
  while (mayStart(run) && run.hook === null) {
    const [due] = state.dueHooks;
    if (due === undefined || !recorder.try({ event: 'hook-started', ...told(due) })) return;
    const order = orderOf(state, due);
    if (order === null) continue;
    run.hook = due;
    world.hooks.start(order);
  }
}

/** Notes that the hook which ran has ended. */
export function endHook(run: Run, problem: string | null): void {
  const { hook } = run;
  run.hook = null;
  if (hook !== null && problem !== null) run.recorder.note({ event: 'hook-failed', ...told(hook), because: problem });
}

/** Whether the run is not to end before a hook has. Whoever stops it waits for none. */
export function awaitsHooks(run: Run): boolean {
  return mayStart(run) && (run.hook !== null || run.state.dueHooks.length > 0);
}

function mayStart({ phase }: Run): boolean {
  if (phase.is === 'stopping') return phase.reason === 'fail-fast';
  return phase.is === 'going' || phase.is === 'draining' || phase.is === 'making-way';
}

function told({ hook, job, attempt }: DueHook): Pick<HookStarted, 'hook' | 'job' | 'attempt'> {
  return { hook, job, attempt };
}

function orderOf(state: RunState, { hook, job, attempt, outcome: how }: DueHook): HookOrder | null {
  const command = state.plan.hooks?.[hook];
  const record = findRecord(state, job);
  const end = record?.past.find((one) => one.attempt === attempt)?.end;
  if (command === undefined || record === undefined || end == null) return null;
  const { outcome, seconds, error } = end;
  const params = [...(record.job?.params ?? [])].map(([axis, { text }]) => [axis, text] as const);
  return {
    ...{ hook, command, sweep: state.plan.sweep },
    about: {
      ...{ of: 'job', job, label: record.job?.label ?? job, attempt, seconds, error },
      outcome: how,
      cause: describeOutcome(outcome),
      exitCode: outcome.cause === 'spawn' || outcome.cause === 'lost' ? null : exitOfAttempt(outcome),
      params: new Map(params),
    },
  };
}

/** The hook of a run that has ended, however, if it has one and no other runner goes on with it; the journal says already that it is run. */
export function orderOfEnd(state: RunState): HookOrder | null {
  const { plan, run } = state;
  const command = plan.hooks?.run_end;
  if (command === undefined || run?.ended == null || run.reason === null || run.reason === 'handed-over') return null;
  if (!run.hooks.has('run_end')) return null;
  const counts = { succeeded: 0, failed: 0, skipped: 0, cancelled: 0, left: 0 };
  for (const { isTask, todo, state: now } of state.records) {
    if (isTask) counts[todo || !(now.status in counts) ? 'left' : (now.status as keyof typeof counts)] += 1;
  }
  const ran = elapsed(run.started.tick, run.ended.tick);
  return {
    ...{ hook: 'run_end', command, sweep: plan.sweep },
    about: { of: 'run', outcome: outcomeOfRun(state, run.reason), seconds: ran, counts },
  };
}

function outcomeOfRun(state: RunState, reason: Exclude<RunEnded['reason'], 'handed-over'>): RunEnding['outcome'] {
  switch (reason) {
    case 'finished':
    case 'fail-fast':
      return hasFailed(state) ? 'failed' : 'succeeded';
    case 'interrupt':
      return 'interrupted';
    case 'terminate':
    case 'outside':
      return 'terminated';
    case 'cancel':
      return 'cancelled';
    default:
      return reason satisfies never;
  }
}
