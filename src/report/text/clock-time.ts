import type { Instant } from '../../model/units.ts';

/** A time of day as people here write it: `14:03:59`, local time. */
export function clockTime(at: Instant): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** The same, with the day where that is another one than today: `2026-12-01 08:00:00`. */
export function dayAndTime(at: Instant, now: Instant): string {
  const [date, today] = [new Date(at), new Date(now)];
  if (date.toDateString() === today.toDateString()) return clockTime(at);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${day.map((part) => String(part).padStart(2, '0')).join('-')} ${clockTime(at)}`;
}
