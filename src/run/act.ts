import type { LaunchOrder } from '../model/attempt.ts';
import type { Decision } from '../model/decision.ts';
import type { HostView } from '../model/resources.ts';
import { scarcityIn } from '../model/scarcity.ts';
import { decide } from '../schedule/decide/decide.ts';
import { claimsOf } from '../schedule/decide/claims.ts';
import type { Run } from './run.ts';
import { noteStall } from './stall.ts';
import { failFast } from './stop.ts';

/**
 * Does all that can be done now. Each start is decided while no other run of the host decides, and is known to the journal
 * and to the other runs before there is any process.
 */
export function act(run: Run): void {
  const { world } = run;
  for (;;) {
    const order = world.host.exclusively(() => nextOrder(run));
    if (order === null) return;
    world.executor.launch(order);
  }
}

/** Takes decisions until one is to start something; null when nothing is to be started now. */
function nextOrder(run: Run): LaunchOrder | null {
  const { state, world, voidWants, recorder } = run;
  // What could not be told the last time is told before anything new is decided.
  if (run.isUntold && !tellAgain(run)) return null;
  for (;;) {
    failFast(run);
    const now = world.clock.now().tick;
    const host = voidWants.withoutVoid(world.host.view(), now);
    const decision = decide(state, host, now);
    if (decision === null) voidWants.observe(state, host, now);
    if (decision?.do === 'start' && run.launching.due(now) === null) {
      const order = plan(run, decision);
      if (order === null) return null;
      if (publishClaims(run, host)) {
        run.telling.wentWell();
        run.launching.tried(now);
        return order;
      }
      recorder.note({ event: 'attempt-abandoned', job: order.job.id, attempt: order.attempt });
      return null;
    }
    if (decision?.do === 'start') {
      publishClaims(run, host);
      return null;
    }
    if (decision === null || !record(run, decision)) {
      publishClaims(run, host);
      if (decision === null) noteStall(run, host);
      return null;
    }
  }
}

/** Tells the other runs, if this one is to share with any, what it holds and wants; false when that is not possible now. */
function publishClaims(run: Run, host: HostView): boolean {
  const { state, world } = run;
  if (host.neighbours.self === null) return true;
  const now = world.clock.now().tick;
  const problem = world.host.publish(claimsOf(state, host, now));
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
    default:
      return decision satisfies never;
  }
}

/** Plans an attempt; null when that could not be recorded, or the disk not be looked at. */
function plan(run: Run, decision: Extract<Decision, { readonly do: 'start' }>): LaunchOrder | null {
  try {
    return planNow(run, decision);
  } catch (error) {
    const because = scarcityIn(error);
    if (because === null) throw error;
    run.launching.met(because, run.world.clock.now().tick);
    return null;
  }
}

function planNow(run: Run, { job: id, allocation }: Extract<Decision, { readonly do: 'start' }>): LaunchOrder | null {
  const { state, world, recorder } = run;
  const record = state.byId.get(id);
  if (record?.job == null) throw new Error(`a decision to start ${id}, which the plan does not have`);
  const { job } = record;
  const attempt = 1 + Math.max(record.attempts, world.files.greatestAttempt(id));
  const token = world.token();
  const recorded = recorder.try({
    event: 'attempt-planned',
    job: id,
    attempt,
    allocation,
    token,
    fingerprint: job.fingerprint,
    parts: job.fingerprintParts,
    lateInputs: world.files.lateInputs(job),
    limit: job.timeout?.after ?? null,
  });
  return recorded ? { job, attempt, token, allocation } : null;
}
