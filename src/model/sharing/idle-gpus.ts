import type { Instant, Seconds } from '../units.ts';
import type { Hold, Want } from './neighbours.ts';

/** GPU-seconds for which GPUs were idle while jobs waited, by the hour in which they were, counted from 1970 on. */
export type IdleHours = ReadonlyMap<number, number>;

/** Milliseconds. */
const AN_HOUR = 3_600_000;

/** How many hours are remembered: a month. */
const MOST_HOURS = 31 * 24;

/** How many GPUs nobody holds any part of, though a job that waits would take them: such as those that are kept for a wide job, or reserved. */
export function idleGpus(wants: Iterable<Pick<Want, 'allowed'>>, holds: Iterable<Pick<Hold, 'gpus'>>): number {
  const held = new Set([...holds].flatMap(({ gpus }) => gpus));
  const wanted = new Set([...wants].flatMap(({ allowed }) => allowed));
  return [...wanted].filter((uuid) => !held.has(uuid)).length;
}

/** The same once so many GPUs were idle for a time up to `at`. */
export function idleUntil(known: IdleHours, gpus: number, time: Seconds, at: Instant): IdleHours {
  const hour = hourOf(at);
  const all = new Map([...known].filter(([one]) => one > hour - MOST_HOURS && one <= hour));
  if (gpus > 0) all.set(hour, (all.get(hour) ?? 0) + gpus * time);
  return all;
}

/** GPU-seconds since then, by whole hours: all of that in which it was. */
export function idleSince(hours: IdleHours, from: Instant): number {
  const first = hourOf(from);
  return [...hours].reduce((sum, [hour, gpuSeconds]) => (hour < first ? sum : sum + gpuSeconds), 0);
}

function hourOf(at: Instant): number {
  return Math.floor(at / AN_HOUR);
}
