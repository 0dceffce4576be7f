import type { Hold, RunName, ClaimedHold, Want } from '../../model/sharing/neighbours.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { asksForGpus } from '../../model/resources.ts';
import { tick, type Tick } from '../../model/units.ts';
import type { Ignored, LeaseFile, LeaseFiles } from './lease-file.ts';
import { LeaseLiveness, processKey } from './lease-liveness.ts';
import { startOf } from '../system/process.ts';
import { userName } from './user-name.ts';

/** A run that has a file in the host folder, as far as it counts. */
export interface Neighbour {
  readonly file: LeaseFile;
  readonly name: RunName;
  readonly runner: 'alive' | 'stopped' | 'dead';
  /** Those that still count. */
  readonly holds: readonly ClaimedHold[];
  /** Empty while its runner does not go on. */
  readonly wants: readonly Want[];
  /** CPU slots of all runs of its user, as it goes by itself. */
  readonly slotsOfUser: number;
}

/** What a look into the host folder has found. */
export interface Look {
  readonly neighbours: readonly Neighbour[];
  readonly ignored: readonly Ignored[];
  /** Files of our own user of which nothing lives any more. */
  readonly stale: readonly LeaseFile[];
}

/** Looks at the files of a host folder, and tells which runs live and what of theirs counts. Changes nothing. */
export class Neighbourhood {
  readonly #files: LeaseFiles;
  readonly #liveness = new LeaseLiveness();

  constructor(files: LeaseFiles) {
    this.#files = files;
  }

  /**
   * @param but the name of a file that is not looked at.
   * @throws Error when the folder cannot be read.
   */
  look(but: string | null): Look {
    const { files, ignored } = this.#files.all();
    const neighbours: Neighbour[] = [];
    const alsoIgnored: Ignored[] = [];
    const stale: LeaseFile[] = [];
    for (const file of files) {
      if (file.name === but) continue;
      const state = this.#liveness.stateOf(file);
      if (state === 'foreign' || state === 'forged') {
        alsoIgnored.push({ name: file.name, because: BECAUSE[state], content: processKey(file.lease.runner) });
        continue;
      }
      const holds = this.#liveness.livingHolds(file, state);
      if (state !== 'dead' || holds.length > 0) neighbours.push(neighbourOf(file, state, holds));
      else if (file.uid === process.geteuid?.()) stale.push(file);
      else alsoIgnored.push({ name: file.name, because: STALE, content: processKey(file.lease.runner) });
    }
    const counted = ignored.filter(({ name }) => name !== but);
    return { neighbours: once(neighbours), ignored: [...counted, ...alsoIgnored], stale };
  }

  /**
   * Whether any hold of the earlier runner of a run lives on.
   * @param areBorn whether the attempts of that run are settled.
   */
  outlivesRunner(name: string, areBorn: boolean): boolean {
    const file = this.#files.all().files.find((one) => one.name === name);
    if (file === undefined || this.#liveness.stateOf(file) !== 'dead') return true;
    return this.#liveness.livingHolds(file, 'dead', areBorn).length > 0;
  }

  /** Whether any of these holds of our own lives on without its runner. */
  outlives(file: LeaseFile): boolean {
    return this.#liveness.livingHolds(file, 'dead').length > 0;
  }
}

const BECAUSE = {
  foreign: 'its run is in another container or on another machine',
  forged: "its run is not its owner's",
} as const;

const STALE = 'nothing of its run lives any more, and only its owner can remove it';

function neighbourOf(file: LeaseFile, runner: Neighbour['runner'], holds: readonly ClaimedHold[]): Neighbour {
  const name = runNameOf(file.name, file.uid, file.lease);
  const wants = file.lease.wants.map((want) => ({ ...want, by: name, serial: file.serial }));
  return { file, name, runner, holds, wants: runner === 'alive' ? wants : [], slotsOfUser: file.lease.slotsOfUser };
}

/** How runs know the run that has this file. */
export function runNameOf(
  fileName: string,
  uid: number,
  lease: { readonly user: string; readonly sweep: string; readonly submitted: Tick; readonly runner: ProcessId },
): RunName {
  const { sweep, submitted, runner } = lease;
  return {
    key: fileName.replace(/\.json$/, ''),
    uid,
    user: userName(uid, lease.user),
    sweep,
    pid: runner.pid,
    submitted,
    since: tick(Math.max(submitted, startOf(runner))),
  };
}

const RANK: Readonly<Record<Neighbour['runner'], number>> = { alive: 0, stopped: 1, dead: 2 };

/** An adopted job stands in two files of its user: the one whose runner lives has it. */
function once(neighbours: readonly Neighbour[]): readonly Neighbour[] {
  const seen = new Set<string>();
  const byRank = [...neighbours].sort((a, b) => RANK[a.runner] - RANK[b.runner]);
  return byRank.map((one) => {
    const holds = one.holds.filter((hold) => {
      const job = attemptKey(hold);
      if (job === null) return true;
      const key = `${one.file.uid}-${job}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
    return { ...one, holds };
  });
}

/** The same for the same attempt; null where nothing tells it from others. */
export function attemptKey({ keeper, mark }: Pick<ClaimedHold, 'keeper' | 'mark'>): string | null {
  return mark ?? (keeper === null ? null : processKey(keeper));
}

/**
 * What counts of the wants of a run for one of user `uid`: of another user's, only those that nothing but GPUs and memory keep
 * back, and nothing of them but that.
 */
export function wantsAsSeenBy(uid: number, { name, wants }: Pick<Neighbour, 'name' | 'wants'>): readonly Want[] {
  if (name.uid === uid) return wants;
  return wants
    .filter((want) => !want.keptByUser && (asksForGpus(want) || want.memory !== null))
    .map((want) => ({ ...want, slots: 0, resources: {} }));
}

/** The most CPU slots of all runs of user `uid` by which one of these goes; 0 when none of them is his. */
export function slotsOfUserAmong(uid: number, runs: readonly Pick<Neighbour, 'name' | 'slotsOfUser'>[]): number {
  return runs.reduce((most, { name, slotsOfUser }) => (name.uid === uid ? Math.max(most, slotsOfUser) : most), 0);
}

/**
 * What counts of a hold for a run of user `uid`. Slots and named resources are each user's own; GPUs and memory are there for all.
 */
export function holdAsSeenBy(uid: number, { name }: Pick<Neighbour, 'name'>, hold: ClaimedHold): Hold {
  const { job, gpus, share, gpuMemory, slots, memory, resources, until } = hold;
  const isOwn = name.uid === uid;
  const counters = isOwn ? { slots, resources } : { slots: 0, resources: {} };
  return { by: name, job, gpus, share, gpuMemory, memory, until, ...counters };
}
