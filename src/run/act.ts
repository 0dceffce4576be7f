import type { LaunchOrder } from '../model/attempt.ts';
import type { Decision } from '../model/decision.ts';
import { mayLeave } from '../model/executor.ts';
import type { InputRecord } from '../model/input.ts';
import { neededBy, type NeededJob } from '../model/needed-job.ts';
import type { Job, JobId } from '../model/plan.ts';
import type { HostView } from '../model/resources.ts';
import { scarcityIn } from '../model/scarcity.ts';
import type { JobState } from '../model/state.ts';
import { iso, type Tick } from '../model/units.ts';
import { decide } from '../schedule/decide/decide.ts';
import { acceptanceOf } from '../schedule/state/acceptance.ts';
import { claimsOf } from '../schedule/decide/claims.ts';
import { nextBegin } from '../schedule/state/begins.ts';
import { glanceForStarts, inputsNow, noteChanges, type StartGlance } from './inputs.ts';
import type { Run } from './run.ts';
import { noteStall } from './stall.ts';
import { failFast } from './stop.ts';

/** A decision to start a job, and what it is to be made from. */
type Start = Extract<Decision, { readonly do: 'start' }> & {
  readonly inputs: readonly InputRecord[];
  /** The copy of the code that it is to run in; null for the project itself. */
  readonly snapshot: string | null;
};

/** What came of a stay in the section in which no other run decides. */
interface Planned {
  readonly orders: readonly LaunchOrder[];
  /** Whether another job could start, but that its inputs would have to be looked at before. */
  readonly isMoreToLookAt: boolean;
}

/**
 * Does all that can be done now. What starts nothing needs nobody's leave. All that can start is decided in one go, while no other
 * run of the host decides, and is known to the journal and to the other runs before there is any process. A disk that is slow must
 * keep no other run from deciding: inputs are looked at before, and where others than those turn out to be needed, once more.
 */
export function act(run: Run): void {
  const { world } = run;
  // What could not be told the last time is told before anything new is decided.
  if (run.isUntold && !tellAgain(run)) return;
  const glance = run.lookedAt ?? glanceForStarts(world.files);
  run.lookedAt = null;
  run.readingFor.clear();
  for (let isMore = true; isMore;) {
    const host = look(run);
    const next = nextStart(run, host, glance, true);
    if (typeof next === 'string') return rest(run, host, next === 'nothing' ? next : 'not now');
    // As far as could be told without the others: now they are asked.
    const planned = world.host.exclusively(() => planStarts(run, glance));
    for (const order of planned?.orders ?? []) world.executor.launch(order);
    // What has been read for this is as good when the others let this run decide, which is soon.
    if (planned === null) run.lookedAt = glance;
    isMore = planned?.isMoreToLookAt === true;
  }
}

/** The host as it is now. */
function look(run: Run): HostView {
  return (run.seen = run.world.host.view());
}

/** Plans all that can start now, and tells the others of it; none when that is not possible. */
function planStarts(run: Run, glance: StartGlance): Planned {
  const { world, recorder } = run;
  const host = look(run);
  const orders: LaunchOrder[] = [];
  let next = nextStart(run, host, glance, false);
  while (typeof next === 'object') {
    const order = plan(run, next);
    if (order === null) break;
    run.launching.tried(world.clock.now().tick);
    orders.push(order);
    next = nextStart(run, host, glance, false);
  }
  rest(run, host, next === 'nothing' ? 'nothing' : 'not now');
  if (!run.isUntold) {
    if (orders.length > 0) run.telling.wentWell();
    return { orders, isMoreToLookAt: next === 'look first' };
  }
  const because = run.telling.problem ?? 'other runs cannot be told what this one holds';
  for (const { job, attempt } of orders) recorder.note({ event: 'attempt-abandoned', job: job.id, attempt, because });
  return { orders: [], isMoreToLookAt: false };
}

/**
 * Takes decisions until one is to start something; else there is `nothing` to decide, or it has to wait, be it that its inputs have
 * not been looked at, which is done only if `mayLook`.
 */
function nextStart(
  run: Run,
  host: HostView,
  glance: StartGlance,
  mayLook: boolean,
): Start | 'nothing' | 'not now' | 'look first' {
  for (;;) {
    failFast(run);
    const now = run.world.clock.now().tick;
    const decision = begunByDay(run) ?? decide(run.state, run.voidWants.withoutVoid(host, now), now, run.readingFor);
    if (decision === null) return 'nothing';
    if (decision.do === 'start') {
      const code = mayStart(run, now) ? codeFor(run) : null;
      if (code === null) return 'not now';
      const inputs = inputsFor(run, decision.job, glance, mayLook);
      if (inputs === 'look first') return inputs;
      if (inputs === 'unread') continue;
      return inputs === null ? 'not now' : { ...decision, inputs, snapshot: code.snapshot };
    }
    if (!record(run, decision)) return 'not now';
  }
}

/**
 * That jobs may begin whose time has come by the clock of the day before it has by ticks: the machine has slept meanwhile, or its clock was
 * set on. Null where there are none.
 */
function begunByDay({ state, world }: Run): Decision | null {
  const next = state.draining ? null : nextBegin(state);
  return next === null || next.begin > world.clock.now().at ? null : { do: 'begin', begin: next.begin };
}

/**
 * When nothing more starts, the others are told what is held and wanted. What is new in it beyond the section is never a hold, so
 * nobody can have taken the same.
 */
function rest(run: Run, host: HostView, why: 'nothing' | 'not now'): void {
  const now = run.world.clock.now().tick;
  const seen = run.voidWants.withoutVoid(host, now);
  if (why === 'nothing') run.voidWants.observe(run.state, seen, now);
  publishClaims(run, seen);
  if (why === 'nothing') noteStall(run, seen);
}

/** Tells the other runs, if this one is to share with any, what it holds and wants; false when that is not possible now. */
function publishClaims(run: Run, host: HostView): boolean {
  const { state, world, voidWants } = run;
  if (host.neighbours.self === null) return true;
  const now = world.clock.now().tick;
  const claims = claimsOf(state, host, now, voidWants.marks(now));
  // What cannot start now, since the system refuses to start anything, keeps nobody waiting.
  const wants = mayStart(run, now) ? claims.wants : [];
  const problem = world.host.publish({ ...claims, wants });
  if (problem !== null) run.telling.met(problem, now);
  run.isUntold = problem !== null;
  return problem === null;
}

function tellAgain(run: Run): boolean {
  const { world, telling } = run;
  return telling.due(world.clock.now().tick) === null && publishClaims(run, world.host.view());
}

/** Records a decision that starts nothing; false when that was not possible. */
function record({ recorder }: Run, decision: Exclude<Decision, { readonly do: 'start' }>): boolean {
  switch (decision.do) {
    case 'skip':
      return recorder.try({ event: 'job-skipped', job: decision.job, because: decision.because });
    case 'requeue':
      return recorder.try({ event: 'backoff-ended', job: decision.job });
    case 'hold':
      return recorder.try({ event: 'class-held', class: decision.class, because: decision.because });
    case 'begin':
      return recorder.try({ event: 'begin-reached', begin: iso(decision.begin) });
    default:
      return decision satisfies never;
  }
}

/** Whether it is worth a try to start something. */
function mayStart({ launching, copying }: Run, now: Tick): boolean {
  return launching.due(now) === null && copying.due(now) === null;
}

/** The code that a job is to run; null while there is no copy of it: as long as none can be made, nothing starts. */
function codeFor({ world, copying }: Run): Pick<Start, 'snapshot'> | null {
  const copy = world.code?.now() ?? null;
  switch (copy?.is) {
    case undefined:
      return { snapshot: null };
    case 'made':
      copying.wentWell();
      return { snapshot: copy.name };
    case 'being made':
      return null;
    case 'not made':
      copying.met(copy.because, world.clock.now().tick);
      return null;
    default:
      return copy satisfies never;
  }
}

/**
 * What a job is to be made from; `unread` when it has to wait until that has been read, `look first` when it was not looked at and
 * may not be, and null when the disk could not be looked at.
 */
function inputsFor(
  run: Run,
  id: JobId,
  glance: StartGlance,
  mayLook: boolean,
): readonly InputRecord[] | 'unread' | 'look first' | null {
  const job = plannedJob(run, id);
  return unlessScarce(run, () => {
    const inputs = inputsNow(job, glance, mayLook);
    if (inputs === undefined) return 'look first';
    if (inputs === null) run.readingFor.add(id);
    else noteChanges(run, job, inputs);
    return inputs ?? 'unread';
  });
}

/** Plans an attempt; null when that could not be recorded, or the disk not be looked at. */
function plan(run: Run, start: Start): LaunchOrder | null {
  return unlessScarce(run, () => planNow(run, start));
}

/** What `act` answers; null, and nothing more starts for a while, when the system has no room for it. */
function unlessScarce<T>(run: Run, act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    const because = scarcityIn(error);
    if (because === null) throw error;
    run.launching.met(because, run.world.clock.now().tick);
    return null;
  }
}

function planNow(run: Run, { job: id, allocation, inputs, snapshot }: Start): LaunchOrder | null {
  const { state, world, recorder } = run;
  const job = plannedJob(run, id);
  const attempt = 1 + Math.max(state.byId.get(id)?.attempts ?? 0, world.files.greatestAttempt(id));
  const token = world.token();
  const code = snapshot === null ? {} : { snapshot };
  const place = world.arrays === null || !mayLeave(job) ? {} : { on: world.arrays.next(job) };
  const recorded = recorder.try({
    event: 'attempt-planned',
    job: id,
    attempt,
    allocation,
    token,
    fingerprint: job.definition.fingerprint,
    parts: job.definition.parts,
    inputs,
    ...(Object.keys(job.unsaid).length === 0 ? {} : { unsaid: job.unsaid }),
    ...code,
    limit: job.timeout?.after ?? null,
    ...place,
  });
  return recorded ? { job, attempt, token, allocation, ...code, ...place, ...needsOf(run, job) } : null;
}

/** What an attempt is told of the jobs that its own needs. */
export function needsOf({ state, inNeed }: Pick<Run, 'state' | 'inNeed'>, job: Job): Pick<LaunchOrder, 'needs'> {
  const needs = neededBy(job).flatMap((id): NeededJob[] => {
    const needed = state.byId.get(id);
    if (needed?.job == null) return [];
    const metrics = (acceptanceOf(needed)?.found ?? needed.past.at(-1)?.metrics)?.metrics ?? null;
    return [{ job: needed.job, outcome: outcomeOf(needed.state), metrics }];
  });
  return needs.length === 0 && !inNeed.has(job.stage) ? {} : { needs };
}

function outcomeOf({ status }: JobState): NeededJob['outcome'] {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'skipped':
    case 'cancelled':
      return status;
    case 'waiting':
    case 'running':
    case 'backoff':
    case 'held':
      return null;
    default:
      return status satisfies never;
  }
}

function plannedJob({ state }: Run, id: JobId): Job {
  const job = state.byId.get(id)?.job ?? null;
  if (job === null) throw new Error(`a decision to start ${id}, which the plan does not have`);
  return job;
}
