import { beginsOf } from '../../src/app/sweep/begins.ts';
import type { Booking } from '../../src/model/sharing/booking.ts';
import { ALONE, type Hold, type RunName, type Want } from '../../src/model/sharing/neighbours.ts';
import type { Happening } from '../../src/model/event.ts';
import type { FailurePolicy } from '../../src/model/run-start.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { jobId, type Plan } from '../../src/model/plan.ts';
import type { GpuView, HostView } from '../../src/model/resources.ts';
import { bytes, instant, iso, seconds, share, tick, type Tick } from '../../src/model/units.ts';
import { decide } from '../../src/schedule/decide/decide.ts';
import { explainWaiting } from '../../src/schedule/decide/explain.ts';
import type { Reason } from '../../src/schedule/decide/reason.ts';
import { initialState, recordOf } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import type { JobRecord, RunState } from '../../src/schedule/state/state.ts';
import { sketchPlan, type JobSketch } from './plan.ts';
import { EMPTY_HOST, EXIT_0, gpus, RUNNER } from './world.ts';

/** Eight slots, and all else without end; no GPUs. */
export const ROOMY: HostView = { ...EMPTY_HOST, slots: 8 };

/** GPUs as a test says them, each by what differs from a free one without known memory. */
export function gpusLike(...differences: readonly Partial<GpuView>[]): GpuView[] {
  return gpus(differences.length).map((gpu, index) => ({ ...gpu, ...differences[index] }));
}

export const GIB = (amount: number): GpuView['memory'] => bytes(amount * 2 ** 30);

/** A run of user 1, the same as this run's unless said otherwise. */
export function runName(name: Partial<RunName> & { readonly key: string }): RunName {
  const { submitted = tick(0) } = name;
  return { uid: 1, user: 'ada', sweep: name.key, pid: 7, submitted, since: submitted, ...name };
}

export function hold(by: RunName, uuids: readonly string[], more: Partial<Hold> = {}): Hold {
  return {
    ...{ by, job: 'theirs', gpus: uuids, share: null, gpuMemory: null },
    ...{ slots: 1, memory: null, resources: {}, until: null },
    ...more,
  };
}

export function want(by: RunName, allowed: readonly string[], more: Partial<Want> = {}): Want {
  return {
    ...{ by, serial: '1', job: 'wanted', jobs: 1, priority: 0 },
    ...{ gpus: 1, share: null, gpuMemory: null, allowed, bound: null },
    ...{ slots: 0, memory: null, resources: {}, keptByUser: false },
    ...more,
  };
}

/** A reservation of a user, so many seconds after a test has begun. */
export function booking(uid: number, gpus: readonly string[], from: number, until: number): Booking {
  const moment = (time: number) => ({ at: instant(1000 * (1 + time)), tick: tick(1000 * (1 + time)) });
  return {
    ...{ id: `${uid}-${from}`, uid, user: `user${uid}`, gpus },
    ...{ from: moment(from), until: moment(until), why: null },
  };
}

export const part = (of: number): NonNullable<Hold['share']> => share(of * 1000);

/** A run whose decisions a test takes and whose attempts it ends by hand. Times are in seconds from its beginning. */
export class Scene {
  readonly state: RunState;
  host: HostView;
  #now = 1000;

  constructor(plan: readonly JobSketch[] | Plan, host: Partial<HostView> = {}, caution: Partial<FailurePolicy> = {}) {
    const whole = 'jobs' in plan ? plan : sketchPlan(plan);
    this.state = initialState(whole);
    this.host = { ...ROOMY, ...host };
    this.begin(caution);
  }

  get now(): Tick {
    return tick(this.#now);
  }

  /** Opens a run of every job of the plan, or of those that are named. */
  begin(caution: Partial<FailurePolicy> = {}, only?: readonly string[]): void {
    const begins = beginsOf(
      this.state.plan.jobs,
      undefined,
      { last: this.state.run, continues: false },
      instant(this.#now),
    );
    const ids = this.state.plan.jobs.map(({ id }) => id).filter((id) => only?.includes(id) ?? true);
    this.take({
      event: 'run-started',
      runner: RUNNER,
      file: 'test.yaml',
      fresh: 0,
      todo: ids.map((job) => ({ job, verdict: { state: 'new', because: null } })),
      slots: this.host.slots,
      gpus: [],
      code: null,
      caution: { canary: false, maxFails: null, failAlike: null, ...caution },
      choice: { slots: null, gpus: null, hostFile: null },
      ...(begins === null ? {} : { begins }),
    });
  }

  /** How the host differs from now on. */
  change(host: Partial<HostView>): void {
    this.host = { ...this.host, ...host };
  }

  wait(time: number): void {
    this.#now += time * 1000;
  }

  take(happening: Happening): void {
    reduce(this.state, { at: instant(this.#now), tick: this.now, ...happening });
  }

  decide(): ReturnType<typeof decide> {
    return decide(this.state, this.host, this.now);
  }

  /** Takes decisions until there is none to take. Answers with what was started, and on which GPUs. */
  act(): [job: string, ...gpus: number[]][] {
    const started: [string, ...number[]][] = [];
    for (let decision = this.decide(); decision !== null; decision = this.decide()) {
      if (decision.do === 'start') started.push([decision.job, ...decision.allocation.gpus.map(({ index }) => index)]);
      this.obey(decision);
    }
    return started;
  }

  obey(decision: NonNullable<ReturnType<typeof decide>>): void {
    switch (decision.do) {
      case 'skip':
        return this.take({ event: 'job-skipped', job: decision.job, because: decision.because });
      case 'requeue':
        return this.take({ event: 'backoff-ended', job: decision.job });
      case 'begin':
        return this.take({ event: 'begin-reached', begin: iso(decision.begin) });
      case 'hold':
        return this.take({ event: 'class-held', class: decision.class, because: decision.because });
      case 'start': {
        const record = this.record(decision.job);
        const { job } = record;
        if (job === null) throw new Error(`${decision.job} is not in the plan`);
        return this.take({
          event: 'attempt-planned',
          job: job.id,
          attempt: record.attempts + 1,
          allocation: decision.allocation,
          token: 'token',
          fingerprint: job.fingerprint,
          parts: job.fingerprintParts,
          lateInputs: null,
          limit: job.timeout?.after ?? null,
        });
      }
    }
  }

  /** Ends the running attempt of a job, so many seconds after it began. */
  end(id: string, outcome: Outcome = EXIT_0, error: string | null = null): void {
    const { state } = this.record(id);
    if (state.status !== 'running') throw new Error(`${id} does not run`);
    const ran = seconds((this.#now - state.since.tick) / 1000);
    const { attempt } = state;
    this.take({ event: 'attempt-ended', job: jobId(id), attempt, outcome, seconds: ran, endedAt: null, error });
  }

  record(id: string): JobRecord {
    return recordOf(this.state, jobId(id));
  }

  status(id: string): string {
    return this.record(id).state.status;
  }

  why(id: string): readonly Reason[] {
    return explainWaiting(this.state, this.host, this.record(id), this.now);
  }

  /** Changes what other runs hold and want; `self` is `runName({ key: 'self' })` unless said otherwise. */
  meet(others: Partial<HostView['neighbours']>): void {
    this.change({ neighbours: { ...ALONE, self: runName({ key: 'self' }), ...others } });
  }
}
