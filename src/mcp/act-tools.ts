import { reviewRun, startInBackground, type BackgroundOptions } from '../app/background-run.ts';
import { askRun, withoutRunner } from '../app/control/ask-run.ts';
import { askOfJobs, NONE_CONCERNED, requestJson } from '../app/control/asked.ts';
import { setRun } from '../app/control/set-run.ts';
import { jobsAsked } from '../app/jobs/jobs-asked.ts';
import { list } from '../app/library-jobs.ts';
import { SILENT } from '../app/notices.ts';
import { planAsItRan } from '../app/sweep/current-sweep.ts';
import type { KnownSweep } from '../app/sweep/known-sweep.ts';
import { runnerOf } from '../app/world/run-folder.ts';
import { statusNow } from '../app/world/sweep-status.ts';
import { tally } from '../model/group-by.ts';
import type { JobStatus } from '../model/state.ts';
import { planJson } from '../report/plan/plan.ts';
import * as arg from './arguments.ts';
import type { Act, Desk } from './desk.ts';
import { NAMED } from './fit.ts';
import { countsOf, fileWithin, inShort } from './file-tools.ts';
import { z } from './sdk.ts';

/** The tools that act, each with its preview. */
export function actTools(desk: Desk): void {
  runTool(desk);
  cancelTool(desk);
  setTool(desk);
  for (const request of REQUESTS) requestTool(desk, request);
}

function runTool(desk: Desk): void {
  const input = {
    file: arg.file,
    ...arg.selection,
    ...arg.reading,
    ...arg.machine,
    with_needs: z.boolean().optional().describe('run also what the chosen jobs need'),
    fresh: z.boolean().optional().describe('run again what is fresh'),
    leave_failed: z.boolean().optional().describe('leave jobs that failed before as they are'),
    fail_fast: z.boolean().optional().describe('start nothing new after the first failure'),
    max_fails: z.number().int().min(1).optional().describe('start nothing new after so many failures'),
  };
  const words = {
    title: 'Run a sweep',
    description:
      'Runs the jobs of a sweep file that are not fresh, in a process of its own that goes on without this server; or goes on with a run that is under way by the file as it is now.',
    input,
  };
  const hints = { destructive: true, idempotent: false };
  desk.acts('run_sweep', 'preview_run', words, hints, async (args, notices): Promise<Act> => {
    const { file: said, with_needs, leave_failed, fail_fast, max_fails, ...plain } = args;
    const file = fileWithin(desk, said);
    const options: BackgroundOptions = {
      ...plain,
      ...desk.place,
      withNeeds: with_needs,
      failed: leave_failed !== true,
      failFast: fail_fast,
      maxFails: max_fails,
    };
    const { planned, live } = await reviewRun(file, options, notices);
    const { plan, runFolder } = planned.sweep;
    desk.reach.within(runFolder);
    const { sweep, jobs } = planJson(plan, planned.verdicts, planned.orphans);
    const todo = jobs.filter(({ state }) => state !== 'fresh');
    const goesOn = live === null ? null : { pid: live.owner.process.pid, changes: live.changes };
    return {
      shown: {
        version: 1,
        sweep,
        file,
        counts: countsOf(jobs),
        to_run: todo.slice(0, NAMED).map(inShort),
        live: goesOn,
      },
      state: [
        plan.jobs.map(({ id, fingerprint }) => [id, fingerprint]),
        // While a run goes on its jobs come to their ends, which changes nothing of what another may change of it.
        goesOn ?? jobs.map(({ state }) => state),
      ],
      act: async () => {
        if (goesOn?.changes.length === 0) {
          return { version: 1, sweep, pid: goesOn.pid, message: 'it runs already, and nothing has changed' };
        }
        const { message, ...started } = await startInBackground(file, runFolder, options, live !== null);
        return { version: 1, sweep, ...started, ...(message === null ? {} : { message }) };
      },
    };
  });
}

function cancelTool(desk: Desk): void {
  const words = {
    title: 'Cancel a run',
    description: 'Interrupts the run of a sweep and the jobs that run of it; the next run does these again.',
    input: { sweep: arg.sweep },
  };
  const hints = { destructive: true, idempotent: true };
  desk.acts('cancel_run', 'preview_cancel', words, hints, async ({ sweep: said }): Promise<Act> => {
    const known = desk.sweep(said);
    const pid = runnerFor(known);
    const { jobs } = await list(known.name, { ...desk.place, running: true });
    return {
      shown: {
        version: 1,
        sweep: known.name,
        pid,
        running: jobs.length,
        jobs: jobs.slice(0, NAMED).map(({ label }) => label),
      },
      state: pid,
      act: async () => inCounts(requestJson('cancel', known, await askRun(null, known, { do: 'cancel' }))),
    };
  });
}

/** The process that drives a run; refuses where none does. */
function runnerFor({ name, runFolder }: KnownSweep): number {
  const pid = runnerOf(runFolder);
  if (pid === null) throw withoutRunner(name);
  return pid;
}

function setTool(desk: Desk): void {
  const words = {
    title: 'Set what a run may use',
    description: 'Sets how many CPU slots and which GPUs the run of a sweep may use from now on; what runs goes on.',
    input: {
      sweep: arg.sweep,
      slots: z
        .number()
        .int()
        .min(0)
        .nullable()
        .optional()
        .describe('0 starts nothing; null is back to what the run began with'),
      gpus: z.string().nullable().optional().describe('0,2 or 0-3 or none; null is back to what the run began with'),
    },
  };
  const hints = { destructive: false, idempotent: true };
  desk.acts('set_run', 'preview_set', words, hints, async ({ sweep: said, ...setting }): Promise<Act> => {
    const known = desk.sweep(said);
    const pid = runnerFor(known);
    const { state } = statusNow(await planAsItRan(known, desk.place, SILENT), known);
    const now = state.run?.setting ?? null;
    return {
      shown: { version: 1, sweep: known.name, pid, now, then: { ...now, ...setting } },
      state: [pid, now],
      act: () => setRun(known.name, setting, desk.place),
    };
  });
}

/** Something that is asked of jobs. */
interface JobRequest {
  readonly do: 'kill' | 'hold' | 'release' | 'retry';
  readonly title: string;
  readonly description: string;
  readonly destructive: boolean;
}

const REQUESTS: readonly JobRequest[] = [
  {
    do: 'kill',
    title: 'Kill jobs',
    description: 'Ends jobs that run or wait for good: no later run does them until they are retried.',
    destructive: true,
  },
  {
    do: 'hold',
    title: 'Hold jobs',
    description: 'Keeps jobs that do not run from starting until they are released; what runs goes on.',
    destructive: false,
  },
  { do: 'release', title: 'Release jobs', description: 'Lets held jobs start again.', destructive: false },
  {
    do: 'retry',
    title: 'Retry jobs',
    description: 'Has jobs that failed or were killed tried again, by the run under way or else by the next.',
    destructive: false,
  },
];

function requestTool(desk: Desk, { do: what, title, description, destructive }: JobRequest): void {
  const input = {
    sweep: arg.sweep,
    jobs: z
      .array(z.string().min(1))
      .max(200)
      .optional()
      .describe('ids or labels of jobs, beginnings or patterns of them, or axis=value'),
    ...arg.selection,
    ...arg.standing,
  };
  const hints = { destructive, idempotent: true };
  const words = { title, description, input };
  desk.acts(`${what}_jobs`, `preview_${what}`, words, hints, async (args, notices): Promise<Act> => {
    const { sweep: said, jobs: named = [], ...options } = args;
    const { name } = desk.sweep(said);
    const { known, plan, jobs } = await jobsAsked(named, { ...desk.place, ...options, sweep: name }, notices);
    const { state } = statusNow(plan, known);
    const statuses = jobs.map((id) => state.byId.get(id)?.state.status ?? 'waiting');
    const runner = runnerOf(known.runFolder);
    return {
      shown: {
        version: 1,
        sweep: known.name,
        request: what,
        runner,
        total: jobs.length,
        counts: Object.fromEntries(tally(statuses)),
        jobs: jobs.slice(0, NAMED).map((id) => state.byId.get(id)?.job?.label ?? id),
      },
      state: [runner, jobs.map((id, at) => [id, standingOf(statuses[at])])],
      act: async () => {
        const done = await askOfJobs(plan, known, { do: what }, jobs);
        const told = inCounts(requestJson(what, known, done));
        return done.jobs.length === 0 ? { ...told, message: NONE_CONCERNED[what] } : told;
      },
    };
  });
}

/** Jobs start all the time; to those who ask something of them it is the same whether they wait or run. */
function standingOf(status: JobStatus | undefined): string | undefined {
  return status === 'waiting' || status === 'running' || status === 'backoff' ? 'open' : status;
}

function inCounts({ jobs, ...document }: ReturnType<typeof requestJson>): object {
  return { ...document, concerned: jobs.length, jobs: jobs.slice(0, NAMED) };
}
