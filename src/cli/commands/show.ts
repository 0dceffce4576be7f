import { showJob, type ShowJobOptions } from '../../app/jobs/show-job.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { attemptFiles, nearPath } from '../../app/world/run-folder.ts';
import { clock } from '../../host/system/clock.ts';
import { jobFolder } from '../../journal/folder.ts';
import { treeOf } from '../../model/attempt.ts';
import { jobDetailsJson } from '../../report/status/job-details.ts';
import { jobDetailsText } from '../../report/status/job-details-text.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal.ts';

export interface ShowOptions extends ShowJobOptions {
  readonly json?: boolean | undefined;
}

/** `sweep show JOB`: all that is known of a job. Changes nothing. */
export async function showCommand(said: string, options: ShowOptions): Promise<ExitCode> {
  const { sweep, state, record, runner, silence, code } = await showJob(said, options, notices);
  const details = {
    state,
    record,
    runnerPid: runner,
    silence,
    code,
    now: clock.now(),
    folder: nearPath(jobFolder(sweep.runFolder, record.id)),
    copyAt: (name: string) => nearPath(treeOf(sweep, name)),
    filesOf: (attempt: number) => attemptFiles(sweep.runFolder, record.id, attempt),
  };
  if (options.json === true) print(JSON.stringify(jobDetailsJson(details)));
  else print(jobDetailsText(details, lookOfOutput().color));
  return EXIT.done;
}
