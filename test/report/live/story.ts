import { plainAllocation } from '../../../src/model/resources.ts';
import type { Event, Happening } from '../../../src/model/event.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { jobId, type Plan } from '../../../src/model/plan.ts';
import type { CodeVersion } from '../../../src/model/run-start.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { instant, seconds, tick, type Moment } from '../../../src/model/units.ts';
import { initialState } from '../../../src/schedule/state/records.ts';
import { reduce } from '../../../src/schedule/state/reduce.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import type { OpenView } from '../../../src/report/live/view.ts';

const BEGIN = Date.UTC(2026, 0, 2, 3, 4, 5);
const BOOTED = 1_000_000;

export const RUNNER = { pid: 100, startTicks: '1', bootId: 'boot', pidNamespace: 'ns', machineId: 'machine' };

const NO_CAUTION = { canary: false, maxFails: null, failAlike: null };
const NO_CHOICE = { slots: null, gpus: null, hostFile: null };

/** A run as it is told event by event: `story.at(3).ended('a', exit(1), 2)`. Views may listen. */
export class Story {
  readonly state: RunState;
  readonly #views: readonly Pick<OpenView, 'show'>[];
  #time = 0;

  constructor(plan: Plan, ...views: readonly Pick<OpenView, 'show'>[]) {
    this.state = initialState(plan);
    this.#views = views;
  }

  /** From now on it is so many seconds after the beginning. */
  at(time: number): this {
    this.#time = time;
    return this;
  }

  get now(): Moment {
    return { at: instant(BEGIN + this.#time * 1000), tick: tick(BOOTED + this.#time * 1000) };
  }

  tell(happening: Happening): this {
    const event: Event = { ...this.now, ...happening };
    reduce(this.state, event);
    for (const view of this.#views) view.show(event, this.state);
    return this;
  }

  /** A run of all jobs but the `fresh` and those that are not chosen, if `only` says which are; of these, `unchosen` have ended before and are not fresh. */
  began({
    gpus = [],
    slots = 4,
    fresh = [],
    only,
    unchosen = [],
    verdict = { state: 'new', because: null },
    code = null,
  }: {
    gpus?: number[];
    slots?: number;
    fresh?: string[];
    only?: readonly string[];
    unchosen?: readonly string[];
    verdict?: Verdict;
    code?: CodeVersion | null;
  } = {}): this {
    const chosen = this.state.plan.jobs.filter(({ id }) => only?.includes(id) ?? true);
    const todo = chosen.filter((job) => !fresh.includes(job.id)).map(({ id }) => ({ job: id, verdict }));
    const event = 'run-started';
    const order = { runner: RUNNER, file: 'a.yaml', caution: NO_CAUTION, choice: NO_CHOICE, code };
    return this.tell({ event, ...order, fresh: fresh.length, todo, unchosen: unchosen.map(jobId), slots, gpus });
  }

  planned(job: string, { gpus = [], attempt = 1 }: { gpus?: number[]; attempt?: number } = {}): this {
    const planned = this.state.byId.get(jobId(job))?.job;
    if (planned == null) throw new Error(`the plan has no ${job}`);
    return this.tell({
      event: 'attempt-planned',
      job: planned.id,
      attempt,
      allocation: plainAllocation(
        1,
        gpus.map((index) => ({ index, uuid: `gpu-${index}` })),
      ),
      token: 'token',
      fingerprint: planned.fingerprint,
      parts: planned.fingerprintParts,
      lateInputs: null,
      limit: planned.timeout?.after ?? null,
    });
  }

  started(job: string, pid: number, attempt = 1): this {
    return this.tell({ event: 'attempt-started', job: jobId(job), attempt, process: { ...RUNNER, pid } });
  }

  ended(job: string, outcome: Outcome, took: number | null = 1, attempt = 1, error: string | null = null): this {
    const ran = took === null ? null : seconds(took);
    return this.tell({
      event: 'attempt-ended',
      job: jobId(job),
      attempt,
      outcome,
      seconds: ran,
      endedAt: null,
      error,
    });
  }

  skipped(job: string, because: string): this {
    return this.tell({ event: 'job-skipped', job: jobId(job), because: jobId(because) });
  }
}

export const EXIT_0: Outcome = { cause: 'exit', code: 0 };
export const exit = (code: number): Outcome => ({ cause: 'exit', code });
export const logPath = (job: string, attempt: number): string => `jobs/${job}/${attempt}/out.log`;
