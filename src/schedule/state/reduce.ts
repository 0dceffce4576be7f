import type { Event, RunEnded, RunStarted } from '../../model/event.ts';
import type { Task } from '../../model/run-start.ts';
import { succeeded } from '../../model/outcome.ts';
import { NOTHING_SET, type Asked } from '../../model/request.ts';
import type { JobState } from '../../model/state.ts';
import { after, instant, seconds } from '../../model/units.ts';
import { CALLED_BACK } from '../../model/verdict.ts';
import {
  abandonAttempt,
  endAttempt,
  exitAttempt,
  markStopping,
  noteMetrics,
  planAttempt,
  startAttempt,
} from './attempt.ts';
import { beginsOf, reachBegin } from './begins.ts';
import { acceptJobs, noteFound } from './accepting.ts';
import { holdClass, reckonClasses } from './class-gate.ts';
import { skip } from './ending.ts';
import { followFile, followNone } from './following.ts';
import { forgetJobs } from './forgetting.ts';
import { failHook, forgetHooks, startHook } from './hooks.ts';
import { moveJobs } from './moving.ts';
import { admit, enqueue, latchChains, requeue } from './readiness.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { acceptanceOf } from './acceptance.ts';
import { goesOn } from './ongoing.ts';
import { enter, isAsItRan, recordOf } from './records.ts';
import { noteRemaining } from './remaining.ts';
import {
  addJobs,
  cancelJobs,
  holdJobs,
  moveFirst,
  releaseJobs,
  rerunJobs,
  retryJobs,
  setPriority,
  setRun,
} from './requests.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Takes one event in: the only way that a RunState changes, live or replayed. Changes `state` in place, since a copy
 * of 100,000 jobs an event would not do. Total: an event about a job that the plan does not have is remembered in
 * `orphans`, and one that does not fit the job's state is taken for what it says.
 */
export function reduce(state: RunState, event: Event): void {
  state.events += 1;
  switch (event.event) {
    case 'run-started':
      return beginRun(state, event);
    case 'attempt-planned':
      return planAttempt(state, event);
    case 'attempt-started':
      return startAttempt(state, event);
    case 'attempt-stopping':
      return markStopping(state, event);
    case 'attempt-exited':
      return exitAttempt(state, event);
    case 'metrics-read':
      return noteMetrics(state, event);
    case 'attempt-ended':
      return endAttempt(state, event);
    case 'attempt-abandoned':
      return abandonAttempt(state, event);
    case 'backoff-ended':
      return ofOneAtRest(recordOf(state, event.job), (record) => requeue(state, record));
    case 'begin-reached':
      return admit(state, reachBegin(state, instant(Date.parse(event.begin))));
    case 'job-skipped':
      return ofOneAtRest(recordOf(state, event.job), (record) => skip(state, record, event.because));
    case 'gpu-quarantined':
      state.quarantined.set(event.gpu, event.because);
      return;
    case 'gpu-released':
      state.quarantined.delete(event.gpu);
      return;
    case 'class-held':
      return holdClass(state, event.class, event.because);
    case 'draining':
      state.draining = true;
      if (event.reason === 'cancel') followNone(state);
      return;
    case 'run-ended':
      return endRun(state, event);
    case 'leftovers-killed':
    case 'array-submitted':
      return;
    case 'jobs-moved':
      return moveJobs(state, event);
    case 'jobs-accepted':
      return acceptJobs(state, event);
    case 'accepted-read':
      return noteFound(state, event);
    case 'hook-started':
      return startHook(state, event);
    case 'hook-failed':
      return failHook(state, event);
    case 'jobs-cancelled':
    case 'jobs-held':
    case 'jobs-released':
    case 'jobs-retried':
    case 'jobs-rerun':
    case 'priority-set':
    case 'moved-first':
    case 'run-set':
    case 'job-added':
    case 'jobs-forgotten':
    case 'file-followed':
      return apply(state, event);
    default:
      return event satisfies never;
  }
}

/** Takes in what can be true only of a job that does not run: an attempt goes on whatever a journal says, until it tells its end. */
function ofOneAtRest(record: JobRecord, take: (record: JobRecord) => void): void {
  if (record.state.status !== 'running') take(record);
}

function apply(state: RunState, event: Asked): void {
  // A journal has each but once; whoever reads it must not do it twice.
  if (state.answered.has(event.request)) return;
  state.answered.set(event.request, event.jobs);
  switch (event.event) {
    case 'jobs-cancelled':
      return cancelJobs(state, event);
    case 'jobs-held':
      return holdJobs(state, event);
    case 'jobs-released':
      return releaseJobs(state, event);
    case 'jobs-retried':
      return retryJobs(state, event);
    case 'jobs-rerun':
      return rerunJobs(state, event);
    case 'priority-set':
      return setPriority(state, event);
    case 'moved-first':
      return moveFirst(state, event);
    case 'run-set':
      return setRun(state, event);
    case 'job-added':
      return addJobs(state, event);
    case 'jobs-forgotten':
      return forgetJobs(state, event);
    case 'file-followed':
      return followFile(state, event);
    default:
      return event satisfies never;
  }
}

function endRun({ run }: RunState, { at, tick, reason, endedAt }: RunEnded): void {
  if (run === null) return;
  const { started } = run;
  const late = endedAt === undefined ? null : seconds(Math.max(0, endedAt - started.at) / 1000);
  // Of an end that was found out later only the time of day is known.
  run.ended = endedAt === undefined || late === null ? { at, tick } : { at: endedAt, tick: after(started.tick, late) };
  run.reason = reason;
}

function beginRun(state: RunState, event: RunStarted): void {
  state.runners += 1;
  const continued = event.continues === true ? state.run : null;
  const hooks = new Set(event.hooks);
  // What a run still owed whose runner has died, whoever goes on makes good.
  forgetHooks(state, isOver(state) ? new Set() : hooks);
  state.doomed.length = 0;
  state.dueHolds.length = 0;
  state.early.clear();
  state.scarcity = null;
  // Ticks of another boot say nothing.
  for (const [stage, at] of state.lastStarts) if (at > event.tick) state.lastStarts.delete(stage);
  state.draining = false;
  if (continued === null) forgetRun(state);
  const due = new Set(event.todo.map(({ job }) => job));
  for (const record of state.records) {
    const goesOn = continued !== null && due.has(record.id) && record.todo && isAsItRan(record);
    record.todo = false;
    record.blocked = null;
    record.outdated = false;
    record.toldBefore = record.state.status === 'running' && record.state.stopping !== null;
    record.isAsked = false;
    record.again = null;
    record.ready = null;
    if (goesOn) continue;
    record.failures = 0;
    record.escalations = 0;
    record.failedOn = [];
    record.repeatedLost = false;
    if (record.state.status === 'backoff') {
      const { attempt, outcome } = record.state;
      enter(state, record, { status: 'failed', attempt, outcome });
    }
  }
  if (state.index.isKept) state.index = rebuildIndex(state);
  const blocked = new Map(event.todo.flatMap(({ job, blocked: by }) => (by === undefined ? [] : [[job, by] as const])));
  const todo = event.todo.map(({ job }) => recordOf(state, job)).filter((record) => record.job !== null);
  for (const record of todo) {
    record.todo = true;
    record.isTask = true;
    if (record.state.status === 'running' || record.state.status === 'backoff') continue;
    // That it is to run again, somebody has asked for; what still runs of it is to be stopped all the same.
    record.cancelled = null;
    record.blocked = blocked.get(record.id) ?? null;
    enter(state, record, { status: 'waiting' });
  }
  for (const record of state.records) {
    if (record.todo || !isVoid(record)) continue;
    record.isTask = false;
    enter(state, record, standing(record));
  }
  for (const task of event.todo) {
    const record = recordOf(state, task.job);
    record.outdated = task.outdated === true;
    record.isAsked = task.asked === true;
    record.again = whyAgain(task);
  }
  state.pending = todo.length;
  const tasks = state.records.filter(({ isTask }) => isTask);
  state.failures = tasks.filter(
    ({ state: { status }, job }) => status === 'failed' && job?.allowFailure === false,
  ).length;
  state.run = {
    started: continued?.started ?? { at: event.at, tick: event.tick },
    startedAt: continued?.startedAt ?? state.events,
    number: continued?.number ?? (state.run?.number ?? 0) + 1,
    runner: event.runner,
    file: event.file,
    slots: event.slots,
    gpus: event.gpus,
    fresh: event.fresh,
    todo: tasks.length,
    left: new Set(event.left),
    unchosen: new Set([
      ...(event.unchosen ?? []),
      ...event.todo.flatMap(({ blocked: by, unchosen }) => (unchosen === true && by !== undefined ? [by] : [])),
    ]),
    caution: event.caution,
    choice: event.choice,
    setting: continued?.setting ?? NOTHING_SET,
    begins: beginsOf(event),
    hooks,
    failedHooks: continued?.failedHooks ?? null,
    ended: null,
    reason: null,
  };
  state.codes.push({ since: state.events, code: event.code });
  reckonClasses(state, continued !== null);
  latchChains(state);
  noteRemaining(state, todo, blocked);
  for (const record of todo) {
    if (record.state.status === 'waiting') enqueue(state, record);
  }
}

/** Whether the run before has ended, other than by going on elsewhere. */
function isOver({ run }: RunState): boolean {
  return !goesOn(run);
}

/** Forgets what holds for the run before alone. */
function forgetRun(state: RunState): void {
  state.classes.clear();
  state.quarantined.clear();
  state.firstPlace = 0;
  for (const record of state.records) {
    record.isTask = false;
    record.priority = record.job?.priority ?? 0;
    record.place = 0;
  }
}

/** Why a job is done once more, in words; null where it has not run before. */
function whyAgain({ verdict: { state, because }, outdated, outdatedBy }: Task): string | null {
  if (state === 'new') return null;
  if (state === 'running') return outdated === true ? `stale: ${outdatedBy ?? 'made from something else'}` : null;
  if (because === CALLED_BACK) return because;
  return because === null ? state : `${state}: ${because}`;
}

/** Whether a job did not run for a reason of the run before alone: of this run, which is not about it, that says nothing. */
function isVoid({ state, job, added }: JobRecord): boolean {
  if (state.status === 'held' || state.status === 'waiting') return true;
  // That is the end of what was added by hand.
  if (added !== null) return false;
  return state.status === 'skipped' && job?.moot === null && !job.needs.some((need) => need.when === 'failure');
}

/** How a job stands of which the run before has brought nothing about: as its last attempt ended, where that succeeded. */
function standing(record: JobRecord): JobState {
  const last = record.past.at(-1);
  const accepted = acceptanceOf(record);
  if (accepted !== null) {
    return { status: 'succeeded', attempt: last?.attempt ?? null, fingerprint: accepted.fingerprint };
  }
  if (last?.end == null || !succeeded(last.end.outcome)) return { status: 'waiting' };
  return { status: 'succeeded', attempt: last.attempt, fingerprint: last.fingerprint };
}
