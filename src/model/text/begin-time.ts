import { instant, type Instant } from '../units.ts';
import { LONGEST_DURATION, parseDuration } from './duration.ts';
import { localDay, localTime } from './local-time.ts';

/** When something is to begin, as people say it: so long from now, at the next such time of day, or at a time of one day. */
export type BeginTime =
  | { readonly is: 'from now'; readonly milliseconds: number }
  | { readonly is: 'daily'; readonly time: TimeOfDay }
  | { readonly is: 'once'; readonly date: CalendarDay; readonly time: TimeOfDay };

/** Hours, minutes and seconds, by the clocks of this machine. */
type TimeOfDay = readonly [hours: number, minutes: number, seconds: number];

/** A day; months count from 1. */
type CalendarDay = readonly [year: number, month: number, day: number];

/** Before when jobs of a run do not start. */
export interface Begins {
  /** All jobs of the run, as its command says; null where it says nothing. */
  readonly all: string | null;
  /** When that is, and what single jobs say, by the text; ISO 8601. */
  readonly at: Readonly<Record<string, string>>;
}

const FROM_NOW = /^now(?: ?\+ ?(.+))?$/;
const CLOCK = String.raw`(\d{1,2}):(\d\d)(?::(\d\d))?`;
const DAILY = new RegExp(`^${CLOCK}$`);
const ONCE = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)(?:T${CLOCK})?$`);

/** Reads `now`, `now+2h`, `22:00` or `22:00:30`, `2026-12-01` or `2026-12-01T08:00`; null for anything else. */
export function parseBeginTime(text: string): BeginTime | null {
  const fromNow = FROM_NOW.exec(text);
  if (fromNow !== null) {
    const wait = fromNow[1] === undefined ? 0 : parseDuration(fromNow[1]);
    return wait === null || wait > LONGEST_DURATION ? null : { is: 'from now', milliseconds: wait * 1000 };
  }
  const daily = DAILY.exec(text);
  if (daily !== null) {
    const time = timeOfDay(daily.slice(1));
    return time === null ? null : { is: 'daily', time };
  }
  const once = ONCE.exec(text);
  if (once === null) return null;
  const date = calendarDay(once.slice(1, 4));
  const time = timeOfDay(once.slice(4));
  return date === null || time === null ? null : { is: 'once', date, time };
}

/** When that is, for one who says it at `now`, by the time zone of this machine. A time of day is today's, or tomorrow's once that is over. */
export function instantOf(begin: BeginTime, now: Instant): Instant {
  switch (begin.is) {
    case 'from now':
      return instant(now + begin.milliseconds);
    case 'daily': {
      const today = new Date(now);
      const on = (day: number) =>
        instant(new Date(today.getFullYear(), today.getMonth(), day, ...begin.time).getTime());
      const at = on(today.getDate());
      return at >= now ? at : on(today.getDate() + 1);
    }
    case 'once': {
      const [year, month, day] = begin.date;
      return instant(new Date(year, month - 1, day, ...begin.time).getTime());
    }
    default:
      return begin satisfies never;
  }
}

/** A time as programs write it: ISO 8601 in UTC; null for anything else. */
export function timeOfIso(text: string): Instant | null {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : instant(at);
}

/** What a message says that such a time may be. */
export const BEGIN_TIMES = 'such as 22:00, now+2h or 2026-12-01T08:00';

/** The same of a text that is none, which says when it would be if it has a zone. */
export function beginTimesFor(text: string): string {
  const at = ZONED.test(text) ? new Date(text) : new Date(NaN);
  if (Number.isNaN(at.getTime())) return BEGIN_TIMES;
  const time = localTime(at.getTime()).replace(/:00$/, '');
  return `which has no zone: by the clocks of this machine that is ${localDay(at.getTime())}T${time}`;
}

const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

function timeOfDay([hours = '0', minutes = '0', seconds = '0']: readonly (string | undefined)[]): TimeOfDay | null {
  const time: TimeOfDay = [Number(hours), Number(minutes), Number(seconds)];
  return time[0] < 24 && time[1] < 60 && time[2] < 60 ? time : null;
}

function calendarDay(parts: readonly string[]): CalendarDay | null {
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return isThere ? [year, month, day] : null;
}
