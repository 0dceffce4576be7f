import type { Instant } from '../../model/units.ts';

/** A time of day as people here write it: `14:03:59`, local time. */
export function clockTime(at: Instant): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** The same, with the day where that is another one than today: `2026-12-01 08:00:00`. */
export function dayAndTime(at: Instant, now: Instant): string {
  return isSameDay(at, now) ? clockTime(at) : `${day(at)} ${clockTime(at)}`;
}

/** A time from one to another: `2026-12-01 14:00 to 16:00`, local time; with seconds where there are any. */
export function spanOfTime(from: Instant, until: Instant): string {
  const end = isSameDay(from, until) ? '' : `${day(until)} `;
  return `${day(from)} ${shortTime(from)} to ${end}${shortTime(until)}`;
}

function shortTime(at: Instant): string {
  return clockTime(at).replace(/:00$/, '');
}

function isSameDay(one: Instant, other: Instant): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

function day(at: Instant): string {
  const date = new Date(at);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
