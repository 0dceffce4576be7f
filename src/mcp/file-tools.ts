import { compareSweeps } from '../app/compare-sweeps.ts';
import { checkFiles } from '../app/check-files.ts';
import { load } from '../app/library.ts';
import { planSweep } from '../app/plan-sweep.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { fileMeant, USUAL } from '../app/sweep/file-meant.ts';
import { tally } from '../model/group-by.ts';
import type { CheckedFile } from '../report/diagnostics/check-result.ts';
import { checkJson } from '../report/diagnostics/diagnostics-json.ts';
import { diffJson, type DiffJson } from '../report/diff/diff-json.ts';
import { estimateJson } from '../report/plan/estimate.ts';
import { planJson, type PlannedJobJson } from '../report/plan/plan.ts';
import * as arg from './arguments.ts';
import type { Desk } from './desk.ts';
import { pageOf } from './fit.ts';
import { z } from './sdk.ts';

/** The tools that look at sweep files. */
export function fileTools(desk: Desk): void {
  checkTool(desk);
  planTool(desk);
  diffTool(desk);
}

/** The sweep file that is meant, within reach. */
export function fileWithin({ reach, place }: Desk, said: string): string {
  reach.within(said);
  return reach.within(fileMeant(said, place));
}

function checkTool(desk: Desk): void {
  const input = {
    file: arg.file.optional(),
    text: z
      .string()
      .max(1_000_000)
      .optional()
      .describe('what the file would say, such as a draft that is not written yet; its paths are those of `file`'),
    strict: z.boolean().optional().describe('take warnings for errors'),
    ...arg.reading,
    ...arg.paged,
  };
  const description =
    'Says everything that is wrong with a sweep file, or with a text that is to be one: file, line, column, message and mostly a hint how to mend it. Runs nothing.';
  desk.reads('check_sweep', { title: 'Check a sweep file', description, input }, async (args) => {
    const { file, text, strict, set, ...page } = args;
    if (file === undefined && text === undefined) throw new Refusal(EXIT.invalid, 'say `file` or `text`');
    const options = { ...desk.place, strict, set };
    const checked =
      text === undefined
        ? await checkedFile(fileWithin(desk, file ?? USUAL), options)
        : await checkedText(text, desk.reach.within(file ?? USUAL), options);
    const { diagnostics, ...document } = checkJson([checked]);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const { items, total, next } = pageOf(diagnostics, page);
    return { ...document, ok: errors === 0, diagnostics: items, total, next };
  });
}

type Reading = Parameters<typeof checkFiles>[1];

async function checkedFile(file: string, options: Reading): Promise<CheckedFile> {
  for await (const checked of checkFiles([file], options)) return checked;
  throw new Refusal(EXIT.invalid, `${file} names no file`);
}

async function checkedText(text: string, file: string, options: Reading): Promise<CheckedFile> {
  const { plan, diagnostics, sources } = await load(file, { ...options, text });
  return { file, jobs: plan?.jobs.length ?? null, diagnostics, sources };
}

function planTool(desk: Desk): void {
  const input = {
    file: arg.file,
    ...arg.selection,
    ...arg.reading,
    ...arg.machine,
    state: z
      .enum(['new', 'stale', 'failed', 'interrupted', 'fresh', 'cancelled', 'running'])
      .optional()
      .describe('list only jobs in this state'),
    estimate: z
      .boolean()
      .optional()
      .describe('say also how long a run would take; a bare number in `gpus` counts GPUs then'),
    commands: z.boolean().optional().describe('tell also what each job runs, and all else that its sweep says of it'),
    ...arg.paged,
  };
  const description =
    'Says what a run of a sweep file would do with each job, and why (new, stale and what changed, failed before, fresh), in counts and a page of jobs. Runs nothing.';
  desk.reads('plan_sweep', { title: 'Plan a sweep', description, input }, async (args, notices) => {
    const { file, state, commands, offset, limit, ...options } = args;
    const planned = await planSweep(fileWithin(desk, file), { ...desk.place, ...options }, notices);
    const { jobs, orphaned, ...document } = planJson(planned.sweep.plan, planned.verdicts, planned.orphans);
    const asked = state === undefined ? jobs : jobs.filter((job) => job.state === state);
    const { items, total, next } = pageOf(asked.map(commands === true ? (job) => job : inShort), { offset, limit });
    return {
      ...document,
      file: planned.sweep.file,
      counts: countsOf(jobs),
      estimate: planned.estimate === null ? undefined : inSum(estimateJson(planned.estimate)),
      orphaned: orphaned.length,
      jobs: items,
      total,
      next,
    };
  });
}

/** How many jobs are in each state that any is in. */
export function countsOf(jobs: readonly PlannedJobJson[]): Readonly<Record<string, number>> {
  return { jobs: jobs.length, ...Object.fromEntries(tally(jobs.map(({ state }) => state))) };
}

export function inShort({ id, label, stage, params, gpus, slots, nodes, state, because }: PlannedJobJson): object {
  return { id, label, stage, params, gpus, slots, nodes, state, because };
}

function inSum({ gpus, cpu, cannotRun, ...sum }: ReturnType<typeof estimateJson>): object {
  return { ...sum, gpus: gpus.length, jobs: cpu.length, cannotRun: cannotRun.slice(0, 20) };
}

function diffTool(desk: Desk): void {
  const version = z
    .string()
    .min(1)
    .describe('a sweep file, the name of a sweep, or REVISION:PATH or REVISION:NAME of one in git');
  const input = { before: version, after: version, ...arg.paged };
  const description =
    'Says what a change of a sweep does to its plan: jobs that are added, removed, renamed or changed, which results become stale and why, and GPU hours.';
  desk.reads('diff_sweeps', { title: 'Compare two sweeps', description, input }, async (args, notices) => {
    const { before, after, ...page } = args;
    const difference = await compareSweeps(
      versionWithin(desk, before),
      versionWithin(desk, after),
      desk.place,
      notices,
    );
    const { added, removed, moved, changed, ...document } = diffJson(difference);
    const counts = { added: added.length, removed: removed.length, moved: moved.length, changed: changed.length };
    const { items, total, next } = pageOf(listed({ added, removed, moved, changed }), page);
    return { ...document, counts, stale: changed.filter(({ stale }) => stale).length, changes: items, total, next };
  });
}

/** What is there as a file must be within reach here; of what git has that is judged where it is read. */
function versionWithin({ reach }: Desk, said: string): string {
  return said.includes(':') ? said : reach.within(said);
}

function listed(lists: Pick<DiffJson, 'added' | 'removed' | 'moved' | 'changed'>): readonly object[] {
  return Object.entries(lists).flatMap(([change, jobs]) => jobs.map((job) => ({ change, ...job })));
}
