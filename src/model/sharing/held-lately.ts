import { elapsed, type Seconds, seconds, type Share, type Tick, WHOLE } from '../units.ts';

/** GPUs that somebody of a user holds, in thousandths. */
export interface UserHold {
  readonly uid: number;
  readonly shares: number;
}

/** What so many GPUs, or such a part of one, come to in thousandths. */
export function sharesOf(gpus: number, share: Share | null): number {
  return gpus * (share ?? WHOLE);
}

/** What runs hold, each of some user, as such. */
export function holdsOfUsers(
  holds: readonly {
    readonly by: { readonly uid: number };
    readonly gpus: readonly string[];
    readonly share: Share | null;
  }[],
): readonly UserHold[] {
  return holds.map(({ by, gpus, share }) => ({ uid: by.uid, shares: sharesOf(gpus.length, share) }));
}

/** For how long the users of a host have held its GPUs, where what is longer ago counts for less: for half after three days. */
export interface HeldLately {
  /** The moment to which it is reckoned. */
  readonly at: Tick;
  /** GPU-seconds by uid; who is not there has held none. */
  readonly gpuSeconds: ReadonlyMap<number, number>;
}

/** Seconds after which what was held counts for half. */
const HALF_LIFE = 3 * 86_400;

/** Seconds: what nobody has looked at for longer is not known to have been held all the while. */
const MOST_AT_ONCE = 120;

/** GPU-seconds: less of a user who holds nothing is as good as nothing. */
const LEAST = 1;

/** How many users are remembered, those who have held most: any number may have had a turn. */
const MOST_USERS = 1024;

/** Of the time since, so much as is known to have been like what is seen now. */
export function seenSince(from: Tick, now: Tick): Seconds {
  return seconds(Math.min(elapsed(from, now), MOST_AT_ONCE));
}

/**
 * The same reckoned to `now`: what was held fades, and what users hold now is taken to have been held since `from`, but for two minutes at
 * the most. It is what comes of fading and holding at every instant (exponential decay), so that many small steps come to what one does.
 */
export function heldUntil(known: HeldLately, holds: Iterable<UserHold>, from: Tick, now: Tick): HeldLately {
  const left = 0.5 ** (elapsed(known.at, now) / HALF_LIFE);
  const all = new Map([...known.gpuSeconds].map(([uid, amount]) => [uid, amount * left] as const));
  const perGpu = fadedSeconds(seenSince(from, now));
  const holding = new Set<number>();
  for (const { uid, shares } of holds) {
    if (shares <= 0) continue;
    holding.add(uid);
    all.set(uid, (all.get(uid) ?? 0) + (shares / WHOLE) * perGpu);
  }
  const counted = [...all].filter(([uid, amount]) => amount >= LEAST || holding.has(uid));
  const most = counted.sort(([, a], [, b]) => b - a).slice(0, MOST_USERS);
  return { at: now, gpuSeconds: new Map(most) };
}

/** What a GPU that was held for the last `time` seconds comes to, of which the first have faded already. */
function fadedSeconds(time: number): number {
  const rate = Math.LN2 / HALF_LIFE;
  return -Math.expm1(-rate * time) / rate;
}

/** The same in GPU-hours, by uid. */
export function hoursHeld({ gpuSeconds }: HeldLately): ReadonlyMap<number, number> {
  return new Map([...gpuSeconds].map(([uid, amount]) => [uid, amount / 3600]));
}
