import { jobLog, type JobLogOptions } from '../../app/jobs/job-log.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { notices } from '../notices.ts';
import { printBytes } from '../terminal.ts';

/** `sweep logs JOB`: the output of its newest attempt, or of another; with `-f` until the job has ended, and with its success. */
export async function logsCommand(said: string, options: JobLogOptions): Promise<ExitCode> {
  const log = jobLog(said, options, notices);
  for (;;) {
    const next = await log.next();
    if (next.done === true) return next.value?.succeeded === false ? EXIT.failed : EXIT.done;
    if (await printBytes(next.value)) continue;
    // Its reader has left, as `head` does when it has seen enough.
    await log.return(null);
    return EXIT.done;
  }
}
