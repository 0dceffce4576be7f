import type { DailyHours, Span } from './policy.ts';
import { instant, tick, type Instant, type Moment } from '../units.ts';

/** How many days ahead is reckoned: what begins later finds everything open. */
const DAYS_AHEAD = 32;

interface Open {
  readonly from: number;
  until: number;
}

/** When none of these hours of the day is, from `now` on, by the time zone of this machine; the first first, what goes on included. */
export function closedSpans(hours: readonly DailyHours[], now: Moment): readonly Span[] {
  const closed: Span[] = [];
  const [first, ...others] = merged(openings(hours, now.at));
  if (first === undefined) return closed;
  let end = first.until;
  for (const { from, until } of others) {
    if (from > now.at) closed.push({ from: momentOf(end, now), until: momentOf(from, now) });
    end = until;
  }
  return closed;
}

/** When each of them is, from the day before on, so that the first has begun by now. */
function openings(hours: readonly DailyHours[], now: Instant): readonly Open[] {
  const today = new Date(now);
  const at = (day: number, minutes: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + day, 0, minutes).getTime();
  const open: Open[] = [];
  for (const { from, to } of hours) {
    for (let day = -1; day < DAYS_AHEAD; day += 1) {
      // A night in which clocks are put forward can have no such time.
      const one = { from: at(day, from), until: at(to > from ? day : day + 1, to) };
      if (one.until > one.from) open.push(one);
    }
  }
  return open.sort((a, b) => a.from - b.from);
}

/** The same without those that begin before another has ended. */
function merged(open: readonly Open[]): readonly Open[] {
  const apart: Open[] = [];
  for (const one of open) {
    const last = apart.at(-1);
    if (last !== undefined && one.from <= last.until) last.until = Math.max(last.until, one.until);
    else apart.push({ ...one });
  }
  return apart;
}

function momentOf(at: number, now: Moment): Moment {
  return { at: instant(at), tick: tick(now.tick + (at - now.at)) };
}
