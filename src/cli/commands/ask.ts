import { askRun } from '../../app/control/ask-run.ts';
import { askOfJobs, DONE_OF_JOBS, NONE_CONCERNED, requestJson, type Wanted } from '../../app/control/asked.ts';
import type { Done } from '../../app/control/asking.ts';
import { jobsAsked, type AskedOptions } from '../../app/jobs/jobs-asked.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, type KnownSweep } from '../../app/sweep/known-sweep.ts';
import type { Plan } from '../../model/plan.ts';
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
  const { known, plan, jobs } = await jobsAsked(said, options, notices);
  const named = tell(plan, jobs);
  if (jobs.length > 1) await confirm(`${wanted.do} ${count(jobs.length, 'job')} of ${known.name}: ${named}`, options);
  const done = await askOfJobs(plan, known, wanted, jobs);
  show(wanted.do, plan, known, done, options);
  return EXIT.done;
}

/** `sweep cancel [SWEEP]`: interrupts a run and its jobs, which the next run does again. */
export async function cancelCommand(said: string | undefined, options: AskOptions): Promise<ExitCode> {
  const known = sweepMeant(said, options);
  await confirm(`stop the run of ${known.name}, and all that runs of it`, options);
  const done = await askRun(null, known, { do: 'cancel' });
  if (options.json === true) print(JSON.stringify(requestJson('cancel', known, done)));
  else print(`the run of ${known.name} is stopping${tellInterrupted(done.jobs.length)}`);
  return EXIT.done;
}

/** What becomes of the jobs that a run is stopped with. */
function tellInterrupted(jobs: number): string {
  return jobs === 0 ? '' : `, and ${count(jobs, 'job')} with it: the next run does ${jobs === 1 ? 'it' : 'them'} again`;
}

function show(what: Wanted['do'], plan: Plan, known: KnownSweep, done: Done, options: AskOptions): void {
  const { jobs, byRunner } = done;
  if (options.json === true) return print(JSON.stringify(requestJson(what, known, done)));
  if (jobs.length === 0) return print(NONE_CONCERNED[what]);
  const later = byRunner ? '' : ' (nothing runs now: it counts for the next run)';
  print(`${DONE_OF_JOBS[what]}: ${tell(plan, jobs)}${later}`);
}

function tell(plan: Plan, jobs: readonly string[]): string {
  const labels = new Map<string, string>(plan.jobs.map(({ id, label }) => [id, label]));
  return someOf(
    jobs.slice(0, NAMED).map((id) => labels.get(id) ?? id),
    jobs.length,
  );
}
