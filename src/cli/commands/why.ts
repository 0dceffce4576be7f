import { existsSync } from 'node:fs';
import type { Job } from '../../model/plan.ts';
import { whyText } from '../../report/plan/why.ts';
import { judge } from '../../run/freshness.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { filesOf } from '../../app/world.ts';
import { jobMeant } from '../../app/find-job.ts';
import { loadCurrent, sweepMeant, sweepsHere, type Place } from '../../app/known-sweep.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../../app/load.ts';
import { acceptedSweep } from '../../app/accept.ts';
import { notices } from '../notices.ts';
import { remember } from '../../app/run-folder.ts';
import { lookOfOutput, print, sayDriverIsSlow } from '../terminal.ts';
import { whyItWaits } from '../../app/why-waiting.ts';

export interface WhyOptions extends LoadOptions {
  /** A sweep file, or the name of a sweep that has run; without it, all that have run here are looked through. */
  readonly sweep?: string;
}

/** `sweep why JOB`: which part of the file set each of its keys, and why it would or would not run. Writes nothing. */
export async function whyCommand(said: string, options: WhyOptions): Promise<ExitCode> {
  const loaded = await sweepsToLookThrough(options);
  const found = jobMeant(
    said,
    loaded.flatMap((sweep) =>
      sweep.plan.jobs.map((job) => ({ sweep, job, names: [job.id, job.label], of: sweep.plan.sweep })),
    ),
  );
  print(await explainJob(found, options));
  return EXIT.done;
}

async function explainJob(
  { sweep, job }: { readonly sweep: LoadedSweep; readonly job: Job },
  place: Place,
): Promise<string> {
  const { state } = remember(sweep.plan, sweep.runFolder);
  const verdict = judge(sweep.plan, state, filesOf(sweep.root, sweep.runFolder)).get(job.id);
  if (verdict === undefined) throw new Error(`no verdict on ${job.id}`);
  const waiting = await whyItWaits(sweep.plan.sweep, job.id, place, sayDriverIsSlow);
  return whyText(job, verdict, waiting, sweep.explain(job.id), sweep.sources, lookOfOutput());
}

async function sweepsToLookThrough(options: WhyOptions): Promise<readonly LoadedSweep[]> {
  const { sweep } = options;
  if (sweep !== undefined && existsSync(sweep))
    return [acceptedSweep(await loadSweep(sweep, { ...options, files: false }), notices)];
  const known = sweep === undefined ? sweepsHere(options) : [sweepMeant(sweep, options)];
  if (known.length === 0) {
    throw new Refusal(EXIT.invalid, 'no sweep has run here yet: name its file with --sweep FILE');
  }
  const results = await Promise.all(known.map((one) => loadCurrent(one, options, { ...options, files: false })));
  return results.map((result) => acceptedSweep(result, notices));
}
