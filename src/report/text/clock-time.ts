import type { Instant } from '../../model/units.ts';

/** A time of day as people here write it: `14:03:59`, local time. */
export function clockTime(at: Instant): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
