import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../../host/system/clock.ts';
import { lockOwner } from '../../host/system/lock.ts';
import { lockPath } from '../../journal/folder.ts';
import type { JobId } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import { countsAsFailed, exitOfJob, exitOfRun } from '../../run/job-exit.ts';
import { jobStatusJson, type JobStatusJson } from '../../report/status/status.ts';
import type { LogPath } from '../../report/text/phrases.ts';
import { findRecord, isDueAgain } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { namedSweep, nearSweep, sweepMeant, type KnownSweep, type Place } from '../sweep/known-sweep.ts';
import type { SelectionOptions } from '../sweep/selection.ts';
import { tasksLeft } from '../world/left-to-cluster.ts';
import { statusNow } from '../world/sweep-status.ts';
import { jobsMeant } from './jobs-meant.ts';

/** What came of waiting. */
export type Waited =
  /** All have come to their end; `exit` is what to exit with: as the only job did, or 0 or 1 for several or a whole sweep. */
  | { readonly is: 'over'; readonly state: RunState; readonly exit: number }
  | { readonly is: 'timeout'; readonly state: RunState }
  /** For so long no runner has been there who would bring them to their end. */
  | { readonly is: 'abandoned'; readonly state: RunState };

/** Milliseconds. */
const PACE = {
  /** Without a runner, until nobody is waited for any more. */
  runner: 10_000,
  /** Between looks: at the least, and times as long as such a look takes. */
  least: 100,
  factor: 10,
  /** Between looks at what a cluster was left with, which is asked for it. */
  cluster: 10_000,
};

/**
 * Waits until jobs of a sweep have come to their end for good, retries and all; null for its run, and all that this is to do.
 *
 * @param timeout  After so long it gives up; null for never.
 */
export async function waitForJobs(
  sweep: KnownSweep,
  jobs: readonly JobId[] | null,
  timeout: Seconds | null,
  place: Place,
  notices: Notices,
): Promise<Waited> {
  const deadline = timeout === null ? Infinity : performance.now() + timeout * 1000;
  let plan = await planAsItRan(sweep, place, notices);
  let seen: number | null = null;
  let deserted: number | null = null;
  for (;;) {
    const began = performance.now();
    // Before the journal is read: of a runner that is gone by now all that it wrote is there.
    const hasRunner = mayBeDriven(sweep);
    let { state } = statusNow(plan, sweep);
    if (seen !== null && seen !== state.run?.startedAt) {
      plan = await planAsItRan(sweep, place, notices);
      ({ state } = statusNow(plan, sweep));
    }
    seen = state.run?.startedAt ?? null;
    const isLeft = tasksLeft(state).length > 0;
    const isDriven = hasRunner || isLeft;
    const exit = jobs === null ? exitOfRun(state, isDriven) : exitOfJobs(state, jobs, sweep);
    if (exit !== null) return { is: 'over', state, exit };
    const now = performance.now();
    deserted = isDriven ? null : (deserted ?? began);
    if (deserted !== null && now - deserted >= PACE.runner) return { is: 'abandoned', state };
    if (now >= deadline) return { is: 'timeout', state };
    const next = Math.max(isLeft ? PACE.cluster : PACE.least, PACE.factor * (now - began));
    await pause(Math.min(next, deadline - now, deserted === null ? Infinity : deserted + PACE.runner - now));
  }
}

/** Whether a runner owns the folder, on this machine or on one of which that cannot be told. */
function mayBeDriven({ runFolder }: KnownSweep): boolean {
  const held = lockOwner(lockPath(runFolder));
  return held !== null && held.owner.command !== true;
}

/** Null while one of them has not come to its end. */
function exitOfJobs(state: RunState, jobs: readonly JobId[], { runFolder }: KnownSweep): number | null {
  const records = jobs.map((id) => {
    const record = findRecord(state, id);
    if (record === undefined) throw new Refusal(EXIT.unavailable, `nothing is known of ${id} any more in ${runFolder}`);
    return record;
  });
  if (!records.every(isOver)) return null;
  const [only] = records;
  if (only !== undefined && records.length === 1) return exitOfJob(only);
  return records.some(countsAsFailed) ? EXIT.failed : EXIT.done;
}

function isOver(record: JobRecord): boolean {
  const { state, todo } = record;
  switch (state.status) {
    case 'succeeded':
    case 'failed':
    case 'skipped':
    case 'cancelled':
      return !todo && !isDueAgain(record);
    case 'waiting':
    case 'running':
    case 'backoff':
    case 'held':
      return false;
    default:
      return state satisfies never;
  }
}

/** What `sweep wait` is told to wait for. */
export interface Awaited {
  readonly sweep: KnownSweep;
  /** Null for its run. */
  readonly jobs: readonly JobId[] | null;
}

/**
 * What people mean who say these words: a sweep, if the first of them is one, and jobs of it; where no job is said, its run. Refuses what
 * is unknown or unclear.
 */
export async function awaitedBy(words: readonly string[], options: WaitOptions, notices: Notices): Promise<Awaited> {
  const [first] = words;
  const named = options.sweep !== undefined || first === undefined ? null : namedSweep(first, options);
  const sweep = named ?? sweepMeant(options.sweep, options);
  const said = named === null ? words : words.slice(1);
  const { only = [], skip = [], stage = [] } = options;
  if (said.length + only.length + skip.length + stage.length === 0) return { sweep, jobs: null };
  const plan = await planAsItRan(sweep, options, notices);
  try {
    return { sweep, jobs: jobsMeant(plan, statusNow(plan, sweep).state, said, options) };
  } catch (error) {
    const close =
      named === null && first !== undefined && options.sweep === undefined ? nearSweep(first, options) : null;
    if (close === null || !(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `no sweep and no job \`${first}\` here; did you mean ${close}?`);
  }
}

export interface WaitOptions extends Place, SelectionOptions {
  /** The sweep whose jobs are meant. */
  readonly sweep?: string | undefined;
}

/** What `sweep wait --json` prints. */
export interface WaitJson {
  readonly version: 1;
  readonly sweep: string;
  readonly end: Waited['is'];
  readonly exit: number;
  /** Those that were waited for. */
  readonly jobs: readonly JobStatusJson[];
}

/** What a wait ends with that has lasted too long, as timeout(1) has it. */
const TIMEOUT = 124;

/** What to exit with as what was waited for has ended; 124 where that took too long, as timeout(1) has it. */
export function exitOfWait(waited: Waited): number {
  switch (waited.is) {
    case 'over':
      return waited.exit;
    case 'timeout':
      return TIMEOUT;
    case 'abandoned':
      return EXIT.unavailable;
    default:
      return waited satisfies never;
  }
}

/** Those that were waited for. */
export function recordsAwaited(state: RunState, jobs: Awaited['jobs']): readonly JobRecord[] {
  return jobs === null ? state.records : jobs.flatMap((id) => findRecord(state, id) ?? []);
}

/** What came of waiting, for programs. */
export function waitDocument({ sweep, jobs }: Awaited, waited: Waited, logs: LogPath): WaitJson {
  const told = recordsAwaited(waited.state, jobs).map((record) => jobStatusJson(record, clock.now(), logs));
  return { version: 1, sweep: sweep.name, end: waited.is, exit: exitOfWait(waited), jobs: told };
}
