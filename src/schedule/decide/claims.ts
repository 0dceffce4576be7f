import { markOf } from '../../model/sharing/mark.ts';
import type { ClaimedHold, Claims } from '../../model/sharing/neighbours.ts';
import { asksForGpus, gpuCount, type GpuView, type HostView, type ResourceRequest } from '../../model/resources.ts';
import { tick, type Tick, WHOLE } from '../../model/units.ts';
import type { Least } from '../queue/rank.ts';
import type { RequestClass } from '../queue/request-class.ts';
import { type Amounts, capacityOf, isPlace, MEMORY, SLOTS } from '../queue/request.ts';
import type { JobRecord, RunState } from '../state/state.ts';
import { boundedEnd, NEVER } from './bound.ts';
import type { Contender } from './contenders.ts';
import { allowedGpus } from './fit.ts';
import { judgeContenders, type Judgement } from './judge.ts';
import { freeNow, gpusAreKnown, gpusInUse, jobsWithin, isHeld, memoryWhenUnheld } from './supply.ts';

/**
 * What this run tells the other runs of its host: what its jobs hold, what it would start if only there were room, and which wants
 * of theirs count no more for it (`voids`, as `VoidWants` marks them).
 */
export function claimsOf(state: RunState, host: HostView, now: Tick, voids: Claims['voids'] = []): Claims {
  return {
    sweep: state.plan.sweep,
    submitted: state.run?.started.tick ?? tick(0),
    slotsOfUser: host.slotsOfUser,
    holds: [...state.running.values()].flatMap((record) => (isElsewhere(record) ? [] : holdOf(state, record, now))),
    wants: wantsOf(state, host, now),
    voids,
    quarantined: Object.fromEntries([...state.quarantined].map(([uuid, because]) => [uuid, briefly(because)])),
    pending: state.pending,
  };
}

/** Whether a job runs on a cluster, and so holds nothing of this machine. */
function isElsewhere({ past }: JobRecord): boolean {
  return past.at(-1)?.on != null;
}

/** Characters of a label, or of a reason, that others are told: with longer ones the claims would be too large to be read. */
const LONGEST_TEXT = 200;

function briefly(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function holdOf(state: RunState, record: JobRecord, now: Tick): ClaimedHold {
  if (record.state.status !== 'running') throw new Error(`${record.id} is listed as running and is not`);
  const { attempt, allocation, process } = record.state;
  const { slots, gpus, share, gpuMemory, memory, resources } = allocation;
  const token = record.past.at(-1)?.token;
  const end = boundedEnd(state, record, now);
  return {
    job: briefly(record.job?.label ?? record.id),
    attempt,
    keeper: process,
    mark: token === undefined ? null : markOf(token),
    slots,
    share,
    gpuMemory,
    memory,
    resources,
    gpus: gpus.map(({ uuid }) => uuid),
    until: end === NEVER ? null : end,
  };
}

/** The most wants that a run tells: what comes after them is far from its turn. */
const MOST_WANTS = 32;

/**
 * The jobs that nothing keeps back but what runs share, and those that are about to start, in order, until all that there
 * is would be taken. A run that starts nothing wants nothing.
 */
function wantsOf(state: RunState, host: HostView, now: Tick): Claims['wants'] {
  if (state.draining || host.paused !== null) return [];
  const room = new Room(state, host);
  const wants: Claims['wants'][number][] = [];
  for (const { contender, verdict } of judgeContenders(state, host, now, (least) => room.maySuffice(least))) {
    if (wants.length >= MOST_WANTS || room.isFullFor(state)) break;
    // What jobs on a cluster wait for no other run of this machine can make room for.
    if (contender.kind === 'foreign' || isPlace(contender.requestClass.request) || isKeptByRun(verdict)) continue;
    const want = wantOf(state, host, contender, room, verdict);
    if (want === null) continue;
    wants.push(want);
    room.take(contender.requestClass, want.jobs);
  }
  return wants;
}

/** Whether slots of this run keep a job back, which no other run can make room in. */
function isKeptByRun({ fit }: Judgement['verdict']): boolean {
  return !fit.ok && fit.shortages.some((shortage) => shortage.of === 'amount' && shortage.name === SLOTS);
}

/** Whether something keeps it back that the runs of its user share among themselves. */
function isKeptByUser({ fit }: Judgement['verdict']): boolean {
  return !fit.ok && fit.shortages.some((shortage) => shortage.of === 'amount' && shortage.name !== MEMORY);
}

/** What the waiting jobs of a run could have if no other run and none of its own jobs held anything, but for its own slots. */
class Room {
  readonly #capacity: Amounts;
  readonly #left: Map<string, number>;
  #gpus: number;

  constructor(state: RunState, host: HostView) {
    const capacity = new Map(capacityOf(host));
    capacity.set(SLOTS, freeNow(state, host).amounts.get(SLOTS) ?? 0);
    this.#capacity = capacity;
    this.#left = new Map(capacity);
    this.#gpus = gpusAreKnown(host) ? host.gpus.length : 0;
  }

  /** Whether it has room for no startable job any more. */
  isFullFor({ index: { queue } }: RunState): boolean {
    const slots = this.#left.get(SLOTS) ?? 0;
    return (slots <= 0 && queue.leastSlots > 0) || (queue.askForGpus === 'all' && this.#gpus <= 0);
  }

  /** Whether it may have room for something that asks for this at the least. */
  maySuffice({ slots, gpus, memory }: Least): boolean {
    if (gpus > 0 && this.#gpus <= 0) return false;
    return slots <= Math.max(0, this.#capacity.get(SLOTS) ?? 0) && memory <= (this.#capacity.get(MEMORY) ?? 0);
  }

  /** How many jobs of a class it has room for, at least one as long as anything is left; 0 for none. */
  jobsOf({ request, amounts }: RequestClass): number {
    if (asksForGpus(request) && this.#gpus <= 0) return 0;
    for (const [name, asked] of amounts) {
      if (asked > 0 && (asked > (this.#capacity.get(name) ?? 0) || (this.#left.get(name) ?? 0) <= 0)) return 0;
    }
    return Math.max(1, jobsWithin(this.#left, amounts));
  }

  take({ request, amounts }: RequestClass, jobs: number): void {
    for (const [name, amount] of amounts) this.#left.set(name, (this.#left.get(name) ?? 0) - jobs * amount);
    this.#gpus -= jobs * gpuCount(request);
  }
}

function wantOf(
  state: RunState,
  host: HostView,
  { requestClass: one, priority }: Extract<Contender, { readonly kind: 'own' }>,
  room: Room,
  verdict: Judgement['verdict'],
): Claims['wants'][number] | null {
  const { request, first, size, bound, pace } = one;
  const allowed = asksForGpus(request) ? gpusWanted(state, host, one) : [];
  const count = gpuCount(request);
  if (allowed.length < count) return null;
  // Limits and spaced starts let through one at a time.
  const isSingle = first.limits.length > 0 || pace !== null;
  const jobs = Math.min(isSingle ? 1 : size, gpuJobs(request, allowed.length), room.jobsOf(one));
  if (jobs < 1) return null;
  const { gpus, share, gpuMemory, slots, memory, resources } = request;
  return {
    job: briefly(state.records[first.index]?.job?.label ?? ''),
    jobs,
    priority,
    gpus,
    share,
    gpuMemory,
    allowed: allowed.map(({ uuid }) => uuid),
    slots,
    memory,
    resources: Object.fromEntries(resources),
    keptByUser: isKeptByUser(verdict),
    bound,
  };
}

/** The GPUs that a class would take, best first, be they free or held by some run. */
function gpusWanted(state: RunState, host: HostView, one: RequestClass): readonly GpuView[] {
  return allowedGpus(one, gpusInUse(state, host)).filter((gpu) => {
    const isTaken = isHeld(gpu.uuid, state, host);
    const memory = isTaken ? (gpu.memory ?? Infinity) : memoryWhenUnheld(gpu);
    return (isTaken || gpu.taken === null) && memory >= (one.request.gpuMemory ?? 0);
  });
}

/** How many jobs of a request could run on so many GPUs. */
function gpuJobs(request: ResourceRequest, gpus: number): number {
  if (!asksForGpus(request)) return Infinity;
  return Math.floor(gpus / gpuCount(request)) * (request.share === null ? 1 : Math.floor(WHOLE / request.share));
}
