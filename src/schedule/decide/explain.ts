import type { RunName, Want } from '../../model/sharing/neighbours.ts';
import type { JobId, Limit } from '../../model/plan.ts';
import { asksForGpus, type GpuView, type HostView, PAUSED, tellPauses } from '../../model/resources.ts';
import { elapsed, WHOLE, type Tick } from '../../model/units.ts';
import type { RequestClass } from '../queue/request-class.ts';
import { amountsOf, capacityOf, GPUS_OF_USER, SLOTS, SLOTS_OF_USER } from '../queue/request.ts';
import { beginAhead, waitFor } from '../state/begins.ts';
import { mayBeMet } from '../state/readiness.ts';
import { findRecord } from '../state/records.ts';
import type { JobRecord, RunState } from '../state/state.ts';
import { Bookings, isClosed, type Party } from './bookings.ts';
import { NEVER } from './bound.ts';
import { useOf, type Contender } from './contenders.ts';
import { lessLately, type HoursOfTwo } from './fair-share.ts';
import { allowedGpus, fit, gpusNamed, type Shortage } from './fit.ts';
import { judgeContenders, type Judgement, mayStartAt } from './judge.ts';
import type { GpuAvailability, Holder, Reason } from './reason.ts';
import { amountsTakenFromUs, freeNow, gpusInUse, isBarred, ownUid } from './supply.ts';

/** What a judgement rests on. */
interface Scene {
  readonly state: RunState;
  readonly host: HostView;
  readonly now: Tick;
}

/**
 * Why a job that has not come to its end does not run: every reason that keeps it back at this instant, as the scheduler
 * itself judges. None for a job that runs, has ended, or would start at once.
 */
export function explainWaiting(state: RunState, host: HostView, record: JobRecord, now: Tick): readonly Reason[] {
  switch (record.state.status) {
    case 'held':
      return [heldBy(record.state.because, record.heldFor)];
    case 'backoff':
      return [{ because: 'backoff', wait: elapsed(now, record.state.until.tick), outcome: record.state.outcome }];
    case 'waiting':
      return [...ofRun(state, host), ...ofJob(state, host, record, now)];
    case 'running':
    case 'succeeded':
    case 'failed':
    case 'skipped':
    case 'cancelled':
      return [];
    default:
      return record.state satisfies never;
  }
}

/** What keeps all jobs of the run back. */
function ofRun(state: RunState, host: HostView): readonly Reason[] {
  return [
    ...(state.draining ? [{ because: 'draining' } as const] : []),
    ...(host.paused === null ? [] : [{ because: 'host-paused', why: host.paused } as const]),
    ...(state.scarcity === null ? [] : [{ because: 'scarcity', why: state.scarcity } as const]),
  ];
}

function ofJob(state: RunState, host: HostView, record: JobRecord, now: Tick): readonly Reason[] {
  const { job } = record;
  if (job === null) return [];
  const doom = state.doomed.find(({ index }) => index === job.index);
  if (doom !== undefined) return [{ because: 'doomed', job: doom.because }];
  const needs = unmetNeeds(state, record);
  if (needs.length > 0) return needs;
  const begin = beginAhead(state, job);
  if (begin !== null) return [{ because: 'begin', said: begin.said, wait: waitFor(state, begin, now) }];
  const canary = state.classes.get(record.class)?.canary ?? null;
  const isBehind = record.ready === null && canary !== null && canary !== job.index;
  const first = canary === null ? undefined : state.records[canary];
  if (isBehind && first !== undefined) return [{ because: 'canary', job: first.id }];
  const limit = state.index.queue.fullLimit(job);
  if (limit !== null) return [{ because: 'limit', limit, holders: holdersOfLimit(state, limit) }];
  return ofResources(state, host, record, now);
}

function unmetNeeds(state: RunState, record: JobRecord): readonly Reason[] {
  const { job, unmet } = record;
  if (job === null || unmet === 0) return [];
  const overtaking = [...state.overtakenBy].filter(([, overtaken]) => overtaken.includes(job.index));
  const latches = overtaking.map(([id]) => {
    return { because: 'need', job: id, when: 'always', status: known(state, id).state.status } as const;
  });
  const needs = job.needs.flatMap((need) => {
    const needed = known(state, need.job);
    const isMet = !needed.todo && mayBeMet(need, needed);
    return isMet ? [] : [{ because: 'need', job: need.job, when: need.when, status: needed.state.status } as const];
  });
  return [...latches, ...needs];
}

function known(state: RunState, id: JobId): JobRecord {
  const record = findRecord(state, id);
  if (record === undefined) throw new Error(`something waits for ${id}, of which nothing is known`);
  return record;
}

function holdersOfLimit(state: RunState, { key }: Limit): readonly JobId[] {
  const counted = [...state.running.values()].filter(
    ({ state: running }) => running.status === 'running' && running.allocation.limits.includes(key),
  );
  return counted.map(({ id }) => id);
}

/** What its class waits for, by the verdict on the line; a job that is not the first of its class waits for its turn, too. */
function ofResources(state: RunState, host: HostView, record: JobRecord, now: Tick): readonly Reason[] {
  const { job } = record;
  if (job === null || record.ready === null) return [];
  const own = state.index.queue.classOf(job.index);
  const first = own === undefined ? undefined : state.records[own.first.index];
  const reasons: Reason[] = [];
  if (first !== undefined && first !== record) {
    const before = state.index.queue.countBefore(job.index);
    const longer = first.job?.priority === job.priority && first.remaining > record.remaining;
    reasons.push({ because: 'turn', first: first.id, before, longer });
  }
  const pace = job.stagger === 0 ? null : { stage: job.stage, gap: job.stagger };
  const from = mayStartAt(state, { pace });
  if (from > now) return [...reasons, { because: 'stagger', stage: job.stage, wait: elapsed(now, from) }];
  const taking: Taker[] = [];
  for (const { contender, verdict } of judgeContenders(state, host, now)) {
    if (contender.kind === 'foreign' && verdict.fit.ok) taking.push(contender);
    if (contender.kind === 'foreign' || contender.requestClass !== own) continue;
    return [...reasons, ...ofVerdict({ state, host, now }, contender.requestClass, verdict, taking)];
  }
  return reasons;
}

/** A want of another run that can be met now, and comes first. */
type Taker = Extract<Contender, { readonly kind: 'foreign' }>;

function ofVerdict(
  scene: Scene,
  demand: RequestClass,
  verdict: Judgement['verdict'],
  taking: readonly Taker[],
): readonly Reason[] {
  const { host } = scene;
  const { alone, reservations } = verdict;
  if (verdict.fit.ok) return [];
  if (asksForGpus(demand.request)) {
    if (host.probeFailure !== null) return [{ because: 'probe', why: host.probeFailure }];
    if (host.neighbours.failure !== null) return [{ because: 'neighbours', why: host.neighbours.failure }];
  }
  if (alone.ok) return reservations.map((kept) => ofReservation(scene, kept.for, kept.reservation.begin));
  const takers = taking.filter(({ want }) => alone.shortages.some((shortage) => takesOf(want, shortage, host)));
  if (takers.length > 0 && fitsUntaken(scene, demand)) {
    return takers.map((taker) => ofReservation(scene, taker, NEVER));
  }
  const packed = scene.state.plan.wideJobs === 'pack' ? [{ because: 'packed' } as const] : [];
  return [...toldOnce(alone.shortages).map((shortage) => ofShortage(scene, demand, shortage)), ...packed];
}

/** Slots count for the run and for all runs of its user: where both are short, that of which less is free, the run's where as much is. */
function toldOnce(shortages: readonly Shortage[]): readonly Shortage[] {
  const freeOf = (amount: string): number | null => {
    const short = shortages.find((one) => one.of === 'amount' && one.name === amount);
    return short?.of === 'amount' ? short.free : null;
  };
  const [ofRun, ofUser] = [freeOf(SLOTS), freeOf(SLOTS_OF_USER)];
  if (ofRun === null || ofUser === null) return shortages;
  const lesser = ofUser < ofRun ? SLOTS : SLOTS_OF_USER;
  return shortages.filter((one) => one.of !== 'amount' || one.name !== lesser);
}

/** Whether it would fit if those before it took nothing. */
function fitsUntaken(scene: Scene, demand: RequestClass): boolean {
  const { state, host, now } = scene;
  const supply = new Bookings(host, now).respecting(freeNow(state, host), partyOf(scene, demand));
  return fit(demand, supply, gpusInUse(state, host)).ok;
}

/** Whose jobs those of a class are. */
function partyOf({ host }: Scene, { bound }: RequestClass): Party {
  return { uid: ownUid(host), bound };
}

function takesOf(want: Want, shortage: Shortage, host: HostView): boolean {
  if (shortage.of === 'gpus') return asksForGpus(want);
  return (amountsTakenFromUs(want, host).get(shortage.name) ?? 0) > 0;
}

/** @param begin  When the one before it can begin. */
function ofReservation(scene: Scene, contender: Contender, begin: Tick): Reason {
  const wait = begin === NEVER ? null : elapsed(scene.now, begin);
  const lately = contender.kind === 'foreign' ? latelyOf(scene, contender.want) : null;
  const reason = { because: 'reservation', for: holderOf(scene.state, contender), wait } as const;
  return lately === null ? reason : { ...reason, lately };
}

/** For how long its user and ours have held GPUs lately, where it goes first for that; else null. */
function latelyOf({ state, host }: Scene, { by }: Want): HoursOfTwo | null {
  const { self } = host.neighbours;
  return self === null ? null : lessLately(by.uid, self.uid, useOf(state, host, self));
}

function holderOf(state: RunState, contender: Contender): Holder {
  if (contender.kind === 'foreign') return theirs(contender.want);
  const first = state.records[contender.requestClass.first.index];
  if (first === undefined) throw new Error(`job ${contender.requestClass.first.index} contends and is not in the plan`);
  return { whose: 'ours', job: first.id };
}

function ofShortage(scene: Scene, demand: RequestClass, shortage: Shortage): Reason {
  switch (shortage.of) {
    case 'amount':
      return ofAmount(scene, shortage);
    case 'gpus': {
      const [bookings, party] = [new Bookings(scene.host, scene.now), partyOf(scene, demand)];
      const gpus = gpusFor(scene, demand).map((gpu) => {
        const booked = bookings.against(gpu.uuid, party);
        const closed = isClosed(gpu, scene.now) ? gpu.hours : undefined;
        return {
          ...availabilityOf(scene, gpu),
          ...(booked === null ? {} : { booked }),
          ...(closed === undefined ? {} : { closed }),
        };
      });
      return { ...shortage, because: 'gpus', gpus };
    }
    default:
      return shortage satisfies never;
  }
}

function ofAmount(scene: Scene, shortage: Extract<Shortage, { readonly of: 'amount' }>): Reason {
  const { name, free } = shortage;
  const holders = holdersOfAmount(scene, name);
  const { quota } = scene.host;
  if (quota === undefined) return { ...shortage, because: 'amount', holders };
  const { user, gpus, slots } = quota;
  if (name === GPUS_OF_USER && gpus !== null)
    return { because: 'quota', of: 'GPUs', most: gpus, user, left: free / WHOLE, holders };
  // His own host file may give less.
  if (name === SLOTS_OF_USER && slots !== null && slots === capacityOf(scene.host).get(name))
    return { because: 'quota', of: 'slots', most: slots, user, left: free, holders };
  return { ...shortage, because: 'amount', holders };
}

/** The GPUs that a request may use, and those that it could if they were not barred, best first. */
function gpusFor({ state, host }: Scene, demand: RequestClass): readonly GpuView[] {
  const allowed = allowedGpus(demand, gpusInUse(state, host));
  return gpusNamed(demand.request.gpuIds, host.gpus).filter((gpu) => allowed.includes(gpu) || isBarred(gpu, state));
}

function holdersOfAmount({ state, host }: Scene, name: string): readonly Holder[] {
  const ours = [...state.running.values()].flatMap((record) => {
    const holds = record.state.status === 'running' && (amountsOf(record.state.allocation).get(name) ?? 0) > 0;
    return holds ? [{ whose: 'ours', job: record.id } as const] : [];
  });
  return [
    ...ours,
    ...host.neighbours.holds.filter((hold) => (amountsTakenFromUs(hold, host).get(name) ?? 0) > 0).map(theirs),
  ];
}

/** Who holds a GPU, and why it is not given out besides. */
function availabilityOf({ state, host }: Scene, gpu: GpuView): GpuAvailability {
  const ours = [...(state.index.ledger.gpus.get(gpu.uuid)?.keys() ?? [])].map(
    (job) => ({ whose: 'ours', job }) as const,
  );
  const others = host.neighbours.holds.filter(({ gpus }) => gpus.includes(gpu.uuid)).map(theirs);
  const holders = [...ours, ...others];
  const taken = holders.length === 0 || gpu.taken === PAUSED ? gpu.taken : null;
  const barred = taken === PAUSED && gpu.pause !== undefined ? tellPauses([gpu.pause]) : taken;
  return { gpu, holders, barred: state.quarantined.get(gpu.uuid) ?? barred };
}

function theirs({ by, job }: { readonly by: RunName; readonly job: string }): Holder {
  return { whose: 'theirs', user: by.user, sweep: by.sweep, job };
}

/** @param ofClass  Why its class is held; null where it is held by itself. */
function heldBy(ofClass: string | null, heldFor: string | null): Reason {
  if (ofClass === null) return { because: 'held', what: 'job', why: heldFor };
  return { because: 'held', what: 'class', why: ofClass };
}
