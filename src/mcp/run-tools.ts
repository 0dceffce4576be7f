import { hostGpus } from '../app/host-gpus.ts';
import { hostRuns } from '../app/host-runs.ts';
import { status } from '../app/library.ts';
import { list, wait } from '../app/library-jobs.ts';
import { gridsAsked } from '../app/results-grids.ts';
import { resultsOf, tableAsked } from '../app/results.ts';
import { sweepsHere } from '../app/sweep/known-sweep.ts';
import { usage } from '../app/usage.ts';
import { shownLogs } from '../app/world/run-folder.ts';
import { clock } from '../host/system/clock.ts';
import { tally } from '../model/group-by.ts';
import { seconds } from '../model/units.ts';
import { USAGE_KEYS } from '../model/sharing/usage.ts';
import { hostStatusJson } from '../report/status/host-status.ts';
import type { Grid } from '../report/results/grid.ts';
import type { JobStatusJson } from '../report/status/status.ts';
import * as arg from './arguments.ts';
import type { Desk } from './desk.ts';
import { NAMED, pageOf } from './fit.ts';
import { z } from './sdk.ts';

/** The tools that look at runs as a whole, and at the machine. */
export function runTools(desk: Desk): void {
  listRuns(desk);
  runStatus(desk);
  waitRun(desk);
  resultsTool(desk);
  gpusTool(desk);
  usageTool(desk);
}

function listRuns(desk: Desk): void {
  const input = {
    host: z.boolean().optional().describe('all runs of this machine, whoever’s, as they take their turns'),
    ...arg.paged,
  };
  const description =
    'Lists the sweeps that have run in this project: whether a runner drives them now, and their jobs by status.';
  desk.reads('list_runs', { title: 'List runs', description, input }, async ({ host, ...page }, notices) => {
    if (host === true) {
      const { at, tick } = clock.now();
      const { runs, ...document } = hostStatusJson(hostRuns(notices).runs, at, tick);
      const { items, total, next } = pageOf(runs, page);
      return { ...document, runs: items, total, next };
    }
    const { items, total, next } = pageOf(sweepsHere(desk.place), page);
    const runs: object[] = [];
    for (const { name } of items) {
      const { sweep, runner, jobs } = await list(desk.sweep(name).name, desk.place);
      runs.push({ sweep, runner, counts: countsOf(jobs) });
    }
    return { version: 1, runs, total, next };
  });
}

function countsOf(jobs: readonly JobStatusJson[]): Readonly<Record<string, number>> {
  return Object.fromEntries(tally(jobs.map(({ status }) => status)));
}

function runStatus(desk: Desk): void {
  const description =
    'Says how a sweep stands, whether or not it runs now: its jobs by status, those that run, those that failed, the process that drives it, and which results are stale.';
  desk.reads(
    'run_status',
    { title: 'Status of a run', description, input: { sweep: arg.sweep } },
    async (args, notices) => {
      const known = desk.sweep(args.sweep);
      const { jobs, ...document } = await status(known.name, { ...desk.place, notice: notices.say });
      const some = (status: JobStatusJson['status']): readonly object[] =>
        jobs
          .filter((job) => job.status === status)
          .slice(0, NAMED)
          .map(inShort);
      return { ...document, running: some('running'), failed: some('failed') };
    },
  );
}

function inShort({ id, label, seconds, error, exit }: JobStatusJson): object {
  return { id, label, seconds, ...(exit === null ? {} : { exit }), ...(error === undefined ? {} : { error }) };
}

/** Seconds: clients give a call up after a minute unless they are told otherwise. */
const LONGEST_WAIT = 50;

function waitRun(desk: Desk): void {
  const input = {
    sweep: arg.sweep,
    jobs: z.array(z.string().min(1)).max(100).optional().describe('only these; left out, the whole run'),
    timeout: z.number().min(0).max(LONGEST_WAIT).optional().describe(`seconds (default: ${LONGEST_WAIT})`),
  };
  const description = `Waits until a run, or jobs of it, have come to their end, retries and all; no longer than ${LONGEST_WAIT} seconds. \`end\` is over, timeout (call it again) or abandoned (no runner drives it).`;
  desk.reads(
    'wait_run',
    { title: 'Wait for a run', description, input },
    async ({ sweep, jobs, timeout = LONGEST_WAIT }) => {
      const { name } = desk.sweep(sweep);
      const waited = await wait(jobs ?? [], { ...desk.place, sweep: name, timeout });
      const failed = waited.jobs
        .filter((job) => job.status === 'failed')
        .slice(0, NAMED)
        .map(inShort);
      return { ...waited, jobs: undefined, counts: countsOf(waited.jobs), failed };
    },
  );
}

function resultsTool(desk: Desk): void {
  const names = z.array(z.string().min(1)).max(50).optional();
  const input = {
    sweeps: names.describe('sweeps that have run, also as NAME@COMMIT; none for the only one here'),
    ...arg.selection,
    by: names.describe('a row for each combination of these axes, averaged over the others'),
    pivot: z.string().optional().describe('the values of this axis become columns'),
    metric: names.describe('only these metrics'),
    stat: z.enum(['mean', 'median', 'min', 'max', 'sem', 'ci95']).optional(),
    best: z
      .string()
      .optional()
      .describe('the best by this metric: METRIC, or METRIC:max or METRIC:min where the sweep has no goals'),
    vs: z.string().optional().describe('also the difference to the row with this axis=value'),
    sort: z.string().optional().describe('order rows by this metric'),
    raw: z.boolean().optional().describe('a row a job, with its id and log'),
    stale: z.boolean().optional().describe('let stale results count, too'),
    incomplete: z.boolean().optional().describe('let rows that lack something be the best'),
    ...arg.paged,
  };
  const description =
    'Shows the numbers that jobs have left, as a table over the axes (mean ± sd over seeds), the best of them, or the difference to a baseline.';
  desk.reads('results', { title: 'Results', description, input }, async (args, notices) => {
    const { sweeps = [], offset, limit, only, skip, stage, ...flags } = args;
    const known = sweeps.length === 0 ? [desk.sweep(undefined).name] : sweeps;
    for (const one of sweeps) desk.sweep(one.replace(/@[^@]*$/, ''));
    const options = { ...desk.place, only, skip, stage };
    const subjects = await resultsOf(known, options, notices, ({ runFolder }) => shownLogs(runFolder));
    const grids = gridsAsked(subjects, flags, tableAsked(subjects, flags));
    return { version: 1, tables: grids.map((grid) => tableOf(grid, { offset, limit })) };
  });
}

function tableOf({ caption, head, rows, notes }: Grid, page: Parameters<typeof pageOf>[1]): object {
  const columns = head.map(({ over, text }) => (over === null ? text : `${over}: ${text}`));
  const told = rows.map((row) => row.map(({ text, marks, isBold }) => `${text}${marks}${isBold ? ' (best)' : ''}`));
  const { items, total, next } = pageOf(told, page);
  const explained = notes.map(({ mark, text }) => (mark === null ? text : `${mark}: ${text}`));
  return { caption, columns, rows: items, total, next, notes: explained };
}

function gpusTool(desk: Desk): void {
  const description =
    'Shows each GPU of this machine: memory, load, which jobs hold it, what is paused or in quarantine.';
  desk.reads('gpus', { title: 'GPUs', description, input: arg.paged }, async (page, notices) => {
    const { gpus, ...document } = await hostGpus({}, notices);
    const { items, total, next } = pageOf(gpus, page);
    return { ...document, gpus: items, total, next };
  });
}

function usageTool(desk: Desk): void {
  const input = {
    days: z.number().positive().max(36_500).optional().describe('how many days back (default: 7)'),
    by: z.enum(USAGE_KEYS).optional().describe('a row for each of these (default: sweep)'),
    ...arg.paged,
  };
  const description =
    'Tells for how many GPU-seconds GPUs were held, by the runs of this project and all that run now, and what became of that.';
  desk.reads('usage', { title: 'GPU time', description, input }, ({ days, by, ...page }, notices) => {
    const since = days === undefined ? undefined : seconds(days * 86_400);
    const { rows, ...document } = usage({ ...desk.place, since, by }, notices);
    const { items, total: count, next } = pageOf(rows, page);
    return Promise.resolve({ ...document, rows: items, count, next });
  });
}
