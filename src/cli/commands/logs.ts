import { jobLog, type JobLogOptions } from '../../app/jobs/job-log.ts';
import { EXIT } from '../../app/refusal.ts';
import { TerminalText } from '../../report/text/terminal-text.ts';
import { ShownOutput } from '../notices.ts';

export interface LogsOptions extends JobLogOptions {
  /** The very bytes, also on a terminal. */
  readonly raw?: boolean | undefined;
}

/**
 * `sweep logs [JOB]`: the output of its newest attempt, or of another; with `-f` until the job has ended, and then what to exit with as it
 * did. On a terminal nothing of it can do more than colour.
 */
export async function logsCommand(said: string | undefined, { raw, ...options }: LogsOptions): Promise<number> {
  const output = new ShownOutput();
  const log = jobLog(said, options, output.notices);
  const shown = process.stdout.isTTY && raw !== true ? new TerminalText() : null;
  for (;;) {
    const next = await log.next();
    if (next.done === true) {
      if (shown !== null) await output.show(shown.end());
      return next.value?.exit ?? EXIT.done;
    }
    if (await output.show(shown?.take(next.value) ?? next.value)) continue;
    // Its reader has left, as `head` does when it has seen enough.
    await log.return(null);
    return EXIT.done;
  }
}
