import { holdAsSeenBy, wantsAsSeenBy } from '../../src/host/leases/other-runs.ts';
import { ALONE, type Neighbours, type RunName, type Claims } from '../../src/model/sharing/neighbours.ts';
import type { AttemptPlanned, Happening } from '../../src/model/event.ts';
import type { JobId, Plan } from '../../src/model/plan.ts';
import type { UserQuota } from '../../src/model/sharing/policy.ts';
import type { HostView } from '../../src/model/resources.ts';
import { instant, seconds, tick } from '../../src/model/units.ts';
import { nextTurn } from '../../src/schedule/decide/bookings.ts';
import { decide } from '../../src/schedule/decide/decide.ts';
import { explainWaiting } from '../../src/schedule/decide/explain.ts';
import type { Reason } from '../../src/schedule/decide/reason.ts';
import { VoidWants } from '../../src/schedule/decide/void-wants.ts';
import { initialState } from '../../src/schedule/state/records.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { claimsOf } from '../../src/schedule/decide/claims.ts';
import { EXIT_0, RUNNER } from './world.ts';

/** A run that a test puts on a shared host. */
export interface RunSketch {
  readonly name: string;
  readonly plan: Plan;
  readonly uid?: number;
  /** It publishes what it wants, and never starts anything. */
  readonly isStuck?: boolean;
  /** What all runs of its user may hold at once. */
  readonly quota?: UserQuota;
  /** CPU slots of its own. */
  readonly slots?: number;
  /** For how many GPU-hours users have held GPUs lately, as it has seen that. */
  readonly lately?: ReadonlyMap<number, number>;
  readonly seconds: (job: string) => number;
}

interface Run {
  readonly sketch: RunSketch;
  readonly name: RunName;
  readonly state: RunState;
  readonly voidWants: VoidWants;
  claims: Claims | null;
  serial: number;
}

/** A start, as a test looks back on it. */
export interface Start {
  readonly run: string;
  readonly job: string;
  readonly at: number;
  readonly gpus: readonly string[];
}

/**
 * Several runs on one host and one virtual clock, each with a state of its own, that know of each other what they publish:
 * what runs of one host do by their leases, without files and processes.
 */
export class SharedMachine {
  readonly starts: Start[] = [];
  readonly #host: HostView;
  readonly #runs: readonly Run[];
  readonly #ends: { readonly at: number; readonly run: Run; readonly job: JobId }[] = [];
  readonly #order: (runs: readonly Run[]) => readonly Run[];
  #now = 1000;

  /** `order` says in which order the runs get to decide, whenever something has happened. */
  constructor(
    host: HostView,
    sketches: readonly RunSketch[],
    order: <T>(runs: readonly T[]) => readonly T[] = (runs) => runs,
  ) {
    this.#host = host;
    this.#order = order;
    this.#runs = sketches.map((sketch, index) => {
      const submitted = tick(index);
      const uid = sketch.uid ?? 0;
      const name = { key: sketch.name, uid, user: `user${uid}`, sweep: sketch.name, pid: 100 + index };
      const state = initialState(sketch.plan);
      const run = { sketch, name: { ...name, submitted, since: submitted }, state, voidWants: new VoidWants() };
      return { ...run, claims: null, serial: 0 };
    });
    // They come one after the other, and each decides as it comes.
    for (const run of this.#runs) {
      this.#begin(run);
      this.#act(run);
    }
  }

  /** Seconds since all began. */
  get elapsed(): number {
    return (this.#now - 1000) / 1000;
  }

  stateOf(name: string): RunState {
    const run = this.#runs.find(({ sketch }) => sketch.name === name);
    if (run === undefined) throw new Error(`no run ${name}`);
    return run.state;
  }

  /** Lets time pass until nothing runs and nothing starts any more; `look` sees every instant at which all have decided. */
  play(look: () => void = () => undefined): void {
    for (;;) {
      this.#decideAll();
      look();
      const next = this.#nextTime();
      if (next === null) return;
      this.#now = next;
      for (;;) {
        const due = this.#ends.findIndex(({ at }) => at <= this.#now);
        if (due < 0) break;
        for (const { run, job } of this.#ends.splice(due, 1)) this.#end(run, job);
      }
    }
  }

  /** What all runs together hold of each GPU, in thousandths. */
  held(): ReadonlyMap<string, number> {
    const held = new Map<string, number>();
    for (const { state } of this.#runs) {
      for (const [uuid, holders] of state.index.ledger.gpus) {
        for (const { share } of holders.values()) held.set(uuid, (held.get(uuid) ?? 0) + share);
      }
    }
    return held;
  }

  /** What all runs of a user hold of everything that is counted, or those of all users. */
  amounts(uid: number | null = null): ReadonlyMap<string, number> {
    const held = new Map<string, number>();
    for (const { name, state } of this.#runs) {
      if (uid !== null && name.uid !== uid) continue;
      for (const [what, amount] of state.index.ledger.amounts) held.set(what, (held.get(what) ?? 0) + amount);
    }
    return held;
  }

  /** Why each job that waits does not start, by run and job. */
  reasons(): ReadonlyMap<string, readonly Reason[]> {
    const now = tick(this.#now);
    return new Map(
      this.#runs.flatMap((run) => {
        const host = run.voidWants.withoutVoid(this.#viewOf(run), now);
        const waiting = run.state.records.filter(({ state }) => state.status === 'waiting');
        return waiting.map((one) => [one.id as string, explainWaiting(run.state, host, one, now)] as const);
      }),
    );
  }

  #nextTime(): number | null {
    const times = this.#ends.map(({ at }) => at);
    for (const { voidWants } of this.#runs) {
      const due = voidWants.due(tick(this.#now));
      if (due !== null) times.push(due);
    }
    const turn = nextTurn(this.#host, tick(this.#now));
    if (turn !== null) times.push(turn);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Everybody decides, again and again, since each is woken by what the others publish. */
  #decideAll(): void {
    for (let isNews = true; isNews;) {
      isNews = false;
      for (const run of this.#order(this.#runs)) {
        if (this.#act(run)) isNews = true;
      }
    }
  }

  /** Returns whether the others have something to hear of. */
  #act(run: Run): boolean {
    const isStuck = run.sketch.isStuck ?? false;
    const { serial } = run;
    if (!isStuck) this.#decide(run);
    if (!isStuck || run.claims === null) this.#publish(run);
    return run.serial !== serial;
  }

  #decide(run: Run): void {
    const now = tick(this.#now);
    for (;;) {
      const host = run.voidWants.withoutVoid(this.#viewOf(run), now);
      const decision = decide(run.state, host, now);
      if (decision === null) {
        run.voidWants.observe(run.state, host, now);
        return;
      }
      if (decision.do !== 'start') throw new Error(`${decision.do} is not what these runs do`);
      this.#start(run, decision.job, decision.allocation);
    }
  }

  #start(run: Run, job: JobId, allocation: AttemptPlanned['allocation']): void {
    const { fingerprint, fingerprintParts: parts } = run.state.byId.get(job)!.job!;
    const rest = { attempt: 1, token: 't', lateInputs: null, limit: null, fingerprint, parts };
    this.#tell(run, { event: 'attempt-planned', job, allocation, ...rest });
    this.#tell(run, { event: 'attempt-started', job, attempt: 1, process: RUNNER });
    this.#publish(run);
    this.#ends.push({ at: this.#now + run.sketch.seconds(job) * 1000, run, job });
    const gpus = allocation.gpus.map(({ uuid }) => uuid);
    this.starts.push({ run: run.sketch.name, job, at: this.elapsed, gpus });
  }

  #end(run: Run, job: JobId): void {
    const outcome = { outcome: EXIT_0, seconds: seconds(run.sketch.seconds(job)), endedAt: null, error: null };
    this.#tell(run, { event: 'attempt-ended', job, attempt: 1, ...outcome });
  }

  #begin(run: Run): void {
    const todo = run.sketch.plan.jobs.map(({ id }) => ({ job: id, verdict: { state: 'new', because: null } as const }));
    this.#tell(run, {
      ...{ event: 'run-started', runner: RUNNER, file: 'a.yaml', fresh: 0, todo, slots: 99, gpus: [], code: null },
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null },
    });
  }

  #tell(run: Run, happening: Happening): void {
    reduce(run.state, { at: instant(this.#now), tick: tick(this.#now), ...happening });
  }

  #publish(run: Run): void {
    const claims = claimsOf(run.state, this.#viewOf(run), tick(this.#now));
    if (JSON.stringify(claims) === JSON.stringify(run.claims)) return;
    run.claims = claims;
    run.serial += 1;
  }

  #viewOf(run: Run): HostView {
    const others = this.#runs.filter((other) => other !== run);
    const { uid } = run.name;
    const neighbours: Neighbours = {
      ...ALONE,
      self: run.name,
      bookings: this.#host.neighbours.bookings,
      lately: run.sketch.lately ?? ALONE.lately,
      holds: others.flatMap(({ name, claims }) =>
        (claims?.holds ?? []).map((hold) => holdAsSeenBy(uid, { name }, hold)),
      ),
      wants: others.flatMap(({ name, claims, serial }) => {
        const wants = (claims?.wants ?? []).map((want) => ({ ...want, by: name, serial: String(serial) }));
        return wantsAsSeenBy(uid, { name, wants });
      }),
    };
    const { slots = this.#host.slots, quota } = run.sketch;
    return { ...this.#host, slots, neighbours, ...(quota === undefined ? {} : { quota }) };
  }
}
