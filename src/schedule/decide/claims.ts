import { markOf } from '../../model/mark.ts';
import type { ClaimedHold, Claims } from '../../model/neighbours.ts';
import { asksForGpus, gpuCount, type HostView } from '../../model/resources.ts';
import { tick, type Tick, WHOLE } from '../../model/units.ts';
import type { RequestClass } from '../queue/queue.ts';
import { SLOTS } from '../queue/request.ts';
import type { JobRecord, RunState } from '../state/state.ts';
import { boundedEnd, boundOf, NEVER } from './bound.ts';
import { allowedGpus } from './fit.ts';
import { judgeContenders, type Judgement } from './judge.ts';
import { freeNow, gpusAreKnown, gpusInUse, partsHeld, type Supply, memoryWhenUnheld } from './supply.ts';

/** What this run tells the other runs of its host: what its jobs hold, and what it would start if only GPUs were free. */
export function claimsOf(state: RunState, host: HostView, now: Tick): Claims {
  return {
    sweep: state.plan.sweep,
    submitted: state.run?.started.tick ?? tick(0),
    holds: [...state.running.values()].map((record) => holdOf(state, record, now)),
    wants: wantsOf(state, host, now),
    quarantined: Object.fromEntries(state.quarantined),
    pending: state.pending,
  };
}

/** Characters of a label that others are told: what is longer would make the claims too large to be read. */
const LONGEST_LABEL = 200;

function briefly(label: string): string {
  return label.length <= LONGEST_LABEL
    ? label
    : `${label.slice(0, LONGEST_LABEL - 1).replace(/[\ud800-\udbff]$/, '')}…`;
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

/**
 * The jobs that nothing but GPUs of this host keeps back, in order, until there are enough of them for all of its GPUs.
 * A run that starts nothing wants nothing.
 */
function wantsOf(state: RunState, host: HostView, now: Tick): Claims['wants'] {
  if (state.draining || host.paused !== null || !gpusAreKnown(host)) return [];
  const supply = freeNow(state, host);
  const wants: Claims['wants'][number][] = [];
  let gpus = 0;
  for (const { contender, verdict } of judgeContenders(state, host, now)) {
    if (gpus >= host.gpus.length) break;
    if (contender.kind === 'foreign' || !waitsForGpus(contender.requestClass, verdict)) continue;
    const want = wantOf(state, host, contender.requestClass, supply);
    if (want === null) continue;
    wants.push(want);
    gpus += want.jobs * gpuCount(contender.requestClass.request);
  }
  return wants;
}

/** Whether nothing but GPUs keeps the first job of a class back. */
function waitsForGpus({ request }: RequestClass, { fit }: Judgement['verdict']): boolean {
  return asksForGpus(request) && !fit.ok && fit.shortages.every((shortage) => shortage.of === 'gpus');
}

function wantOf(state: RunState, host: HostView, one: RequestClass, supply: Supply): Claims['wants'][number] | null {
  const { request, first, size, jobClass, limit } = one;
  const allowed = allowedGpus(one, gpusInUse(state, host)).filter((gpu) => {
    const isHeld = partsHeld(gpu.uuid, state, host).length > 0;
    const memory = isHeld ? (gpu.memory ?? Infinity) : memoryWhenUnheld(gpu);
    return (isHeld || gpu.taken === null) && memory >= (request.gpuMemory ?? 0);
  });
  const count = gpuCount(request);
  if (allowed.length < count) return null;
  const record = state.records[first.index];
  const atOnce = Math.floor(allowed.length / count) * (request.share === null ? 1 : Math.floor(WHOLE / request.share));
  return {
    job: briefly(record?.job?.label ?? ''),
    jobs: Math.max(1, Math.min(size, atOnce, jobsThatFit(one, supply))),
    priority: first.priority,
    gpus: request.gpus,
    share: request.share,
    gpuMemory: request.gpuMemory,
    allowed: allowed.map(({ uuid }) => uuid),
    bound: boundOf(state, jobClass, limit, first.cellBound),
  };
}

/** How many jobs of a class could run at once by all that is not GPUs. Limits and spaced starts let through one at a time. */
function jobsThatFit({ request, first, pace }: RequestClass, { amounts }: Supply): number {
  if (first.limits.length > 0 || pace !== null) return 1;
  const { slots } = request;
  const bySlots = slots === 0 ? Infinity : Math.floor((amounts.get(SLOTS) ?? 0) / slots);
  return request.memory !== null || request.resources.size > 0 ? 1 : bySlots;
}
