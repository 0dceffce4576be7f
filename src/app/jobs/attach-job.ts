import { existsSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { FifoEnd } from '../../disk/fifo.ts';
import { lockOwner } from '../../host/system/lock.ts';
import { lockPath } from '../../journal/folder.ts';
import { type AttemptFolder, attemptFolder } from '../../launch/folder.ts';
import type { Plan } from '../../model/plan.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import type { Place } from '../sweep/known-sweep.ts';
import { runsElsewhere } from '../world/ownership.ts';
import { findJob, type FoundJob } from './find-job.ts';
import { type FollowedEnd, jobLog } from './job-log.ts';
import { jobStanding, type JobStanding } from './job-standing.ts';

/** Which job is meant, and how. */
export interface AttachOptions extends Place {
  /** Look only in this sweep. */
  readonly sweep?: string | undefined;
  /** Ends what the terminal shows. */
  readonly leave?: AbortSignal | undefined;
}

/** A way into the terminal of a job. */
export interface Attached {
  readonly id: string;
  /** Where keys go. */
  readonly keys: FifoEnd;
  /** What the terminal shows, from its last lines on, until the attempt has ended; then what to exit with as that did. */
  readonly output: AsyncGenerator<Buffer, FollowedEnd>;
}

/** As many lines as the terminal of a job has. */
const SCREENFUL = 24;

/** Milliseconds: for how long an attempt that begins may take until its terminal is there, and between two looks. */
const PATIENCE = 10_000;
const PAUSE = 100;

/** Leads to the terminal of a job that runs. Refuses one that does not, that has none, or that runs elsewhere or for somebody else. */
export async function attachJob(said: string, options: AttachOptions, notices: Notices): Promise<Attached> {
  const { plan, job } = await found(said, options, notices);
  const standing = jobStanding(plan, job);
  if (standing.is !== 'running') throw new Refusal(EXIT.unavailable, doesNotRun(job, standing));
  return terminalOf(job, standing.attempt, await keysOf(plan, job, standing.attempt), options, notices);
}

/** The same of a job that has a terminal and may not have begun yet: waits until it runs. Null where it has ended before. */
export async function attachWhenItRuns(
  said: string,
  options: AttachOptions,
  notices: Notices,
): Promise<Attached | null> {
  const { plan, job } = await found(said, options, notices);
  for (;;) {
    const standing = jobStanding(plan, job);
    if (standing.is === 'over') return null;
    if (standing.is === 'running') {
      const keys = await keysIfRunning(plan, job, standing.attempt);
      if (keys !== null) return terminalOf(job, standing.attempt, keys, options, notices);
    }
    await pause(PAUSE);
  }
}

interface Found {
  readonly job: FoundJob;
  /** As it ran last. */
  readonly plan: Plan;
}

async function found(said: string, options: AttachOptions, notices: Notices): Promise<Found> {
  const job = await findJob(said, options.sweep, options);
  const plan = await planAsItRan(job.sweep, options, notices);
  const held = lockOwner(lockPath(job.sweep.runFolder));
  if (held?.liveness === 'unknown') throw runsElsewhere(held.owner);
  return { job, plan };
}

function terminalOf(job: FoundJob, attempt: number, keys: FifoEnd, options: AttachOptions, notices: Notices): Attached {
  const place = { stateDir: options.stateDir, sweep: job.sweep.name };
  return {
    id: job.id,
    keys,
    output: jobLog(job.id, { ...place, attempt, follow: true, tail: SCREENFUL, leave: options.leave }, notices),
  };
}

function doesNotRun({ id }: FoundJob, standing: Exclude<JobStanding, { readonly is: 'running' }>): string {
  switch (standing.is) {
    case 'waiting':
      return `${id} does not run yet\nhint: sweep why ${id} says what it waits for`;
    case 'held':
      return `${id} does not run: ${standing.why}`;
    case 'over':
      return `${id} does not run any more\nhint: sweep logs ${id} shows what it wrote`;
    default:
      return standing satisfies never;
  }
}

/** Where the keys for an attempt go. Refuses one that has ended. */
async function keysOf(plan: Plan, job: FoundJob, attempt: number): Promise<FifoEnd> {
  const keys = await keysIfRunning(plan, job, attempt);
  if (keys !== null) return keys;
  const standing = jobStanding(plan, job, attempt);
  throw new Refusal(
    EXIT.unavailable,
    standing.is === 'running' ? `the terminal of ${job.id} has gone` : doesNotRun(job, standing),
  );
}

/** Where the keys for an attempt go: its terminal may be about to be made. Null where it has ended. */
async function keysIfRunning(plan: Plan, job: FoundJob, attempt: number): Promise<FifoEnd | null> {
  const { id, sweep } = job;
  const folder = attemptFolder(sweep.runFolder, id, attempt);
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const keys = openKeys(folder);
    if (keys !== null) return keys;
    const isGiven = plan.jobs.find((one) => one.id === id)?.tty === true;
    if (!isGiven && !existsSync(folder.keys)) {
      const hint = `hint: \`tty: true\` gives it one when it runs next; sweep logs ${id} -f shows what it writes`;
      throw new Refusal(EXIT.invalid, `${id} has no terminal\n${hint}`);
    }
    if (jobStanding(plan, job, attempt).is !== 'running') return null;
    if (performance.now() > deadline) throw new Refusal(EXIT.unavailable, `the terminal of ${id} does not answer`);
    await pause(PAUSE);
  }
}

function openKeys({ keys, script }: AttemptFolder): FifoEnd | null {
  try {
    return FifoEnd.open(keys, userOf(script));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') throw new Refusal(EXIT.unavailable, 'another user runs it, whose its terminal is alone');
    throw new Refusal(EXIT.unavailable, `its terminal cannot be reached: ${message}`);
  }
}

/** Only root types into the terminals of others. */
function userOf(script: string): number {
  const self = process.geteuid?.() ?? -1;
  return self === 0 ? (statSync(script, { throwIfNoEntry: false })?.uid ?? self) : self;
}
