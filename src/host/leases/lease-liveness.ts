import type { StatedHold } from '../../model/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { Tick } from '../../model/units.ts';
import { clock } from '../system/clock.ts';
import type { LeaseFile } from './lease-file.ts';
import {
  isAlive,
  isOfHere,
  isSessionAlive,
  isSuspended,
  livingProcesses,
  startOf,
  uidOf,
  type LivingProcess,
} from '../system/process.ts';

/** How it is with the runner of a lease. */
export type RunnerState =
  | 'alive'
  /** Stopped: it does not go on by itself. */
  | 'stopped'
  | 'dead'
  /** On another machine or in another pid namespace. */
  | 'foreign'
  /** Not the file's owner's. */
  | 'forged';

/** Milliseconds. */
const AGE = {
  /** How long a hold without a keeper outlives its runner: the keeper may just be on its way. */
  unborn: 10_000,
  /** How long a look at all processes counts, which is dear. */
  census: 1000,
  /** The precision of when a process began. */
  start: 10,
};

/** How many keepers that are gone are remembered. */
const MOST_GONE = 10_000;

interface Census {
  readonly at: Tick;
  readonly living: readonly LivingProcess[];
}

/** Tells which runners and holds live. Remembers what stays true, so that dear looks are rare. */
export class LeaseLiveness {
  /** Keepers whose session is empty; it stays so. */
  readonly #gone = new Set<string>();
  /** Since when a runner has been known to be dead. */
  readonly #deadSince = new Map<string, Tick>();
  #census: Census | null = null;

  stateOf({ lease: { runner }, uid }: LeaseFile): RunnerState {
    if (!isOfHere(runner)) return 'foreign';
    const life = lifeOf(runner, uid);
    if (life !== 'alive') return life;
    return isSuspended(runner.pid) ? 'stopped' : 'alive';
  }

  /** The holds of a lease that still count. */
  livingHolds(file: LeaseFile, state: RunnerState): readonly StatedHold[] {
    const { holds, runner } = file.lease;
    if (state === 'alive') return holds;
    if (state === 'stopped') return holds.filter(({ keeper }) => keeper === null || this.#lives(keeper, file.uid));
    if (state !== 'dead') return [];
    const isFresh = this.#deadFor(runner) < AGE.unborn;
    return holds.filter(({ keeper }) => (keeper === null ? isFresh : this.#lives(keeper, file.uid)));
  }

  /** Whether a job of user `uid` goes on: its keeper, or what it has left in its session. */
  #lives(keeper: ProcessId, uid: number): boolean {
    const key = processKey(keeper);
    if (this.#gone.has(key) || !isOfHere(keeper)) return false;
    const life = lifeOf(keeper, uid);
    if (life !== 'dead') return life === 'alive';
    if (isSessionAlive(keeper, this.#livingSince(keeper))) return true;
    if (this.#gone.size >= MOST_GONE) this.#gone.clear();
    this.#gone.add(key);
    return false;
  }

  /** A session that was empty once after it was founded stays so; an earlier look does not know of it. */
  #livingSince(keeper: ProcessId): readonly LivingProcess[] {
    const knows = this.#census !== null && this.#census.at > startOf(keeper) + AGE.start;
    if (!knows || this.#isOld()) this.#census = { at: clock.now().tick, living: livingProcesses() };
    return this.#census?.living ?? [];
  }

  #isOld(): boolean {
    return this.#census === null || clock.now().tick - this.#census.at > AGE.census;
  }

  /** Milliseconds since it was first seen dead. */
  #deadFor(runner: ProcessId): number {
    const now = clock.now().tick;
    const key = processKey(runner);
    const since = this.#deadSince.get(key) ?? now;
    this.#deadSince.set(key, since);
    return now - since;
  }
}

/** Whether a process of this host lives, and is user `uid`'s. What /proc hides is alive, and anybody's but our own. */
function lifeOf(id: ProcessId, uid: number): 'alive' | 'dead' | 'forged' {
  // In this order: one that still lives at the second look is the one whose owner was seen at the first.
  const owner = uidOf(id.pid);
  if (isAlive(id) === 'dead') return 'dead';
  const isOwned = owner === null ? uid !== process.geteuid?.() : owner === uid;
  return isOwned ? 'alive' : 'forged';
}

/** The same for the same process. */
export function processKey({ pid, startTicks, bootId }: ProcessId): string {
  return `${pid}-${startTicks}-${bootId}`;
}
