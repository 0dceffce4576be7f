import { hostGpus } from '../app/host-gpus.ts';
import { hostRuns } from '../app/host-runs.ts';
import { detailsOf, provenanceOf } from '../app/jobs/show-job.ts';
import { SILENT, type Notices } from '../app/notices.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import type { Place } from '../app/sweep/known-sweep.ts';
import { clock } from '../host/system/clock.ts';
import { attemptsBegun } from '../journal/events-of.ts';
import { jobId, type JobId } from '../model/plan.ts';
import { jobRow, type JobRow, type SweepRow } from '../report/page/job-rows.ts';
import type { LiveMessage } from '../report/page/live-messages.ts';
import { jobDetailsJson } from '../report/status/job-details.ts';
import { gpuRows } from '../report/status/gpus.ts';
import { hostRunRows } from '../report/status/host-status.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { FollowedSweep, FollowedSweeps, Stand } from './followed-sweep.ts';
import { LogFollower } from './log-follower.ts';
import type { Stream } from './stream.ts';

/** Where what a view shows comes from. */
export interface Source {
  readonly project: string;
  readonly place: Place;
  readonly sweeps: FollowedSweeps;
}

type HomeMessage = Extract<LiveMessage, { readonly kind: 'home' }>;

/** What a stream tells of. */
export type View = (stream: Stream) => Promise<void>;

/** The view that a tab asks for by `view` and what else it says; null where there is none. Names are looked up each time. */
export function viewAsked(query: URLSearchParams, source: Source): View | null {
  const sweep = query.get('sweep') ?? '';
  switch (query.get('view') ?? '') {
    case 'home':
      return (stream) => tellHome(stream, source);
    case 'gpus':
      return tellGpus;
    case 'jobs':
      return (stream) => tellJobs(stream, source, sweep);
    case 'job': {
      const attempt = query.get('attempt') ?? '';
      if (!/^(|[1-9]\d{0,8})$/.test(attempt)) return null;
      const job = jobId(query.get('job') ?? '');
      return (stream) => tellJob(stream, source, sweep, job, attempt === '' ? null : Number(attempt));
    }
    default:
      return null;
  }
}

/** Sends a message where it is another than the last. */
function teller(stream: Stream): (message: LiveMessage) => Promise<void> {
  let last = '';
  return async (message) => {
    const text = JSON.stringify(message);
    if (text === last) return;
    last = text;
    await stream.send(message);
  };
}

function tellHome(stream: Stream, { project, sweeps }: Source): Promise<void> {
  const tell = teller(stream);
  return stream.keep(async () => {
    const rows: SweepRow[] = [];
    const all = sweeps.all();
    // Journals that are read for the first time may be long.
    if (all.some(({ isRead }) => !isRead))
      await tell({ kind: 'home', project, sweeps: all.map(unread), host: null, hostProblem: '' });
    for (const followed of all) {
      try {
        rows.push(followed.rowAt(await followed.look()));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        rows.push({ ...unread(followed), problem: error.message });
      }
    }
    await tell({ kind: 'home', project, sweeps: rows, ...(await hostNow()) });
  });
}

/** The runs of this host, or why they cannot be told. */
async function hostNow(): Promise<Pick<HomeMessage, 'host' | 'hostProblem'>> {
  try {
    const { runs, gpuIds } = hostRuns(SILENT);
    return { host: hostRunRows(runs, clock.now().tick, await gpuIds()), hostProblem: '' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { host: null, hostProblem: error.message };
  }
}

/** What is told of a sweep of which nothing is known yet. */
function unread({ known: { name } }: FollowedSweep): SweepRow {
  return { name, runner: null, silence: '', jobs: 0, counts: [], problem: 'reading…' };
}

function tellGpus(stream: Stream): Promise<void> {
  const tell = teller(stream);
  return stream.keep(async () => {
    const notes: string[] = [];
    const notices: Notices = { ...SILENT, say: (text) => notes.push(text) };
    await tell({ kind: 'gpus', gpus: gpuRows(await hostGpus({}, notices)), notes });
  });
}

function tellJobs(stream: Stream, { sweeps }: Source, name: string): Promise<void> {
  const sent = new Map<string, JobRow>();
  let told: Stand | null = null;
  return stream.keep(async () => {
    const followed = sweeps.named(name);
    const stand = await followed.look();
    if (stand === told) return;
    told = stand;
    const rows = followed.rowsAt(stand);
    const isWhole = sent.size === 0 || ![...sent.keys()].every((id, at) => rows[at]?.id === id);
    const jobs = isWhole ? rows : rows.filter((row) => !isSameRow(row, sent.get(row.id)));
    if (isWhole) sent.clear();
    for (const row of jobs) sent.set(row.id, row);
    await stream.send({ kind: 'jobs', sweep: followed.rowAt(stand), isWhole, jobs });
  });
}

function isSameRow(one: JobRow, other: JobRow | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param only  The attempt whose output is shown; null for the newest, and those that come. */
async function tellJob(
  stream: Stream,
  { sweeps, place }: Source,
  name: string,
  id: JobId,
  only: number | null,
): Promise<void> {
  const log = new LogFollower(stream, { job: id, attempt: only, options: { ...place, sweep: name } });
  let told: Stand | null = null;
  const look = stream.keep(async () => {
    const followed = sweeps.named(name);
    const stand = await followed.look();
    if (stand === told) return;
    told = stand;
    const { message, attempts } = jobMessage(stand, followed, id);
    await stream.send(message);
    log.wake(attempts, stand.plan);
  });
  await Promise.all([look, log.follow()]);
}

/** All that there is to tell of a job, and how many attempts it has had. */
function jobMessage(
  stand: Stand,
  followed: FollowedSweep,
  id: JobId,
): { readonly message: LiveMessage; readonly attempts: number } {
  const { state, runner, silence } = stand;
  const { known: sweep } = followed;
  const record = findRecord(state, id);
  if (record === undefined) throw new Refusal(EXIT.invalid, `${sweep.name} has no job ${id}`);
  const from = provenanceOf(attemptsBegun(sweep.runFolder), id);
  const details = jobDetailsJson(detailsOf({ state, runner, silence, sweep, record, from }));
  const message = {
    kind: 'job',
    sweep: followed.rowAt(stand),
    row: jobRow(state, record, clock.now()),
    details,
  } as const;
  return { message, attempts: record.past.length };
}
