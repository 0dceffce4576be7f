import { localDay, localTime } from '../../model/text/local-time.ts';
import type { Instant } from '../../model/units.ts';

/** A time of day as people here write it: `14:03:59`, local time. */
export function clockTime(at: Instant): string {
  return localTime(at);
}

/** The same, with the day where that is another one than today: `2026-12-01 08:00:00`. */
export function dayAndTime(at: Instant, now: Instant): string {
  return isSameDay(at, now) ? clockTime(at) : `${localDay(at)} ${clockTime(at)}`;
}

/** A time from one to another: `2026-12-01 14:00 to 16:00`, local time; with seconds where there are any. */
export function spanOfTime(from: Instant, until: Instant): string {
  const end = isSameDay(from, until) ? '' : `${localDay(until)} `;
  return `${localDay(from)} ${shortTime(from)} to ${end}${shortTime(until)}`;
}

function shortTime(at: Instant): string {
  return clockTime(at).replace(/:00$/, '');
}

function isSameDay(one: Instant, other: Instant): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
