import { join } from 'node:path';
import { canonicalPath } from '../../disk/canonical-path.ts';
import type { Booking } from '../../model/sharing/booking.ts';
import { holdsOfUsers } from '../../model/sharing/held-lately.ts';
import { idleGpus } from '../../model/sharing/idle-gpus.ts';
import { ALONE, type Neighbours, type RunName, type Claims } from '../../model/sharing/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { Tick } from '../../model/units.ts';
import { clock } from '../system/clock.ts';
import { FolderWatch } from '../system/folder-watch.ts';
import { BookingFiles, removeBooking } from './booking-files.ts';
import { hostFolderPath, openHostFolder } from './host-folder.ts';
import { LatelyFile } from './lately-file.ts';
import { LeaseFiles, leaseFileName, removeLeaseFile, type Ignored } from './lease-file.ts';
import { Mutex } from './mutex.ts';
import {
  attemptKey,
  holdAsSeenBy,
  Neighbourhood,
  runNameOf,
  slotsOfUserAmong,
  wantsAsSeenBy,
  type Neighbour,
} from './other-runs.ts';
import { OwnLease } from './own-lease.ts';
import { ownUserName } from './user-name.ts';

export interface LeasesOptions {
  /** The host folder; left out, it is where `SWEEP_HOST_DIR` says, else the common one. */
  readonly folder?: string;
  /** The process of this run. */
  readonly self: ProcessId;
  /** The folder of this run, which no other run has. */
  readonly runFolder: string;
  readonly sweep: string;
  /** Takes what people should know, each thing once. */
  readonly warn: (message: string) => void;
}

/** The agreement of the runs of this host, without a server, on who holds and who wants what. */
export interface Leases {
  /**
   * Calls `decide` while no other run of this host decides. Returns false without calling it when another does, or when that
   * cannot be ruled out: the listener is called when it is worth another try. Throws what `decide` throws.
   */
  exclusively(decide: () => void): boolean;
  /**
   * Tells the others what this run holds and wants. A hold that was not told before is told within `exclusively`, or something
   * could be held twice. Returns null, or why it could not: then they know what was told before.
   */
  publish(statement: Claims): string | null;
  /** All attempts of earlier runners of this run are settled: none of them can begin any more. */
  settled(): void;
  /** What the others hold and want: as it is now within `exclusively`, else as it was a moment ago. */
  neighbours(): Neighbours;
  /** Calls `listener` when the neighbours are no longer what was given out last, or `exclusively` is worth another try. One listener. */
  onChange(listener: () => void): void;
  /** While true, sees changes as they come, and deaths within five seconds. */
  watch(wanted: boolean): void;
  /** Leaves the others; what living jobs hold goes on to count. */
  close(): void;
}

/**
 * Joins the other runs of this host. A host folder that cannot be trusted or used is told to `warn`; then this run goes on as
 * if it were alone.
 */
export function openLeases(options: LeasesOptions): Leases {
  const folder = openHostFolder(options.folder ?? hostFolderPath(process.env));
  if (folder.ok) return new SharedLeases(folder.path, options);
  options.warn(
    `this run cannot come to terms with others on this host, and goes on as if it were alone: ${folder.message}`,
  );
  return new NoSharing();
}

/** Shares with nobody. */
class NoSharing implements Leases {
  exclusively(decide: () => void): boolean {
    decide();
    return true;
  }
  publish(): null {
    return null;
  }
  settled(): void {
    // Nobody asks.
  }
  neighbours(): Neighbours {
    return ALONE;
  }
  onChange(): void {
    // Nothing ever changes.
  }
  watch(): void {
    // There is nothing to see.
  }
  close(): void {
    // Nothing is open.
  }
}

/** Milliseconds. */
const AGE = {
  /** How long an answer counts that nobody watches over. */
  answer: 5000,
  /** Between looks after what is of our own. */
  upkeep: 5000,
};

/** What is said at the most of files that do not count: anybody can put any number of them there. */
const MOST_WARNINGS = 50;

/** What was seen last. */
interface Seen {
  readonly at: Tick;
  readonly neighbours: readonly Neighbour[];
  readonly bookings: readonly Booking[];
  readonly failure: string | null;
}

class SharedLeases implements Leases {
  readonly #folder: string;
  readonly #options: LeasesOptions;
  readonly #uid = process.geteuid?.() ?? 0;
  readonly #opened = clock.now().tick;
  readonly #user = ownUserName();
  readonly #own: OwnLease;
  readonly #mutex: Mutex;
  readonly #neighbourhood: Neighbourhood;
  readonly #bookings: BookingFiles;
  readonly #lately: LatelyFile;
  readonly #watch: FolderWatch;
  readonly #upkeep: NodeJS.Timeout;
  readonly #warned = new Set<string>();
  #listener: (() => void) | null = null;
  #isSettled = false;
  /** Whether we are within `exclusively`, and have looked there already. */
  #section: 'outside' | 'entered' | 'looked' = 'outside';
  #seen: Seen | null = null;
  /** What was given out last. */
  #told = '';

  constructor(folder: string, options: LeasesOptions) {
    this.#folder = folder;
    this.#options = options;
    const runFolder = canonicalPath(options.runFolder);
    this.#own = new OwnLease(folder, (salt) => leaseFileName(this.#uid, runFolder, salt));
    this.#mutex = new Mutex(folder, () => this.#listener?.());
    this.#neighbourhood = new Neighbourhood(new LeaseFiles(folder));
    this.#bookings = new BookingFiles(folder, options.self.machineId);
    this.#lately = new LatelyFile(folder, options.self, this.#opened);
    this.#watch = new FolderWatch(
      folder,
      (name) => name.endsWith('.json') && !this.#own.owns(name),
      () => this.#refresh(),
    );
    this.#upkeep = setInterval(() => this.#keepUp(), AGE.upkeep).unref();
  }

  exclusively(decide: () => void): boolean {
    return this.#mutex.tryEnter(() => {
      this.#section = 'entered';
      try {
        decide();
      } finally {
        this.#section = 'outside';
      }
    });
  }

  publish(statement: Claims): string | null {
    const failure = this.#own.write({ ...statement, runner: this.#options.self, user: this.#user });
    return failure === null ? null : `the other runs of this host cannot be told what this one holds: ${failure}`;
  }

  settled(): void {
    this.#isSettled = true;
  }

  neighbours(): Neighbours {
    if (this.#section === 'entered' || (this.#section === 'outside' && this.#isOld())) this.#look();
    const neighbours = this.#compose();
    this.#told = JSON.stringify(neighbours);
    return neighbours;
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  watch(wanted: boolean): void {
    if (!wanted) return this.#watch.stop();
    if (this.#watch.isOn) return;
    this.#watch.start();
    // What has changed before the watch began is no event.
    this.#refresh();
  }

  close(): void {
    this.#listener = null;
    this.#watch.stop();
    this.#mutex.close();
    clearInterval(this.#upkeep);
    const { lease, name } = this.#own;
    if (lease === null) return this.#clearAway(name);
    this.#own.close(!this.#neighbourhood.outlives({ name, uid: this.#uid, serial: '', lease }));
  }

  /** Removes what a dead runner of this run folder has left, unless a job of it lives. */
  #clearAway(own: string): void {
    try {
      if (!this.#neighbourhood.outlivesRunner(own, this.#isSettled)) this.#remove(own);
    } catch {
      // It stays, and whoever looks finds nothing in it that lives.
    }
  }

  #keepUp(): void {
    this.#own.restore();
    const now = clock.now();
    if (!this.#lately.isDue(now.tick)) return;
    if (this.#isOld()) this.#look();
    const others = this.#compose();
    if (others.failure !== null) return;
    const own = this.#own.lease ?? { holds: [], wants: [] };
    const holds = [...others.holds, ...own.holds.map((hold) => ({ ...hold, by: { uid: this.#uid } }))];
    const idle = idleGpus([...others.wants, ...own.wants], holds);
    this.#lately.bringUp({ holds: holdsOfUsers(holds), idle }, now);
  }

  #isOld(): boolean {
    if (this.#seen === null) return true;
    return !this.#watch.isOn && clock.now().tick - this.#seen.at > AGE.answer;
  }

  #refresh(): void {
    this.#look();
    const told = JSON.stringify(this.#compose());
    if (told === this.#told) return;
    this.#told = told;
    this.#listener?.();
  }

  #look(): void {
    const now = clock.now();
    const { tick: at } = now;
    try {
      const { neighbours, ignored, stale } = this.#neighbourhood.look(this.#own.name);
      const { bookings, ignored: alsoIgnored, over } = this.#bookings.look(now);
      this.#seen = { at, neighbours, bookings, failure: null };
      for (const one of [...ignored, ...alsoIgnored]) this.#name(one);
      // Elsewhere its run could come back between the look and the removal.
      if (this.#section !== 'outside') for (const { name } of stale) this.#remove(name);
      for (const one of over) removeBooking(this.#folder, one);
    } catch (error) {
      const failure = `what other runs hold cannot be read: ${(error as Error).message}`;
      // Whoever has removed it has removed what all have told: they must tell it again before it is to be relied on.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') openHostFolder(this.#folder);
      this.#seen = { at, neighbours: this.#seen?.neighbours ?? [], bookings: this.#seen?.bookings ?? [], failure };
    }
    if (this.#section === 'entered') this.#section = 'looked';
  }

  #remove(name: string): void {
    try {
      removeLeaseFile(this.#folder, name);
    } catch (error) {
      this.#name({ name, because: `nothing of its run lives any more, and: ${(error as Error).message}`, content: '' });
    }
  }

  #name({ name, because, content }: Ignored): void {
    const key = JSON.stringify([name, because, content]);
    if (this.#warned.has(key) || this.#warned.size >= MOST_WARNINGS) return;
    this.#warned.add(key);
    this.#options.warn(`${join(this.#folder, name)} is ignored: ${because}`);
  }

  #compose(): Neighbours {
    const { neighbours = [], bookings = [], failure = null } = this.#seen ?? {};
    const ours = new Set(this.#own.lease?.holds.map(attemptKey));
    return {
      self: this.#self(),
      holds: neighbours.flatMap((one) =>
        one.holds
          .filter((hold) => !(one.file.uid === this.#uid && attemptKey(hold) !== null && ours.has(attemptKey(hold))))
          .map((hold) => holdAsSeenBy(this.#uid, one, hold)),
      ),
      wants: neighbours.flatMap((one) => wantsAsSeenBy(this.#uid, one)),
      bookings,
      lately: this.#lately.hours,
      slotsOfUser: slotsOfUserAmong(this.#uid, neighbours),
      failure: this.#mutex.failure ?? failure,
    };
  }

  #self(): RunName {
    const { self, sweep } = this.#options;
    const known = this.#own.lease ?? { sweep, submitted: this.#opened };
    return runNameOf(this.#own.name, this.#uid, { ...known, user: this.#user, runner: self });
  }
}
