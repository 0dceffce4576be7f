import { groupBy } from '../../model/group-by.ts';
import type { ClaimedHold } from '../../model/sharing/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { bytes, share, tick, WHOLE } from '../../model/units.ts';
import { holdText, MOST, writeLease, type Lease } from './lease-text.ts';

/**
 * The text of a lease as the others can read it, of at most `MOST.bytes` unless what is not about jobs alone is more. A number that is
 * out of bounds is told by the nearest thing that is not. Holds that there is no room for are told together and without their
 * keepers, so that they count while the runner lives and ten seconds longer; those of GPUs are the last to which that happens.
 */
export function boundedText(lease: Lease): string {
  const clamped = clampedLease(lease);
  const text = writeLease(clamped);
  return sizeOf(text) <= MOST.bytes ? text : writeLease(foldedLease(clamped));
}

function clampedLease(lease: Lease): Lease {
  return {
    ...lease,
    slotsOfUser: Math.min(lease.slotsOfUser, MOST.count),
    holds: lease.holds.map((hold) => ({
      ...hold,
      ...clampedAmounts(hold),
      // What ends in a thousand years has no bound.
      until: hold.until !== null && hold.until > MOST.time ? null : hold.until,
    })),
    wants: lease.wants.map((want) => ({
      ...want,
      ...clampedAmounts(want),
      bound: want.bound !== null && want.bound > MOST.time ? null : want.bound,
    })),
  };
}

type Amounts = Pick<ClaimedHold, 'slots' | 'gpuMemory' | 'memory'>;

function clampedAmounts({ slots, gpuMemory, memory }: Amounts): Amounts {
  return { slots: Math.min(slots, MOST.count), gpuMemory: clampedMemory(gpuMemory), memory: clampedMemory(memory) };
}

function clampedMemory(memory: ClaimedHold['memory']): ClaimedHold['memory'] {
  return memory === null ? null : bytes(Math.min(memory, MOST.memory));
}

/** Bytes that some holds told together may need beyond what all of them do: sums of fractions can have more digits. */
const SLACK = 4096;

/** The same lease with as many of its holds apart, and as many of its wants, as there is room for. */
function foldedLease(lease: Lease): Lease {
  let least: Lease = { ...lease, holds: folded(lease.holds) };
  while (sizeOf(writeLease(least)) > MOST.bytes && least.wants.length > 0) {
    least = { ...least, wants: least.wants.slice(0, Math.floor(least.wants.length / 2)) };
  }
  const room = MOST.bytes - SLACK - sizeOf(writeLease(least));
  const inOrder = lease.holds.toSorted((a, b) => Number(b.gpus.length > 0) - Number(a.gpus.length > 0));
  const apart = howManyFit(inOrder, lease.runner, room);
  return { ...least, holds: [...inOrder.slice(0, apart), ...folded(inOrder.slice(apart))] };
}

/** How many of the first holds there is room for in so many bytes. */
function howManyFit(holds: readonly ClaimedHold[], runner: ProcessId, room: number): number {
  let [fit, left] = [0, room];
  for (const hold of holds) {
    left -= sizeOf(holdText(hold, runner)) + ','.length;
    if (left < 0) break;
    fit += 1;
  }
  return fit;
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

/** What some holds are in all, in few: one of what is on no GPU, one of whole GPUs, and one for each GPU that is shared. */
function folded(holds: readonly ClaimedHold[]): readonly ClaimedHold[] {
  const kinds = groupBy(holds, ({ gpus, share: part }) => (part === null ? `${gpus.length > 0}` : gpus.join()));
  return [...kinds.values()].map(sumOf);
}

function sumOf(holds: readonly ClaimedHold[]): ClaimedHold {
  const shares = sum(holds.map((hold) => hold.share ?? 0));
  const memories = holds.flatMap(({ memory }) => memory ?? []);
  const end = holds.reduce((last, { until }) => Math.max(last, until ?? Infinity), 0);
  const resources: Record<string, number> = {};
  for (const hold of holds) {
    for (const [name, amount] of Object.entries(hold.resources)) resources[name] = (resources[name] ?? 0) + amount;
  }
  return {
    job: holds.length === 1 ? (holds[0]?.job ?? '') : `${holds.length} jobs`,
    attempt: 1,
    keeper: null,
    mark: null,
    gpus: [...new Set(holds.flatMap(({ gpus }) => gpus))],
    share: shares > 0 && shares < WHOLE ? share(shares) : null,
    // Of whole GPUs all memory is held.
    gpuMemory: shares > 0 ? clampedMemory(bytes(sum(holds.map((hold) => hold.gpuMemory ?? 0)))) : null,
    slots: Math.min(sum(holds.map(({ slots }) => slots)), MOST.count),
    memory: memories.length === 0 ? null : clampedMemory(bytes(sum(memories))),
    resources,
    until: end === Infinity ? null : tick(end),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
