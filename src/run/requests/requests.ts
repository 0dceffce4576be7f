import type { Happening } from '../../model/event.ts';
import { gpuId } from '../../model/resources.ts';
import type { Fingerprint, JobId } from '../../model/plan.ts';
import type { Answer, Asked, MachineSetting, Request } from '../../model/request.ts';
import { after, seconds } from '../../model/units.ts';
import { forgettable } from '../../schedule/state/forgetting.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { addJobs, followFile, UNWRITTEN } from './adding.ts';
import { orderQueued, withdrawHeld } from './queued.ts';
import type { Run } from '../run.ts';
import { IS_ENDING, stopAll, stopTold } from '../stop.ts';
import type { Signal } from '../world.ts';

/** A request that is about jobs of the plan. */
export type OfJobs = Exclude<Request, { readonly do: 'cancel' | 'set' | 'add' | 'follow' | 'hand-over' }>;

/** Records what a person asks for, does it, and answers. A request that is repeated changes nothing and gets its first answer. */
export function takeRequest(run: Run, { id, request, answer }: Extract<Signal, { readonly signal: 'asked' }>): void {
  const { state, recorder } = run;
  if (request.do === 'cancel') {
    const jobs = [...state.running.keys()];
    if (run.phase.is !== 'stopping' && run.phase.is !== 'leaving') stopAll(run, 'cancel');
    return answer({ ok: true, jobs });
  }
  if (request.do === 'hand-over') return handOver(run, answer);
  const first = state.answered.get(id);
  if (first !== undefined) return answer({ ok: true, jobs: first });
  if (request.do === 'set') return answer(set(run, id, request));
  if (request.do === 'add') return answer(addJobs(run, id, request));
  if (request.do === 'follow') return followFile(run, id, request, answer);
  const event = eventOf(state, id, request);
  if (event === null) return answer({ ok: true, jobs: [] });
  if (!recorder.try(event)) return answer(UNWRITTEN);
  if (event.event === 'jobs-cancelled') stopTold(run);
  if (event.event === 'jobs-held') withdrawHeld(run);
  if (event.event === 'moved-first' || event.event === 'priority-set') orderQueued(run);
  if (event.event === 'jobs-forgotten') shrink(run);
  if ('environment' in request) run.world.executor.inherit(event.jobs, request.environment);
  answer({ ok: true, jobs: event.jobs });
}

/** Leaves out of the journal what has been forgotten, which then is as it was. */
function shrink({ world }: Run): void {
  const problem = world.journal.shrink();
  if (problem !== null) world.view.say(`the journal keeps what it no longer needs: ${problem}`);
}

/** For how long a job that was started is waited for until it is known to run: whoever goes on finds out by itself. */
const LONGEST_START = seconds(5);

function handOver(run: Run, answer: (answer: Answer) => void): void {
  if (run.phase.is !== 'going') return answer({ ok: false, message: IS_ENDING });
  if (!run.recorder.healthy) return answer(UNWRITTEN);
  run.phase = { is: 'handing-over', until: after(run.world.clock.now().tick, LONGEST_START), answer };
}

/** Has another part of the machine count; nothing is decided by it before it is recorded. */
function set({ state, world, recorder }: Run, id: string, wanted: Partial<MachineSetting>): Answer {
  if (state.run === null) throw new Error('nothing can be set before a run has begun');
  const before = state.run.setting;
  const setting = { slots: before.slots, gpus: before.gpus, ...pick(wanted) };
  const problem = world.host.set(setting);
  if (problem !== null) return { ok: false, message: problem, invalid: true };
  const { slots, gpus } = world.host.view();
  const of = { slots, gpus: gpus.map(gpuId) };
  if (recorder.try({ event: 'run-set', request: id, jobs: [], ...setting, of })) return { ok: true, jobs: [] };
  world.host.set(before);
  return UNWRITTEN;
}

function pick({ slots, gpus }: Partial<MachineSetting>): Partial<MachineSetting> {
  return { ...(slots === undefined ? {} : { slots }), ...(gpus === undefined ? {} : { gpus }) };
}

/** The event that a request comes to; null when it concerns none of its jobs as they are. */
export function eventOf(state: RunState, id: string, request: OfJobs): (Happening & Pick<Asked, 'jobs'>) | null {
  if (request.do === 'forget') {
    const forgotten = forgettable(state, request.jobs);
    return forgotten.length === 0 ? null : { event: 'jobs-forgotten', request: id, jobs: forgotten };
  }
  const named = request.do === 'retry' ? request.jobs.map((job) => causeOfSkip(state, job)) : request.jobs;
  const records = [...new Set(named)].flatMap((job) => findRecord(state, job) ?? []);
  const jobs = records.filter((record) => concerns(request.do, record, isLive(state))).map((record) => record.id);
  if (jobs.length === 0) return null;
  const asked = { request: id, jobs };
  switch (request.do) {
    case 'kill':
      return { event: 'jobs-cancelled', ...asked, definitions: definitionsOf(state, jobs) };
    case 'hold':
      return { event: 'jobs-held', ...asked };
    case 'release':
      return { event: 'jobs-released', ...asked };
    case 'retry':
      return { event: 'jobs-retried', ...asked };
    case 'rerun':
      return { event: 'jobs-rerun', ...asked };
    case 'top':
      return { event: 'moved-first', ...asked };
    case 'priority':
      return { event: 'priority-set', ...asked, priority: request.priority };
    default:
      return request satisfies never;
  }
}

/** The job that must be retried for a job to run that was skipped: the one that the skipping began with; any other job itself. */
function causeOfSkip(state: RunState, job: JobId): JobId {
  let id = job;
  // A journal that somebody has changed may lead in a circle.
  for (const seen = new Set<JobId>(); !seen.has(id);) {
    const now = findRecord(state, id)?.state;
    if (now?.status !== 'skipped') return id;
    seen.add(id);
    id = now.because;
  }
  return id;
}

/** Whether there is a run that has not ended. */
function isLive({ run }: RunState): boolean {
  return run !== null && run.ended === null;
}

/** Whether a request changes anything for a job. Between runs there is nothing to be said of failed jobs: the next run does them anyway. */
function concerns(what: Exclude<OfJobs['do'], 'forget'>, record: JobRecord, live: boolean): boolean {
  const { state, todo, held, cancelled } = record;
  switch (what) {
    case 'kill':
      return cancelled === null && (todo || state.status === 'running');
    case 'hold':
      return !held && cancelled === null && state.status !== 'succeeded';
    case 'release':
      return held || (todo && state.status === 'held');
    case 'retry':
      if (state.status === 'running') return false;
      return cancelled !== null || (live && (todo ? isHeldWithClass(record) : hasEndedBadly(record)));
    case 'rerun':
      if (state.status === 'running' || record.job === null) return false;
      return todo ? isHeldWithClass(record) : cancelled !== null || record.past.length > 0 || record.accepted !== null;
    case 'top':
    case 'priority':
      return todo;
    default:
      return what satisfies never;
  }
}

function isHeldWithClass({ state }: JobRecord): boolean {
  return state.status === 'held' && state.because !== null;
}

function hasEndedBadly({ state }: JobRecord): boolean {
  return state.status === 'failed' || state.status === 'cancelled';
}

/** Of a job that the plan no longer has, what its attempt was made as. */
function definitionsOf(state: RunState, jobs: readonly JobId[]): Record<string, Fingerprint> {
  const definitions = jobs.flatMap((id) => {
    const record = findRecord(state, id);
    const definition = record?.job?.definition.fingerprint ?? record?.past.at(-1)?.fingerprint;
    return definition === undefined ? [] : [[id, definition] as const];
  });
  return Object.fromEntries(definitions);
}
