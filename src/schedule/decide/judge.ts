import type { Want } from '../../model/sharing/neighbours.ts';
import { asksForGpus, type GpuView, type HostView } from '../../model/resources.ts';
import { after, seconds, tick, type Seconds, type Tick } from '../../model/units.ts';
import { partOf } from '../queue/ledger.ts';
import type { IsWorth } from '../queue/line.ts';
import type { Least } from '../queue/rank.ts';
import { MEMORY, SLOTS, SLOTS_OF_USER, type CountedDemand } from '../queue/request.ts';
import type { RequestClass } from '../queue/request-class.ts';
import { Bookings, type Party } from './bookings.ts';
import { contendersFor, type Contender } from './contenders.ts';
import { fit, type Fit } from './fit.ts';
import { endsInTime, Outlook, supplyRespecting, type Reservation } from './reservation.ts';
import type { RunState } from '../state/state.ts';
import { freeNow, gpusInUse, jobsWithin, ownUid, withoutAmounts, withoutGpus, type Supply } from './supply.ts';
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
 *
 * @param whose of which of this run's own classes the verdict matters to who asks, by what they ask for at the least. Others are left
 * out, unless something may be kept for them, which changes the verdict on those after them.
 * @param free what nobody holds now
 */
export function* judgeContenders(
  state: RunState,
  host: HostView,
  now: Tick,
  whose: 'all' | 'startable' | IsWorth = 'all',
  free = freeNow(state, host),
): Iterable<Judgement> {
  const judge = new Judge(state, host, now, free);
  const matters = whose === 'startable' ? (least: Least) => judge.mayFit(least) : whose;
  const isWorth: IsWorth = matters === 'all' ? ALL : (least) => judge.mayReserve(least) || matters(least);
  for (const contender of contendersFor(state, host, isWorth)) {
    if (contender.kind === 'foreign') yield judge.judgeWant(contender, contender.want);
    else if (mayStartAt(state, contender.requestClass) <= now) yield judge.judgeOwn(contender, contender.requestClass);
  }
}

const ALL: IsWorth = () => true;

/** One that does not fit, and may have something kept for it. */
interface Blocked {
  readonly contender: Contender;
  readonly demand: CountedDemand;
  readonly gpus: readonly GpuView[];
  readonly party: Party;
}

/** For how much there is room, whatever its other wishes. */
type Room = Omit<Least, 'bound'>;

/** Of all that is free, and of what each reservation leaves to those that do not end before it begins. */
interface Rooms {
  readonly free: Room;
  readonly kept: readonly { readonly reservation: Reservation; readonly room: Room }[];
}

function roomIn({ amounts, gpus }: Supply): Room {
  const slots = Math.min(amounts.get(SLOTS) ?? 0, amounts.get(SLOTS_OF_USER) ?? 0);
  return { slots, gpus: gpus.length, memory: amounts.get(MEMORY) ?? 0 };
}

/** Less than nothing may be free, which keeps back only what asks for something. */
function isWithin(room: Room, { slots, gpus, memory }: Least): boolean {
  return slots <= Math.max(0, room.slots) && gpus <= room.gpus && memory <= Math.max(0, room.memory);
}

class Judge {
  readonly #host: HostView;
  readonly #now: Tick;
  readonly #outlook: Outlook;
  readonly #bookings: Bookings;
  readonly #uid: number;
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
  /** Whether one of our own has been judged for whom something is kept, or nothing is kept for any of them. */
  #ownWaits: boolean;
  /** Of how many GPUs what runs, or nobody, makes room for us. */
  #reachable: number | null = null;
  /** As far as it has been reckoned since what is free or kept has changed. */
  #rooms: Rooms | null = null;

  constructor(state: RunState, host: HostView, now: Tick, free: Supply) {
    this.#host = host;
    this.#now = now;
    this.#ownWaits = state.plan.wideJobs === 'pack';
    this.#bookings = new Bookings(host, now);
    this.#uid = ownUid(host);
    this.#outlook = new Outlook(state, host, now, this.#bookings);
    this.#gpus = gpusInUse(state, host);
    this.#all = gpusOfAll(host);
    this.#supply = supplyOfAll(free, this.#all, state, host);
  }

  judgeOwn(contender: Contender, one: RequestClass): Judgement {
    const gpus = this.#gpus;
    const party = { uid: this.#uid, bound: one.bound };
    const verdict = this.#judge(one, party, gpus);
    if (!verdict.fit.ok && !this.#ownWaits) {
      this.#blocked.push({ contender, demand: one, gpus, party });
      this.#ownWaits = this.#outlook.canReserve(one, gpus);
    }
    return { contender, verdict };
  }

  /** Whether something may still be kept for one of our own that asks for this at the least. */
  mayReserve({ gpus }: Least): boolean {
    return !this.#ownWaits && (gpus === 0 || gpus <= (this.#reachable ??= this.#outlook.reachableOf(this.#gpus)));
  }

  /** Whether one of our own that asks for this at the least may fit, as far as has been judged by now. */
  mayFit(least: Least): boolean {
    this.#rooms ??= this.#roomsNow();
    const { free, kept } = this.#rooms;
    if (!isWithin(free, least)) return false;
    const bound = least.bound === Infinity ? null : seconds(least.bound);
    return kept.every(({ reservation, room }) => isWithin(room, least) || endsInTime(reservation, bound, this.#now));
  }

  #roomsNow(): Rooms {
    const kept = this.#kept.map(({ reservation }) => {
      const rest = supplyRespecting(reservation, this.#supply, null, this.#now);
      return { reservation, room: roomIn(supplyOfOurs(rest)) };
    });
    return { free: roomIn(supplyOfOurs(this.#supply)), kept };
  }

  /** What others want and could take now is as good as theirs. */
  judgeWant(contender: Contender, want: Want): Judgement {
    const demand = demandOfWant(want, this.#host);
    const party = { uid: want.by.uid, bound: want.bound };
    const first = this.#judge(demand, party, this.#all);
    let next = first.fit;
    for (let jobs = want.jobs; next.ok;) {
      const uuids = next.gpus.map(({ uuid }) => uuid);
      // Anybody may have written it: what asks for amounts alone is reckoned in one go, and one for nothing takes nothing.
      const most = uuids.length > 0 ? 1 : jobsWithin(this.#respecting(want.bound).amounts, demand.amounts);
      const taken = Math.max(1, Math.min(jobs, most));
      this.#supply = withoutAmounts(withoutGpus(this.#supply, uuids, partOf(want)), demand.amounts, taken);
      this.#rooms = null;
      jobs -= taken;
      if (jobs <= 0) break;
      next = this.#judge(demand, party, this.#all).fit;
    }
    if (!next.ok) this.#blocked.push({ contender, demand, gpus: this.#all, party });
    return { contender, verdict: first };
  }

  #judge(demand: CountedDemand, party: Party, gpus: readonly GpuView[]): Judgement['verdict'] {
    const unbooked = gpus === this.#all ? this.#supply : supplyOfOurs(this.#supply);
    const supply = asksForGpus(demand.request) ? this.#bookings.respecting(unbooked, party) : unbooked;
    const alone = fit(demand, supply, gpus);
    // What is kept for others can only matter to one that would fit without.
    if (!alone.ok) return { fit: alone, alone, reservations: NOTHING_KEPT };
    const reservations = this.#keep();
    if (reservations.length === 0) return { fit: alone, alone, reservations };
    return { fit: fit(demand, this.#respecting(party.bound, supply), gpus), alone, reservations };
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
    for (const { contender, demand, gpus, party } of this.#blocked) {
      const run = contender.kind === 'own' ? '' : contender.want.by.key;
      if (this.#reserving.has(run)) continue;
      const reservation = this.#outlook.reserve(demand, this.#supply, gpus, party);
      if (reservation === null) continue;
      this.#reserving.add(run);
      this.#kept.push({ for: contender, reservation });
      this.#rooms = null;
    }
    this.#blocked = [];
    return this.#kept;
  }
}

const NOTHING_KEPT: readonly Reserved[] = [];
