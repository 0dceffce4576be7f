declare const unit: unique symbol;
type Branded<T, Name extends string> = T & { readonly [unit]: Name };

/** A length of time in seconds; may have a fraction. */
export type Seconds = Branded<number, 'Seconds'>;

/** An amount of memory in bytes. */
export type Bytes = Branded<number, 'Bytes'>;

/** A part of one GPU, in thousandths, so that sums are exact: 1000 is all of it. */
export type Share = Branded<number, 'Share'>;

/** A point of civil time: milliseconds since 1970-01-01T00:00:00Z. For people; never used to measure a duration. */
export type Instant = Branded<number, 'Instant'>;

/**
 * A point of monotonic time: milliseconds since this machine booted (CLOCK_MONOTONIC, common to all its processes).
 * Every duration and every deadline is a difference of two ticks, so that a clock that jumps changes none of them.
 */
export type Tick = Branded<number, 'Tick'>;

/** A moment as both clocks saw it. */
export interface Moment {
  readonly at: Instant;
  readonly tick: Tick;
}

export const seconds = (value: number): Seconds => value as Seconds;
export const bytes = (value: number): Bytes => value as Bytes;
export const share = (thousandths: number): Share => thousandths as Share;
export const instant = (value: number): Instant => value as Instant;
export const tick = (value: number): Tick => value as Tick;

/** All of a GPU. */
export const WHOLE = share(1000);

/** The time from `from` to `to`, never negative. */
export function elapsed(from: Tick, to: Tick): Seconds {
  return seconds(Math.max(0, to - from) / 1000);
}

/** The tick that is `wait` after `from`. */
export function after(from: Tick, wait: Seconds): Tick {
  return tick(from + wait * 1000);
}

/** ISO 8601 in UTC with milliseconds, as every machine-readable output writes times. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
