import { detailsOf, showJob, type ShowJobOptions } from '../../app/jobs/show-job.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { jobDetailsJson } from '../../report/status/job-details.ts';
import { jobDetailsText } from '../../report/status/job-details-text.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

export interface ShowOptions extends ShowJobOptions {
  readonly json?: boolean | undefined;
}

/** `sweep show JOB`: all that is known of a job. Changes nothing. */
export async function showCommand(said: string, options: ShowOptions): Promise<ExitCode> {
  const details = detailsOf(await showJob(said, options, notices));
  if (options.json === true) print(JSON.stringify(jobDetailsJson(details)));
  else print(jobDetailsText(details, lookOfOutput().color));
  return EXIT.done;
}
