import type { ClaimedHold } from '../../model/sharing/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { Tick } from '../../model/units.ts';
import { bearerKey, bearersAmong, type Bearers } from '../system/bearers.ts';
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
  /** How long a runner that goes on may hold what a job has left: it may just be seeing to that. One that hangs takes longer. */
  unsettled: 3000,
  /** How long an answer counts that a keeper goes on whose runner does. */
  keeper: 1000,
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
  /** Null until it was asked for. */
  bearers: Bearers | null;
}

/** What was found out of the keeper of a runner that goes on. */
interface Known {
  readonly at: Tick;
  /** Since when it has been known to be dead; null while it lives. */
  readonly deadSince: Tick | null;
}

/** Tells which runners and holds live. Remembers what stays true, so that dear looks are rare. */
export class LeaseLiveness {
  /** Keepers whose session is empty, with marks that nobody bears; it stays so. */
  readonly #gone = new Set<string>();
  /** Since when a runner has been known to be dead. */
  readonly #deadSince = new Map<string, Tick>();
  /** What is known of keepers of runners that go on, so that not every look asks for each of them. */
  #keepers = new Map<string, Known>();
  /** A process of a job without its keeper: while it lives, nobody else need be asked. */
  readonly #witnesses = new Map<string, ProcessId>();
  #census: Census | null = null;

  stateOf({ lease: { runner }, uid }: LeaseFile): RunnerState {
    if (!isOfHere(runner)) return 'foreign';
    const life = lifeOf(runner, uid);
    if (life !== 'alive') return life;
    return isSuspended(runner.pid) ? 'stopped' : 'alive';
  }

  /**
   * The holds of a lease that still count.
   * @param areBorn whether no keeper can be on its way any more, since another runner of the same run has settled all attempts.
   */
  livingHolds(file: LeaseFile, state: RunnerState, areBorn = false): readonly ClaimedHold[] {
    const { holds, runner } = file.lease;
    if (state === 'alive') return holds.filter((hold) => this.#mayBeHeld(hold, file.uid));
    if (state === 'stopped')
      return holds.filter(({ keeper, mark }) => keeper === null || this.#lives(keeper, mark, file.uid));
    if (state !== 'dead') return [];
    const isFresh = !areBorn && this.#deadFor(runner) < AGE.unborn;
    return holds.filter(({ keeper, mark }) =>
      keeper === null ? isFresh || this.#isBorne(mark, file.uid) : this.#lives(keeper, mark, file.uid),
    );
  }

  /** A runner that goes on has some time to see to what a job has left; what it then still says to hold lives as its job does. */
  #mayBeHeld({ keeper, mark }: ClaimedHold, uid: number): boolean {
    if (keeper === null) return true;
    const now = clock.now().tick;
    const key = processKey(keeper);
    const known = this.#keepers.get(key);
    const isOf = known !== undefined && (known.deadSince !== null || now - known.at < AGE.keeper);
    const deadSince = isOf ? known.deadSince : isOfHere(keeper) && lifeOf(keeper, uid) === 'dead' ? now : null;
    if (!isOf) this.#know(key, { at: now, deadSince });
    return deadSince === null || now - deadSince < AGE.unsettled || this.#lives(keeper, mark, uid);
  }

  #know(key: string, known: Known): void {
    if (this.#keepers.size >= MOST_GONE) this.#keepers.clear();
    this.#keepers.set(key, known);
  }

  /** Whether a job of user `uid` goes on: its keeper, what it has left in its session, or what bears its token. */
  #lives(keeper: ProcessId, mark: string | null, uid: number): boolean {
    const key = `${processKey(keeper)}-${mark}`;
    if (this.#gone.has(key) || !isOfHere(keeper)) return false;
    const life = lifeOf(keeper, uid);
    if (life !== 'dead') return life === 'alive';
    if (isSessionAlive(keeper, this.#lookSince(startOf(keeper)).living) || this.#isBorne(mark, uid)) return true;
    if (this.#gone.size >= MOST_GONE) this.#gone.clear();
    this.#gone.add(key);
    return false;
  }

  /**
   * Whether a process of user `uid` bears the token. Of another user's processes only root can tell: others go by the session,
   * and by what the GPUs say of strangers.
   */
  #isBorne(mark: string | null, uid: number): boolean {
    if (mark === null) return false;
    const key = bearerKey(uid, mark);
    const witness = this.#witnesses.get(key);
    if (witness !== undefined && isAlive(witness) === 'alive') return true;
    this.#witnesses.delete(key);
    let bearer = this.#bearer(key);
    if (bearer !== null && isAlive(bearer) !== 'alive') {
      // Others may bear it, and it may have had children meanwhile.
      this.#census = null;
      bearer = this.#bearer(key);
    }
    if (bearer !== null) this.#witnesses.set(key, bearer);
    return bearer !== null;
  }

  #bearer(key: string): ProcessId | null {
    const census = this.#lookSince(null);
    census.bearers ??= bearersAmong(census.living);
    return census.bearers.get(key) ?? null;
  }

  /** All processes, as they were a moment ago, yet after `since`: what was there then and was gone once stays so. */
  #lookSince(since: Tick | null): Census {
    const known = this.#census;
    const knows = known !== null && (since === null || known.at > since + AGE.start);
    if (known !== null && knows && !this.#isOld()) return known;
    return (this.#census = { at: clock.now().tick, living: livingProcesses(), bearers: null });
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
