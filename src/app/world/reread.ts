import { existsSync } from 'node:fs';
import { clock } from '../../host/system/clock.ts';
import { freezeSweep } from '../../journal/frozen-sweep.ts';
import { treeOf } from '../../model/attempt.ts';
import type { Event, EventOf, FoundNumbers } from '../../model/event.ts';
import type { MetricsReading } from '../../model/metrics.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import { leftBy, tellMetrics } from '../../run/metrics.ts';
import type { LeftBy } from '../../run/world.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import type { Acceptance, RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { MetricReader } from './metric-reader.ts';
import { ownIdentity, tryLock } from './ownership.ts';
import { asJournalFile, openAndReplay } from './run-folder.ts';
import { statusNow } from './sweep-status.ts';

/**
 * Reads again what the last attempts of all jobs have left, where the file of their sweep says now, and answers how the sweep stands then. The
 * run folder remembers it unless a runner has that, or more has changed in the file than such things as make nothing run again.
 *
 * @param then  The plan as it ran.
 */
export async function readAgain(sweep: KnownSweep, then: Plan, now: LoadedSweep, { say }: Notices): Promise<RunState> {
  const { state } = statusNow(now.plan, sweep);
  const reader = new MetricReader(sweep, () => undefined);
  const events: EventOf<'metrics-read' | 'accepted-read'>[] = [];
  for (const record of state.records) {
    const last = record.past.findLast(({ end }) => end !== null);
    if (last?.end == null) continue;
    const end = { job: record.id, attempt: last.attempt, outcome: last.end.outcome };
    const left = leftBy(state, end);
    if (left === null) continue;
    events.push({ ...clock.now(), ...tellMetrics(end, await reader.read(whereItIs(sweep, left))) });
  }
  reader.close();
  const found = await readAccepted(sweep, state, () => true);
  if (found.length > 0) events.push({ ...clock.now(), event: 'accepted-read', found });
  for (const event of events) reduce(state, event);
  const obstacle = isAlike(then, now.plan)
    ? await keep(sweep, now, events)
    : 'more than `metrics` has changed since it ran';
  if (obstacle !== null) say(`${sweep.name}: what was read again is shown and not kept: ${obstacle}`);
  return state;
}

/** What lies by way of numbers in the files of jobs that count as done though no attempt has made them so. */
export async function readAccepted(
  place: Pick<KnownSweep, 'root' | 'runFolder'>,
  { records }: RunState,
  isMeant: (accepted: Acceptance) => boolean,
): Promise<readonly FoundNumbers[]> {
  const reader = new MetricReader(place, () => undefined, { keeps: false });
  const found: FoundNumbers[] = [];
  for (const record of records) {
    const { id, job } = record;
    const accepted = acceptanceOf(record);
    if (job === null || job.metrics.length === 0 || accepted?.because !== 'output' || !isMeant(accepted)) continue;
    // Of no attempt: it has neither a log nor a time before which files do not count.
    const inFiles = { ...job, metrics: job.metrics.filter(({ kind }) => kind === 'file') };
    const { curves: _, ...left } = await reader.read({ job: inFiles, attempt: 0 });
    found.push({ job: id, ...left });
  }
  reader.close();
  return found;
}

/** What a job that still runs has left so far. */
export interface PartlyRead {
  readonly attempt: number;
  readonly reading: MetricsReading;
}

/** The same of all that run. */
export async function readPartly(sweep: KnownSweep, state: RunState): Promise<ReadonlyMap<JobId, PartlyRead>> {
  const reader = new MetricReader(sweep, () => undefined, { keeps: false });
  const found = new Map<JobId, PartlyRead>();
  for (const { id, job, past } of state.running.values()) {
    const last = past.at(-1);
    if (last === undefined || job === null || job.metrics.length === 0) continue;
    const { attempt, snapshot } = last;
    const left = { job, attempt, ...(snapshot === null ? {} : { snapshot }) };
    found.set(id, { attempt, reading: await reader.read(left) });
  }
  reader.close();
  return found;
}

/** Copies of the code go when nothing runs in them any more: what counts of them is in the project then. */
function whereItIs(place: KnownSweep, { snapshot, ...left }: LeftBy): LeftBy {
  return snapshot === undefined || !existsSync(treeOf(place, snapshot)) ? left : { ...left, snapshot };
}

/** Whether two plans have the same jobs, made from the same. */
function isAlike(one: Plan, other: Plan): boolean {
  const fingerprints = new Map(one.jobs.map(({ id, fingerprint }) => [id, fingerprint]));
  return (
    one.jobs.length === other.jobs.length && other.jobs.every((job) => fingerprints.get(job.id) === job.fingerprint)
  );
}

/** Has the run folder remember what was read, and by which file; answers what kept it from that. */
async function keep({ runFolder }: KnownSweep, now: LoadedSweep, events: readonly Event[]): Promise<string | null> {
  if (events.length === 0) return null;
  const lock = tryLock(runFolder, ownIdentity(), { owner: { command: true } });
  if (!lock.ok) return 'it runs';
  try {
    const { journal } = openAndReplay(now.plan, runFolder);
    try {
      const problem = asJournalFile(journal).append(events);
      if (problem !== null) return problem;
      if (now.plan.isOpen !== true) freezeSweep(runFolder, now.text, now.drawnOn);
      return null;
    } finally {
      await journal.close();
    }
  } finally {
    lock.release();
  }
}
