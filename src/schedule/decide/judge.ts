import type { Want } from '../../model/neighbours.ts';
import type { GpuView, HostView } from '../../model/resources.ts';
import { after, tick, type Seconds, type Tick } from '../../model/units.ts';
import { boundOf } from './bound.ts';
import type { CountedDemand } from '../queue/request.ts';
import { fit, type Fit } from './fit.ts';
import { partOf } from '../queue/ledger.ts';
import { contendersFor, type Contender } from './contenders.ts';
import type { RequestClass } from '../queue/request-class.ts';
import { supplyRespecting, Outlook, type Reservation } from './reservation.ts';
import type { RunState } from '../state/state.ts';
import { freeNow, gpusInUse, jobsWithin, withoutAmounts, withoutGpus, type Supply } from './supply.ts';
import { demandOfWant, gpusOfAll, supplyOfAll, supplyOfOurs } from './foreign-wants.ts';

/** What is judged of one contender. */
export interface Judgement {
  readonly contender: Contender;
  readonly verdict: {
    readonly fit: Fit;
    /** The same if nothing were kept for those before it. */
    readonly alone: Fit;
    /** What is kept for others before it; empty where it does not fit anyway. */
    readonly reservations: readonly Reserved[];
  };
}

/** A reservation, and for whom. */
export interface Reserved {
  readonly for: Contender;
  readonly reservation: Reservation;
}

/** From when on a class may start its first job, as its stage's `stagger` says. */
export function mayStartAt(state: RunState, { pace }: Pick<RequestClass, 'pace'>): Tick {
  const last = pace === null ? undefined : state.lastStarts.get(pace.stage);
  return pace === null || last === undefined ? tick(-Infinity) : after(last, pace.gap);
}

/**
 * Goes through the contenders in order: who fits now, and what is kept for whom. The one place that decides who may start; `sweep why`
 * tells what it says.
 */
export function* judgeContenders(state: RunState, host: HostView, now: Tick): Iterable<Judgement> {
  const judge = new Judge(state, host, now);
  for (const contender of contendersFor(state, host)) {
    if (contender.kind === 'foreign') yield judge.judgeWant(contender, contender.want);
    else if (mayStartAt(state, contender.requestClass) <= now) yield judge.judgeOwn(contender, contender.requestClass);
  }
}

/** One that does not fit, and may have something kept for it. */
interface Blocked {
  readonly contender: Contender;
  readonly demand: CountedDemand;
  readonly gpus: readonly GpuView[];
}

class Judge {
  readonly #state: RunState;
  readonly #now: Tick;
  readonly #outlook: Outlook;
  /** Those of the host's that this run gives to its jobs. */
  readonly #gpus: readonly GpuView[];
  /** The GPUs of the host, and those that only other runs use. */
  readonly #all: readonly GpuView[];
  #supply: Supply;
  /** Those for whom it has not been needed yet to find out what is kept for them, in order. */
  #blocked: Blocked[] = [];
  readonly #kept: Reserved[] = [];
  /** The runs that have a reservation: each has one. */
  readonly #reserving = new Set<string>();

  constructor(state: RunState, host: HostView, now: Tick) {
    this.#state = state;
    this.#now = now;
    this.#outlook = new Outlook(state, host, now);
    this.#gpus = gpusInUse(state, host);
    this.#all = gpusOfAll(host);
    this.#supply = supplyOfAll(freeNow(state, host), this.#all, state, host);
  }

  judgeOwn(contender: Contender, one: RequestClass): Judgement {
    const gpus = this.#gpus;
    const verdict = this.#judge(one, boundOf(this.#state, one.jobClass, one.limit, one.first.cellBound), gpus);
    if (!verdict.fit.ok) this.#blocked.push({ contender, demand: one, gpus });
    return { contender, verdict };
  }

  /** What others want and could take now is as good as theirs. */
  judgeWant(contender: Contender, want: Want): Judgement {
    const demand = demandOfWant(want);
    const first = this.#judge(demand, want.bound, this.#all);
    let next = first.fit;
    for (let jobs = want.jobs; next.ok;) {
      const uuids = next.gpus.map(({ uuid }) => uuid);
      // Anybody may have written it: what asks for amounts alone is reckoned in one go, and one for nothing takes nothing.
      const most = uuids.length > 0 ? 1 : jobsWithin(this.#respecting(want.bound).amounts, demand.amounts);
      const taken = Math.max(1, Math.min(jobs, most));
      this.#supply = withoutAmounts(withoutGpus(this.#supply, uuids, partOf(want)), demand.amounts, taken);
      jobs -= taken;
      if (jobs <= 0) break;
      next = this.#judge(demand, want.bound, this.#all).fit;
    }
    if (!next.ok) this.#blocked.push({ contender, demand, gpus: this.#all });
    return { contender, verdict: first };
  }

  #judge(demand: CountedDemand, bound: Seconds | null, gpus: readonly GpuView[]): Judgement['verdict'] {
    const supply = gpus === this.#all ? this.#supply : supplyOfOurs(this.#supply);
    const alone = fit(demand, supply, gpus);
    // What is kept for others can only matter to one that would fit without.
    if (!alone.ok) return { fit: alone, alone, reservations: NOTHING_KEPT };
    const reservations = this.#keep();
    if (reservations.length === 0) return { fit: alone, alone, reservations };
    return { fit: fit(demand, this.#respecting(bound, supply), gpus), alone, reservations };
  }

  /** What may be had of a supply by one that runs so long at the most, with all that is kept for others. */
  #respecting(bound: Seconds | null, supply = this.#supply): Supply {
    return this.#keep().reduce(
      (rest, { reservation }) => supplyRespecting(reservation, rest, bound, this.#now),
      supply,
    );
  }

  /** What is kept for those that have been judged so far: for the first of each run for which it helps. */
  #keep(): readonly Reserved[] {
    for (const { contender, demand, gpus } of this.#blocked) {
      const run = contender.kind === 'own' ? '' : contender.want.by.key;
      if (this.#reserving.has(run)) continue;
      const reservation = this.#outlook.reserve(demand, this.#supply, gpus);
      if (reservation === null) continue;
      this.#reserving.add(run);
      this.#kept.push({ for: contender, reservation });
    }
    this.#blocked = [];
    return this.#kept;
  }
}

const NOTHING_KEPT: readonly Reserved[] = [];
