import type { RunName } from '../../model/sharing/neighbours.ts';
import { PAUSED, type GpuView, type HostView, type Sharing } from '../../model/resources.ts';
import { WHOLE } from '../../model/units.ts';
import { add, type Amounts, amountsOf, capacityOf, GPUS_OF_USER, SLOTS } from '../queue/request.ts';
import { leftBeside, partOf, type GpuPart } from '../queue/ledger.ts';
import type { RunState } from '../state/state.ts';

/** What may be given at an instant: amounts, and parts of GPUs in the order of the host. */
export interface Supply {
  readonly amounts: ReadonlyMap<string, number>;
  /** Those of which something is left. */
  readonly gpus: readonly FreeGpu[];
  /** How parts of them are given. */
  readonly sharing: Sharing;
}

/** What is left of a GPU. */
export interface FreeGpu {
  readonly gpu: GpuView;
  /** In thousandths; 1000 when nobody holds any of it. */
  readonly share: number;
  /** Bytes; infinite when not known. */
  readonly memory: number;
}

/**
 * What nobody holds at this instant, be it a job of this run or of another. Nothing is free on GPUs while they cannot be
 * looked at or other runs not be heard, and nothing at all while the host is paused.
 */
export function freeNow(state: RunState, host: HostView): Supply {
  const amounts = new Map(capacityOf(host));
  add(amounts, state.index.ledger.amounts, -1);
  for (const hold of host.neighbours.holds) add(amounts, amountsTakenFromUs(hold, host), -1);
  const { sharing } = host;
  if (!gpusAreKnown(host)) return { amounts, gpus: [], sharing };
  const gpus = host.gpus.flatMap((gpu) => freeOf(gpu, state, host) ?? []);
  return { amounts, gpus, sharing };
}

/** Whether no startable job can fit, for want of what each of them asks for: so not each need be looked at. */
export function isExhausted({ index }: RunState, { amounts, gpus }: Supply): boolean {
  const { leastSlots, askForGpus } = index.queue;
  return (amounts.get(SLOTS) ?? 0) < leastSlots || (askForGpus === 'all' && gpus.length === 0);
}

/** Whether GPUs can be given out: they could be looked at, and the other runs be heard. */
export function gpusAreKnown(host: HostView): boolean {
  return host.probeFailure === null && host.neighbours.failure === null;
}

/** What is left of a GPU; null when nothing is, or none of it is to be given. */
function freeOf(gpu: GpuView, state: RunState, host: HostView): FreeGpu | null {
  if (isBarred(gpu, state)) return null;
  if (!isHeld(gpu.uuid, state, host)) {
    return gpu.taken === null ? { gpu, share: WHOLE, memory: memoryWhenUnheld(gpu) } : null;
  }
  const left = leftBeside(partsHeld(gpu.uuid, state, host), gpu.memory);
  return left.share > 0 ? { gpu, ...left } : null;
}

/** Whether nothing may be given of a GPU, whoever holds it. */
export function isBarred(gpu: GpuView, state: RunState): boolean {
  return state.quarantined.has(gpu.uuid) || gpu.taken === PAUSED;
}

/** The GPUs of the host that jobs may be given sooner or later. */
export function gpusInUse(state: RunState, { gpus }: HostView): readonly GpuView[] {
  return gpus.some((gpu) => isBarred(gpu, state)) ? gpus.filter((gpu) => !isBarred(gpu, state)) : gpus;
}

/** The memory of a GPU that no run holds: what was seen free of it. */
export function memoryWhenUnheld({ free, memory }: GpuView): number {
  return free ?? memory ?? Infinity;
}

/** What jobs of this run and of others hold of a GPU. */
export function partsHeld(uuid: string, state: RunState, { neighbours }: HostView): Iterable<GpuPart> {
  const ours = state.index.ledger.gpus.get(uuid)?.values() ?? [];
  if (neighbours.holds.length === 0) return ours;
  return [...ours, ...neighbours.holds.filter((hold) => hold.gpus.includes(uuid)).map(partOf)];
}

/** Whether a job of this run or of another holds any of a GPU. */
export function isHeld(uuid: string, state: RunState, { neighbours }: HostView): boolean {
  return state.index.ledger.gpus.has(uuid) || neighbours.holds.some(({ gpus }) => gpus.includes(uuid));
}

/** The user of this run; where it shares with nobody, one that nobody is. */
export function ownUid({ neighbours }: HostView): number {
  return neighbours.self?.uid ?? -1;
}

/** What another run tells of a job of its own. */
type TheirJob = Parameters<typeof amountsOf>[0] & { readonly by: Pick<RunName, 'uid'> };

/**
 * What a job of another run takes from us, or would: all the amounts that it asks for but its slots, since `slots` is each
 * run's own; and the GPUs of another user count against his quota alone.
 */
export function amountsTakenFromUs(job: TheirJob, host: HostView): Map<string, number> {
  const amounts = new Map(amountsOf(job));
  amounts.delete(SLOTS);
  if (job.by.uid !== ownUid(host)) amounts.delete(GPUS_OF_USER);
  return amounts;
}

/** What is left of a supply once so many jobs have their amounts of it. */
export function withoutAmounts(supply: Supply, amounts: Amounts, jobs: number): Supply {
  const left = new Map(supply.amounts);
  for (const [name, amount] of amounts) left.set(name, (left.get(name) ?? 0) - jobs * amount);
  return { ...supply, amounts: left };
}

/** What is left of a supply once some of its GPUs, or parts of them, are given away. */
export function withoutGpus(supply: Supply, uuids: readonly string[], part: GpuPart): Supply {
  if (uuids.length === 0) return supply;
  const gpus = supply.gpus.flatMap((one) => {
    if (!uuids.includes(one.gpu.uuid)) return [one];
    const rest = { ...one, share: one.share - part.share, memory: one.memory - part.memory };
    return rest.share > 0 ? [rest] : [];
  });
  return { ...supply, gpus };
}

/** For how many jobs of the same amounts these suffice; infinitely many where they ask for nothing of them. */
export function jobsWithin(left: Amounts, amounts: Amounts): number {
  let jobs = Infinity;
  for (const [name, asked] of amounts) {
    if (asked > 0) jobs = Math.min(jobs, Math.floor(Math.max(0, left.get(name) ?? 0) / asked));
  }
  return jobs;
}
