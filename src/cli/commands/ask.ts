import { askRun } from '../../app/control/ask-run.ts';
import { askOfJobs, DONE_OF_JOBS, requestJson, type Wanted } from '../../app/control/asked.ts';
import type { Done } from '../../app/control/asking.ts';
import { notConcerned } from '../../app/control/not-concerned.ts';
import { jobsAsked, type AskedJobs, type AskedOptions } from '../../app/jobs/jobs-asked.ts';
import { findJob } from '../../app/jobs/find-job.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, type KnownSweep } from '../../app/sweep/known-sweep.ts';
import type { JobId, Plan } from '../../model/plan.ts';
import type { JobStatus } from '../../model/state.ts';
import { shellWord } from '../../model/text/shell.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../../report/text/phrases.ts';
import { confirm } from '../confirm.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

export interface AskOptions extends AskedOptions {
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Jobs that are named; the rest by number. */
const NAMED = 5;

/** `sweep kill|hold|release|retry|rerun|top|priority JOB…`: asks that of the run of a sweep; asks back where it concerns several. */
export async function askCommand(wanted: Wanted, said: readonly string[], options: AskOptions): Promise<ExitCode> {
  const asked = await jobsAsked(said, options, notices);
  const { known, plan, jobs } = asked;
  const named = tell(plan, jobs);
  if (jobs.length > 1) await confirm(`${wanted.do} ${count(jobs.length, 'job')} of ${known.name}: ${named}`, options);
  const done = await askOfJobs(plan, known, wanted, jobs);
  show(wanted.do, asked, done, options);
  return EXIT.done;
}

/** `sweep cancel [SWEEP]`: interrupts a run and its jobs, which the next run does again. */
export async function cancelCommand(said: string | undefined, options: AskOptions): Promise<ExitCode> {
  const known = await runMeant(said, options);
  await confirm(`stop the run of ${known.name}, and all that runs of it`, options);
  const done = await askRun(null, known, { do: 'cancel' });
  if (options.json === true) print(JSON.stringify(requestJson('cancel', known, done)));
  else print(`the run of ${known.name} is stopping${tellInterrupted(done.jobs.length)}`);
  return EXIT.done;
}

/** The sweep whose run is meant. Where that is none but a job is, the command for jobs is named. */
async function runMeant(said: string | undefined, options: AskOptions): Promise<KnownSweep> {
  try {
    return sweepMeant(said, options);
  } catch (error) {
    const job = said === undefined ? null : await findJob(said, undefined, options).catch(() => null);
    if (said === undefined || job === null) throw error;
    const { name } = job.sweep;
    const text = `${said} is a job of ${name}, and \`sweep cancel\` stops a whole run: \`sweep kill ${shellWord(said)} --sweep ${shellWord(name)}\` cancels the job`;
    throw new Refusal(EXIT.invalid, text);
  }
}

/** What becomes of the jobs that a run is stopped with. */
function tellInterrupted(jobs: number): string {
  return jobs === 0 ? '' : `, and ${count(jobs, 'job')} with it: the next run does ${jobs === 1 ? 'it' : 'them'} again`;
}

function show(what: Wanted['do'], asked: AskedJobs, done: Done, options: AskOptions): void {
  const { known, plan, state } = asked;
  const { jobs, byRunner } = done;
  if (options.json === true) return print(JSON.stringify(requestJson(what, known, done)));
  const statusOf = (id: JobId): JobStatus => state.byId.get(id)?.state.status ?? 'waiting';
  if (jobs.length === 0) {
    const own = new Set(asked.jobs);
    const told = plan.jobs.filter(({ id }) => own.has(id)).map(({ id, label }) => ({ label, status: statusOf(id) }));
    return print(notConcerned(what, known.name, told));
  }
  const later = byRunner ? '' : ' (nothing runs now: it counts for the next run)';
  print(`${DONE_OF_JOBS[what]}: ${tell(plan, jobs)}${later}`);
  const held = new Set(what === 'hold' ? jobs : []);
  const running = asked.jobs.filter((id) => held.has(id) && statusOf(id) === 'running');
  if (running.length > 0) print(goesOn(tell(plan, running), running.length));
}

/** What is said of jobs that are held while they run. */
function goesOn(named: string, jobs: number): string {
  return jobs === 1
    ? `${named} runs on to its end, and is only kept from starting again: \`sweep kill\` ends it`
    : `${named} run on to their end, and are only kept from starting again: \`sweep kill\` ends them`;
}

function tell(plan: Plan, jobs: readonly string[]): string {
  const labels = new Map<string, string>(plan.jobs.map(({ id, label }) => [id, label]));
  return someOf(
    jobs.slice(0, NAMED).map((id) => labels.get(id) ?? id),
    jobs.length,
  );
}
