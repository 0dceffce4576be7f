import type { Moment, Seconds } from '../units.ts';

/** What whoever keeps a host has laid down for all of its users. */
export interface Policy {
  /** What all runs of a user may hold at once, by the name of the user or his number; those of `default` for all others. */
  readonly quotas: ReadonlyMap<string, Partial<Quota>>;
  /** When which GPUs are given out; one that none of them names is at all times. */
  readonly hours: readonly HoursOfGpus[];
  readonly reserve: ReserveLimits;
}

/** Null for as much as there is. */
export interface Quota {
  /** Whole ones, of which parts count as such. */
  readonly gpus: number | null;
  readonly slots: number | null;
}

/** The quota of one user. */
export interface UserQuota extends Quota {
  readonly user: string;
}

/** GPUs, named as host files name them, and when they are given out each day. */
export interface HoursOfGpus extends DailyHours {
  readonly gpus: readonly string[];
}

/** From one time of day to another, in minutes since midnight by the clocks of this machine; over midnight where `to` is no later. */
export interface DailyHours {
  readonly from: number;
  readonly to: number;
}

/** What a user may reserve; null for no limit. */
export interface ReserveLimits {
  readonly max: Seconds | null;
  /** How long before it begins. */
  readonly ahead: Seconds | null;
}

/** Nothing is laid down. */
export const NO_POLICY: Policy = { quotas: new Map(), hours: [], reserve: { max: null, ahead: null } };

/** Who counts as each user that a policy does not name. */
export const DEFAULT_USER = 'default';

/** The quota of a user; null where he has none. What is not said of him is as for all others. */
export function quotaOf(
  { quotas }: Policy,
  { uid, user }: { readonly uid: number; readonly user: string },
): UserQuota | null {
  const own = quotas.get(user) ?? quotas.get(String(uid));
  const others = quotas.get(DEFAULT_USER);
  const said = (key: keyof Quota): number | null => {
    const ofUser = own?.[key];
    return ofUser === undefined ? (others?.[key] ?? null) : ofUser;
  };
  const quota: UserQuota = { user, gpus: said('gpus'), slots: said('slots') };
  return quota.gpus === null && quota.slots === null ? null : quota;
}

/** When a GPU is given out, where that is not always. */
export interface GpuHours {
  /** As people read it: `from 20:00 to 08:00`. */
  readonly said: string;
  /** When no job starts on it, the first first: for the next month. */
  readonly closed: readonly Span[];
}

/** A length of civil time. */
export interface Span {
  readonly from: Moment;
  readonly until: Moment;
}

/** `from 12:00 to 13:00 and from 20:00 to 08:00`. */
export function tellHours(hours: readonly DailyHours[]): string {
  return [...new Set(hours.map(({ from, to }) => `from ${timeOfDay(from)} to ${timeOfDay(to)}`))].join(' and ');
}

function timeOfDay(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** How people hear of a quota: `the quota of 4 GPUs of alice`. */
export function tellQuota(of: 'GPUs' | 'slots', most: number, user: string): string {
  const unit = most === 1 ? of.replace(/s$/, '') : of;
  return `the quota of ${most} ${unit} of ${user}`;
}
