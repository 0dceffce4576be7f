import type { LaunchOrder } from '../model/attempt.ts';
import type { Decision } from '../model/decision.ts';
import type { HostView } from '../model/resources.ts';
import { unreachable } from '../model/unreachable.ts';
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
  if (run.untold !== null && !tell(run, world.host.view())) return null;
  for (;;) {
    failFast(run);
    const now = world.clock.now().tick;
    const host = voidWants.withoutVoid(world.host.view(), now);
    const decision = decide(state, host, now);
    if (decision === null) voidWants.observe(state, host, now);
    if (decision?.do === 'start') {
      const order = plan(run, decision);
      if (order === null || tell(run, host)) return order;
      recorder.note({ event: 'attempt-abandoned', job: order.job.id, attempt: order.attempt });
      return null;
    }
    if (decision === null || !record(run, decision)) {
      tell(run, host);
      if (decision === null) noteStall(run, host);
      return null;
    }
  }
}

/** Tells the other runs, if this one is to share with any, what it holds and wants; false when that is not possible now. */
function tell(run: Run, host: HostView): boolean {
  const { state, world } = run;
  if (host.neighbours.self === null) return true;
  const problem = world.host.publish(claimsOf(state, host, world.clock.now().tick));
  if (problem !== null && run.untold === null) {
    world.view.say(`cannot tell other runs what this one holds (${problem}); nothing new starts until it can be told`);
  }
  run.untold = problem;
  return problem === null;
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
      return unreachable(decision);
  }
}

/** Plans an attempt; null when that could not be recorded. */
function plan(run: Run, { job: id, allocation }: Extract<Decision, { readonly do: 'start' }>): LaunchOrder | null {
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
