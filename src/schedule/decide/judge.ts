import type { Want } from '../../model/neighbours.ts';
import type { GpuView, HostView } from '../../model/resources.ts';
import { after, tick, type Seconds, type Tick } from '../../model/units.ts';
import { boundOf } from './bound.ts';
import type { CountedDemand } from '../queue/request.ts';
import { fit, type Fit } from './fit.ts';
import { partOf } from '../queue/ledger.ts';
import { lineUp, type InLine } from './contenders.ts';
import type { RequestClass } from '../queue/queue.ts';
import { beside, Outlook, type Reservation } from './reservation.ts';
import type { RunState } from '../state/state.ts';
import { freeNow, gpusInUse, without, type Supply } from './supply.ts';
import { demandOfWant, gpusOfAll, supplyOfAll, supplyOfOurs } from './foreign-wants.ts';

/** What came of one that stands in line. */
export interface LineVerdict {
  readonly place: InLine;
  readonly verdict: {
    readonly fit: Fit;
    /** The same if nothing were kept for those before it. */
    readonly alone: Fit;
    /** What is kept for others before it; empty where it does not fit anyway. */
    readonly reservations: readonly Kept[];
  };
}

/** A reservation, and for whom. */
export interface Kept {
  readonly for: InLine;
  readonly reservation: Reservation;
}

/** From when on a class may start its first job, as its stage's `stagger` says. */
export function mayStartAt(state: RunState, { pace }: Pick<RequestClass, 'pace'>): Tick {
  const last = pace === null ? undefined : state.lastStarts.get(pace.stage);
  return pace === null || last === undefined ? tick(-Infinity) : after(last, pace.gap);
}

/**
 * Goes through the line: who fits now, and what is kept for whom. The one place that decides who may start; `sweep why`
 * tells what it says.
 */
export function* judgeLine(state: RunState, host: HostView, now: Tick): Iterable<LineVerdict> {
  const line = new Line(state, host, now);
  for (const place of lineUp(state, host)) {
    if (place.whose === 'theirs') yield line.judgeWant(place, place.want);
    else if (mayStartAt(state, place.one) <= now) yield line.judgeOurs(place, place.one);
  }
}

/** One that does not fit, and may have something kept for it. */
interface Blocked {
  readonly place: InLine;
  readonly demand: CountedDemand;
  readonly gpus: readonly GpuView[];
}

class Line {
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
  readonly #kept: Kept[] = [];
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

  judgeOurs(place: InLine, one: RequestClass): LineVerdict {
    const gpus = this.#gpus;
    const verdict = this.#judge(one, boundOf(this.#state, one.jobClass, one.limit, one.first.cellBound), gpus);
    if (!verdict.fit.ok) this.#blocked.push({ place, demand: one, gpus });
    return { place, verdict };
  }

  /** What others want and could take now is as good as theirs. */
  judgeWant(place: InLine, want: Want): LineVerdict {
    const demand = demandOfWant(want);
    const first = this.#judge(demand, want.bound, this.#all);
    let next = first.fit;
    for (let job = 1; next.ok; job += 1) {
      const uuids = next.gpus.map(({ uuid }) => uuid);
      this.#supply = without(this.#supply, uuids, partOf(want));
      // Anybody may have written it: one for nothing takes nothing, however often.
      if (job >= want.jobs || uuids.length === 0) break;
      next = this.#judge(demand, want.bound, this.#all).fit;
    }
    if (!next.ok) this.#blocked.push({ place, demand, gpus: this.#all });
    return { place, verdict: first };
  }

  #judge(demand: CountedDemand, bound: Seconds | null, gpus: readonly GpuView[]): LineVerdict['verdict'] {
    const supply = gpus === this.#all ? this.#supply : supplyOfOurs(this.#supply);
    const alone = fit(demand, supply, gpus);
    // What is kept for others can only matter to one that would fit without.
    if (!alone.ok) return { fit: alone, alone, reservations: NOTHING_KEPT };
    const reservations = this.#keep();
    if (reservations.length === 0) return { fit: alone, alone, reservations };
    const left = reservations.reduce((rest, { reservation }) => beside(reservation, rest, bound, this.#now), supply);
    return { fit: fit(demand, left, gpus), alone, reservations };
  }

  /** What is kept for those that have been judged so far: for the first of each run for which it helps. */
  #keep(): readonly Kept[] {
    for (const { place, demand, gpus } of this.#blocked) {
      const run = place.whose === 'ours' ? '' : place.want.by.key;
      if (this.#reserving.has(run)) continue;
      const reservation = this.#outlook.reserve(demand, this.#supply, gpus);
      if (reservation === null) continue;
      this.#reserving.add(run);
      this.#kept.push({ for: place, reservation });
    }
    this.#blocked = [];
    return this.#kept;
  }
}

const NOTHING_KEPT: readonly Kept[] = [];
