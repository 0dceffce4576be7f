import type { Booking } from '../../model/sharing/booking.ts';
import type { RunName, ClaimedHold, Want } from '../../model/sharing/neighbours.ts';
import type { IdleHours } from '../../model/sharing/idle-gpus.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { clock } from '../system/clock.ts';
import { thisMachine } from '../system/process.ts';
import { BookingFiles } from './booking-files.ts';
import { findHostFolder, hostFolderPath } from './host-folder.ts';
import { latelyInFile } from './lately-file.ts';
import { LeaseFiles, type Ignored } from './lease-file.ts';
import { Neighbourhood } from './other-runs.ts';

/** A run of this host, as it has told the others. */
export interface SurveyedRun {
  readonly name: RunName;
  readonly process: ProcessId;
  /** `stopped`: it does not go on by itself; `dead`: only jobs of it live. */
  readonly runner: 'alive' | 'stopped' | 'dead';
  /** Those that still count. */
  readonly holds: readonly ClaimedHold[];
  /** Empty unless its runner goes on. */
  readonly wants: readonly Want[];
  /** Wants of others, by their marks, that count no more for it. */
  readonly voids: readonly string[];
  /** CPU slots of all runs of its user, as it goes by itself. */
  readonly slotsOfUser: number;
  /** GPUs that it does not use, by UUID, with the reason. */
  readonly quarantined: Readonly<Record<string, string>>;
  readonly pending: number;
}

export interface Survey {
  readonly folder: string;
  /** Why it cannot be known which runs there are; null when it can. */
  readonly failure: string | null;
  /** In the order of their names. */
  readonly runs: readonly SurveyedRun[];
  /** What is reserved, the first first. */
  readonly bookings: readonly Booking[];
  /** For how many GPU-hours users have held GPUs lately, by uid, as runs of this process's user have seen it. */
  readonly lately: ReadonlyMap<number, number>;
  /** For how long GPUs were idle while jobs waited, as these have seen it. */
  readonly idle: IdleHours;
  readonly ignored: readonly Ignored[];
}

/** All runs of this host that have told the others of themselves. Changes nothing, and is kept waiting by nobody. */
export function surveyHostFolder(path: string = hostFolderPath(process.env)): Survey {
  const folder = findHostFolder(path);
  const nothing = { lately: new Map<number, number>(), idle: new Map<number, number>() };
  const none = { folder: path, failure: null, runs: [], bookings: [], ignored: [], ...nothing };
  if (folder === null) return none;
  if (!folder.ok) return { ...none, failure: folder.message };
  try {
    const { neighbours, ignored } = new Neighbourhood(new LeaseFiles(folder.path)).look(null);
    const runs = neighbours.map(({ file: { lease }, name, runner, holds, wants }) => {
      const { runner: process, voids, slotsOfUser, quarantined, pending } = lease;
      return { name, process, runner, holds, wants, voids, slotsOfUser, quarantined, pending };
    });
    const now = clock.now();
    const look = new BookingFiles(folder.path, thisMachine()).look(now);
    const all = { runs: runs.sort(byKey), bookings: look.bookings, ignored: [...ignored, ...look.ignored] };
    const { hours, idle } = latelyInFile(folder.path, now.tick);
    return { folder: folder.path, failure: null, ...all, lately: hours, idle };
  } catch (error) {
    return { ...none, failure: (error as Error).message };
  }
}

function byKey(one: SurveyedRun, other: SurveyedRun): number {
  return one.name.key < other.name.key ? -1 : 1;
}
