import type { CheckupJson } from '../report/status/checkup.ts';
import type { GpusJson } from '../report/status/gpus.ts';
import { askRun } from './control/ask-run.ts';
import { requestJson, type RequestJson, type Wanted } from './control/asked.ts';
import type { DoctorOptions } from './doctor.ts';
import type { HostGpusOptions } from './host-gpus.ts';
import { jobsMeant, type JobsOptions } from './jobs/jobs-meant.ts';
import { noticesTo, type Listening } from './library.ts';
import { SILENT } from './notices.ts';
import { EXIT, Refusal } from './refusal.ts';
import { planAsItRan } from './sweep/current-sweep.ts';
import { sweepMeant, type Place } from './sweep/known-sweep.ts';
import { statusNow } from './world/sweep-status.ts';

/** Of which jobs something is asked, besides by their names. */
export interface AskOptions extends Place, JobsOptions {
  /** The file of the sweep whose jobs they are, or its name; left out, the only one that has run. */
  readonly sweep?: string | undefined;
}

/**
 * Asks something of jobs of a run, as `sweep kill`, `hold`, `release`, `retry`, `rerun`, `top` and `priority` do, but asks nobody back: the
 * document that they print with `--json`. It is on disk when the answer is there. Starts no runner: without one, `hold`, `release`, `retry`
 * and `rerun` count for the next run.
 *
 * @param jobs  As people name them: ids, labels, the beginning of one, patterns, `axis=value`.
 * @throws Refusal when no job is meant, when it makes no sense without a runner, and when that cannot be asked.
 */
export async function ask(wanted: Wanted, jobs: readonly string[], options: AskOptions = {}): Promise<RequestJson> {
  const known = sweepMeant(options.sweep, options);
  const plan = await planAsItRan(known, options, SILENT);
  const meant = jobsMeant(plan, statusNow(plan, known).state, jobs, options);
  if (meant.length === 0) throw new Refusal(EXIT.invalid, 'no job is in that state');
  return requestJson(wanted.do, known, await askRun(plan, known, { ...wanted, jobs: meant }));
}

/**
 * Interrupts the run of a sweep and what runs of it, as `sweep cancel` does; the next run does that again. The document that it prints with `--json`.
 * @throws Refusal when no runner drives it.
 */
export async function cancel(sweep?: string, place: Place = {}): Promise<RequestJson> {
  const known = sweepMeant(sweep, place);
  return requestJson('cancel', known, await askRun(null, known, { do: 'cancel' }));
}

/**
 * What is missing on this machine, and in the project of the working folder: the document that `sweep doctor --json` prints. Waits for
 * nothing longer than a minute.
 */
export async function doctor(options: DoctorOptions = {}): Promise<CheckupJson> {
  const { doctor: examine } = await import('./doctor.ts');
  return examine(options);
}

/** What a look at the GPUs goes by. */
export interface GpusOptions extends HostGpusOptions, Listening {}

/** Every GPU of this host, and who holds it: the document that `sweep gpus --json` prints. Changes nothing. */
export async function gpus({ notice, ...options }: GpusOptions = {}): Promise<GpusJson> {
  const { hostGpus } = await import('./host-gpus.ts');
  return hostGpus(options, noticesTo(notice));
}
